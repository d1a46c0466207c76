//! What the domains of an order can be bought for, asked at the registrar with no transaction open.

use std::collections::HashMap;

use simpleinboxes_providers::{
    DomainName,
    registrar::marketplace::{Availability, MOST_NAMES},
};
use simpleinboxes_server::runtime::errors::{Conflict, InvalidRequest, UpstreamError};
use simpleinboxes_store::{DomainOffer, NewOrder};

use crate::{app::App, domains::offers};

/// What each domain that is to be bought costs, by name.
pub(super) type Offers = HashMap<String, DomainOffer>;

/// Why a domain can't be bought.
#[derive(Debug, Clone)]
pub(super) enum NotOffered {
    /// It is somebody's, or reserved.
    Taken(String),
    /// It is not sold: its top-level domain is not, or it lies below another domain.
    NotForSale(String),
    /// The registrar could not tell.
    Upstream(UpstreamError),
}

impl NotOffered {
    /// The answer. `field` says where in the request a name stands.
    pub(super) fn answer<E>(self, field: impl Fn(&str) -> String) -> E
    where
        E: From<Conflict> + From<InvalidRequest> + From<UpstreamError>,
    {
        match self {
            Self::Taken(name) => Conflict::new(format!(
                "{name} can't be bought: it is registered or reserved."
            ))
            .into(),
            Self::NotForSale(name) => {
                let words = "can't be bought: its top-level domain is not for sale";
                InvalidRequest::field(field(&name), words).into()
            }
            Self::Upstream(error) => error.into(),
        }
    }
}

/// Asks for all of `names` at once.
///
/// # Errors
/// The first of them that can't be bought.
pub(super) async fn look_up<'n>(
    app: &App,
    names: impl IntoIterator<Item = &'n str>,
) -> Result<Offers, NotOffered> {
    let mut asked: Vec<DomainName> = Vec::new();
    for name in names {
        let known = DomainName::parse(name).ok();
        let whole = known.filter(|known| known.registrable().as_ref() == Some(known));
        let whole = whole.ok_or_else(|| NotOffered::NotForSale(name.to_owned()))?;
        if !asked.contains(&whole) {
            asked.push(whole);
        }
    }
    let mut found = Offers::with_capacity(asked.len());
    for some in asked.chunks(MOST_NAMES) {
        let offers = app.vendors.marketplace.search_many(some).await;
        let offers = offers.map_err(|error| NotOffered::Upstream(offers::upstream(app, &error)))?;
        for offer in offers {
            let name = offer.domain.to_string();
            match offers::price(&app.prices, &offer) {
                Some(price) => {
                    found.insert(name, price);
                }
                None => return Err(refused(app, offer.availability, name)),
            }
        }
    }
    Ok(found)
}

/// The same for an order to be priced or placed.
///
/// # Errors
/// As [`look_up`].
pub(super) async fn of_order(app: &App, new: &NewOrder) -> Result<Offers, NotOffered> {
    let bought = new.domains.iter().filter(|domain| domain.is_bought());
    look_up(app, bought.map(|domain| domain.name.as_str())).await
}

/// The order with what its domains are offered for.
pub(super) fn with(new: &NewOrder, offers: &Offers) -> NewOrder {
    let mut new = new.clone();
    for domain in &mut new.domains {
        domain.offer = offers
            .get(&domain.name)
            .copied()
            .filter(|_| domain.is_bought());
    }
    new
}

fn refused(app: &App, availability: Availability, name: String) -> NotOffered {
    match availability {
        Availability::Taken | Availability::Restricted => NotOffered::Taken(name),
        Availability::Unsupported => NotOffered::NotForSale(name),
        Availability::Unknown | Availability::Available { .. } => {
            let vendor = app.vendors.marketplace.name().as_str();
            let issue = format!("could not tell whether {name} can be bought");
            NotOffered::Upstream(UpstreamError::new(vendor, issue))
        }
    }
}
