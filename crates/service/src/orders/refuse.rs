//! The answers to what is refused of an order.

use simpleinboxes_core::{pricing::QuoteRefused, status::PromotionRefusal};
use simpleinboxes_server::runtime::{
    Detail,
    errors::{Conflict, InvalidRequest, NotFound},
};
use simpleinboxes_store::{MAX_UNPAID, OrderRefused, Quote, StoreError};

use crate::{
    transact::{self, Faulty},
    workspaces::convert::NOT_FOUND,
};

/// What placing an order can answer.
pub(super) trait Refusing:
    Faulty + From<Conflict> + From<InvalidRequest> + From<NotFound>
{
}

impl<E: Faulty + From<Conflict> + From<InvalidRequest> + From<NotFound>> Refusing for E {}

pub(super) fn refuse<E: Refusing>(refused: OrderRefused) -> E {
    match refused {
        OrderRefused::DomainTwice(place) => {
            let words = "The same domain stands in the order twice";
            Conflict::new(format!("{words}: `/domains/{place}/domain`.")).into()
        }
        OrderRefused::UsernameTwice(domain, inbox) => {
            let field = format!("/domains/{domain}/inboxes/{inbox}/username");
            let words = "The same username stands on a domain twice";
            Conflict::new(format!("{words}: `{field}`.")).into()
        }
        OrderRefused::AddressTwice(address) => address_twice(&address).into(),
        OrderRefused::DomainHeld(name) => Conflict::new(format!(
            "Another order holds {name}, or it is not let go yet."
        ))
        .into(),
        OrderRefused::RegistrationOver(name) => {
            Conflict::new(format!("The registration of {name} is over; buy it again.")).into()
        }
        OrderRefused::NoSuchDomain(place) => {
            NotFound::new(format!("Domain not found: `/domains/{place}/domain`")).into()
        }
        OrderRefused::NoCredential => NotFound::new("Credential not found").into(),
        OrderRefused::Price(refused) => price(refused).into(),
        OrderRefused::UnknownPromotion => {
            InvalidRequest::field("/promoCode", "is no promotion that runs at present").into()
        }
        OrderRefused::Promotion(refusal) => {
            InvalidRequest::field("/promoCode", promotion(refusal)).into()
        }
        OrderRefused::NoRegistrant => {
            let words = "is needed, since a domain is bought and none is saved for the workspace";
            InvalidRequest::field("/registrant", words).into()
        }
        OrderRefused::PriceChanged(quote) => changed(&quote).into(),
        OrderRefused::State(refused) => Conflict::new(format!("Of this order: {refused}.")).into(),
        OrderRefused::TooManyUnpaid => Conflict::new(format!(
            "{MAX_UNPAID} orders of the account are unpaid; pay for some or cancel them first."
        ))
        .into(),
        OrderRefused::Insufficient { available, needed } => Conflict::new(format!(
            "The wallet can pay {available} of the {needed} that it costs."
        ))
        .into(),
        OrderRefused::Store(StoreError::NotFound(_)) => NOT_FOUND.into(),
        OrderRefused::Store(error) => transact::fault(error),
    }
}

/// What an order can only come to by a rename.
pub(super) fn address_twice(address: &str) -> Conflict {
    Conflict::new(format!(
        "Two inboxes of the order have the address {address}."
    ))
}

fn price(refused: QuoteRefused) -> InvalidRequest {
    match refused {
        QuoteRefused::NotForSale(place) => {
            let field = format!("/domains/{place}/domain");
            InvalidRequest::field(
                field,
                "can't be bought: its top-level domain is not for sale",
            )
        }
        QuoteRefused::OtherProvider => {
            InvalidRequest::field("/promoCode", "is not for orders of this provider")
        }
        QuoteRefused::TooFewInboxes(needed) => InvalidRequest::field(
            "/promoCode",
            format!("is for orders of at least {needed} inboxes"),
        ),
        QuoteRefused::NothingToLower => {
            InvalidRequest::field("/promoCode", "lowers nothing that this order costs")
        }
        QuoteRefused::TooLarge(_) => InvalidRequest::field("/domains", "costs too much to reckon"),
    }
}

const fn promotion(refusal: PromotionRefusal) -> &'static str {
    match refusal {
        PromotionRefusal::AlreadyUsed => "was used as often as is allowed",
        PromotionRefusal::NewCustomersOnly => "is for accounts that never had an active order",
        PromotionRefusal::FullyRedeemed => "is used up",
        PromotionRefusal::NotForThisAccount => "is for other accounts",
    }
}

/// The new price, for people in the message and for programs in the details.
fn changed(quote: &Quote) -> Conflict {
    let pricing = &quote.pricing;
    let total = pricing.total;
    let conflict = Conflict::new(format!(
        "The order costs {total} now ({} cents); nothing was placed.",
        total.get()
    ));
    let parts = [
        ("/expectedTotalCents", total),
        ("/pricing/inboxSubtotalCents", pricing.inboxes),
        ("/pricing/domainSubtotalCents", pricing.domains),
        ("/pricing/discountCents", pricing.discount),
    ];
    let details = parts.map(|(field, cents)| Detail::new(field, cents.get().to_string()));
    conflict.with_details(details.into())
}
