//! Microsoft's answers in the port's terms.

use super::wire::{DkimConfig, Failure, Record, User};
use crate::error::Outage;
use crate::http::Reply;
use crate::mailbox::vendor::{refusal, tidy};
use crate::mailbox::{
    Address, Dkim, DnsRecord, DomainName, HostDomain, Mailbox, MailboxError, Reference,
};

/// What a failed reply means. `secrets` are what Microsoft may quote.
pub(super) fn failure(reply: Reply, secrets: &[&str]) -> MailboxError {
    let said: Option<Failure> = reply.error();
    let reason = said
        .as_ref()
        .and_then(|said| tidy(&said.error.message, secrets));
    if said.is_some_and(|said| is(&said, "ObjectConflict")) {
        let reason = reason.unwrap_or_else(|| "another object has it".to_owned());
        return MailboxError::Taken { reason };
    }
    refusal(reply, reason)
}

/// Whether the failure has a code, at its top or among its details.
fn is(failure: &Failure, code: &str) -> bool {
    failure.error.code == code
        || failure
            .error
            .details
            .iter()
            .any(|detail| detail.code == code)
}

/// Whether Exchange has no such object.
pub(super) fn is_missing(reply: &Reply) -> bool {
    const MISSING: &str = "ManagementObjectNotFoundException";
    if reply.status.is_success() {
        return false;
    }
    let Some(failure) = reply.error::<Failure>() else {
        return reply.status.as_u16() == 404;
    };
    let details = failure.error.details.iter().map(|detail| &detail.message);
    let mut texts = details.chain([&failure.error.message]);
    reply.status.as_u16() == 404 || texts.any(|text| text.contains(MISSING))
}

/// A domain with what its records say.
pub(super) fn described(
    name: &DomainName,
    verified: bool,
    proofs: &[Record],
    services: &[Record],
    dkim: Dkim,
) -> HostDomain {
    let mail = |record: &&Record| record.supported_service.as_deref() == Some("Email");
    let services: Vec<&Record> = services.iter().filter(mail).collect();
    let is_proof = |record: &&Record| record.record_type.eq_ignore_ascii_case("txt");
    HostDomain {
        name: name.clone(),
        verified,
        verification: proofs.iter().filter(is_proof).filter_map(txt).collect(),
        mx: services
            .iter()
            .filter_map(|record| mx(name, record))
            .collect(),
        spf: services
            .iter()
            .flat_map(|record| spf_terms(record))
            .collect(),
        dkim,
        autodiscover: services.iter().filter_map(|record| cname(record)).collect(),
    }
}

fn txt(record: &Record) -> Option<DnsRecord> {
    let text = record.text.as_deref()?;
    Some(with_ttl(DnsRecord::txt(host(&record.label), text), record))
}

fn mx(name: &DomainName, record: &Record) -> Option<DnsRecord> {
    let exchange = record.mail_exchange.as_deref()?;
    let made = DnsRecord::mx(name, record.preference.unwrap_or(0), host(exchange));
    Some(with_ttl(made, record))
}

fn cname(record: &Record) -> Option<DnsRecord> {
    let target = record.canonical_name.as_deref()?;
    Some(with_ttl(
        DnsRecord::cname(host(&record.label), host(target)),
        record,
    ))
}

fn with_ttl(made: DnsRecord, record: &Record) -> DnsRecord {
    DnsRecord {
        ttl: record.ttl,
        ..made
    }
}

fn host(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

/// The terms of an SPF record that name senders. Microsoft's documentation shows a blank after
/// `include:`, which is mended.
fn spf_terms(record: &Record) -> Vec<String> {
    let text = record
        .text
        .as_deref()
        .unwrap_or_default()
        .replace("include: ", "include:");
    let Some(terms) = text.strip_prefix("v=spf1 ") else {
        return Vec::new();
    };
    let is_all = |term: &str| matches!(term, "all" | "+all" | "-all" | "~all" | "?all");
    terms
        .split_ascii_whitespace()
        .filter(|term| !is_all(term))
        .map(str::to_owned)
        .collect()
}

/// How signing stands.
pub(super) fn dkim(domain: &DomainName, config: &DkimConfig) -> Dkim {
    let record = |selector: &str, target: &str| {
        DnsRecord::cname(format!("{selector}._domainkey.{domain}"), host(target))
    };
    Dkim {
        records: vec![
            record("selector1", &config.selector1),
            record("selector2", &config.selector2),
        ],
        signing: config.enabled,
    }
}

/// Our name for a user, if it is ours.
pub(super) fn reference(user: &User) -> Option<Reference> {
    let attributes = user.on_premises_extension_attributes.as_ref()?;
    Reference::new(attributes.extension_attribute1.as_deref()?)
}

/// A user as a mailbox.
pub(super) fn mailbox(user: &User) -> Result<Mailbox, MailboxError> {
    let address: Address = user
        .user_principal_name
        .parse()
        .map_err(|_| MailboxError::from(Outage::Garbage))?;
    // `SMTP:` marks the first address, `smtp:` the others.
    let others = user
        .proxy_addresses
        .iter()
        .filter_map(|text| text.strip_prefix("smtp:"));
    let mut aliases: Vec<Address> = others
        .filter_map(|text| text.parse().ok())
        .filter(|alias: &Address| *alias != address && alias.domain() == address.domain())
        .collect();
    aliases.sort_unstable();
    Ok(Mailbox {
        reference: reference(user),
        first_name: user.given_name.clone().unwrap_or_default(),
        last_name: user.surname.clone().unwrap_or_default(),
        aliases,
        suspended: user.account_enabled == Some(false),
        app_password: None,
        address,
    })
}
