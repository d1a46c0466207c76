//! The next month of an order.

use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, Set,
};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{DomainId, OrderId, WorkspaceId};
use simpleinboxes_core::machine::{ATTEMPTS_AFTER, OrderEvent};
use simpleinboxes_core::month::{months_after, renewal_before};
use simpleinboxes_core::pricing::PriceBook;
use simpleinboxes_core::status::{
    BillingCategory, DomainStatus, InboxStatus, MailboxProvider, TransactionReason,
};

use super::due::Due;
use super::pay::{Payment, line, what_for};
use super::settle::impossible;
use super::{RENEW_DOMAIN_JOB, RenewDomainJob, parsed, record};
use crate::entities::{domain, inbox, order};
use crate::error::{Result, StoreError};
use crate::jobs::NewJob;
use crate::scoped::{Scoped, ScopedTx};

/// Inboxes that a month is paid for.
const BILLED: [&str; 2] = [
    InboxStatus::Active.as_str(),
    InboxStatus::Suspended.as_str(),
];

/// What the month after the present one costs.
#[derive(Debug)]
struct Month {
    inboxes: u32,
    inbox_amount: Cents,
    /// The domains whose year runs out in it.
    domains: Vec<domain::Model>,
    domain_amount: Cents,
}

impl Month {
    fn total(&self) -> Result<Cents> {
        let total = self.inbox_amount.plus(self.domain_amount);
        total.map_err(|_| StoreError::Corrupt {
            column: "orders.renewal_cents",
        })
    }
}

impl Scoped<'_> {
    /// How many inboxes of an order a month is paid for.
    pub(super) async fn billed_inboxes(&self, row: &order::Model) -> Result<u32> {
        // Those of earlier rounds are canceled.
        let count = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::OrderId.eq(row.id))
            .filter(inbox::Column::Status.is_in(BILLED))
            .count(&self.db)
            .await?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

/// What a month of so many inboxes of the order costs by the book.
pub(super) fn month_price(row: &order::Model, book: &PriceBook, inboxes: u32) -> Result<Cents> {
    let provider: MailboxProvider = parsed(&row.provider, "orders.provider")?;
    let renewal = book.renewal(provider, inboxes);
    let renewal = renewal.map_err(|_| StoreError::Corrupt {
        column: "orders.renewal_cents",
    })?;
    Ok(renewal.amount)
}

