//! What becomes of an order as its domains are set up or fail: it is activated or fails, and what
//! can't be delivered is paid back.

use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::fulfilment::plan_release;
use simpleinboxes_core::id::{AccountId, DomainId, InboxId, OrderId, WorkspaceId};
use simpleinboxes_core::machine::{DomainEvent, InboxEvent, OrderEvent};
use simpleinboxes_core::month::{months_after, renewal_before};
use simpleinboxes_core::pricing::PriceBook;
use simpleinboxes_core::status::{DomainStatus, InboxStatus};
use uuid::Uuid;

use super::renew::{domain_renewal, month_price};
use super::settle::impossible;
use super::{parsed, record};
use crate::entities::{domain, domain_action, inbox, order};
use crate::error::Result;
use crate::scoped::{Caller, ScopedTx};
use crate::store::Store;

/// The longest reason that is kept, in characters.
const LONGEST_REASON: usize = 500;

/// How many domains that wait for help are looked for at once.
const BATCH: u64 = 100;

impl ScopedTx<'_> {
    /// Gives a domain up that can't be set up: its inboxes fail with it, its work is dropped, and
    /// what was paid for it is paid back. One that is set up or has ended is left as it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fail_domain(&self, id: DomainId, reason: &str, book: &PriceBook) -> Result<bool> {
        let Some((order, domain)) = self.lock_domain(id).await? else {
            return Ok(false);
        };
        let status: DomainStatus = parsed(&domain.status, "domains.status")?;
        if !matches!(status, DomainStatus::Pending | DomainStatus::Provisioning) {
            return Ok(false);
        }
        let reason = shortened(reason);
        // What failed before was paid back before.
        let failed_before = self.count_failed(&domain).await?;
        self.move_domain(&domain, DomainEvent::Fail, Some(&reason))
            .await?;
        self.fail_inboxes(&domain, &reason).await?;
        self.drop_actions(&domain, &reason).await?;
        if domain.zone_id.is_some() {
            // What was made of it is taken down.
            let inboxes = self.count_inboxes(&domain).await?;
            self.queue_plan(&domain, &plan_release(inboxes, false), None)
                .await?;
        }
        if let Some(order) = order {
            let pricing = record::pricing(&order)?;
            let whole = pricing.share_of_domain(&domain.name);
            let before = pricing.share_of_inboxes(&domain.name, failed_before);
            let back = Cents::new(whole.get() - before.get());
            let key = format!(
                "order:{}:{}:{id}",
                OrderId::from_uuid(order.id),
                order.round
            );
            let words = format!("{} could not be delivered", domain.name);
            self.pay_back(&order, &key, back, 1, &words).await?;
            self.conclude(order, &reason, book).await?;
        }
        Ok(true)
    }

    /// Gives an inbox up that can't be made, and pays back what was paid for it. With the last
    /// one of a domain that is being set up, the domain fails.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fail_inbox(&self, id: InboxId, reason: &str, book: &PriceBook) -> Result<bool> {
        let row = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::Id.eq(id.uuid()))
            .one(&self.db)
            .await?;
        let Some(row) = row else { return Ok(false) };
        let domain = DomainId::from_uuid(row.domain_id);
        let Some((order, domain)) = self.lock_domain(domain).await? else {
            return Ok(false);
        };
        let before = self.count_failed(&domain).await?;
        let reason = shortened(reason);
        if !self
            .move_inbox(row, InboxEvent::Fail, Some(&reason))
            .await?
        {
            return Ok(false);
        }
        if let Some(order) = order {
            let pricing = record::pricing(&order)?;
            let share = |failed| pricing.share_of_inboxes(&domain.name, failed).get();
            let back = Cents::new(share(before + 1) - share(before));
            let key = format!(
                "order:{}:{}:{id}",
                OrderId::from_uuid(order.id),
                order.round
            );
            let words = format!("An inbox on {} could not be delivered", domain.name);
            self.pay_back(&order, &key, back, 1, &words).await?;
        }
        let failed = InboxStatus::Failed.as_str();
        let left = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::DomainId.eq(domain.id))
            .filter(inbox::Column::Status.ne(failed))
            .count(&self.db)
            .await?;
        if left == 0 {
            let id = DomainId::from_uuid(domain.id);
            self.fail_domain(id, &reason, book).await?;
        }
        Ok(true)
    }

    /// A domain with its order, locked in the order in which all are: workspace, order, domain.
    pub(crate) async fn lock_domain(
        &self,
        id: DomainId,
    ) -> Result<Option<(Option<order::Model>, domain::Model)>> {
        let query = || {
            self.find::<domain::Entity>()
                .filter(domain::Column::Id.eq(id.uuid()))
        };
        let Some(found) = query().one(&self.db).await? else {
            return Ok(None);
        };
        let workspace = WorkspaceId::from_uuid(found.workspace_id);
        self.hold_workspace(workspace).await?;
        let order = match found.order_id {
            Some(order) => self.lock_order(OrderId::from_uuid(order)).await?,
            None => None,
        };
        let row = query().lock(LockType::NoKeyUpdate).one(&self.db).await?;
        Ok(row.map(|row| (order, row)))
    }

    /// Activates an order, or fails it, once nothing of it is on its way any more. Otherwise it
    /// stays as it is.
    pub(crate) async fn conclude(
        &self,
        order: order::Model,
        reason: &str,
        book: &PriceBook,
    ) -> Result<()> {
        let domains = self.round_domains(&order).await?;
        let is = |domain: &domain::Model, status: DomainStatus| domain.status == status.as_str();
        let on_its_way = |domain: &domain::Model| {
            is(domain, DomainStatus::Pending) || is(domain, DomainStatus::Provisioning)
        };
        if domains.iter().any(on_its_way) || order.status != "provisioning" {
            return Ok(());
        }
        // What did not fail was delivered, also if its owner has parked it since, or has taken it
        // out of the Recovery Pool for good.
        let delivered = |domain: &domain::Model| !is(domain, DomainStatus::Failed);
        if domains.iter().any(delivered) {
            return self.activate(order, &domains, book).await;
        }
        let now = self.now();
        let status = record::after(&order, OrderEvent::Fail, now).map_err(impossible)?;
        self.note_order(&order, "order_failed").await?;
        let mut changed: order::ActiveModel = order.into();
        changed.status = Set(status.to_string());
        changed.failure_reason = Set(Some(reason.to_owned()));
        changed.updated_at = Set(now);
        // `refunded_cents` was counted up beside this row: it must not be written back.
        changed.update(&self.db).await?;
        Ok(())
    }

    /// The order is delivered: its months are counted from now on.
    async fn activate(
        &self,
        order: order::Model,
        domains: &[domain::Model],
        book: &PriceBook,
    ) -> Result<()> {
        let now = self.now();
        let status = record::after(&order, OrderEvent::Activate, now).map_err(impossible)?;
        let end = months_after(now, 1);
        let inboxes = self.billed_inboxes(&order).await?;
        let price = month_price(&order, book, inboxes)?;
        for domain in domains {
            self.plan_renewal(domain, now, book).await?;
        }
        let mut changed: order::ActiveModel = order.into();
        changed.status = Set(status.to_string());
        changed.activated_at = Set(Some(now));
        changed.months = Set(1);
        changed.renews_at = Set(Some(end));
        changed.renewal_cents = Set(Some(price.get()));
        changed.due_at = Set(Some(end));
        changed.updated_at = Set(now);
        let order = changed.update(&self.db).await?;
        self.wake_order(&order).await?;
        self.note_order(&order, "order_activated").await
    }

    /// Which renewal of the order carries the domain's next year, and what that costs.
    async fn plan_renewal(
        &self,
        domain: &domain::Model,
        start: Timestamp,
        book: &PriceBook,
    ) -> Result<()> {
        let status: DomainStatus = parsed(&domain.status, "domains.status")?;
        // One that is parked is renewed like the others.
        let live = matches!(status, DomainStatus::Active | DomainStatus::InRecovery);
        let registered = live && domain.registrar.is_some();
        let Some(expires_at) = domain.expires_at.filter(|_| registered) else {
            return Ok(());
        };
        if self.is_being_let_go(domain.id).await? {
            return Ok(());
        }
        // One that runs out within the first month is carried by the first renewal.
        let renews_at = renewal_before(start, expires_at).unwrap_or_else(|| months_after(start, 1));
        let price = domain_renewal(domain, book);
        let mut changed: domain::ActiveModel = domain.clone().into();
        changed.renews_at = Set(price.map(|_| renews_at));
        changed.renewal_cents = Set(price);
        changed.update(&self.db).await?;
        Ok(())
    }

    async fn count_inboxes(&self, domain: &domain::Model) -> Result<u32> {
        let count = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::DomainId.eq(domain.id))
            .count(&self.db)
            .await?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    async fn count_failed(&self, domain: &domain::Model) -> Result<u32> {
        let failed = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::DomainId.eq(domain.id))
            .filter(inbox::Column::Status.eq(InboxStatus::Failed.as_str()))
            .count(&self.db)
            .await?;
        Ok(u32::try_from(failed).unwrap_or(u32::MAX))
    }
}

