//! Name.com's answers in the port's terms.

use std::time::Duration;

use chrono::DateTime;
use reqwest::header::DATE;

use super::wire::{Domain, Domains, Failure, Hello};
use crate::domain_name::DomainName;
use crate::error::{Outage, ProviderError};
use crate::http::{Reply, accept};
use crate::registrar::own::port::{DomainPage, ListedDomain};
use crate::registrar::{NameServers, RegistrarError, name_servers};

/// Longest wait that is told.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

pub(super) fn checked(reply: Reply) -> Result<(), RegistrarError> {
    let hello: Hello = accepted(reply)?.json()?;
    if hello.username.is_empty() {
        return Err(ProviderError::Rejected {
            reason: "the vendor does not know them".to_owned(),
        }
        .into());
    }
    Ok(())
}

pub(super) fn listed(reply: Reply) -> Result<DomainPage, RegistrarError> {
    let page: Domains = accepted(reply)?.json()?;
    let domains = page.domains.into_iter().filter_map(|found| {
        Some(ListedDomain {
            domain: DomainName::parse(&found.domain_name).ok()?,
            expires_at: found.expire_date,
            name_servers: found.nameservers.map(name_servers::told),
        })
    });
    Ok(DomainPage {
        domains: domains.collect(),
        next: page.next_page.filter(|next| *next > 1),
    })
}

pub(super) fn servers(reply: Reply) -> Result<Vec<DomainName>, RegistrarError> {
    let found: Domain = accepted(reply)?.json()?;
    Ok(name_servers::told(found.nameservers.unwrap_or_default()))
}

pub(super) fn done(reply: Reply, wanted: &NameServers) -> Result<(), RegistrarError> {
    if wanted.are(&servers(reply)?) {
        Ok(())
    } else {
        Err(Outage::Garbage.into())
    }
}

fn accepted(reply: Reply) -> Result<Reply, RegistrarError> {
    let reason = reply
        .error::<Failure>()
        .map(|failure| match failure.details {
            Some(details) if !details.is_empty() => format!("{}: {details}", failure.message),
            _ => failure.message,
        });
    let told = |otherwise: &str| reason.clone().unwrap_or_else(|| otherwise.to_owned());
    match reply.status.as_u16() {
        403 if told("").to_ascii_lowercase().contains("authentication") => {
            Err(ProviderError::Rejected { reason: told("") }.into())
        }
        404 => Err(RegistrarError::NoSuchDomain {
            reason: told("the vendor does not know it"),
        }),
        400 | 409 | 415 | 422 => Err(RegistrarError::Refused {
            reason: told("the vendor refused"),
        }),
        429 => Err(ProviderError::RateLimited {
            retry_after: reply.retry_after().or_else(|| until_reset(&reply)),
        }
        .into()),
        _ => Ok(accept(reply, |_| reason.clone())?),
    }
}

/// `x-ratelimit-reset`, taken against the answer's own `Date`, so that a clock that differs from
/// the vendor's does no harm.
fn until_reset(reply: &Reply) -> Option<Duration> {
    let text = |name: &str| reply.headers.get(name)?.to_str().ok();
    let reset: i64 = text("x-ratelimit-reset")?.trim().parse().ok()?;
    let sent = DateTime::parse_from_rfc2822(text(DATE.as_str())?).ok()?;
    let wait = DateTime::from_timestamp(reset, 0)? - sent.to_utc();
    Some(wait.to_std().ok()?.min(LONGEST_WAIT))
}
