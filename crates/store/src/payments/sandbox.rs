//! What the sandbox payment provider keeps: JSON documents, several changed at once.

use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
};
use serde_json::Value;

use crate::entities::sandbox_document::{ActiveModel, Column, Entity, Model};
use crate::error::Result;
use crate::store::{Store, Tx};

/// A document with its version.
#[derive(Debug, Clone, PartialEq)]
pub struct SandboxDocument {
    /// Its id within its kind.
    pub id: String,
    /// 1 when made, one more with each change.
    pub version: i64,
    /// The document.
    pub value: Value,
}

/// A change of one document.
#[derive(Debug, Clone, PartialEq)]
pub struct SandboxWrite {
    /// The kind of document.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The version that it must have; nothing if it must not exist.
    pub expected: Option<i64>,
    /// What it shall be; nothing deletes it.
    pub value: Option<Value>,
}

impl Store {
    /// One document.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sandbox_document(&self, kind: &str, id: &str) -> Result<Option<SandboxDocument>> {
        let row = Entity::find_by_id((kind.to_owned(), id.to_owned()))
            .one(&self.connections.reader)
            .await?;
        Ok(row.map(document))
    }

    /// The first `limit` documents in the order of their ids, of those whose ids begin with
    /// `prefix` and come after `after`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sandbox_documents(
        &self,
        kind: &str,
        prefix: &str,
        after: Option<&str>,
        limit: u64,
    ) -> Result<Vec<SandboxDocument>> {
        let mut query = Entity::find()
            .filter(Column::Kind.eq(kind))
            // All that begin with the prefix: no id has a character beyond the last one.
            .filter(Column::Id.gte(prefix))
            .filter(Column::Id.lt(format!("{prefix}\u{10ffff}")));
        if let Some(after) = after {
            query = query.filter(Column::Id.gt(after));
        }
        let rows = query
            .order_by_asc(Column::Id)
            .limit(limit)
            .all(&self.connections.reader)
            .await?;
        Ok(rows.into_iter().map(document).collect())
    }

    /// Makes all changes, or none and says false when a document is not as expected.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_sandbox(&self, mut writes: Vec<SandboxWrite>) -> Result<bool> {
        // In one order for all, so that two that change the same wait in a row.
        writes.sort_unstable_by(|a, b| (&a.kind, &a.id).cmp(&(&b.kind, &b.id)));
        let tx = self.begin().await?;
        for write in writes {
            if !tx.write_document(write).await? {
                tx.roll_back().await;
                return Ok(false);
            }
        }
        tx.commit().await?;
        Ok(true)
    }
}

impl Tx {
    async fn write_document(&self, write: SandboxWrite) -> Result<bool> {
        let here = Column::Kind
            .eq(write.kind.as_str())
            .and(Column::Id.eq(write.id.as_str()));
        let changed = match (write.expected, write.value) {
            (None, None) => 1,
            (None, Some(value)) => {
                let row = ActiveModel {
                    kind: Set(write.kind),
                    id: Set(write.id),
                    version: Set(1),
                    value: Set(value),
                };
                let there = OnConflict::columns([Column::Kind, Column::Id])
                    .do_nothing()
                    .to_owned();
                Entity::insert(row)
                    .on_conflict(there)
                    .exec_without_returning(&self.inner)
                    .await?
            }
            (Some(version), Some(value)) => {
                let updated = Entity::update_many()
                    .col_expr(Column::Value, Expr::value(value))
                    .col_expr(Column::Version, (version + 1).into())
                    .filter(here)
                    .filter(Column::Version.eq(version))
                    .exec(&self.inner)
                    .await?;
                updated.rows_affected
            }
            (Some(version), None) => {
                let deleted = Entity::delete_many()
                    .filter(here)
                    .filter(Column::Version.eq(version))
                    .exec(&self.inner)
                    .await?;
                deleted.rows_affected
            }
        };
        Ok(changed > 0)
    }
}

fn document(row: Model) -> SandboxDocument {
    SandboxDocument {
        id: row.id,
        version: row.version,
        value: row.value,
    }
}
