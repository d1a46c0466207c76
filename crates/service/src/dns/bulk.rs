//! The same edits on many domains.

use std::collections::HashSet;

use simpleinboxes_core::{
    dns::{CaaTag, DomainName, FieldError, RecordInput, RecordName, RecordType},
    id::DomainActionId,
};
use simpleinboxes_server::{
    BulkUpdateDnsError as Error,
    runtime::{
        Context, Detail, Success,
        errors::{InvalidRequest, ServerError},
    },
};
use simpleinboxes_store::{DnsRefused, Domain, RecordEdit, ScopedTx};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{
    convert::{kind_wanted, tag_wanted},
    refuse::words,
    wanted,
};
use crate::{
    app::App,
    auth::Caller,
    domains::NOT_FOUND,
    idempotent, orders,
    transact::{self, OrFault as _},
    wire::checked,
    words::sentence,
};

/// What the name of an edit is checked against before the domains are read.
const ANY: &str = "example.com";

/// Makes edits on many domains of one workspace, on each all or none.
///
/// # Errors
/// An edit that is none, a domain that is none of the workspace's.
pub async fn bulk_update_dns(
    app: &App,
    cx: &Context<Caller>,
    body: &types::BulkUpdateDnsRequest,
) -> Result<Success<types::BulkDnsUpdateResponse>, Error> {
    check_all(body)?;
    let names = names(body)?;
    let scoped = app.store.scoped(&cx.caller.tenant);
    let fields = ("/workspaceId", "");
    let id = body.workspace_id.as_ref();
    let workspace = orders::workspace::<Error>(&scoped, id, None, fields).await?;
    let mut domains = Vec::with_capacity(names.len());
    for name in names {
        let found = scoped.domain_of_name(&name).await.or_fault::<Error>()?;
        let found = found.filter(|domain| domain.workspace == workspace.id);
        domains.push((name, found.ok_or(NOT_FOUND)?));
    }
    idempotent::run(&app.store, cx, async |tx| {
        let scoped = tx.scoped(&cx.caller.tenant);
        let mut results = Vec::with_capacity(domains.len());
        for (name, domain) in &domains {
            results.push(edit(&scoped, body, name, domain).await?);
        }
        let queued = results.iter().filter(|one| one.action_id.is_some()).count();
        let refused = results.len() - queued;
        let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        let data = types::BulkDnsUpdate {
            queued_count: count(queued),
            refused_count: count(refused),
            results,
            extra: Extra::default(),
        };
        Ok::<_, Error>(types::BulkDnsUpdateResponse::from(data))
    })
    .await
}

/// Makes the edits on one domain, or tells why not.
async fn edit(
    scoped: &ScopedTx<'_>,
    body: &types::BulkUpdateDnsRequest,
    name: &DomainName,
    domain: &Domain,
) -> Result<types::BulkDnsResult, Error> {
    let edits = body.operations.iter().enumerate();
    let edits = edits.map(|(place, one)| edit_of(place, one, name));
    let edits: Vec<RecordEdit> = match edits.collect() {
        Ok(edits) => edits,
        // Only with this domain's name it is wrong: too long, say.
        Err(details) => return refused(domain, &said(&details)),
    };
    match scoped.edit_dns_records(domain.id, &edits).await {
        Ok(action) => queued(domain, action),
        Err(DnsRefused::NoDomain) => Err(NOT_FOUND.into()),
        Err(DnsRefused::Store(error)) => Err(transact::fault(error)),
        Err(why) => refused(domain, &words(&why)),
    }
}

fn queued(domain: &Domain, action: DomainActionId) -> Result<types::BulkDnsResult, Error> {
    Ok(types::BulkDnsResult {
        domain: checked(&domain.name)?,
        status: types::BulkDnsResultStatus::Queued,
        action_id: Some(checked(action)?),
        reason: None,
        extra: Extra::default(),
    })
}

fn refused(domain: &Domain, why: &str) -> Result<types::BulkDnsResult, Error> {
    Ok(types::BulkDnsResult {
        domain: checked(&domain.name)?,
        status: types::BulkDnsResultStatus::Refused,
        action_id: None,
        reason: Some(why.chars().take(500).collect()),
        extra: Extra::default(),
    })
}

/// The domains, each once, in their order.
fn names(body: &types::BulkUpdateDnsRequest) -> Result<Vec<DomainName>, InvalidRequest> {
    let (mut names, mut wrong) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for (place, text) in body.domains.iter().enumerate() {
        match text.parse::<DomainName>() {
            Ok(name) if seen.insert(name.clone()) => names.push(name),
            Ok(_) => {}
            Err(error) => {
                wrong.push(Detail::new(format!("/domains/{place}"), error.to_string()));
            }
        }
    }
    if wrong.is_empty() {
        Ok(names)
    } else {
        Err(wrong.into())
    }
}

