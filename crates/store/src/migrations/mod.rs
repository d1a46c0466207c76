//! The schema, step by step. A step that was released is never changed, only followed.

mod m2026_11_23_01_ground;
mod m2026_11_23_02_orders;
mod m2026_11_25_01_ledger;
mod schema;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

use crate::dialect::{self, Connections};
use crate::error::Result;

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_11_23_01_ground::Migration),
            Box::new(m2026_11_23_02_orders::Migration),
            Box::new(m2026_11_25_01_ledger::Migration),
        ]
    }
}

/// Brings the schema up to date: all steps in one transaction under a lock, so that of several
/// replicas that start together one migrates and the others find nothing left to do.
pub(crate) async fn migrate(connections: &Connections) -> Result<()> {
    let tx = connections.begin().await?;
    dialect::lock_startup(&tx).await?;
    Migrator::up(&tx, None).await?;
    Ok(tx.commit().await?)
}
