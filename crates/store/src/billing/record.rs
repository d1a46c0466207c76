//! Making and changing invoices.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, QuerySelect as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{
    InvoiceId, InvoiceKind, OrderId, TopupId, TransactionId, WorkspaceId,
};
use simpleinboxes_core::invoice::{Document, Totals};
use simpleinboxes_core::status::{InvoiceStatus, InvoiceType};

use super::invoices::{Invoice, ProviderInvoice, record};
use crate::entities::invoice::{ActiveModel, Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::scoped::ScopedTx;

/// An invoice to make, or as the payment provider tells of it.
#[derive(Debug, Clone)]
pub struct NewInvoice {
    /// The workspace that it is for.
    pub workspace: Option<WorkspaceId>,
    /// What it is for.
    pub kind: InvoiceType,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// Which number it gets.
    pub number: Numbering,
    /// What stands on it.
    pub document: Document,
    /// What it adds up to; [`Totals::of`] the document's lines.
    pub totals: Totals,
    /// The transaction that it belongs to.
    pub transaction: Option<TransactionId>,
    /// The top-up that it is for.
    pub topup: Option<TopupId>,
    /// The order that it is for.
    pub order: Option<OrderId>,
    /// Where it is at the payment provider; nothing for our own.
    pub provider: Option<ProviderInvoice>,
    /// When it was made.
    pub issued_at: Timestamp,
    /// When it is to be paid.
    pub due_at: Option<Timestamp>,
    /// When it was paid in full.
    pub paid_at: Option<Timestamp>,
}

/// Where an invoice's number comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbering {
    /// None: it is a draft.
    None,
    /// The next of ours.
    Own,
    /// One that the payment provider gave.
    Given(String),
}

/// An invoice that is not open, so that it can neither be paid nor taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the invoice is {0}; only an open one can be paid or taken back")]
pub struct NotOpen(pub InvoiceStatus);

