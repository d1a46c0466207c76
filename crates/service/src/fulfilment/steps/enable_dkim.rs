//! Switches on the signing of a domain's mail.
//!
//! Where the host signs with a key of ours, it is made here, once a domain, and kept sealed.
//! Elsewhere the host makes it and tells the records. Either way the records are written, and the
//! host is asked again until it signs.

use async_trait::async_trait;
use chrono::TimeDelta;
use serde_json::{Value, json};
use simpleinboxes_core::{dns::RecordPurpose, id::DomainId, status::DomainActionType};
use simpleinboxes_providers::{
    mail_auth::DkimKey,
    mailbox::{self, Capability, Dkim, DkimBy, MailboxError, MailboxHost},
};
use simpleinboxes_store::{Caller, DnsRefused, Started, StoredDkimKey};
use tokio::task::spawn_blocking;

use super::{
    at_mailbox_host::{self, said},
    at_zone::{self, gone},
};
use crate::{
    app::App,
    dns,
    fulfilment::{Step, StepError},
};

/// How long to wait until the host is asked again whether it sees the records.
const UNSEEN: TimeDelta = TimeDelta::minutes(1);

/// Enables DKIM.
pub(super) struct EnableDkim;

#[async_trait]
impl Step for EnableDkim {
    fn kind(&self) -> DomainActionType {
        DomainActionType::EnableDkim
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let system = Caller::system(started.account);
        let domain = started.action.domain;
        let found = at_zone::domain(app, &system, domain).await?;
        let provider = found.provider;
        let provider = provider.ok_or_else(|| StepError::stuck("The domain has no mailboxes."))?;
        let host = &**app.vendors.mailboxes.of(provider);
        let name = at_mailbox_host::name(&started.domain)?;
        let key = match host.capabilities().dkim {
            DkimBy::Us => Some(our_key(app, &system, domain).await?),
            DkimBy::Host | DkimBy::Hand => None,
        };
        let dkim = match host.enable_dkim(&name, key.as_ref()).await {
            // A person has to, at the host's console; the domain's mail records tell that it is
            // not done.
            Err(MailboxError::Unsupported(Capability::Dkim)) => {
                return Ok(json!({ "signing": false, "byHand": true }));
            }
            answer => answer.map_err(|error| at_mailbox_host::after(host, &error))?,
        };
        write(app, &system, started, host, &dkim).await?;
        if dkim.signing {
            return Ok(json!({ "signing": true }));
        }
        // The host may see at once what was just written.
        let again = host.enable_dkim(&name, key.as_ref()).await;
        let dkim = again.map_err(|error| at_mailbox_host::after(host, &error))?;
        if dkim.signing {
            return Ok(json!({ "signing": true }));
        }
        let words = "The mailbox host does not see the records of its key yet.";
        Err(StepError::Later {
            error: said(host, words),
            after: Some(UNSEEN),
        })
    }
}

/// The key of the domain, made the first time.
async fn our_key(
    app: &App,
    system: &Caller,
    domain: DomainId,
) -> Result<mailbox::DkimKey, StepError> {
    let selector = app.vendors.mailboxes.dkim_selector();
    let kept = app.store.scoped(system).dkim_key(domain, selector).await?;
    let kept = match kept {
        Some(kept) => kept,
        None => {
            let new = made(selector).await?;
            let kept = app
                .store
                .write(async |tx| tx.scoped(system).keep_dkim_key(domain, &new).await)
                .await?;
            kept.ok_or_else(gone)?
        }
    };
    let key = DkimKey::from_private(&kept.private);
    let key = key.map_err(|_| StepError::stuck("The domain's DKIM key can't be read."))?;
    Ok(mailbox::DkimKey {
        selector: kept.selector,
        private_pem: key.private_pem(),
        public_record: key.record(),
    })
}

/// Making a key takes a good part of a second.
async fn made(selector: &str) -> Result<StoredDkimKey, StepError> {
    let made = spawn_blocking(DkimKey::generate).await;
    let Ok(Ok(key)) = made else {
        return Err(StepError::stuck("No DKIM key could be made."));
    };
    Ok(StoredDkimKey {
        selector: selector.to_owned(),
        record: key.record(),
        private: key.private().clone(),
    })
}

/// Writes the records that signatures are checked with.
async fn write(
    app: &App,
    system: &Caller,
    started: &Started,
    host: &dyn MailboxHost,
    dkim: &Dkim,
) -> Result<(), StepError> {
    let domain = started.action.domain;
    let name = started.domain.parse();
    let name = name.map_err(|_| StepError::stuck("The domain's name can't be used."))?;
    let records = dkim.records.iter();
    let records = records.map(|record| dns::managed(&name, RecordPurpose::Dkim, record));
    let records: Vec<_> = records.collect::<Result<_, _>>().map_err(|wrong| {
        let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        let words = format!("A record of the host is wrong: {}.", wrong.join("; "));
        StepError::Stuck(said(host, words))
    })?;
    let put: Result<_, DnsRefused> = app
        .store
        .write(async |tx| {
            let scoped = tx.scoped(system);
            scoped
                .put_managed_records(domain, &[RecordPurpose::Dkim], &records)
                .await
        })
        .await;
    put.map_err(at_zone::unwritten)?;
    at_zone::publish(app, system, domain).await?;
    Ok(())
}
