//! What domains cost that can be bought.

use simpleinboxes_core::{
    cents::Cents,
    pricing::{DomainPrice, PriceBook},
};
use simpleinboxes_providers::registrar::{
    RegistrarError,
    marketplace::{Availability, Offer, Price},
};
use simpleinboxes_server::runtime::errors::UpstreamError;
use simpleinboxes_store::DomainOffer;

use crate::app::App;

/// What a domain of an offer costs here: what the registrar asks, unless it is no premium name and
/// the book says what its top-level domain costs. Nothing for one that can't be bought.
pub(crate) fn price(book: &PriceBook, offer: &Offer) -> Option<DomainOffer> {
    let Availability::Available { price, premium } = offer.availability else {
        return None;
    };
    let listed = book.domain(offer.domain.as_str()).filter(|_| !premium);
    let Price {
        first_year: first,
        renewal,
    } = price;
    let asked = DomainPrice { first, renewal };
    let charged = listed.map_or(asked, |(_, listed)| listed);
    Some(DomainOffer {
        price: charged,
        // Whoever sells below what it costs has said so in the book.
        most: Cents::new(first.get().max(charged.first.get())),
        premium,
    })
}

/// The answer to a registrar that could not be asked.
pub(crate) fn upstream(app: &App, error: &RegistrarError) -> UpstreamError {
    let vendor = app.vendors.marketplace.name().as_str();
    tracing::warn!(%error, vendor, "the registrar could not be asked");
    // Our account there is none of the caller's business.
    let issue = if error.is_about_credentials() {
        "does not accept our account at present".to_owned()
    } else {
        error.to_string()
    };
    UpstreamError::new(vendor, issue)
}

#[cfg(test)]
mod tests {
    use simpleinboxes_providers::DomainName;

    use super::*;

    fn offer(name: &str, first: i64, premium: bool) -> Offer {
        Offer {
            domain: DomainName::parse(name).expect("a name"),
            availability: Availability::Available {
                price: Price {
                    first_year: Cents::new(first),
                    renewal: Cents::new(1500),
                },
                premium,
            },
        }
    }

    #[test]
    fn the_book_says_what_ordinary_names_of_its_domains_cost() {
        let book = r#"
            version = "ours"
            inboxes.google = { name = "G", tiers = [{ from = 1, cents = 1 }] }
            inboxes.microsoft = { name = "M", tiers = [{ from = 1, cents = 1 }] }
            inboxes.smtp = { name = "S", tiers = [{ from = 1, cents = 1 }] }
            domains.com = { first = 1200, renewal = 1300 }
        "#;
        let book = PriceBook::parse(book).expect("a book");
        for (offer, first, most) in [
            // Ours, and the registrar may take as much as was charged.
            (offer("northwind.com", 1099, false), 1200, 1200),
            // Below cost, as the book wants it.
            (offer("northwind.com", 1400, false), 1200, 1400),
            (offer("northwind.com", 25_000, true), 25_000, 25_000),
            (offer("northwind.net", 1299, false), 1299, 1299),
        ] {
            let price = price(&book, &offer).expect("a price");
            assert_eq!(price.price.first, Cents::new(first), "{offer:?}");
            assert_eq!(price.most, Cents::new(most), "{offer:?}");
        }
        let taken = Offer {
            availability: Availability::Taken,
            ..offer("northwind.com", 1, false)
        };
        assert_eq!(price(&book, &taken), None);
    }
}
