//! Indexes for who looks, in all accounts, for what was forgotten or is past its time.

use sea_orm_migration::prelude::*;

use super::schema::index;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Conditions written out, as the queries write them.
        let failed = index("domain_actions", "domain_actions_failed", &["finished_at"])
            .and_where(Expr::cust("status = 'failed'"))
            .to_owned();
        let unpaid = index("orders", "orders_unpaid", &["created_at"])
            .and_where(Expr::cust("status = 'unpaid'"))
            .to_owned();
        let open = index("inbox_mutations", "inbox_mutations_open", &["id"])
            .and_where(Expr::cust("status IN ('queued', 'running')"))
            .to_owned();
        for one in [failed, unpaid, open] {
            manager.create_index(one).await?;
        }
        Ok(())
    }
}
