//! Writing transactions: all postings in one statement, then all transactions in one, which
//! seals them.

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QueryTrait as _, Set,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{TransactionId, TransactionKind, WorkspaceId};
use simpleinboxes_core::status::{BillingCategory, Phase, TransactionReason};

use super::books::{Books, Place, place};
use super::{LedgerError, Movement, Posted, References, Wallet};
use crate::entities::{ledger_account, ledger_transaction, posting};
use crate::error::{Constraint, Result, StoreError};
use crate::scoped::ScopedTx;

/// One leg of a transaction to write.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leg {
    pub(super) place: Place,
    pub(super) amount: Cents,
    /// Of revenue alone: what it is for, and how many.
    pub(super) of: Option<(BillingCategory, i32)>,
}

impl Leg {
    pub(super) fn new(place: impl Into<Place>, amount: Cents) -> Self {
        Self {
            place: place.into(),
            amount,
            of: None,
        }
    }
}

/// A transaction to write.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) id: TransactionId,
    pub(super) workspace: Option<WorkspaceId>,
    pub(super) phase: Phase,
    pub(super) pending: Option<TransactionId>,
    pub(super) reason: TransactionReason,
    pub(super) key: &'a str,
    pub(super) description: &'a str,
    pub(super) note: Option<&'a str>,
    pub(super) references: References,
    pub(super) related: Option<TransactionId>,
    pub(super) legs: Vec<Leg>,
}

impl<'a> Draft<'a> {
    /// One that is done at once.
    pub(super) fn single(
        id: TransactionId,
        reason: TransactionReason,
        key: &'a str,
        description: &'a str,
    ) -> Self {
        Self {
            id,
            workspace: None,
            phase: Phase::Single,
            pending: None,
            reason,
            key,
            description,
            note: None,
            references: References::default(),
            related: None,
            legs: Vec::new(),
        }
    }

    /// Whether a wallet has more afterwards that may pay for what is owed. What a fallback gives
    /// is spent at once.
    fn brings_money(&self) -> bool {
        let carried_out = matches!(self.phase, Phase::Single | Phase::Post);
        let into_wallet = |leg: &Leg| leg.place.wallet().is_some() && leg.amount > Cents::ZERO;
        carried_out
            && self.reason != TransactionReason::Fallback
            && self.legs.iter().any(into_wallet)
    }
}

