//! What wallets hold, and their entries: a page costs what the page holds.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::cursor::Cursor;
use simpleinboxes_core::id::{TransactionId, TransactionKind, WorkspaceId};
use simpleinboxes_core::status::{BillingMode, Phase, TransactionReason};
use uuid::Uuid;

use super::books::{Place, place};
use super::settle::references;
use super::{References, Wallet};
use crate::entities::{ledger_account, ledger_transaction, posting};
use crate::error::{Result, StoreError};
use crate::page::{Page, PageRequest};
use crate::scoped::Scoped;

/// Which entries of a wallet are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WalletFilter {
    /// All.
    #[default]
    All,
    /// Those that add to its balance.
    Credits,
    /// Those that take from it.
    Debits,
}

/// An entry of a wallet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalletTransaction {
    /// The transaction.
    pub id: TransactionId,
    /// The wallet.
    pub wallet: Wallet,
    /// Why.
    pub reason: TransactionReason,
    /// What the wallet got, negative for what it gave.
    pub amount: Cents,
    /// What it held afterwards.
    pub balance: Cents,
    /// What for.
    pub description: String,
    /// The note of whoever moved it.
    pub note: Option<String>,
    /// The workspace that it was for.
    pub workspace: Option<WorkspaceId>,
    /// The wallet at the other end; none where the caller does not see it.
    pub counter: Option<Wallet>,
    /// What it refers to.
    pub references: References,
    /// The transaction that belongs to it.
    pub related: Option<TransactionId>,
    /// When.
    pub created_at: Timestamp,
}

