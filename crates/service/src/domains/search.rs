//! What can be bought.

use simpleinboxes_core::{cursor::TextCursor, dns};
use simpleinboxes_providers::{
    DomainName,
    registrar::marketplace::{Availability, MOST_NAMES, Offer, candidates},
};
use simpleinboxes_server::{
    SearchDomainsBatchError, SearchDomainsError, SearchDomainsParams,
    runtime::{
        Detail, Success,
        errors::{InvalidRequest, ServerError, UpstreamError},
    },
};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::offers;
use crate::{
    app::App,
    wire::{self, at, checked},
};

/// The top-level domains that are sold most.
const DEFAULT_TLDS: [&str; 7] = ["com", "net", "org", "co", "io", "info", "biz"];

/// More names than any word has under all the top-level domains that can be asked for.
const ALL: usize = 1_000;

pub(super) async fn search(
    app: &App,
    params: SearchDomainsParams,
) -> Result<Success<types::DomainAvailabilityListResponse>, SearchDomainsError> {
    let query = normalised(&params.query)?;
    let tlds = match &params.tlds {
        Some(tlds) => tlds.0.iter().map(|tld| tld.to_string()).collect(),
        None => DEFAULT_TLDS.map(str::to_owned).to_vec(),
    };
    let mut names = candidates(&query, &tlds, ALL);
    if let Some(cursor) = &params.cursor {
        let cursor = TextCursor::decode(cursor).map_err(|_| wire::bad_cursor())?;
        let last = names.iter().position(|name| name.as_str() == cursor.text());
        let last = last.ok_or_else(wire::bad_cursor)?;
        names.drain(..=last);
    }
    let limit = params.limit.0.unsigned_abs() as usize;
    let has_more = names.len() > limit;
    names.truncate(limit);
    let last = names.last().filter(|_| has_more);
    let next = last.map(|name| TextCursor::after(name.as_str()).encode());
    let data = look_up::<SearchDomainsError>(app, &names).await?;
    Ok(types::DomainAvailabilityListResponse {
        success: types::SuccessFlag::default(),
        data,
        pagination: wire::pagination(next),
        extra: Extra::default(),
    }
    .into())
}

pub(super) async fn batch(
    app: &App,
    body: types::SearchDomainsBatchRequest,
) -> Result<Success<types::DomainAvailabilityBatchResponse>, SearchDomainsBatchError> {
    let mut names = Vec::with_capacity(body.domains.len());
    let mut wrong = Vec::new();
    for (place, domain) in body.domains.iter().enumerate() {
        match name(domain) {
            Ok(name) if names.contains(&name) => {}
            Ok(name) => names.push(name),
            Err(issue) => wrong.push(Detail::new(format!("/domains/{place}"), issue)),
        }
    }
    if !wrong.is_empty() {
        return Err(InvalidRequest::from(wrong).into());
    }
    let data = look_up::<SearchDomainsBatchError>(app, &names).await?;
    Ok(types::DomainAvailabilityBatchResponse {
        success: types::SuccessFlag::default(),
        data,
        extra: Extra::default(),
    }
    .into())
}

/// A word or a domain to search for in the form of names.
fn normalised(query: &str) -> Result<String, InvalidRequest> {
    let refused = || InvalidRequest::field("query.query", "can be no part of a domain's name");
    if query.trim_end_matches('.').contains(['.', '。']) {
        return Ok(name(query).map_err(|_| refused())?.into());
    }
    // A word is what can stand before a top-level domain.
    let word = query.trim_end_matches('.');
    let name = name(&format!("{word}.com")).map_err(|_| refused())?;
    let word = name.as_str().strip_suffix(".com");
    Ok(word.ok_or_else(refused)?.to_owned())
}

/// A domain's name as the registrar takes it.
fn name(text: &str) -> Result<DomainName, String> {
    let name: dns::DomainName = text
        .parse()
        .map_err(|error: dns::DomainNameError| error.to_string())?;
    DomainName::parse(name.as_str()).map_err(|error| error.to_string())
}

async fn look_up<E>(app: &App, names: &[DomainName]) -> Result<Vec<types::DomainAvailability>, E>
where
    E: From<UpstreamError> + From<ServerError>,
{
    debug_assert!(names.len() <= MOST_NAMES);
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let found = app.vendors.marketplace.search_many(names).await;
    let found = found.map_err(|error| offers::upstream(app, &error))?;
    let shown = found.iter().map(|offer| shown(app, offer));
    Ok(shown.collect::<Result<_, ServerError>>()?)
}

fn shown(app: &App, offer: &Offer) -> Result<types::DomainAvailability, ServerError> {
    type Status = types::DomainAvailabilityStatus;
    let price = offers::price(&app.prices, offer);
    let availability = match offer.availability {
        Availability::Available { .. } => Status::Available,
        Availability::Taken => Status::Taken,
        Availability::Unsupported => Status::Unsupported,
        Availability::Restricted => Status::Restricted,
        Availability::Unknown => Status::UnknownValue,
    };
    Ok(types::DomainAvailability {
        domain: checked(&offer.domain)?,
        availability,
        premium: price.is_some_and(|price| price.premium),
        price_cents: price.map(|price| price.price.first.get().into()),
        renewal_cents: price.map(|price| price.price.renewal.get().into()),
        currency: types::Currency::Usd,
        checked_at: at(app.clock.now()),
        extra: Extra::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_names_are_normalised() {
        for (query, expected) in [
            ("Northwind", Some("northwind")),
            ("Northwind.COM", Some("northwind.com")),
            ("bücher", Some("xn--bcher-kva")),
            ("bücher.example", Some("xn--bcher-kva.example")),
            ("northwind.", Some("northwind")),
            ("two_words", None),
            ("-x", None),
            ("a..b", None),
            (".", None),
            ("..com", None),
        ] {
            let found = normalised(query).ok();
            assert_eq!(found.as_deref(), expected, "{query}");
        }
    }
}
