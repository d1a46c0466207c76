//! Writes the records of a domain: those that its mail needs, or what was edited of them in bulk.

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes_core::{
    dns::{DomainName, RecordPurpose},
    status::DomainActionType,
};
use simpleinboxes_providers::{
    mail_auth::{DmarcPolicy, SpfAll, dmarc_record, spf_of_terms},
    mailbox::{DnsRecord, HostDomain, MailboxHost, RecordKind},
};
use simpleinboxes_store::{Caller, DnsRefused, Domain, ManagedRecord, Started};

use super::{
    at_mailbox_host::{self, said},
    at_zone,
};
use crate::{
    app::App,
    dns,
    fulfilment::{Step, StepError},
};

/// What is written of a domain's mail here; DKIM keys have a step of their own.
const PURPOSES: [RecordPurpose; 5] = [
    RecordPurpose::Mx,
    RecordPurpose::Spf,
    RecordPurpose::Dmarc,
    RecordPurpose::Verification,
    RecordPurpose::Autodiscover,
];

/// Writes and publishes.
pub(super) struct WriteDns;

#[async_trait]
impl Step for WriteDns {
    fn kind(&self) -> DomainActionType {
        DomainActionType::WriteDns
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let system = Caller::system(started.account);
        let domain = at_zone::domain(app, &system, started.action.domain).await?;
        // What was edited in bulk stands here already.
        let edited = started.action.payload["publish"] == json!(true);
        if !edited {
            write_mail(app, &system, &domain).await?;
            write_tracking(app, &system, &domain).await?;
        }
        let report = at_zone::publish(app, &system, domain.id).await?;
        let written = report.created + report.updated + report.unchanged;
        Ok(json!({ "records": written, "deleted": report.deleted }))
    }
}

/// Writes the records that the mail of a domain needs, as its mailbox host and its settings say at
/// this moment. Hosts that tell some of them only when the domain is verified are asked again by
/// whoever has verified it.
pub(super) async fn write_mail(
    app: &App,
    system: &Caller,
    domain: &Domain,
) -> Result<(), StepError> {
    let Some(provider) = domain.provider else {
        return Ok(());
    };
    let host = &**app.vendors.mailboxes.of(provider);
    let name = at_mailbox_host::name(&domain.name)?;
    let added = host.add_domain(&name).await;
    let added = added.map_err(|error| at_mailbox_host::after(host, &error))?;
    let records = mail_records(host, &added, domain)?;
    let put: Result<bool, DnsRefused> = app
        .store
        .write(async |tx| {
            let scoped = tx.scoped(system);
            scoped
                .put_managed_records(domain.id, &PURPOSES, &records)
                .await
        })
        .await;
    put.map_err(at_zone::unwritten)?;
    Ok(())
}

/// Writes the record under which the domain's sending tool tracks links. There is none without a
/// label or a tool, or where the tool's host is not known.
async fn write_tracking(app: &App, system: &Caller, domain: &Domain) -> Result<(), StepError> {
    let mut records = Vec::new();
    if let (Some(label), Some(tool)) = (&domain.overrides.tracking_subdomain, &domain.sending_tool)
    {
        let scoped = app.store.scoped(system);
        let credential = scoped.credential(domain.workspace, tool.credential).await?;
        let target = credential.and_then(|one| app.tools.tracking_host(one.tool.as_str()));
        if let Some(target) = target {
            let name: DomainName = domain
                .name
                .parse()
                .map_err(|error| StepError::stuck(format!("{}: {error}.", domain.name)))?;
            let wanted = DnsRecord {
                name: format!("{label}.{name}"),
                kind: RecordKind::Cname,
                content: target.to_owned(),
                ttl: None,
            };
            let record = dns::managed(&name, RecordPurpose::Tracking, &wanted);
            let wrong = |_| StepError::stuck(format!("{target} is no host to track links at."));
            records.push(record.map_err(wrong)?);
        }
    }
    let put: Result<bool, DnsRefused> = app
        .store
        .write(async |tx| {
            let scoped = tx.scoped(system);
            scoped
                .put_managed_records(domain.id, &[RecordPurpose::Tracking], &records)
                .await
        })
        .await;
    put.map_err(at_zone::unwritten)?;
    Ok(())
}

fn mail_records(
    host: &dyn MailboxHost,
    added: &HostDomain,
    domain: &Domain,
) -> Result<Vec<ManagedRecord>, StepError> {
    let name: DomainName = domain
        .name
        .parse()
        .map_err(|error| StepError::stuck(format!("{}: {error}.", domain.name)))?;
    let managed = |purpose, record: &DnsRecord| {
        dns::managed(&name, purpose, record).map_err(|errors| {
            let words = errors.iter().map(ToString::to_string);
            let words: Vec<String> = words.collect();
            let words = format!(
                "A record of the mailbox host is wrong ({} {}): {}.",
                record.name,
                record.content,
                words.join("; ")
            );
            StepError::Stuck(said(host, words))
        })
    };
    let mut records = Vec::new();
    for (purpose, of_host) in [
        (RecordPurpose::Verification, &added.verification),
        (RecordPurpose::Mx, &added.mx),
        (RecordPurpose::Autodiscover, &added.autodiscover),
    ] {
        for record in of_host {
            records.push(managed(purpose, record)?);
        }
    }
    let spf = spf_of_terms(&added.spf, SpfAll::SoftFail).map_err(|error| {
        StepError::Stuck(said(host, format!("The host's terms for SPF: {error}.")))
    })?;
    let dmarc = dmarc(domain)?;
    for (purpose, at, text) in [
        (RecordPurpose::Spf, domain.name.clone(), spf),
        (
            RecordPurpose::Dmarc,
            format!("_dmarc.{}", domain.name),
            dmarc,
        ),
    ] {
        let record = DnsRecord {
            name: at,
            kind: RecordKind::Txt,
            content: text,
            ttl: None,
        };
        records.push(managed(purpose, &record)?);
    }
    Ok(records)
}

/// The DMARC record by the settings of the domain: without any, nothing is asked but to look.
fn dmarc(domain: &Domain) -> Result<String, StepError> {
    let overrides = &domain.overrides;
    let policy = match overrides.dmarc_policy.as_deref() {
        None | Some("none") => DmarcPolicy::None,
        Some("quarantine") => DmarcPolicy::Quarantine,
        Some("reject") => DmarcPolicy::Reject,
        Some(other) => {
            return Err(StepError::stuck(format!(
                "There is no DMARC policy {other}."
            )));
        }
    };
    let reports = overrides.dmarc_rua.as_deref();
    dmarc_record(policy, reports)
        .map_err(|error| StepError::stuck(format!("The address for DMARC reports {error}.")))
}
