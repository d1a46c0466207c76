//! Invoices as they are read.

use sea_orm::{ColumnTrait as _, QueryFilter as _};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{
    InvoiceId, InvoiceKind, OrderId, TopupId, TransactionId, WorkspaceId,
};
use simpleinboxes_core::invoice::{Document, Totals};
use simpleinboxes_core::status::{InvoiceStatus, InvoiceType};

use crate::entities::invoice::{Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::page::{Page, PageRequest};
use crate::scoped::Scoped;

/// An invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Its id.
    pub id: InvoiceId,
    /// The workspace that it is for; nothing for the master wallet and the account as a whole.
    pub workspace: Option<WorkspaceId>,
    /// What it is for.
    pub kind: InvoiceType,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// The number on it; a draft has none.
    pub number: Option<String>,
    /// What stands on it.
    pub document: Document,
    /// What it adds up to.
    pub totals: Totals,
    /// The transaction that it belongs to.
    pub transaction: Option<TransactionId>,
    /// The top-up that it is for.
    pub topup: Option<TopupId>,
    /// The order that it is for.
    pub order: Option<OrderId>,
    /// What the payment provider says of it; nothing for our own.
    pub provider: Option<ProviderInvoice>,
    /// When it was made.
    pub issued_at: Timestamp,
    /// When it is to be paid; nothing for what was paid at once.
    pub due_at: Option<Timestamp>,
    /// When it was paid in full.
    pub paid_at: Option<Timestamp>,
}

/// An invoice at the payment provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderInvoice {
    /// The provider, such as `stripe`.
    pub provider: String,
    /// Its id there.
    pub id: String,
    /// A page that shows it.
    pub hosted_url: Option<String>,
    /// Where it can be loaded as a PDF.
    pub pdf_url: Option<String>,
    /// When the provider said all this: an older report changes nothing.
    pub reported_at: Timestamp,
}

/// Which invoices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoiceList {
    /// All that were made at the payment provider.
    Provider,
    /// Of these, what was paid into wallets.
    Topups,
    /// What the operator made, and what was paid elsewhere.
    Custom,
}

impl Scoped<'_> {
    /// A page of invoices, newest first; with a workspace only those for it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invoices(
        &self,
        list: InvoiceList,
        workspace: Option<WorkspaceId>,
        page: PageRequest<InvoiceKind>,
    ) -> Result<Page<Invoice, InvoiceKind>> {
        let mut query = self.find::<Entity>().filter(match list {
            InvoiceList::Provider => Column::IsCustom.eq(false),
            InvoiceList::Topups => Column::Kind.eq(InvoiceType::Topup.as_str()),
            InvoiceList::Custom => Column::IsCustom.eq(true),
        });
        if let Some(workspace) = workspace {
            query = query.filter(Column::WorkspaceId.eq(workspace.uuid()));
        }
        let id = |row: &Model| InvoiceId::from_uuid(row.id);
        page.read(query, Column::Id, id, &self.db)
            .await?
            .try_map(record)
    }

    /// The custom invoice that a transaction belongs to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn custom_invoice(&self, transaction: TransactionId) -> Result<Option<Invoice>> {
        let query = self
            .find::<Entity>()
            .filter(Column::IsCustom.eq(true))
            .filter(Column::TransactionId.eq(transaction.uuid()));
        query.one(&self.db).await?.map(record).transpose()
    }

    /// The custom invoice with this number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn custom_invoice_numbered(&self, number: &str) -> Result<Option<Invoice>> {
        let query = self
            .find::<Entity>()
            .filter(Column::IsCustom.eq(true))
            .filter(Column::Number.eq(number));
        query.one(&self.db).await?.map(record).transpose()
    }
}

pub(super) fn record(row: Model) -> Result<Invoice> {
    let corrupt = |column| StoreError::Corrupt { column };
    let provider = row.provider.zip(row.provider_invoice_id);
    let provider = provider.map(|(provider, id)| ProviderInvoice {
        provider,
        id,
        hosted_url: row.hosted_url,
        pdf_url: row.pdf_url,
        reported_at: row.reported_at.unwrap_or(row.issued_at),
    });
    Ok(Invoice {
        id: InvoiceId::from_uuid(row.id),
        workspace: row.workspace_id.map(WorkspaceId::from_uuid),
        kind: row.kind.parse().map_err(|_| corrupt("invoices.kind"))?,
        status: row.status.parse().map_err(|_| corrupt("invoices.status"))?,
        number: row.number,
        document: serde_json::from_value(row.document).map_err(|_| corrupt("invoices.document"))?,
        totals: Totals {
            subtotal: Cents::new(row.subtotal_cents),
            discount: Cents::new(row.discount_cents),
            tax: Cents::new(row.tax_cents),
            total: Cents::new(row.total_cents),
            paid: Cents::new(row.paid_cents),
        },
        transaction: row.transaction_id.map(TransactionId::from_uuid),
        topup: row.topup_id.map(TopupId::from_uuid),
        order: row.order_id.map(OrderId::from_uuid),
        provider,
        issued_at: row.issued_at,
        due_at: row.due_at,
        paid_at: row.paid_at,
    })
}