impl ScopedTx<'_> {
    /// Charges the next month of an active order whose month is over, or makes it past due.
    pub(super) async fn renew(&self, row: order::Model, book: &PriceBook) -> Result<Due> {
        let event = OrderEvent::Renew;
        record::after(&row, event, self.now()).map_err(impossible)?;
        let inboxes = self.billed_inboxes(&row).await?;
        let amount = month_price(&row, book, inboxes)?;
        let month = self.month(&row, inboxes, amount).await?;
        let total = month.total()?;
        match self.charge_month(&row, &month).await? {
            Payment::Paid(_) => {
                self.month_paid(row, month, event, book).await?;
                Ok(Due::Renewed)
            }
            Payment::Short { available, needed } => {
                let event = OrderEvent::MissRenewal;
                let status = record::after(&row, event, self.now()).map_err(impossible)?;
                let next = row.renews_at.map(|end| end + ATTEMPTS_AFTER[1]);
                let mut changed: order::ActiveModel = row.into();
                changed.status = Set(status.to_string());
                changed.outstanding_cents = Set(total.get());
                changed.renewal_cents = Set(Some(month.inbox_amount.get()));
                changed.renewal_attempts = Set(1);
                changed.due_at = Set(next);
                changed.failure_reason = Set(Some(too_little(available, needed)));
                changed.updated_at = Set(self.now());
                let row = changed.update(&self.db).await?;
                self.wake_order(&row).await?;
                self.note_order(&row, "order_past_due").await?;
                Ok(Due::PastDue)
            }
        }
    }

    /// Tries once more to charge the month that a past-due order owes, and ends the order when it
    /// was tried often enough.
    pub(super) async fn try_renewal(&self, row: order::Model, book: &PriceBook) -> Result<Due> {
        let due = row.due_at;
        let short = match self.pay_past_due(row, book).await? {
            Ok(()) => return Ok(Due::Renewed),
            Err(short) => short,
        };
        let (row, reason) = *short;
        let attempts = row.renewal_attempts + 1;
        let next = ATTEMPTS_AFTER.get(attempts.unsigned_abs() as usize);
        let next = row.renews_at.zip(next).map(|(end, wait)| end + *wait);
        let mut changed: order::ActiveModel = row.into();
        changed.renewal_attempts = Set(attempts);
        changed.due_at = Set(next.or(due));
        changed.failure_reason = Set(Some(reason));
        changed.updated_at = Set(self.now());
        let row = changed.update(&self.db).await?;
        if next.is_some() {
            self.wake_order(&row).await?;
            return Ok(Due::PastDue);
        }
        let event = OrderEvent::GiveUp;
        let status = record::after(&row, event, self.now()).map_err(impossible)?;
        self.note_order(&row, "order_given_up").await?;
        self.end_order(row, status).await?;
        Ok(Due::Ended)
    }

    /// Pays the month that a past-due order owes, if there is enough now.
    pub(super) async fn settle_past_due(
        &self,
        row: order::Model,
        book: &PriceBook,
    ) -> Result<bool> {
        Ok(self.pay_past_due(row, book).await?.is_ok())
    }

    async fn pay_past_due(
        &self,
        row: order::Model,
        book: &PriceBook,
    ) -> Result<Result<(), Box<(order::Model, String)>>> {
        let event = OrderEvent::Pay;
        record::after(&row, event, self.now()).map_err(impossible)?;
        // The price stands since it was missed.
        let inboxes = self.billed_inboxes(&row).await?;
        let amount = Cents::new(row.renewal_cents.unwrap_or(0));
        let month = self.month(&row, inboxes, amount).await?;
        match self.charge_month(&row, &month).await? {
            Payment::Paid(_) => {
                self.month_paid(row, month, event, book).await?;
                Ok(Ok(()))
            }
            Payment::Short { available, needed } => {
                Ok(Err(Box::new((row, too_little(available, needed)))))
            }
        }
    }

    async fn month(&self, row: &order::Model, inboxes: u32, amount: Cents) -> Result<Month> {
        let live = [DomainStatus::Active, DomainStatus::InRecovery].map(DomainStatus::as_str);
        let domains = self
            .find::<domain::Entity>()
            .filter(domain::Column::OrderId.eq(row.id))
            .filter(domain::Column::Round.eq(row.round))
            .filter(domain::Column::AutoRenew.eq(true))
            .filter(domain::Column::Status.is_in(live))
            .filter(domain::Column::RenewsAt.lte(row.renews_at))
            .all(&self.db)
            .await?;
        let sum = domains.iter().filter_map(|domain| domain.renewal_cents);
        Ok(Month {
            inboxes,
            inbox_amount: amount,
            domain_amount: Cents::new(sum.sum()),
            domains,
        })
    }

    async fn charge_month(&self, row: &order::Model, month: &Month) -> Result<Payment> {
        let order = OrderId::from_uuid(row.id);
        let workspace = WorkspaceId::from_uuid(row.workspace_id);
        let workspace = self.lock_paying(workspace).await?;
        let domains = u32::try_from(month.domains.len()).unwrap_or(u32::MAX);
        let lines = [
            line(
                BillingCategory::InboxRenewals,
                month.inboxes,
                month.inbox_amount,
            ),
            line(
                BillingCategory::DomainRenewals,
                domains,
                month.domain_amount,
            ),
        ];
        // Months are paid one after the other, each once.
        let key = format!("order:{order}:{}:month:{}", row.round, row.months + 1);
        let description = format!("Renewal: {}", what_for(month.inboxes, domains));
        let reason = TransactionReason::Renewal;
        self.pay_lines((order, &workspace), &key, reason, &description, &lines)
            .await
    }

    /// The month was paid: the period goes on, and domains are renewed at their registrar.
    async fn month_paid(
        &self,
        row: order::Model,
        month: Month,
        event: OrderEvent,
        book: &PriceBook,
    ) -> Result<()> {
        let now = self.now();
        let status = record::after(&row, event, now).map_err(impossible)?;
        let start = row.activated_at.ok_or(StoreError::Corrupt {
            column: "orders.activated_at",
        })?;
        for domain in &month.domains {
            self.renew_domain(domain, start, book).await?;
        }
        let months = row.months + 1;
        let end = months_after(start, months.unsigned_abs());
        let price = month_price(&row, book, month.inboxes)?;
        let version = book.version().to_owned();
        let mut changed: order::ActiveModel = row.into();
        changed.status = Set(status.to_string());
        changed.months = Set(months);
        changed.outstanding_cents = Set(0);
        changed.renews_at = Set(Some(end));
        changed.due_at = Set(Some(end));
        changed.renewal_cents = Set(Some(price.get()));
        changed.renewal_attempts = Set(0);
        changed.failure_reason = Set(None);
        changed.paid_at = Set(Some(now));
        changed.updated_at = Set(now);
        let row = changed.update(&self.db).await?;
        tracing::debug!(order = %OrderId::from_uuid(row.id), months, version, "a month was paid");
        self.wake_order(&row).await?;
        self.note_order(&row, "order_renewed").await
    }

    /// Has the registrar renew a domain for a year, which was paid.
    async fn renew_domain(
        &self,
        domain: &domain::Model,
        start: simpleinboxes_core::Timestamp,
        book: &PriceBook,
    ) -> Result<()> {
        let Some(expires_at) = domain.expires_at else {
            return Ok(());
        };
        let id = DomainId::from_uuid(domain.id);
        let key = format!("renew:{id}:{}", expires_at.timestamp());
        let job = NewJob::new(RENEW_DOMAIN_JOB)
            .key(key)
            .payload(&RenewDomainJob {
                domain: id,
                expires_at,
            })?;
        self.enqueue(&job).await?;
        let later = renewal_before(start, months_after(expires_at, 12));
        let mut changed: domain::ActiveModel = domain.clone().into();
        changed.renews_at = Set(later);
        changed.renewal_cents = Set(domain_renewal(domain, book));
        changed.updated_at = Set(self.now());
        changed.update(&self.db).await?;
        Ok(())
    }
}

/// What the next year of a domain costs: what the book says of its top-level domain, unless the
/// registry sells the name at a price of its own, else what it was offered for.
pub(super) fn domain_renewal(domain: &domain::Model, book: &PriceBook) -> Option<i64> {
    let listed = book.domain(&domain.name).filter(|_| !domain.premium);
    let listed = listed.map(|(_, price)| price.renewal.get());
    listed.or(domain.renewal_cents)
}

fn too_little(available: Cents, needed: Cents) -> String {
    format!("The wallet can pay {available} of the {needed} that the renewal costs.")
}
