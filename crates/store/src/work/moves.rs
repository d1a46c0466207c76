//! Domains, inboxes and steps moved to other states, each by its table.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};
use simpleinboxes_core::id::{DomainActionId, DomainId, InboxId, WorkspaceId};
use simpleinboxes_core::machine::{
    ACTION, ActionEvent, DOMAIN, DomainEvent, INBOX, InboxEvent, step,
};
use simpleinboxes_core::status::{DomainActionStatus, DomainEventType, DomainStatus, InboxStatus};

use super::EventChange;
use crate::entities::{dns_record, domain, domain_action, inbox};
use crate::error::Result;
use crate::orders::parsed;
use crate::scoped::ScopedTx;

impl ScopedTx<'_> {
    /// Moves a domain whose state the caller has looked at and locked. That its table refuses is
    /// a fault of ours: nothing is changed then, and the log tells.
    pub(crate) async fn move_domain(
        &self,
        row: &domain::Model,
        event: DomainEvent,
        reason: Option<&str>,
    ) -> Result<()> {
        if !self.try_move_domain(row, event, reason).await? {
            let domain = DomainId::from_uuid(row.id);
            tracing::warn!(%domain, status = row.status, %event, "a domain could not be moved");
        }
        Ok(())
    }

    /// Moves a domain; false, and nothing, where its state does not allow that. The caller has
    /// locked it.
    pub(crate) async fn try_move_domain(
        &self,
        row: &domain::Model,
        event: DomainEvent,
        reason: Option<&str>,
    ) -> Result<bool> {
        let before: DomainStatus = parsed(&row.status, "domains.status")?;
        let Ok(after) = step(DOMAIN, before, event, &()) else {
            return Ok(false);
        };
        let now = self.now();
        let mut changed: domain::ActiveModel = row.clone().into();
        changed.status = Set(after.to_string());
        changed.failure_reason = Set(reason.map(str::to_owned));
        match after {
            DomainStatus::Active if row.activated_at.is_none() => {
                changed.activated_at = Set(Some(now));
            }
            DomainStatus::Released => {
                changed.released_at = Set(Some(now));
                changed.nameservers_next_check_at = Set(None);
                changed.mail_dns_next_check_at = Set(None);
            }
            DomainStatus::Failed => {
                changed.nameservers_next_check_at = Set(None);
                changed.mail_dns_next_check_at = Set(None);
            }
            _ => {}
        }
        changed.updated_at = Set(now);
        changed.update(&self.db).await?;
        let summary = match reason {
            Some(reason) => format!("{} is {after} now: {reason}", row.name),
            None => format!("{} is {after} now.", row.name),
        };
        let of = (
            WorkspaceId::from_uuid(row.workspace_id),
            DomainId::from_uuid(row.id),
        );
        let change = EventChange::new("status", before, after);
        let kind = DomainEventType::StatusChanged;
        let event = self.event(of, kind, &summary, None, &[change])?;
        self.tell(vec![event]).await?;
        Ok(true)
    }

    /// Gives a domain up, which has nothing at any vendor any more. One that failed stays so.
    pub(crate) async fn release_domain(&self, row: &domain::Model) -> Result<()> {
        self.try_move_domain(row, DomainEvent::Release, None)
            .await?;
        self.update_many::<domain::Entity>()
            .col_expr(domain::Column::ZoneId, Option::<String>::None.into())
            .col_expr(domain::Column::DnsHost, Option::<String>::None.into())
            .col_expr(domain::Column::AutoRenew, false.into())
            .filter(domain::Column::Id.eq(row.id))
            .exec(&self.db)
            .await?;
        // Its zone is gone, and so are its records.
        self.delete_many::<dns_record::Entity>()
            .filter(dns_record::Column::DomainId.eq(row.id))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Moves an inbox; false, and nothing, where its state does not allow that.
    pub(crate) async fn move_inbox(
        &self,
        row: inbox::Model,
        event: InboxEvent,
        reason: Option<&str>,
    ) -> Result<bool> {
        let before: InboxStatus = parsed(&row.status, "inboxes.status")?;
        let Ok(after) = step(INBOX, before, event, &()) else {
            return Ok(false);
        };
        let now = self.now();
        let of = (
            WorkspaceId::from_uuid(row.workspace_id),
            DomainId::from_uuid(row.domain_id),
        );
        let summary = format!("The inbox {} is {after} now.", row.email);
        let field = format!("inboxes.{}.status", InboxId::from_uuid(row.id));
        let activated = row.activated_at;
        let mut changed: inbox::ActiveModel = row.into();
        changed.status = Set(after.to_string());
        changed.failure_reason = Set(reason.map(str::to_owned));
        changed.updated_at = Set(now);
        match after {
            InboxStatus::Active if activated.is_none() => changed.activated_at = Set(Some(now)),
            InboxStatus::Canceled => {
                changed.canceled_at = Set(Some(now));
                forget(&mut changed);
            }
            InboxStatus::Failed => forget(&mut changed),
            _ => {}
        }
        changed.update(&self.db).await?;
        let change = EventChange::new(&field, before, after);
        let kind = DomainEventType::InboxStatusChanged;
        let event = self.event(of, kind, &summary, None, &[change])?;
        self.tell(vec![event]).await?;
        Ok(true)
    }

    /// Cancels all inboxes of a domain that are there.
    pub(crate) async fn cancel_inboxes(&self, domain: &domain::Model) -> Result<()> {
        self.move_inboxes(domain, InboxEvent::Cancel, None).await
    }

    /// Fails all inboxes of a domain that are not made yet.
    pub(crate) async fn fail_inboxes(&self, domain: &domain::Model, reason: &str) -> Result<()> {
        self.move_inboxes(domain, InboxEvent::Fail, Some(reason))
            .await
    }

    /// Moves all inboxes of a domain whose state allows it.
    pub(crate) async fn move_inboxes(
        &self,
        domain: &domain::Model,
        event: InboxEvent,
        reason: Option<&str>,
    ) -> Result<()> {
        let rows = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::DomainId.eq(domain.id))
            .all(&self.db)
            .await?;
        for row in rows {
            self.move_inbox(row, event, reason).await?;
        }
        Ok(())
    }

    /// Drops the steps of a domain that are not done: they have lost their purpose.
    pub(crate) async fn drop_actions(&self, domain: &domain::Model, why: &str) -> Result<()> {
        self.drop_actions_that(domain, why, |_| true).await
    }

    /// The same with some of them.
    pub(crate) async fn drop_actions_that(
        &self,
        domain: &domain::Model,
        why: &str,
        which: impl Fn(&domain_action::Model) -> bool,
    ) -> Result<()> {
        let open = [DomainActionStatus::Queued, DomainActionStatus::Running];
        let rows = self
            .find::<domain_action::Entity>()
            .filter(domain_action::Column::DomainId.eq(domain.id))
            .filter(domain_action::Column::Status.is_in(open.map(DomainActionStatus::as_str)))
            .all(&self.db)
            .await?;
        let now = self.now();
        for row in rows.into_iter().filter(which) {
            let before = parsed(&row.status, "domain_actions.status")?;
            let Ok(after) = step(ACTION, before, ActionEvent::Drop, &()) else {
                // Only open ones were asked for.
                let action = DomainActionId::from_uuid(row.id);
                tracing::warn!(%action, status = row.status, "a step could not be dropped");
                continue;
            };
            let mut changed: domain_action::ActiveModel = row.into();
            changed.status = Set(DomainActionStatus::to_string(&after));
            changed.error_vendor = Set(None);
            changed.error = Set(Some(why.chars().take(500).collect()));
            changed.next_attempt_at = Set(None);
            changed.finished_at = Set(Some(now));
            changed.updated_at = Set(now);
            changed.update(&self.db).await?;
        }
        Ok(())
    }
}

/// Nobody logs in to it any more.
fn forget(row: &mut inbox::ActiveModel) {
    row.secrets = Set(None);
    row.secrets_key_version = Set(None);
}
