//! What is asked for, read and checked.

use simpleinboxes_core::dns::{DomainName, FieldError, Record, RecordInput};
use simpleinboxes_providers::mail_auth::check_record;
use simpleinboxes_server::runtime::{
    Detail,
    errors::{InvalidRequest, NotFound},
};
use simpleinboxes_store::Domain;
use simpleinboxes_types as types;

use super::convert::{kind_wanted, tag_wanted};
use crate::transact::Faulty;

/// The answer to a record that the domain does not have.
pub(super) const NO_RECORD: NotFound = NotFound::of("DNS record not found");

/// The name of a domain, which is one since it stands in the database.
pub(super) fn name_of<E: Faulty>(domain: &Domain) -> Result<DomainName, E> {
    let name = domain.name.parse();
    name.map_err(|error: simpleinboxes_core::dns::DomainNameError| {
        simpleinboxes_server::runtime::errors::ServerError::new(error).into()
    })
}

/// The record of a request.
///
/// # Errors
/// Every field that is wrong.
pub(super) fn record<E: From<InvalidRequest>>(
    body: &types::CreateDnsRecordRequest,
    domain: &DomainName,
) -> Result<Record, E> {
    let wrong = |field| InvalidRequest::field(field, "is not one of the allowed values");
    let kind = kind_wanted(&body.type_).ok_or_else(|| wrong("/type"))?;
    let tag = body
        .tag
        .as_ref()
        .map(|tag| tag_wanted(tag).ok_or_else(|| wrong("/tag")));
    let input = RecordInput {
        kind,
        name: &body.name,
        content: &body.content,
        ttl: body.ttl.unsigned_abs(),
        priority: body
            .priority
            .as_ref()
            .and_then(|one| u16::try_from(one.0).ok()),
        weight: body
            .weight
            .as_ref()
            .and_then(|one| u16::try_from(one.0).ok()),
        port: body.port.as_ref().and_then(|one| u16::try_from(one.0).ok()),
        flags: body.flags.as_ref().and_then(|one| u8::try_from(one.0).ok()),
        tag: tag.transpose()?,
    };
    check(&input, domain).map_err(|errors| InvalidRequest::from(details("", &errors)).into())
}

/// Checks a record alone: as DNS, then as what its text claims to be.
pub(super) fn check(
    input: &RecordInput<'_>,
    domain: &DomainName,
) -> Result<Record, Vec<FieldError>> {
    let record = input.check(domain)?;
    check_record(&record).map_err(|error| vec![error])?;
    Ok(record)
}

/// The fields that are wrong, below a place in the body.
pub(super) fn details(place: &str, errors: &[FieldError]) -> Vec<Detail> {
    errors
        .iter()
        .map(|error| {
            let field = format!("{place}{}", error.field.pointer());
            Detail::new(field, error.issue.to_string())
        })
        .collect()
}
