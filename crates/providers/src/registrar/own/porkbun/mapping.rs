//! Porkbun's answers in the port's terms.

use std::time::Duration;

use chrono::NaiveDateTime;
use serde::de::DeserializeOwned;

use super::wire::{Domains, FoundServers, Head, Ping};
use crate::domain_name::DomainName;
use crate::error::{Lack, Outage, ProviderError};
use crate::http::{Reply, accept};
use crate::registrar::own::port::ListedDomain;
use crate::registrar::{RegistrarError, name_servers};

/// Longest wait that is told.
const LONGEST_WAIT: f64 = 24.0 * 60.0 * 60.0;
/// The code of the wish for fewer requests.
const LIMITED: &str = "RATE_LIMIT_EXCEEDED";

pub(super) fn checked(reply: &Reply) -> Result<(), RegistrarError> {
    let ping: Ping = read(reply)?;
    if ping.credentials_valid {
        return Ok(());
    }
    Err(ProviderError::Rejected {
        reason: "the vendor does not know them".to_owned(),
    }
    .into())
}

pub(super) fn listed(reply: &Reply) -> Result<Vec<ListedDomain>, RegistrarError> {
    let domains: Domains = read(reply)?;
    let listed = domains.domains.into_iter().filter_map(|found| {
        let expires = found.expire_date.as_deref();
        let expires = expires.map(|text| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S"));
        Some(ListedDomain {
            domain: DomainName::parse(&found.domain).ok()?,
            expires_at: expires.and_then(Result::ok).map(|time| time.and_utc()),
            name_servers: None,
        })
    });
    Ok(listed.collect())
}

pub(super) fn servers(reply: &Reply) -> Result<Vec<DomainName>, RegistrarError> {
    let found: FoundServers = read(reply)?;
    Ok(name_servers::told(found.ns))
}

pub(super) fn done(reply: &Reply) -> Result<(), RegistrarError> {
    read::<Head>(reply).map(|_| ())
}

/// The answer's body counts, whatever its HTTP status; without one, the status does.
fn read<T: DeserializeOwned>(reply: &Reply) -> Result<T, RegistrarError> {
    let head: Option<Head> = reply.error();
    match head {
        Some(head) if head.status == "ERROR" => Err(refusal(head, reply)),
        Some(head) if head.status == "SUCCESS" && reply.status.is_success() => Ok(reply.json()?),
        _ if reply.status.is_success() => Err(Outage::Garbage.into()),
        _ => Err(unexplained(reply)),
    }
}

/// Whether an answer is the wish for fewer requests, whatever its HTTP status.
pub(super) fn is_limit(reply: &Reply) -> bool {
    let head: Option<Head> = reply.error();
    head.is_some_and(|head| head.status == "ERROR" && head.code.as_deref() == Some(LIMITED))
}

fn unexplained(reply: &Reply) -> RegistrarError {
    let bare = Reply {
        status: reply.status,
        headers: reply.headers.clone(),
        body: Vec::new(),
    };
    match accept(bare, |_| None) {
        Ok(_) => Outage::Garbage.into(),
        Err(error) => error.into(),
    }
}

fn refusal(head: Head, reply: &Reply) -> RegistrarError {
    let reason = head.message.filter(|text| !text.is_empty());
    let reason = reason.unwrap_or_else(|| "the vendor refused".to_owned());
    if reason.to_ascii_lowercase().contains("opted in") {
        return ProviderError::NotAllowed {
            lack: Lack::Permission,
            reason,
        }
        .into();
    }
    match head.code.as_deref() {
        Some("INVALID_API_KEYS_001" | "API_KEY_REQUIRED" | "INVALID_TOKEN" | "INVALID_USER") => {
            ProviderError::Rejected { reason }.into()
        }
        Some(LIMITED) => {
            let wait = head
                .ttl_remaining
                .filter(|wait| (0.0..=LONGEST_WAIT).contains(wait));
            let told = wait.map(|wait| Duration::from_secs(wait.ceil() as u64));
            ProviderError::RateLimited {
                retry_after: told.or_else(|| reply.retry_after()),
            }
            .into()
        }
        Some("INVALID_DOMAIN") => RegistrarError::NoSuchDomain { reason },
        _ => match reply.status.as_u16() {
            401 => ProviderError::Rejected { reason }.into(),
            403 => ProviderError::NotAllowed {
                lack: Lack::Permission,
                reason,
            }
            .into(),
            429 => ProviderError::RateLimited {
                retry_after: reply.retry_after(),
            }
            .into(),
            404 => RegistrarError::NoSuchDomain { reason },
            status @ 500.. => Outage::Status {
                status,
                reason: Some(reason),
            }
            .into(),
            _ => RegistrarError::Refused { reason },
        },
    }
}
