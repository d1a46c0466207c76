//! The money of a workspace that is deleted.

use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{PostingKind, TransactionKind, WorkspaceId};
use uuid::Uuid;

use crate::entities::posting::{ActiveModel, Column, Entity};
use crate::error::Result;
use crate::scoped::ScopedTx;

/// The wallet of the account.
const MASTER: &str = "master_wallet";
/// The wallet of a workspace.
const DEDICATED: &str = "dedicated_wallet";

impl ScopedTx<'_> {
    /// Moves what is in a workspace's own wallet to the master wallet, and tells how much.
    pub(crate) async fn empty_wallet(&self, id: WorkspaceId, now: Timestamp) -> Result<Cents> {
        let left: Option<Option<i64>> = self
            .find::<Entity>()
            .filter(Column::LedgerAccount.eq(DEDICATED))
            .filter(Column::WorkspaceId.eq(id.uuid()))
            .select_only()
            .expr(Expr::from(Func::sum(Column::AmountCents.into_expr())).cast_as("bigint"))
            .into_tuple()
            .one(&self.db)
            .await?;
        let left = left.flatten().unwrap_or(0);
        if left != 0 {
            let transaction = self.shared.ids.next::<TransactionKind>().uuid();
            let posting = |workspace: Option<Uuid>, ledger_account: &str, cents| ActiveModel {
                id: Set(self.shared.ids.next::<PostingKind>().uuid()),
                account_id: Set(self.account()),
                workspace_id: Set(workspace),
                transaction_id: Set(transaction),
                ledger_account: Set(ledger_account.to_owned()),
                amount_cents: Set(cents),
                posted_at: Set(now),
            };
            let legs = [
                posting(Some(id.uuid()), DEDICATED, -left),
                posting(None, MASTER, left),
            ];
            Entity::insert_many(legs)
                .exec_without_returning(&self.db)
                .await?;
        }
        Ok(Cents::new(left))
    }
}
