//! Namecheap's answers in the port's terms.

use std::net::Ipv4Addr;

use chrono::NaiveDate;
use reqwest::StatusCode;

use super::SPEC;
use super::wire::{ApiError, ApiResponse, CommandResponse, PAGE};
use crate::domain_name::DomainName;
use crate::error::{Lack, Outage, ProviderError};
use crate::http::{Reply, accept};
use crate::registrar::own::port::{DomainPage, ListedDomain};
use crate::registrar::{RegistrarError, name_servers};

/// Over the limit; nothing was done.
const OVER_LIMIT: StatusCode = StatusCode::METHOD_NOT_ALLOWED;
/// Too many logins.
const TOO_OFTEN: [&str; 2] = ["1017410", "1017411"];

pub(super) fn checked(reply: Reply, outbound: Option<Ipv4Addr>) -> Result<(), RegistrarError> {
    read(reply, outbound)?.balances.ok_or(Outage::Garbage)?;
    Ok(())
}

pub(super) fn listed(
    reply: Reply,
    outbound: Option<Ipv4Addr>,
    page: u32,
) -> Result<DomainPage, RegistrarError> {
    let answer = read(reply, outbound)?;
    let list = answer.list.ok_or(Outage::Garbage)?;
    let total = answer.paging.ok_or(Outage::Garbage)?.total_items;
    let more = page.saturating_mul(PAGE) < total && !list.domains.is_empty();
    let domains = list.domains.into_iter().filter_map(|found| {
        let expires = found.expires.as_deref();
        let expires = expires.map(|text| NaiveDate::parse_from_str(text, "%m/%d/%Y"));
        let expires = expires
            .and_then(Result::ok)
            .and_then(|date| date.and_hms_opt(0, 0, 0));
        Some(ListedDomain {
            domain: DomainName::parse(&found.name).ok()?,
            expires_at: expires.map(|time| time.and_utc()),
            name_servers: None,
        })
    });
    Ok(DomainPage {
        domains: domains.collect(),
        next: more.then_some(page.saturating_add(1)),
    })
}

pub(super) fn servers(
    reply: Reply,
    outbound: Option<Ipv4Addr>,
) -> Result<Vec<DomainName>, RegistrarError> {
    let found = read(reply, outbound)?.servers.ok_or(Outage::Garbage)?;
    Ok(name_servers::told(found.servers))
}

pub(super) fn done(reply: Reply, outbound: Option<Ipv4Addr>) -> Result<(), RegistrarError> {
    let set = read(reply, outbound)?.set.ok_or(Outage::Garbage)?;
    if set.updated.eq_ignore_ascii_case("true") {
        Ok(())
    } else {
        Err(RegistrarError::Refused {
            reason: "the vendor did not update the domain".to_owned(),
        })
    }
}

/// Whether an answer is the wish for fewer requests: 405, before anything was done, or a code.
pub(super) fn is_limit(reply: &Reply) -> bool {
    let is_code = |answer: ApiResponse| {
        let first = answer.errors.errors.into_iter().next();
        first.is_some_and(|error| TOO_OFTEN.contains(&error.number.as_str()))
    };
    reply.status == OVER_LIMIT || (reply.status.is_success() && answer(reply).is_ok_and(is_code))
}

fn answer(reply: &Reply) -> Result<ApiResponse, Outage> {
    let text = str::from_utf8(&reply.body).map_err(|_| Outage::Garbage)?;
    quick_xml::de::from_str(text).map_err(|_| Outage::Garbage)
}

fn read(reply: Reply, outbound: Option<Ipv4Addr>) -> Result<CommandResponse, RegistrarError> {
    if reply.status == OVER_LIMIT {
        return Err(ProviderError::RateLimited {
            retry_after: reply.retry_after(),
        }
        .into());
    }
    let answer = answer(&accept(reply, |_| None)?)?;
    match answer.status.as_str() {
        "OK" => Ok(answer.command_response.ok_or(Outage::Garbage)?),
        "ERROR" => {
            let first = answer.errors.errors.into_iter().next();
            Err(refusal(first.ok_or(Outage::Garbage)?, outbound))
        }
        _ => Err(Outage::Garbage.into()),
    }
}

fn refusal(error: ApiError, outbound: Option<Ipv4Addr>) -> RegistrarError {
    let reason = if error.text.is_empty() {
        format!("error {}", error.number)
    } else {
        error.text
    };
    match error.number.as_str() {
        "1011150" => RegistrarError::AddressNotAllowed {
            registrar: SPEC.name,
            address: address_in(&reason).or(outbound),
        },
        "2019166" | "2016166" | "3016166" => RegistrarError::NoSuchDomain { reason },
        "2030166" | "4011103" => ProviderError::NotAllowed {
            lack: Lack::Permission,
            reason,
        }
        .into(),
        number if TOO_OFTEN.contains(&number) => {
            ProviderError::RateLimited { retry_after: None }.into()
        }
        // Failures of the API or of the registry behind it, which may pass.
        "1050900" | "3050900" | "5019169" | "5050169" | "5050900" => Outage::Status {
            status: 200,
            reason: Some(reason),
        }
        .into(),
        number
            if ["1010", "1011", "1016", "1017", "1019"]
                .iter()
                .any(|auth| number.starts_with(auth)) =>
        {
            ProviderError::Rejected { reason }.into()
        }
        _ => RegistrarError::Refused { reason },
    }
}

/// The address in "Invalid request IP: 203.0.113.24".
fn address_in(text: &str) -> Option<Ipv4Addr> {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    words
        .filter_map(|word| word.trim_end_matches('.').parse().ok())
        .next()
}
