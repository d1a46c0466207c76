//! The end of an order: what is not begun is dropped, what exists is taken down.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};
use simpleinboxes_core::fulfilment::plan_release;
use simpleinboxes_core::status::{DomainStatus, InboxStatus, OrderStatus};

use super::parsed;
use crate::entities::{domain, inbox, order};
use crate::error::Result;
use crate::scoped::ScopedTx;

impl ScopedTx<'_> {
    /// Ends an order in `status`, which its table of states has given: what it owes is dropped,
    /// and its domains are let go. The caller has locked it.
    pub(super) async fn end_order(&self, row: order::Model, status: OrderStatus) -> Result<()> {
        let now = self.now();
        let domains = self.round_domains(&row).await?;
        let inboxes = self.round_inboxes(&row).await?;
        let mut changed: order::ActiveModel = row.into();
        changed.status = Set(status.to_string());
        changed.outstanding_cents = Set(0);
        changed.renews_at = Set(None);
        changed.renewal_cents = Set(None);
        changed.renewal_attempts = Set(0);
        changed.due_at = Set(None);
        changed.failure_reason = Set(None);
        changed.cancel_at = Set(None);
        changed.canceled_at = Set(Some(now));
        changed.updated_at = Set(now);
        changed.update(&self.db).await?;
        for domain in domains {
            let of_domain = inboxes.iter().filter(|inbox| inbox.domain_id == domain.id);
            self.let_go(&domain, of_domain, "The order was canceled.")
                .await?;
        }
        Ok(())
    }

    /// Lets a domain go: what is not begun is dropped, what exists is taken down by queued work.
    pub(crate) async fn let_go(
        &self,
        domain: &domain::Model,
        inboxes: impl Iterator<Item = &inbox::Model>,
        why: &str,
    ) -> Result<()> {
        self.update_many::<domain::Entity>()
            .col_expr(domain::Column::AutoRenew, false.into())
            .col_expr(
                domain::Column::RenewsAt,
                Option::<simpleinboxes_core::Timestamp>::None.into(),
            )
            .filter(domain::Column::Id.eq(domain.id))
            .exec(&self.db)
            .await?;
        match parsed::<DomainStatus>(&domain.status, "domains.status")? {
            // Nothing of it exists.
            DomainStatus::Pending => {
                self.drop_actions(domain, why).await?;
                self.cancel_inboxes(domain).await?;
                self.release_domain(domain).await
            }
            DomainStatus::Provisioning | DomainStatus::Active | DomainStatus::InRecovery => {
                self.drop_actions(domain, why).await?;
                let canceled = InboxStatus::Canceled.as_str();
                let live: Vec<_> = inboxes.filter(|inbox| inbox.status != canceled).collect();
                let waits = live.iter().any(|inbox| inbox.upload_status.is_some());
                // Also what is not known to be there may be: an answer of the tool can get lost.
                let uploaded = waits && self.upload_began(domain.id).await?;
                let count = u32::try_from(live.len()).unwrap_or(u32::MAX);
                self.recovery_let_go(domain).await?;
                self.queue_plan(domain, &plan_release(count, uploaded), None)
                    .await?;
                Ok(())
            }
            DomainStatus::Failed | DomainStatus::Released => Ok(()),
        }
    }
}
