//! A look at a domain's mail records, kept.

use simpleinboxes_core::{
    dns::{
        DomainName, RecordInput, RecordType, Ttl,
        verdict::{self, MailCheckStatus},
    },
    id::DomainId,
    status::MailDnsStatus,
};
use simpleinboxes_providers::dns::propagation::{Expected, MailLook, MailRecords};
use simpleinboxes_store::{
    Caller, MailDnsState, MailLookKept, MailRecord, SeenMail, SeenMailKind, StoreError,
};

use super::look::spread;
use crate::app::App;

/// Looks up the mail records that the service keeps for a domain, and keeps what was seen. Nothing
/// for a domain that is gone.
pub(super) async fn look_at_mail(
    app: &App,
    caller: &Caller,
    state: &MailDnsState,
) -> Result<Option<MailDnsState>, StoreError> {
    let corrupt = |_| StoreError::Corrupt {
        column: "domains.name",
    };
    let name: DomainName = state.name.parse().map_err(corrupt)?;
    let records = app.store.scoped(caller).mail_records(state.id).await?;
    let now = app.clock.now();
    let looks = &app.vendors.looks;
    let seen = looks.mail(&expected(&name, &records), now).await;
    let statuses: Vec<MailCheckStatus> = seen.iter().map(|look| look.status).collect();
    let written_at = state.written_at.unwrap_or(now);
    let seen_before = state.ready_at.is_some();
    let status = verdict::mail_status(&statuses, written_at, seen_before, now);
    let next = verdict::next_check(written_at, status == MailDnsStatus::Ready, now);
    let [mx, spf, dkim, dmarc] = seen.map(kind);
    let look = MailLookKept {
        status,
        seen: SeenMail {
            mx,
            spf,
            dkim,
            dmarc,
        },
        written_at: state.written_at,
        checked_at: now,
        next_check_at: spread(now, next, &app.entropy),
    };
    let id: DomainId = state.id;
    app.store
        .write(async |tx| tx.scoped(caller).keep_mail_dns(id, &look).await)
        .await
}

/// What should be there, by name and type.
fn expected(domain: &DomainName, records: &[MailRecord]) -> MailRecords {
    let mut all = MailRecords::default();
    for record in records {
        let kinds = match record.purpose.as_str() {
            "mx" => &mut all.mx,
            "spf" => &mut all.spf,
            "dkim" => &mut all.dkim,
            _ => &mut all.dmarc,
        };
        let Some(one) = one(domain, record) else {
            // What was stored was checked, so this is a mistake of ours.
            tracing::error!(%domain, name = record.name, "a mail record can't be looked up");
            continue;
        };
        let same = kinds
            .iter_mut()
            .find(|known| known.name == one.name && known.kind == one.kind);
        match same {
            Some(known) => known.contents.extend(one.contents),
            None => kinds.push(one),
        }
    }
    all
}

fn one(domain: &DomainName, record: &MailRecord) -> Option<Expected> {
    let kind: RecordType = record.kind.parse().ok()?;
    let priority = record.priority.map(u16::try_from).transpose().ok()?;
    let input = RecordInput {
        kind,
        name: &record.name,
        content: &record.content,
        ttl: Ttl::AUTOMATIC.get(),
        priority,
        weight: None,
        port: None,
        flags: None,
        tag: None,
    };
    let checked = input.check(domain).ok()?;
    let content = checked.data.content();
    let content = match checked.data.priority() {
        Some(priority) => format!("{priority} {content}"),
        None => content.into_owned(),
    };
    Some(Expected {
        name: checked.name,
        kind,
        contents: vec![content],
    })
}

fn kind(look: MailLook) -> SeenMailKind {
    SeenMailKind {
        status: look.status.to_string(),
        expected: look.expected,
        found: look.found,
    }
}
