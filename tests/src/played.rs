//! Work on domains that no vendor has a part in: every step succeeds at once, unless the name of
//! its domain says otherwise. For tests of what stands around the work.

use async_trait::async_trait;
use chrono::{Months, TimeDelta};
use serde_json::{Value, json};
use simpleinboxes::{
    app::App,
    fulfilment::{self, DomainActions, Step, StepError},
    jobs::Handlers,
};
use simpleinboxes_core::{id::DomainId, status::DomainActionType};
use simpleinboxes_store::{
    ActionError, Caller, DomainZone, MadeInbox, Registration, ScopedTx, Started, StoreError,
};

/// How the name of a domain begins whose first step never ends.
pub const WAITS: &str = "waits-";

/// How the name of a domain begins whose first step is given up and can be retried.
pub const STUCK: &str = "stuck-";

/// How the name of a domain begins that can't be delivered.
pub const LOST: &str = "lost-";

/// What the program does, but with the steps of work played.
#[must_use]
pub fn handlers() -> Handlers {
    handlers_but_for(&[])
}

/// The same, but for steps of these types, which are carried out as the program does it.
#[must_use]
pub fn handlers_but_for(real: &[DomainActionType]) -> Handlers {
    let played = DomainActionType::ALL.iter().copied();
    let played = played.filter(|kind| !real.contains(kind));
    let steps = played.fold(fulfilment::steps(), |steps, kind| steps.with(Played(kind)));
    Handlers::of_program().with(DomainActions::new(steps))
}

struct Played(DomainActionType);

#[async_trait]
impl Step for Played {
    fn kind(&self) -> DomainActionType {
        self.0
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let error = |message: &str| ActionError {
            vendor: None,
            message: message.to_owned(),
        };
        if started.domain.starts_with(WAITS) {
            return Err(StepError::Later {
                error: error("It waits."),
                after: Some(TimeDelta::days(3650)),
            });
        }
        if started.domain.starts_with(STUCK) {
            return Err(StepError::Stuck(error("It is stuck.")));
        }
        if started.domain.starts_with(LOST) {
            return Err(StepError::Lost(error("It is lost.")));
        }
        let domain = started.action.domain;
        let caller = Caller::system(started.account);
        app.store
            .write(async |tx| {
                let scoped = tx.scoped(&caller);
                match self.0 {
                    DomainActionType::PurchaseDomain => register(&scoped, domain, app).await,
                    DomainActionType::CreateZone => zone(&scoped, domain).await,
                    DomainActionType::CreateMailboxes => mailboxes(&scoped, started).await,
                    _ => Ok(()),
                }
            })
            .await?;
        Ok(json!({}))
    }
}

async fn register(tx: &ScopedTx<'_>, domain: DomainId, app: &App) -> Result<(), StoreError> {
    let now = app.clock.now();
    let found = Registration {
        registrar: "played".to_owned(),
        reference: None,
        registered_at: now,
        expires_at: now + Months::new(12),
    };
    tx.set_registration(domain, &found).await.map(drop)
}

async fn zone(tx: &ScopedTx<'_>, domain: DomainId) -> Result<(), StoreError> {
    let zone = DomainZone {
        host: "played".to_owned(),
        id: domain.to_string(),
        nameservers: vec!["ns1.played.example".to_owned()],
    };
    tx.set_domain_zone(domain, &zone).await.map(drop)
}

async fn mailboxes(tx: &ScopedTx<'_>, started: &Started) -> Result<(), StoreError> {
    let Some(order) = started.action.order else {
        return Ok(());
    };
    let found = tx
        .order(order)
        .await?
        .ok_or(StoreError::NotFound("order"))?;
    let domains = found.domains.iter();
    for domain in domains.filter(|domain| domain.id == started.action.domain) {
        for inbox in &domain.inboxes {
            tx.activate_inbox(inbox.id, &MadeInbox::default()).await?;
        }
    }
    Ok(())
}
