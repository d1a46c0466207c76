//! Deletes the mailboxes of a domain, and the domain at their host.

use std::collections::HashSet;

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes_core::status::DomainActionType;
use simpleinboxes_providers::mailbox::{
    DomainName, Mailbox, MailboxError, MailboxHost, MailboxTarget,
};
use simpleinboxes_store::{Caller, Started};

use super::at_mailbox_host;
use crate::{
    app::App,
    fulfilment::{Step, StepError},
};

/// Deletes mailboxes.
pub(super) struct DeleteMailboxes;

#[async_trait]
impl Step for DeleteMailboxes {
    fn kind(&self) -> DomainActionType {
        DomainActionType::DeleteMailboxes
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let system = Caller::system(started.account);
        let scoped = app.store.scoped(&system);
        let inboxes = scoped.all_domain_inboxes(started.action.domain).await?;
        let Some(first) = inboxes.first() else {
            return Ok(json!({ "deleted": 0 }));
        };
        let host = &**app.vendors.mailboxes.of(first.provider);
        let domain = at_mailbox_host::name(&started.domain)?;
        let ours: HashSet<String> = inboxes.iter().map(|inbox| inbox.id.to_string()).collect();
        let work = Work {
            started,
            app,
            system: &system,
            host,
        };
        let (deleted, others) = work.delete_all(&domain, &ours).await?;
        // What others have on the domain is not ours to lose.
        if others == 0 {
            match host.delete_domain(&domain).await {
                Ok(()) | Err(MailboxError::NotFound { .. }) => {}
                Err(error) => return Err(at_mailbox_host::after(host, &error)),
            }
        }
        Ok(json!({ "deleted": deleted, "othersLeft": others }))
    }
}

/// What the step works with.
struct Work<'a> {
    started: &'a Started,
    app: &'a App,
    system: &'a Caller,
    host: &'a dyn MailboxHost,
}

impl Work<'_> {
    /// Deletes what bears the reference of one of our inboxes, whatever its address is by now.
    /// Tells how many there were, and how many are not ours.
    async fn delete_all(
        &self,
        domain: &DomainName,
        ours: &HashSet<String>,
    ) -> Result<(u32, u32), StepError> {
        let (mut deleted, mut others) = (0, 0);
        let mut after = None;
        loop {
            let page = match self.host.mailboxes(domain, after.as_deref()).await {
                Ok(page) => page,
                Err(MailboxError::NotFound { .. }) => return Ok((deleted, others)),
                Err(error) => return Err(at_mailbox_host::after(self.host, &error)),
            };
            for mailbox in &page.mailboxes {
                let Some(target) = ours_of(mailbox, ours) else {
                    others += 1;
                    continue;
                };
                let gone = self.host.delete_mailbox(&target).await;
                gone.map_err(|error| at_mailbox_host::after(self.host, &error))?;
                deleted += 1;
                self.note(deleted).await?;
            }
            after = page.next;
            if after.is_none() {
                return Ok((deleted, others));
            }
        }
    }

    async fn note(&self, deleted: u32) -> Result<(), StepError> {
        let (id, result) = (self.started.action.id, json!({ "deleted": deleted }));
        let store = &self.app.store;
        let noted = store.write(async |tx| {
            let scoped = tx.scoped(self.system);
            scoped.note_progress(id, deleted, &result).await
        });
        noted.await?;
        Ok(())
    }
}

fn ours_of(mailbox: &Mailbox, ours: &HashSet<String>) -> Option<MailboxTarget> {
    let reference = mailbox.reference.clone()?;
    ours.contains(reference.as_str()).then(|| MailboxTarget {
        address: mailbox.address.clone(),
        reference,
    })
}
