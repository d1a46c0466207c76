//! Indexes for what was found by reading all rows there are.

use sea_orm_migration::prelude::*;

use super::schema::index;

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
        // With the state in front SQLite prefers them to the index of all states, along which it
        // would read every job that waits.
        let times = [
            ("jobs_due", "run_at", "queued"),
            ("jobs_leased", "leased_until", "running"),
        ];
        for (name, time, state) in times {
            manager
                .drop_index(Index::drop().name(name).table("jobs").to_owned())
                .await?;
            let by_time = index("jobs", name, &["state", time])
                .and_where(Expr::col("state").eq(state))
                .to_owned();
            manager.create_index(by_time).await?;
        }
        Ok(())
    }
}
