//! Dynadot's answers in the port's terms.

use chrono::DateTime;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use simpleinboxes_core::Timestamp;

use super::wire::{DomainInfo, Found, Head, Nothing, Number, TldPriceRow};
use crate::domain_name::DomainName;
use crate::error::{Outage, ProviderError};
use crate::http::Reply;
use crate::registrar::marketplace::{Availability, OwnedDomain, Price, TldPrice};
use crate::registrar::price::dollars;
use crate::registrar::{RegistrarError, name_servers};

/// Whether an answer says that too much is under way.
pub(super) fn is_limit(reply: &Reply) -> bool {
    let limited = |error: &RegistrarError| {
        matches!(
            error,
            RegistrarError::Provider(ProviderError::RateLimited { .. })
        )
    };
    reply.status.is_success() && read::<Nothing>(reply).is_err_and(|error| limited(&error))
}

/// Reads an answer: its one member, with head and content in objects of their own or not.
pub(super) fn read<T: DeserializeOwned>(reply: &Reply) -> Result<T, RegistrarError> {
    let envelope: Map<String, Value> = reply.json()?;
    let mut members = envelope.into_iter();
    let (Some((_, Value::Object(answer))), None) = (members.next(), members.next()) else {
        return Err(Outage::Garbage.into());
    };
    let answer = flattened(answer);
    let head: Head = parsed(&answer)?;
    match head.response_code.get() {
        Some(0) => parsed(&answer),
        Some(_) => Err(refusal(head)),
        None => Err(Outage::Garbage.into()),
    }
}

/// Members of `…Header` and `…Content` beside the others. `CreateContactContent` stays as it is:
/// its shape is known.
fn flattened(answer: Map<String, Value>) -> Value {
    let mut flat = Map::new();
    for (name, value) in answer {
        match value {
            Value::Object(inner)
                if name.ends_with("Header")
                    || (name.ends_with("Content") && name != "CreateContactContent") =>
            {
                flat.extend(inner);
            }
            value => {
                flat.insert(name, value);
            }
        }
    }
    Value::Object(flat)
}

fn parsed<T: DeserializeOwned>(answer: &Value) -> Result<T, RegistrarError> {
    T::deserialize(answer).map_err(|_| Outage::Garbage.into())
}

/// What a refusal means: told by its status, and by the words of its error.
fn refusal(head: Head) -> RegistrarError {
    let status = head.status.unwrap_or_default().to_ascii_lowercase();
    let said = head.error.filter(|text| !text.is_empty());
    let reason = said.unwrap_or_else(|| status.replace('_', " "));
    let words = reason.to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if status == "not_available" || has(&["not available", "already registered"]) {
        return RegistrarError::NotAvailable { reason };
    }
    if status.contains("busy") || has(&["busy", "processing another request", "over quota"]) {
        return ProviderError::RateLimited { retry_after: None }.into();
    }
    if has(&["connection to main server"]) {
        // Whether the server got it is not said.
        return Outage::Status {
            status: 200,
            reason: Some(reason),
        }
        .into();
    }
    if has(&["api key", "invalid key", "authentication"]) {
        return ProviderError::Rejected { reason }.into();
    }
    if is_about_servers(&words) {
        return RegistrarError::Refused { reason };
    }
    if has(&["could not find domain", "not in your account"]) {
        return RegistrarError::NoSuchDomain { reason };
    }
    if has(&["insufficient", "balance", "not enough"]) {
        return RegistrarError::InsufficientFunds { reason };
    }
    RegistrarError::Refused { reason }
}

/// Whether a refusal is about name servers, and not about the domain.
pub(super) fn is_about_servers(reason: &str) -> bool {
    let words = reason.to_ascii_lowercase();
    words.contains("name server")
        || words.contains("nameserver")
        || words.contains("needs to be registered")
}

/// What a search says of one name.
pub(super) fn availability(found: &Found) -> Availability {
    let words = [&found.status, &found.error];
    let words: String = words
        .into_iter()
        .flatten()
        .map(|text| text.to_ascii_lowercase())
        .collect();
    match found.available.as_deref() {
        Some("yes") => priced(found.price.as_deref().unwrap_or_default()),
        Some("no") => Availability::Taken,
        _ if words.contains("not supported") || words.contains("invalid") => {
            Availability::Unsupported
        }
        _ => Availability::Unknown,
    }
}

/// "Registration Price: 10.88 in USD and Renewal price: 10.88 in USD and Domain is not a Premium
/// Domain". Without both prices it can't be sold.
fn priced(sentence: &str) -> Availability {
    let words = sentence.to_ascii_lowercase();
    let price = |label: &str| {
        let (_, rest) = words.split_once(label)?;
        let (amount, rest) = rest.trim_start().split_once(' ')?;
        rest.trim_start()
            .starts_with("in usd")
            .then(|| dollars(amount))?
    };
    match (price("registration price:"), price("renewal price:")) {
        (Some(first_year), Some(renewal)) => Availability::Available {
            price: Price {
                first_year,
                renewal,
            },
            premium: words.contains("premium domain") && !words.contains("not a premium domain"),
        },
        _ => Availability::Unknown,
    }
}

pub(super) fn tld_price(row: &TldPriceRow) -> Option<TldPrice> {
    Some(TldPrice {
        tld: row.tld.trim_start_matches('.').to_ascii_lowercase(),
        price: Price {
            first_year: dollars(row.price.register.as_deref()?)?,
            renewal: dollars(row.price.renew.as_deref()?)?,
        },
    })
}

pub(super) fn owned(domain: &DomainName, info: DomainInfo) -> Result<OwnedDomain, RegistrarError> {
    let servers = info
        .name_server_settings
        .map(|settings| settings.name_servers);
    let hosts = servers.unwrap_or_default();
    Ok(OwnedDomain {
        domain: domain.clone(),
        expires_at: moment(&info.expiration).ok_or(Outage::Garbage)?,
        name_servers: name_servers::told(hosts.iter().map(|host| &host.server_name)),
    })
}

/// Milliseconds since 1970.
pub(super) fn moment(number: &Number) -> Option<Timestamp> {
    DateTime::from_timestamp_millis(number.get()?)
}

#[cfg(test)]
mod tests {
    use simpleinboxes_core::cents::Cents;

    use super::*;

    #[test]
    fn prices_are_read_from_the_sentence() {
        let available = |first_year, renewal, premium| Availability::Available {
            price: Price {
                first_year: Cents::new(first_year),
                renewal: Cents::new(renewal),
            },
            premium,
        };
        for (sentence, expected) in [
            (
                "Registration Price: 2.00 in USD and Renewal price: 21.62 in USD and Domain is not \
                 a Premium Domain",
                available(200, 2162, false),
            ),
            (
                "Registration Price: 1,250.00 in USD and Renewal price: 1250.00 in USD and Domain \
                 is a Premium Domain",
                available(125_000, 125_000, true),
            ),
            (
                "Registration Price: 10.99 in USD and Renewal price: 10.99 in USD",
                available(1099, 1099, false),
            ),
            (
                "Registration Price: 10.99 in EUR and Renewal price: 10.99 in EUR",
                Availability::Unknown,
            ),
            ("77.00 in USD", Availability::Unknown),
            ("", Availability::Unknown),
        ] {
            assert_eq!(priced(sentence), expected, "{sentence}");
        }
    }
}
