//! What the sandbox sells, and what each name does.

use simpleinboxes_core::cents::Cents;

use crate::domain_name::DomainName;
use crate::registrar::marketplace::{Availability, Offer, Price};

/// A top-level domain and its price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogueEntry {
    /// `com`, `co.uk`.
    pub tld: &'static str,
    /// The first year, in cents.
    pub first_year_cents: i64,
    /// Each further year, in cents.
    pub renewal_cents: i64,
}

const fn sold(tld: &'static str, first_year_cents: i64, renewal_cents: i64) -> CatalogueEntry {
    CatalogueEntry {
        tld,
        first_year_cents,
        renewal_cents,
    }
}

/// What is sold, and for how much.
pub const CATALOGUE: &[CatalogueEntry] = &[
    sold("com", 1099, 1199),
    sold("net", 1249, 1399),
    sold("org", 999, 1199),
    sold("info", 449, 2199),
    sold("biz", 649, 1999),
    sold("co", 1099, 2899),
    sold("io", 3499, 4999),
    sold("live", 349, 2799),
    sold("xyz", 199, 1299),
    sold("app", 1199, 1499),
    sold("dev", 1099, 1299),
    sold("email", 599, 2299),
    sold("us", 499, 899),
    sold("uk", 649, 799),
    sold("co.uk", 649, 799),
    sold("de", 549, 699),
];

/// The words that make a name special, and what they do.
pub const SPECIAL_WORDS: &[(&str, &str)] = &[
    ("taken", "somebody has it"),
    ("reserved", "the registry reserves it"),
    (
        "unknown",
        "the registry does not answer, neither to look-ups nor to purchases",
    ),
    ("premium", "costs 25 times the usual, each year"),
    (
        "dearer",
        "costs a dollar more when it is bought than when it was looked up",
    ),
    ("declined", "the registry refuses the purchase"),
    ("unfunded", "our account there has too little money for it"),
    ("down", "the registrar can't be reached for the purchase"),
    (
        "outage",
        "the registrar can't be reached, not even to look names up",
    ),
    ("lost", "is bought, but the answer is lost"),
    (
        "pending",
        "is bought, but the answer is lost, and the account shows it 10 minutes later",
    ),
];

/// What a name does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    Plain,
    Taken,
    Reserved,
    Unknown,
    Premium,
    Dearer,
    Declined,
    Unfunded,
    Down,
    Outage,
    Lost,
    Pending,
}

const PREMIUM_FACTOR: i64 = 25;

impl Nature {
    pub(super) fn of(domain: &DomainName) -> Self {
        let Some((label, _)) = domain.split() else {
            return Self::Taken;
        };
        // Names below a domain that somebody registers are not for sale.
        if label.contains('.') || label.len() <= 3 {
            return Self::Taken;
        }
        let special = label.split('-').find_map(|word| match word {
            "taken" => Some(Self::Taken),
            "reserved" => Some(Self::Reserved),
            "unknown" => Some(Self::Unknown),
            "premium" => Some(Self::Premium),
            "dearer" => Some(Self::Dearer),
            "declined" => Some(Self::Declined),
            "unfunded" => Some(Self::Unfunded),
            "down" => Some(Self::Down),
            "outage" => Some(Self::Outage),
            "lost" => Some(Self::Lost),
            "pending" => Some(Self::Pending),
            _ => None,
        });
        special.unwrap_or(Self::Plain)
    }
}

/// The usual price under a top-level domain; nothing if it is not sold.
pub(super) fn price_of(tld: &str) -> Option<Price> {
    let entry = CATALOGUE.iter().find(|entry| entry.tld == tld)?;
    Some(Price {
        first_year: Cents::new(entry.first_year_cents),
        renewal: Cents::new(entry.renewal_cents),
    })
}

/// What a look-up says of a name that was not bought here.
pub(super) fn offer(domain: &DomainName) -> Offer {
    Offer {
        domain: domain.clone(),
        availability: availability(domain),
    }
}

fn availability(domain: &DomainName) -> Availability {
    let Some(price) = price_of(domain.suffix()) else {
        return Availability::Unsupported;
    };
    match Nature::of(domain) {
        Nature::Taken => Availability::Taken,
        Nature::Reserved => Availability::Restricted,
        Nature::Unknown => Availability::Unknown,
        Nature::Premium => Availability::Available {
            price: Price {
                first_year: Cents::new(price.first_year.get() * PREMIUM_FACTOR),
                renewal: Cents::new(price.renewal.get() * PREMIUM_FACTOR),
            },
            premium: true,
        },
        Nature::Plain
        | Nature::Dearer
        | Nature::Declined
        | Nature::Unfunded
        | Nature::Down
        | Nature::Outage
        | Nature::Lost
        | Nature::Pending => Availability::Available {
            price,
            premium: false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_special_word_is_documented_and_does_something() {
        for (word, does) in SPECIAL_WORDS {
            assert!(!does.is_empty());
            let name = DomainName::parse(&format!("some-{word}-name.com")).expect("a name");
            assert_ne!(Nature::of(&name), Nature::Plain, "{word}");
        }
        for plain in ["northwind.com", "takenaway.com", "very-plain.co.uk"] {
            let name = DomainName::parse(plain).expect("a name");
            assert_eq!(Nature::of(&name), Nature::Plain, "{plain}");
        }
    }

    #[test]
    fn what_is_sold_is_a_public_suffix_and_sold_once() {
        for entry in CATALOGUE {
            let name = DomainName::parse(&format!("northwind.{}", entry.tld)).expect("a name");
            assert_eq!(name.suffix(), entry.tld);
            let same = CATALOGUE.iter().filter(|other| other.tld == entry.tld);
            assert_eq!(same.count(), 1, "{}", entry.tld);
            assert!(entry.first_year_cents > 0 && entry.renewal_cents > 0);
        }
    }
}
