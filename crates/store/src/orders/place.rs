//! Placing an order: checks, charge, rows and work, all or nothing.

use sea_orm::{ActiveModelTrait as _, Set};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{OrderId, OrderKind};
use simpleinboxes_core::pricing::PriceBook;
use simpleinboxes_core::status::{OrderStatus, TransactionReason};

use super::check::{Checked, expected, offer};
use super::pay::Payment;
use super::rows::{RoundDomain, RoundInbox};
use super::types::NewOrder;
use super::{OrderRefused, write_json};
use crate::entities::order;
use crate::error::{Result, StoreError};
use crate::scoped::ScopedTx;

impl ScopedTx<'_> {
    /// Places an order at the price of the moment: charges for it and queues its work, or, when
    /// the wallet holds too little, keeps it until there is enough.
    ///
    /// # Errors
    /// Why it can't be placed.
    pub async fn place_order(
        &self,
        new: &NewOrder,
        book: &PriceBook,
    ) -> Result<OrderId, OrderRefused> {
        let workspace = self.lock_paying(new.workspace).await?;
        if let Some(promotion) = new
            .promo_code
            .as_deref()
            .and_then(|code| book.promotion(code))
        {
            self.lock_promotion(&promotion.code).await?;
        }
        let checked = self.check_order(workspace, new, book).await?;
        if new.expected_total.is_some() {
            expected(new, self.quote(&checked).await?)?;
        }
        let id = self.shared.ids.next::<OrderKind>();
        let reason = TransactionReason::Order;
        let payment = self
            .pay_price((id, &checked.workspace), 1, &checked.pricing, reason)
            .await?;
        if let Payment::Short { .. } = payment {
            self.may_wait_for_money().await?;
        }
        let row = self.order_row(id, new, &checked, &payment)?;
        let row = row.insert(&self.db).await?;
        if let Some(registrant) = checked.new_registrant() {
            self.keep_registrant(new.workspace, registrant).await?;
        }
        let domains: Vec<_> = new
            .domains
            .iter()
            .map(|domain| RoundDomain {
                name: &domain.name,
                source: domain.source,
                forwarding_url: domain.forwarding_url.as_deref(),
                offer: offer(domain, book),
                registered: checked.before.get(&domain.name),
                inboxes: domain
                    .inboxes
                    .iter()
                    .map(|inbox| RoundInbox {
                        first_name: &inbox.first_name,
                        last_name: &inbox.last_name,
                        username: &inbox.username,
                        password: &inbox.password,
                    })
                    .collect(),
            })
            .collect();
        let round = self.write_round(&row, &domains).await?;
        match payment {
            Payment::Paid(_) => {
                self.use_promotion(&row).await?;
                self.begin_work(round, checked.registrant.as_ref()).await?;
            }
            Payment::Short { .. } => self.tell(round.events).await?,
        }
        let label = Some(row.first_domain.as_str());
        self.note(Some(new.workspace), "order_placed", id, label)
            .await?;
        Ok(id)
    }

    fn order_row(
        &self,
        id: OrderId,
        new: &NewOrder,
        checked: &Checked,
        payment: &Payment,
    ) -> Result<order::ActiveModel> {
        let now = self.now();
        let pricing = &checked.pricing;
        let (status, charge, owed) = match payment {
            Payment::Paid(charge) => (OrderStatus::Queued, *charge, Cents::ZERO),
            Payment::Short { .. } => (OrderStatus::Unpaid, None, pricing.total),
        };
        let paid = status == OrderStatus::Queued;
        let tool = checked.sending_tool.as_ref();
        let tags = tool.map(|tool| tool.tags.as_slice()).unwrap_or_default();
        let first = new.domains.first().ok_or(StoreError::NotFound("domain"))?;
        let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        let inboxes = new.domains.iter().map(|domain| domain.inboxes.len()).sum();
        Ok(order::ActiveModel {
            id: Set(id.uuid()),
            account_id: Set(self.account()),
            workspace_id: Set(new.workspace.uuid()),
            provider: Set(new.provider.to_string()),
            status: Set(status.to_string()),
            round: Set(1),
            price_book: Set(pricing.book.clone()),
            lines: Set(write_json(&pricing.lines)?),
            inbox_subtotal_cents: Set(pricing.inboxes.get()),
            domain_subtotal_cents: Set(pricing.domains.get()),
            discount_cents: Set(pricing.discount.get()),
            total_cents: Set(pricing.total.get()),
            outstanding_cents: Set(owed.get()),
            refunded_cents: Set(0),
            charge_id: Set(charge.map(|charge| charge.uuid())),
            promo_code: Set(checked.promo_code.clone()),
            sending_tool_credential_id: Set(tool.map(|tool| tool.credential.uuid())),
            sending_tool_tags: Set(write_json(&tags)?),
            first_domain: Set(first.name.clone()),
            domain_count: Set(count(new.domains.len())),
            inbox_count: Set(count(inboxes)),
            auto_renew: Set(new.auto_renew),
            months: Set(0),
            renewal_attempts: Set(0),
            created_at: Set(now),
            paid_at: Set(paid.then_some(now)),
            updated_at: Set(now),
            ..Default::default()
        })
    }
}