/// Checks what can be said of the edits whatever the domain.
fn check_all(body: &types::BulkUpdateDnsRequest) -> Result<(), Error> {
    let any: DomainName = ANY.parse().map_err(ServerError::new)?;
    let edits = body.operations.iter().enumerate();
    let wrong = edits.filter_map(|(place, one)| edit_of(place, one, &any).err());
    let wrong: Vec<Detail> = wrong.flatten().collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(InvalidRequest::from(wrong).into())
    }
}

/// An edit on a domain.
fn edit_of(
    place: usize,
    one: &types::BulkDnsOperationInput,
    domain: &DomainName,
) -> Result<RecordEdit, Vec<Detail>> {
    let place = format!("/operations/{place}/record");
    let wrong =
        |field: &str, issue: &'static str| vec![Detail::new(format!("{place}{field}"), issue)];
    let unknown = |field| wrong(field, "is not one of the allowed values");
    let record = &one.record;
    let kind = kind_wanted(&record.type_).ok_or_else(|| unknown("/type"))?;
    let tag = record.tag.as_ref();
    let tag = tag.map(|tag| tag_wanted(tag).ok_or_else(|| unknown("/tag")));
    match one.op {
        types::BulkDnsOp::Upsert => {
            let content = record.content.as_ref();
            let input = RecordInput {
                kind,
                name: &record.name,
                content: content.ok_or_else(|| wrong("/content", "is required to write"))?,
                ttl: record.ttl.as_ref().map_or(1, |ttl| ttl.0.unsigned_abs()),
                priority: record
                    .priority
                    .as_ref()
                    .and_then(|one| u16::try_from(one.0).ok()),
                weight: record
                    .weight
                    .as_ref()
                    .and_then(|one| u16::try_from(one.0).ok()),
                port: record
                    .port
                    .as_ref()
                    .and_then(|one| u16::try_from(one.0).ok()),
                flags: record
                    .flags
                    .as_ref()
                    .and_then(|one| u8::try_from(one.0).ok()),
                tag: tag.transpose()?,
            };
            let new = wanted::check(&input, domain);
            Ok(RecordEdit::Upsert {
                record: new.map_err(|errors| wanted::details(&place, &errors))?,
                keep_ttl: record.ttl.is_none(),
            })
        }
        types::BulkDnsOp::Delete => {
            let given = [
                ("/ttl", record.ttl.is_some()),
                ("/priority", record.priority.is_some()),
                ("/weight", record.weight.is_some()),
                ("/port", record.port.is_some()),
                ("/flags", record.flags.is_some()),
                ("/tag", record.tag.is_some()),
            ];
            if let Some((field, _)) = given.into_iter().find(|(_, given)| *given) {
                return Err(wrong(field, "must be left out to delete"));
            }
            let name = RecordName::read(&record.name, domain)
                .map_err(|error| vec![Detail::new(format!("{place}/name"), error.to_string())])?;
            let content = record.content.as_ref();
            let content = content.map(|content| content_of(kind, content, domain));
            Ok(RecordEdit::Delete {
                kind,
                name,
                content: content
                    .transpose()
                    .map_err(|errors| wanted::details(&place, &errors))?,
            })
        }
    }
}

/// A content as records have it, whatever else such a record says.
fn content_of(
    kind: RecordType,
    content: &str,
    domain: &DomainName,
) -> Result<String, Vec<FieldError>> {
    let of = |tag: Option<CaaTag>| {
        let is = |kinds: &[RecordType]| kinds.contains(&kind).then_some(0);
        let input = RecordInput {
            kind,
            name: "any",
            content,
            ttl: 1,
            priority: is(&[RecordType::Mx, RecordType::Srv]),
            weight: is(&[RecordType::Srv]),
            port: is(&[RecordType::Srv]),
            flags: None,
            tag,
        };
        let record = input.check(domain)?;
        Ok(record.data.content().into_owned())
    };
    match kind {
        RecordType::Caa => of(Some(CaaTag::Issue)).or_else(|_: Vec<_>| of(Some(CaaTag::Iodef))),
        _ => of(None),
    }
}

fn said(details: &[Detail]) -> String {
    let words = details
        .iter()
        .map(|one| format!("`{}` {}", one.field, one.issue));
    let words: Vec<String> = words.collect();
    sentence(&words.join("; "))
}