impl ScopedTx<'_> {
    /// Makes an invoice. A number of ours needs the account's lock: make it before anything of
    /// the ledger is locked, or two commands may wait for each other.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the number is taken; [`StoreError::NotFound`] for a
    /// workspace that the caller does not see.
    pub async fn create_invoice(&self, new: &NewInvoice) -> Result<Invoice> {
        if let Some(workspace) = new.workspace {
            self.require_workspace(workspace).await?;
        }
        let id: InvoiceId = self.shared.ids.next::<InvoiceKind>();
        let mut row = ActiveModel {
            id: Set(id.uuid()),
            account_id: Set(self.account()),
            workspace_id: Set(new.workspace.map(WorkspaceId::uuid)),
            kind: Set(new.kind.to_string()),
            is_custom: Set(new.kind == InvoiceType::Custom),
            ..self.reported(new, &new.document)?
        };
        self.number(&mut row, new).await?;
        let made = record(row.insert(&self.db).await?)?;
        let label = made.number.as_deref();
        self.note(made.workspace, "invoice_created", made.id, label)
            .await?;
        Ok(made)
    }

    /// Makes or changes the invoice that the payment provider tells of: one row for each of its
    /// ids. A report that is older than what is known changes nothing, nor does one of the same
    /// moment that is less far. The parties stay as they were when the invoice was made.
    ///
    /// # Errors
    /// As [`Self::create_invoice`]; and when `new` has no provider.
    pub async fn record_provider_invoice(&self, new: &NewInvoice) -> Result<Invoice> {
        let provider = new.provider.as_ref();
        let provider = provider.ok_or(StoreError::NotFound("provider of the invoice"))?;
        // Of two reports that come in at once, the later one shall see the row of the first.
        self.lock_account().await?;
        let known = self
            .find::<Entity>()
            .filter(Column::Provider.eq(provider.provider.as_str()))
            .filter(Column::ProviderInvoiceId.eq(provider.id.as_str()))
            .one(&self.db)
            .await?;
        let Some(known) = known else {
            return self.create_invoice(new).await;
        };
        let before = record(known.clone())?;
        if is_stale(&before, provider.reported_at, new.status) {
            return Ok(before);
        }
        let document = Document {
            seller: before.document.seller.clone(),
            bill_to: before.document.bill_to.clone(),
            ..new.document.clone()
        };
        let after = record(self.replaced(known, new, &document).await?)?;
        if after.status != before.status {
            let label = after.number.as_deref();
            self.note(after.workspace, "invoice_updated", after.id, label)
                .await?;
        }
        Ok(after)
    }

    /// Notes that an open invoice was paid in full, by `transaction` where money came into a
    /// wallet; nothing for one that the caller does not see.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the transaction has a custom invoice already.
    pub async fn settle_invoice(
        &self,
        id: InvoiceId,
        transaction: Option<TransactionId>,
    ) -> Result<Option<Result<Invoice, NotOpen>>> {
        self.close_invoice(id, InvoiceStatus::Paid, transaction)
            .await
    }

    /// Takes an open invoice back, as if it had never been made; nothing for one that the caller
    /// does not see. Its number is not given out again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn void_invoice(&self, id: InvoiceId) -> Result<Option<Result<Invoice, NotOpen>>> {
        self.close_invoice(id, InvoiceStatus::Void, None).await
    }

    async fn close_invoice(
        &self,
        id: InvoiceId,
        status: InvoiceStatus,
        transaction: Option<TransactionId>,
    ) -> Result<Option<Result<Invoice, NotOpen>>> {
        let query = self.find::<Entity>().filter(Column::Id.eq(id.uuid()));
        let Some(row) = query.lock_exclusive().one(&self.db).await? else {
            return Ok(None);
        };
        let before = record(row.clone())?;
        if before.status != InvoiceStatus::Open {
            return Ok(Some(Err(NotOpen(before.status))));
        }
        let mut row: ActiveModel = row.into();
        row.status = Set(status.to_string());
        if status == InvoiceStatus::Paid {
            row.paid_cents = Set(before.totals.total.get());
            row.paid_at = Set(Some(self.now()));
            row.transaction_id = Set(transaction.map(TransactionId::uuid));
        }
        let after = record(row.update(&self.db).await?)?;
        let action = format!("invoice_{status}");
        let label = after.number.as_deref();
        self.note(after.workspace, &action, after.id, label).await?;
        Ok(Some(Ok(after)))
    }

    /// What a report says, without what a row keeps from its making.
    fn reported(&self, new: &NewInvoice, document: &Document) -> Result<ActiveModel> {
        let document = serde_json::to_value(document);
        let provider = new.provider.as_ref();
        Ok(ActiveModel {
            status: Set(new.status.to_string()),
            document: Set(document.map_err(|_| StoreError::Corrupt {
                column: "invoices.document",
            })?),
            subtotal_cents: Set(new.totals.subtotal.get()),
            discount_cents: Set(new.totals.discount.get()),
            tax_cents: Set(new.totals.tax.get()),
            total_cents: Set(new.totals.total.get()),
            paid_cents: Set(new.totals.paid.get()),
            transaction_id: Set(new.transaction.map(TransactionId::uuid)),
            topup_id: Set(new.topup.map(TopupId::uuid)),
            order_id: Set(new.order.map(OrderId::uuid)),
            provider: Set(provider.map(|provider| provider.provider.clone())),
            provider_invoice_id: Set(provider.map(|provider| provider.id.clone())),
            hosted_url: Set(provider.and_then(|provider| provider.hosted_url.clone())),
            pdf_url: Set(provider.and_then(|provider| provider.pdf_url.clone())),
            reported_at: Set(provider.map(|provider| provider.reported_at)),
            issued_at: Set(new.issued_at),
            due_at: Set(new.due_at),
            paid_at: Set(new.paid_at),
            ..Default::default()
        })
    }

    /// The row after a report. What it does not know stays.
    async fn replaced(&self, known: Model, new: &NewInvoice, document: &Document) -> Result<Model> {
        let mut row = self.reported(new, document)?;
        row.id = sea_orm::Unchanged(known.id);
        let kept = |new: Option<uuid::Uuid>, known| Set(new.or(known));
        row.transaction_id = kept(
            new.transaction.map(TransactionId::uuid),
            known.transaction_id,
        );
        row.topup_id = kept(new.topup.map(TopupId::uuid), known.topup_id);
        row.order_id = kept(new.order.map(OrderId::uuid), known.order_id);
        if known.number.is_none() {
            self.number(&mut row, new).await?;
        }
        Ok(row.update(&self.db).await?)
    }

    async fn number(&self, row: &mut ActiveModel, new: &NewInvoice) -> Result<()> {
        match &new.number {
            Numbering::None => {}
            Numbering::Given(number) => row.number = Set(Some(number.clone())),
            Numbering::Own => {
                let number = self.next_number(new.issued_at).await?;
                row.number = Set(Some(number.text()));
                row.series = Set(Some(number.series));
                row.serial = Set(Some(number.serial));
            }
        }
        Ok(())
    }
}

fn is_stale(known: &Invoice, reported_at: Timestamp, status: InvoiceStatus) -> bool {
    let known_at = known
        .provider
        .as_ref()
        .map_or(known.issued_at, |provider| provider.reported_at);
    (reported_at, status.stage()) < (known_at, known.status.stage())
}
