//! Indexes for what was found by reading all rows there are.

use sea_orm_migration::prelude::*;

use super::schema::index;
use crate::dialect;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Lists of inboxes by state and provider.
        let inboxes = index(
            "inboxes",
            "inboxes_status_provider",
            &["workspace_id", "status", "provider", "id"],
        );
        let recharges = index("auto_recharges", "auto_recharges_account", &["account_id"]);
        // What automatic top-ups paid into the wallets of an account in a month.
        let paid = index(
            "topups",
            "topups_auto_paid_account",
            &["account_id", "paid_at"],
        )
        .and_where(Expr::cust("kind = 'auto' AND status = 'paid'"))
        .to_owned();
        for one in [inboxes, recharges, paid] {
            manager.create_index(one).await?;
        }
        let jobs = [
            ("jobs_due", "queued", "run_at"),
            ("jobs_lane", "queued", "lane, run_at, id"),
            ("jobs_leased", "running", "leased_until"),
        ];
        let db = manager.get_connection();
        for (name, state, columns) in jobs {
            dialect::lead_with_state(db, "jobs", name, state, columns).await?;
        }
        Ok(())
    }
}
