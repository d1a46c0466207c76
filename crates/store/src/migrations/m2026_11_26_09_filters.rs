//! Indexes for what was found by reading all rows there are.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

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
        if manager.get_database_backend() == DbBackend::Sqlite {
            put_state_in_front(manager).await?;
        }
        Ok(())
    }
}

/// With the state in front SQLite prefers these indexes to that of all states, along which it
/// would read every job that waits. PostgreSQL leaves a condition out that holds for the whole
/// index, and could not look by what comes after the state.
async fn put_state_in_front(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let jobs: [(&str, &str, &[&str]); 3] = [
        ("jobs_due", "queued", &["state", "run_at"]),
        ("jobs_lane", "queued", &["state", "lane", "run_at", "id"]),
        ("jobs_leased", "running", &["state", "leased_until"]),
    ];
    for (name, state, columns) in jobs {
        manager
            .drop_index(Index::drop().name(name).table("jobs").to_owned())
            .await?;
        let of_state = index("jobs", name, columns)
            .and_where(Expr::col("state").eq(state))
            .to_owned();
        manager.create_index(of_state).await?;
    }
    Ok(())
}
