//! Google's answers in the port's terms.

use reqwest::StatusCode;

use super::wire::{Domain, Failure, User};
use crate::error::{Outage, ProviderError};
use crate::http::Reply;
use crate::mailbox::vendor::{refusal, tidy};
use crate::mailbox::{
    Address, Dkim, DnsRecord, DomainName, HostDomain, Mailbox, MailboxError, Reference,
};

/// The name of the external id that holds our reference.
pub(super) const CUSTOM_TYPE: &str = "simpleinboxes";

const QUOTAS: [&str; 3] = [
    "quotaExceeded",
    "rateLimitExceeded",
    "userRateLimitExceeded",
];

/// What a failed reply means. `secrets` are what Google may quote.
pub(super) fn failure(reply: Reply, secrets: &[&str]) -> MailboxError {
    let said: Option<Failure> = reply.error();
    let reason = said.and_then(|said| tidy(&said.error.message, secrets));
    match reply.status {
        StatusCode::FORBIDDEN if is_limit(&reply) => {
            let retry_after = reply.retry_after();
            ProviderError::RateLimited { retry_after }.into()
        }
        StatusCode::CONFLICT => MailboxError::Taken {
            reason: reason.unwrap_or_else(|| "something else has the name".to_owned()),
        },
        StatusCode::PRECONDITION_FAILED => MailboxError::Full {
            reason: reason.unwrap_or_else(|| "no licence is left".to_owned()),
        },
        _ => refusal(reply, reason),
    }
}

/// Whether an answer is the wish for fewer requests: 403 with the reason of a quota.
pub(super) fn is_limit(reply: &Reply) -> bool {
    let has_quota = |said: Failure| {
        let mut reasons = said.error.errors.iter();
        reasons.any(|error| QUOTAS.contains(&error.reason.as_str()))
    };
    reply.status == StatusCode::FORBIDDEN && reply.error().is_some_and(has_quota)
}

/// A domain with the records that Google's help names for all domains alike.
pub(super) fn described(domain: &Domain, proof: &str) -> Result<HostDomain, MailboxError> {
    let name: DomainName = domain
        .domain_name
        .parse()
        .map_err(|_| MailboxError::from(Outage::Garbage))?;
    Ok(HostDomain {
        verified: domain.verified,
        verification: vec![DnsRecord::txt(name.as_str(), proof)],
        mx: vec![DnsRecord::mx(&name, 1, "smtp.google.com")],
        spf: vec!["include:_spf.google.com".to_owned()],
        dkim: Dkim::default(),
        autodiscover: Vec::new(),
        name,
    })
}

/// Our name for a user, if it is ours.
pub(super) fn reference(user: &User) -> Option<Reference> {
    let mut ids = user.external_ids.iter();
    let ours = ids.find(|id| id.custom_type.as_deref() == Some(CUSTOM_TYPE))?;
    Reference::new(ours.value.as_deref()?)
}

/// A user as a mailbox.
pub(super) fn mailbox(user: &User) -> Result<Mailbox, MailboxError> {
    let address: Address = user
        .primary_email
        .parse()
        .map_err(|_| MailboxError::from(Outage::Garbage))?;
    let mut aliases: Vec<Address> = user
        .aliases
        .iter()
        .filter_map(|text| text.parse().ok())
        .filter(|alias: &Address| *alias != address)
        .collect();
    aliases.sort_unstable();
    Ok(Mailbox {
        reference: reference(user),
        first_name: user.name.given_name.clone(),
        last_name: user.name.family_name.clone(),
        aliases,
        suspended: user.suspended,
        app_password: None,
        address,
    })
}
