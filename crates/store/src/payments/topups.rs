//! Top-ups as they are read.

use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{AccountId, InvoiceId, TopupId, TransactionId, WorkspaceId};
use simpleinboxes_core::status::{TopupKind, TopupStatus};

use crate::entities::ledger_account;
use crate::entities::topup::{Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::ledger::Wallet;
use crate::scoped::{Scoped, ScopedTx};
use crate::store::Store;

/// Money that is paid into a wallet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topup {
    /// Its id.
    pub id: TopupId,
    /// Whose it is.
    pub account: AccountId,
    /// The workspace that it was asked for: who is bound to it sees the top-up.
    pub workspace: Option<WorkspaceId>,
    /// The wallet that gets the money, or got it.
    pub wallet: Wallet,
    /// How much.
    pub amount: Cents,
    /// How it was begun.
    pub kind: TopupKind,
    /// Where it stands.
    pub status: TopupStatus,
    /// The payment provider.
    pub provider: String,
    /// Its id of the checkout session.
    pub checkout: Option<String>,
    /// Its id of the payment.
    pub payment: Option<String>,
    /// What is charged, for one that goes by itself.
    pub payment_method: Option<String>,
    /// Where the customer goes afterwards.
    pub return_url: Option<String>,
    /// The transaction that brought the money.
    pub transaction: Option<TransactionId>,
    /// The invoice for it.
    pub invoice: Option<InvoiceId>,
    /// Why it was refused.
    pub failure: Option<String>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Until when it can be paid.
    pub expires_at: Timestamp,
    /// When the wallet got the money.
    pub paid_at: Option<Timestamp>,
}

impl Scoped<'_> {
    /// One top-up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn topup(&self, id: TopupId) -> Result<Option<Topup>> {
        let query = self.find::<Entity>().filter(Column::Id.eq(id.uuid()));
        query.one(&self.db).await?.map(record).transpose()
    }

    /// What the wallet of a top-up holds, which whoever sees the top-up may know.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn topup_balance(&self, topup: &Topup) -> Result<Cents> {
        let id = self.wallet_id(topup.wallet).await?;
        let row = ledger_account::Entity::find_by_id(id).one(&self.db).await?;
        let row = row.ok_or(StoreError::NotFound("wallet"))?;
        Ok(Cents::new(row.balance_cents))
    }
}

impl ScopedTx<'_> {
    /// One top-up, which nobody else changes before this transaction ends.
    pub(super) async fn lock_topup(&self, id: TopupId) -> Result<Option<Model>> {
        let query = self.find::<Entity>().filter(Column::Id.eq(id.uuid()));
        Ok(query.lock_exclusive().one(&self.db).await?)
    }
}

impl Store {
    /// One top-up, whoever's it is: for what the payment provider reports, which names it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn any_topup(&self, id: TopupId) -> Result<Option<Topup>> {
        let row = Entity::find_by_id(id.uuid())
            .one(&self.connections.reader)
            .await?;
        row.map(record).transpose()
    }

    /// The top-up that this checkout session or payment belongs to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn topup_of(&self, provider: &str, object: &str) -> Result<Option<Topup>> {
        let row = Entity::find()
            .filter(Column::Provider.eq(provider))
            .filter(
                Column::CheckoutId
                    .eq(object)
                    .or(Column::PaymentId.eq(object)),
            )
            .one(&self.connections.reader)
            .await?;
        row.map(record).transpose()
    }

    /// The oldest top-ups of this kind that are pending and were begun before `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pending_topups(
        &self,
        kind: TopupKind,
        before: Timestamp,
        limit: u64,
    ) -> Result<Vec<Topup>> {
        let rows = Entity::find()
            // Written out, as the index has it.
            .filter(sea_orm::sea_query::Expr::cust("status = 'pending'"))
            .filter(Column::Kind.eq(kind.as_str()))
            .filter(Column::CreatedAt.lt(before))
            .order_by_asc(Column::CreatedAt)
            .limit(limit)
            .all(&self.connections.reader)
            .await?;
        rows.into_iter().map(record).collect()
    }
}

pub(super) fn record(row: Model) -> Result<Topup> {
    let corrupt = |column| StoreError::Corrupt { column };
    Ok(Topup {
        id: TopupId::from_uuid(row.id),
        account: AccountId::from_uuid(row.account_id),
        workspace: row.workspace_id.map(WorkspaceId::from_uuid),
        wallet: wallet(row.wallet_workspace_id),
        amount: Cents::new(row.amount_cents),
        kind: row.kind.parse().map_err(|_| corrupt("topups.kind"))?,
        status: row.status.parse().map_err(|_| corrupt("topups.status"))?,
        provider: row.provider,
        checkout: row.checkout_id,
        payment: row.payment_id,
        payment_method: row.payment_method_id,
        return_url: row.return_url,
        transaction: row.transaction_id.map(TransactionId::from_uuid),
        invoice: row.invoice_id.map(InvoiceId::from_uuid),
        failure: row.failure_reason,
        created_at: row.created_at,
        expires_at: row.expires_at,
        paid_at: row.paid_at,
    })
}

/// The wallet of a workspace, or the master wallet.
pub(super) fn wallet(workspace: Option<uuid::Uuid>) -> Wallet {
    workspace.map_or(Wallet::Master, |id| {
        Wallet::Workspace(WorkspaceId::from_uuid(id))
    })
}