impl Store {
    /// Fails domains that are being set up and of which a step was given up before `cutoff` and
    /// not retried since. Tells how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fail_stuck_domains(&self, cutoff: Timestamp, book: &PriceBook) -> Result<u64> {
        use domain_action::{Column, Entity};
        let stuck: Vec<(Uuid, Uuid, Option<String>)> = Entity::find()
            .select_only()
            .column(Column::AccountId)
            .column(Column::DomainId)
            .column(Column::Error)
            // Written out, as the index says it.
            .filter(Expr::cust("domain_actions.status = 'failed'"))
            .filter(Column::FinishedAt.lte(cutoff))
            .filter(Expr::cust(
                "EXISTS (SELECT 1 FROM domains AS d \
                 WHERE d.id = domain_actions.domain_id AND d.status = 'provisioning')",
            ))
            .order_by_asc(Column::FinishedAt)
            .limit(BATCH)
            .into_tuple()
            .all(&self.connections.reader)
            .await?;
        let mut failed = 0;
        for (account, domain, error) in stuck {
            let caller = Caller::system(AccountId::from_uuid(account));
            let domain = DomainId::from_uuid(domain);
            let reason = error.unwrap_or_else(|| "A step of its work failed.".to_owned());
            let gone = self
                .write(async |tx| tx.scoped(&caller).fail_domain(domain, &reason, book).await)
                .await?;
            failed += u64::from(gone);
        }
        Ok(failed)
    }
}

fn shortened(reason: &str) -> String {
    reason.chars().take(LONGEST_REASON).collect()
}
