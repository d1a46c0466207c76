//! The schema, step by step. A step that was released is never changed, only followed.

mod m2026_11_23_01_ground;
mod m2026_11_23_02_orders;
mod m2026_11_25_01_ledger;
mod m2026_11_25_02_jobs;
mod m2026_11_25_03_payments;
mod m2026_11_25_04_billing;
mod m2026_11_26_01_fulfilment;
mod m2026_11_26_02_hosted;
mod m2026_11_26_03_dns_syncs;
mod m2026_11_26_04_recovery;
mod m2026_11_26_05_sending_tools;
mod m2026_11_26_06_catch_all;
mod m2026_11_26_07_registrars;
mod m2026_11_26_08_upkeep;
mod m2026_11_26_09_filters;
mod schema;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

use crate::dialect::Connections;
use crate::error::Result;

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_11_23_01_ground::Migration),
            Box::new(m2026_11_23_02_orders::Migration),
            Box::new(m2026_11_25_01_ledger::Migration),
            Box::new(m2026_11_25_02_jobs::Migration),
            Box::new(m2026_11_25_03_payments::Migration),
            Box::new(m2026_11_25_04_billing::Migration),
            Box::new(m2026_11_26_01_fulfilment::Migration),
            Box::new(m2026_11_26_02_hosted::Migration),
            Box::new(m2026_11_26_03_dns_syncs::Migration),
            Box::new(m2026_11_26_04_recovery::Migration),
            Box::new(m2026_11_26_05_sending_tools::Migration),
            Box::new(m2026_11_26_06_catch_all::Migration),
            Box::new(m2026_11_26_07_registrars::Migration),
            Box::new(m2026_11_26_08_upkeep::Migration),
            Box::new(m2026_11_26_09_filters::Migration),
        ]
    }
}

/// Brings the schema up to date: all steps in one transaction under a lock, so that of several
/// replicas that start together one migrates and the others find nothing left to do.
pub(crate) async fn migrate(connections: &Connections) -> Result<()> {
    let tx = connections.begin_start().await?;
    Migrator::up(&tx, None).await?;
    Ok(tx.commit().await?)
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use sea_orm::{ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _};

    use super::*;
    use crate::entities::ledger_account;
    use crate::testing;

    #[tokio::test]
    async fn accounts_from_before_the_ledger_get_their_books() {
        for database in testing::empty_databases().await {
            let connections = Connections::open(&database.options()).await.expect("opens");
            let tx = connections.begin().await.expect("a transaction");
            Migrator::up(&tx, Some(2)).await.expect("before the ledger");
            let now = "'2026-11-02T08:30:00+00:00'";
            let id = match database.backend() {
                crate::Backend::Sqlite => "randomblob(16)",
                crate::Backend::Postgres => "gen_random_uuid()",
            };
            let rows = [
                format!("INSERT INTO accounts (id, name, created_at) VALUES ({id}, 'acme', {now})"),
                format!(
                    "INSERT INTO workspaces (id, account_id, name, name_key, billing_mode, \
                     fallback_enabled, created_at, updated_at) \
                     SELECT {id}, id, 'First', 'first', 'master', false, {now}, {now} FROM accounts"
                ),
            ];
            for row in rows {
                tx.execute_unprepared(&row).await.expect("a row");
            }
            Migrator::up(&tx, None).await.expect("the ledger");
            let books = ledger_account::Entity::find()
                .all(&tx)
                .await
                .expect("books");
            let mut kinds: Vec<_> = books.iter().map(|book| book.kind.as_str()).collect();
            kinds.sort_unstable();
            let expected = [
                "dedicated_wallet",
                "external",
                "master_wallet",
                "promotions",
                "revenue",
            ];
            assert_eq!(kinds, expected);
            let owned = books.iter().all(|book| {
                let owner = book.workspace_id.unwrap_or(book.account_id);
                let kind = book.kind.parse().expect("a kind");
                book.id == crate::ledger::book_id(owner, kind)
            });
            assert!(owned, "{books:?}");
            let of_workspace = books.iter().filter(|book| book.workspace_id.is_some());
            assert_eq!(of_workspace.count(), 2);
            tx.commit().await.expect("committed");
            connections.close().await.expect("closed");
            // Opened as ever, it is the same.
            let store = database.open(testing::clock()).await;
            let found = ledger_account::Entity::find();
            let found = found.count(&store.connections.reader).await.expect("books");
            assert_eq!(found, 5);
        }
    }
}
