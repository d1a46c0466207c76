//! Movements that no command makes, for tests of what counts them.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::status::{BillingCategory, LedgerKind, TransactionReason};

use super::books::Place;
use super::write::{Draft, Leg};
use super::{LedgerError, Posted};
use crate::scoped::ScopedTx;

impl ScopedTx<'_> {
    /// Gives `amount` from outside to an account of a workspace, or takes it.
    pub(crate) async fn seed_posting(
        &self,
        workspace: WorkspaceId,
        kind: LedgerKind,
        amount: Cents,
    ) -> Result<Posted, LedgerError> {
        let place = Place {
            kind,
            workspace: Some(workspace),
        };
        let back = amount < Cents::ZERO;
        let (reason, category) = match (kind, back) {
            (LedgerKind::Revenue, false) => {
                (TransactionReason::Order, Some(BillingCategory::Inboxes))
            }
            (LedgerKind::Revenue, true) => {
                (TransactionReason::Refund, Some(BillingCategory::Refunds))
            }
            _ => (TransactionReason::Topup, None),
        };
        let mut books = self.lock_books(&[Place::EXTERNAL, place]).await?;
        let id = self.next_transaction();
        let key = format!("seed:{id}");
        let mut draft = Draft::single(id, reason, &key, "A seed");
        draft.workspace = Some(workspace);
        draft.legs = vec![
            Leg::new(Place::EXTERNAL, Cents::ZERO.minus(amount)?),
            Leg {
                place,
                amount,
                of: category.map(|category| (category, 1)),
            },
        ];
        self.post_one(&mut books, draft).await
    }
}