impl Scoped<'_> {
    /// What a wallet holds; nothing for one that the caller does not see. One that is bound to a
    /// workspace sees the master wallet where that pays for it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wallet_balance(&self, wallet: Wallet) -> Result<Option<Cents>> {
        if !self.reaches(wallet).await? {
            return Ok(None);
        }
        let row = self.ledger_account(wallet.into()).await?;
        Ok(Some(Cents::new(row.balance_cents)))
    }

    /// A page of a wallet's entries, newest first: what was carried out. Of the master wallet a
    /// caller that is bound to a workspace sees those for that one. Nothing for a wallet that
    /// the caller does not see.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wallet_transactions(
        &self,
        wallet: Wallet,
        filter: WalletFilter,
        page: PageRequest<TransactionKind>,
    ) -> Result<Option<Page<WalletTransaction, TransactionKind>>> {
        use posting::{Column, Entity};
        if !self.reaches(wallet).await? {
            return Ok(None);
        }
        let account = self.ledger_account(wallet.into()).await?.id;
        // Bound callers see postings for their workspace alone, by the fence.
        let mut query = self
            .find::<Entity>()
            .filter(Column::LedgerAccountId.eq(account))
            .filter(Column::Phase.is_in([Phase::Single.as_str(), Phase::Post.as_str()]));
        query = match filter {
            WalletFilter::All => query,
            // In the words of the partial index.
            WalletFilter::Credits => query.filter(sea_orm::sea_query::Expr::cust(
                "amount_cents > 0 AND category IS NULL",
            )),
            WalletFilter::Debits => query.filter(Column::AmountCents.lt(0)),
        };
        if let Some(cursor) = page.cursor {
            let last = self.seq_of(account, cursor.id()).await?;
            query = query.filter(Column::Seq.lt(last));
        }
        let limit = u64::from(page.limit);
        let mut rows = query
            .order_by_desc(Column::Seq)
            .limit(limit + 1)
            .all(&self.db)
            .await?;
        let has_more = rows.len() as u64 > limit;
        rows.truncate(page.limit as usize);
        let last = rows.last().filter(|_| has_more);
        let next = last.map(|row| Cursor::after(TransactionId::from_uuid(row.transaction_id)));
        let items = self.entries(wallet, rows).await?;
        Ok(Some(Page { items, next }))
    }

    /// Where a page that ended with this transaction goes on; at the end for an unknown one.
    async fn seq_of(&self, account: Uuid, id: TransactionId) -> Result<i64> {
        let row = posting::Entity::find()
            .filter(posting::Column::TransactionId.eq(id.uuid()))
            .filter(posting::Column::LedgerAccountId.eq(account))
            .one(&self.db)
            .await?;
        Ok(row.map_or(0, |row| row.seq))
    }

    async fn entries(
        &self,
        wallet: Wallet,
        rows: Vec<posting::Model>,
    ) -> Result<Vec<WalletTransaction>> {
        use ledger_transaction::{Column, Entity};
        let ids: Vec<Uuid> = rows.iter().map(|row| row.transaction_id).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        // By their ids alone. With the account in the condition SQLite takes the index of the keys,
        // and reads all that the account has.
        let transactions = Entity::find()
            .filter(Column::Id.is_in(ids.iter().copied()))
            .all(&self.db)
            .await?;
        let transactions: HashMap<_, _> = transactions
            .into_iter()
            .filter(|row| row.account_id == self.account())
            .map(|row| (row.id, row))
            .collect();
        let counters = self.counters(&ids, wallet).await?;
        let entry = |row: posting::Model| {
            let of = transactions.get(&row.transaction_id);
            let of = of.ok_or(StoreError::NotFound("transaction"))?;
            let counter = counters.iter().find(|(id, _, amount)| {
                *id == row.transaction_id && (*amount < 0) != (row.amount_cents < 0)
            });
            Ok(WalletTransaction {
                id: TransactionId::from_uuid(of.id),
                wallet,
                reason: of.reason.parse().map_err(|_| StoreError::Corrupt {
                    column: "ledger_transactions.reason",
                })?,
                amount: Cents::new(row.amount_cents),
                balance: Cents::new(row.balance_after_cents),
                description: of.description.clone(),
                note: of.note.clone(),
                workspace: row.workspace_id.map(WorkspaceId::from_uuid),
                counter: counter.map(|(_, wallet, _)| *wallet),
                references: references(of),
                related: of.related_id.map(TransactionId::from_uuid),
                created_at: of.created_at,
            })
        };
        rows.into_iter().map(entry).collect()
    }

    /// The other wallets of these transactions, with what they got.
    async fn counters(&self, ids: &[Uuid], wallet: Wallet) -> Result<Vec<(Uuid, Wallet, i64)>> {
        use posting::{Column, Entity};
        let rows = Entity::find()
            .filter(Column::AccountId.eq(self.account()))
            .filter(Column::TransactionId.is_in(ids.iter().copied()))
            .filter(Column::Category.is_null())
            .all(&self.db)
            .await?;
        let accounts = rows.iter().map(|row| row.ledger_account_id);
        let accounts = ledger_account::Entity::find()
            .filter(ledger_account::Column::AccountId.eq(self.account()))
            .filter(ledger_account::Column::Id.is_in(accounts))
            .all(&self.db)
            .await?;
        let mut wallets = HashMap::new();
        for account in &accounts {
            let found = place(account)?.wallet();
            if let Some(found) = found.filter(|found| *found != wallet && self.may_name(*found)) {
                wallets.insert(account.id, found);
            }
        }
        let counter = |row: posting::Model| {
            let wallet = wallets.get(&row.ledger_account_id)?;
            Some((row.transaction_id, *wallet, row.amount_cents))
        };
        Ok(rows.into_iter().filter_map(counter).collect())
    }

    /// Whether the caller may be told of a wallet: one that is bound to a workspace not of that
    /// of another.
    fn may_name(&self, wallet: Wallet) -> bool {
        let bound = self.caller.workspace;
        bound.is_none() || wallet.workspace().is_none_or(|id| bound == Some(id))
    }

    /// Whether the caller sees a wallet.
    pub(super) async fn reaches(&self, wallet: Wallet) -> Result<bool> {
        match (wallet, self.caller.workspace) {
            (Wallet::Workspace(id), _) => Ok(self.workspace(id).await?.is_some()),
            (Wallet::Master, None) => Ok(true),
            (Wallet::Master, Some(bound)) => {
                let found = self.workspace(bound).await?;
                Ok(found.is_some_and(|found| found.billing_mode == BillingMode::Master))
            }
        }
    }

    /// What the master wallet has given this workspace as a fallback in this calendar month.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fallback_used(&self, workspace: WorkspaceId) -> Result<Cents> {
        if self.workspace(workspace).await?.is_none() {
            return Ok(Cents::ZERO);
        }
        let own = Place::from(Wallet::Workspace(workspace));
        let own = self.ledger_account(own).await?.id;
        let month = simpleinboxes_core::ledger::period(self.now());
        self.fallback_in(own, &month).await
    }
}