impl ScopedTx<'_> {
    pub(super) fn next_transaction(&self) -> TransactionId {
        self.shared.ids.next::<TransactionKind>()
    }

    /// Writes transactions over locked books.
    pub(super) async fn post(
        &self,
        books: &mut Books,
        drafts: &[Draft<'_>],
    ) -> Result<Vec<Posted>, LedgerError> {
        let now = self.now();
        let posted = self.write_postings(books, drafts, now).await?;
        let rows = drafts.iter().map(|draft| self.row(draft, now));
        ledger_transaction::Entity::insert_many(rows)
            .exec_without_returning(&self.db)
            .await?;
        if drafts.iter().any(Draft::brings_money) {
            self.settle_soon().await?;
        }
        Ok(posted)
    }

    /// Writes the transactions of postings that are written, and answers a question about what
    /// then is, in the same statement.
    pub(super) async fn seal_and_ask(
        &self,
        drafts: &[Draft<'_>],
        now: Timestamp,
        question: Expr,
    ) -> Result<bool> {
        let rows = drafts.iter().map(|draft| self.row(draft, now));
        let mut insert = ledger_transaction::Entity::insert_many(rows).into_query();
        insert.returning(Query::returning().expr(question));
        let rows = self.db.query_all(&insert).await?;
        let first = rows.first().map(|row| row.try_get_by_index(0));
        Ok(first.transpose()?.unwrap_or(false))
    }

    /// Writes the postings of transactions, over locked books. The transactions must follow.
    pub(super) async fn write_postings(
        &self,
        books: &mut Books,
        drafts: &[Draft<'_>],
        now: Timestamp,
    ) -> Result<Vec<Posted>, LedgerError> {
        let mut postings = Vec::with_capacity(drafts.len() * 3);
        let mut posted = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let mut movements = Vec::with_capacity(2);
            for leg in &draft.legs {
                let book = books.at(leg.place)?;
                book.head = book.head.after(draft.phase, leg.amount)?;
                if let Some(wallet) = leg.place.wallet() {
                    movements.push(Movement {
                        wallet,
                        amount: leg.amount,
                        balance: book.head.balance,
                    });
                }
                let workspace = leg.place.workspace.or(draft.workspace);
                postings.push(posting::ActiveModel {
                    ledger_account_id: Set(book.id),
                    seq: Set(book.head.seq),
                    transaction_id: Set(draft.id.uuid()),
                    account_id: Set(self.account()),
                    workspace_id: Set(workspace.map(WorkspaceId::uuid)),
                    phase: Set(draft.phase.to_string()),
                    amount_cents: Set(leg.amount.get()),
                    category: Set(leg.of.map(|of| of.0.to_string())),
                    quantity: Set(leg.of.map(|of| i64::from(of.1))),
                    balance_after_cents: Set(book.head.balance.get()),
                    held_after_cents: Set(book.head.held.get()),
                    posted_at: Set(now),
                });
            }
            posted.push(Posted {
                transaction: draft.id,
                is_new: true,
                related: draft.related,
                movements,
                created_at: now,
            });
        }
        posting::Entity::insert_many(postings)
            .exec_without_returning(&self.db)
            .await?;
        Ok(posted)
    }

    fn row(&self, draft: &Draft<'_>, now: Timestamp) -> ledger_transaction::ActiveModel {
        let References {
            order,
            topup,
            invoice,
        } = draft.references;
        ledger_transaction::ActiveModel {
            id: Set(draft.id.uuid()),
            account_id: Set(self.account()),
            workspace_id: Set(draft.workspace.map(WorkspaceId::uuid)),
            phase: Set(draft.phase.to_string()),
            pending_id: Set(draft.pending.map(TransactionId::uuid)),
            reason: Set(draft.reason.to_string()),
            key: Set(draft.key.to_owned()),
            description: Set(draft.description.to_owned()),
            note: Set(draft.note.map(str::to_owned)),
            order_id: Set(order.map(|id| id.uuid())),
            topup_id: Set(topup.map(|id| id.uuid())),
            invoice_id: Set(invoice.map(|id| id.uuid())),
            related_id: Set(draft.related.map(TransactionId::uuid)),
            created_at: Set(now),
        }
    }

    /// The one transaction of a draft.
    pub(super) async fn post_one(
        &self,
        books: &mut Books,
        draft: Draft<'_>,
    ) -> Result<Posted, LedgerError> {
        let posted = self.post(books, std::slice::from_ref(&draft)).await?;
        let first = posted.into_iter().next();
        Ok(first.ok_or(StoreError::NotFound("transaction"))?)
    }

    /// What was done with this key before. To be asked once the books are locked: whoever came
    /// first with the key holds or held the same lock.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it was something else.
    pub(super) async fn done_before(
        &self,
        key: &str,
        reason: TransactionReason,
        phase: Phase,
    ) -> Result<Option<Posted>> {
        use ledger_transaction::{Column, Entity};
        let row = Entity::find()
            .filter(Column::AccountId.eq(self.account()))
            .filter(Column::Key.eq(key))
            .one(&self.db)
            .await?;
        let Some(row) = row else { return Ok(None) };
        if row.reason != reason.as_str() || row.phase != phase.as_str() {
            return Err(StoreError::Conflict(Constraint::LedgerKey));
        }
        self.read_posted(row).await.map(Some)
    }

    /// A transaction as it was told when it was written.
    pub(super) async fn read_posted(&self, row: ledger_transaction::Model) -> Result<Posted> {
        let legs = self.legs_of(TransactionId::from_uuid(row.id)).await?;
        let mut movements = Vec::new();
        for (account, posting) in legs {
            let Some(wallet) = place(&account)?.wallet() else {
                continue;
            };
            movements.push(Movement {
                wallet,
                amount: Cents::new(posting.amount_cents),
                balance: Cents::new(posting.balance_after_cents),
            });
        }
        Ok(Posted {
            transaction: TransactionId::from_uuid(row.id),
            is_new: false,
            related: row.related_id.map(TransactionId::from_uuid),
            movements,
            created_at: row.created_at,
        })
    }

    /// The postings of a transaction with their accounts.
    pub(super) async fn legs_of(
        &self,
        id: TransactionId,
    ) -> Result<Vec<(ledger_account::Model, posting::Model)>> {
        use posting::Column;
        let postings = posting::Entity::find()
            .filter(Column::AccountId.eq(self.account()))
            .filter(Column::TransactionId.eq(id.uuid()))
            .order_by_asc(Column::LedgerAccountId)
            .order_by_asc(Column::Seq)
            .all(&self.db)
            .await?;
        let ids = postings.iter().map(|row| row.ledger_account_id);
        let accounts = ledger_account::Entity::find()
            .filter(ledger_account::Column::AccountId.eq(self.account()))
            .filter(ledger_account::Column::Id.is_in(ids))
            .all(&self.db)
            .await?;
        let of = |row: posting::Model| {
            let account = accounts.iter().find(|one| one.id == row.ledger_account_id);
            account
                .cloned()
                .map(|account| (account, row))
                .ok_or(StoreError::NotFound("ledger account"))
        };
        postings.into_iter().map(of).collect()
    }

    /// One transaction of the account.
    pub(super) async fn ledger_transaction(
        &self,
        id: TransactionId,
    ) -> Result<ledger_transaction::Model> {
        use ledger_transaction::{Column, Entity};
        let row = self
            .find::<Entity>()
            .filter(Column::Id.eq(id.uuid()))
            .one(&self.db)
            .await?;
        row.ok_or(StoreError::NotFound("transaction"))
    }

    /// Fails for a wallet that the caller can't have money moved in: a workspace that it does
    /// not see, or, bound to one, the master wallet where that does not pay for it.
    pub(super) async fn require_wallet(&self, wallet: Wallet) -> Result<()> {
        if self.reaches(wallet).await? {
            Ok(())
        } else {
            Err(StoreError::NotFound("wallet"))
        }
    }
}
