//! What became of the job under a key, for those who wait for its end.

use std::collections::HashSet;

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _,
};
use simpleinboxes_core::Timestamp;
use uuid::Uuid;

use super::JobState;
use super::enqueue::unfinished as is_unfinished;
use crate::entities::job::{Column, Entity};
use crate::error::Result;

/// What became of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It waits or runs.
    Unfinished,
    /// It was given up.
    GivenUp,
    /// It is over, or was never there.
    Gone,
}

/// What became of the job with this key. One that was given up before `since` was another one's.
pub(crate) async fn fate(db: &impl ConnectionTrait, key: &str, since: Timestamp) -> Result<Fate> {
    if !unfinished(db, vec![key.to_owned()]).await?.is_empty() {
        return Ok(Fate::Unfinished);
    }
    let dead: Option<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq(JobState::Dead.as_str()))
        .filter(Column::FinishedAt.gte(since))
        .filter(Column::Key.eq(key))
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(match dead {
        Some(_) => Fate::GivenUp,
        None => Fate::Gone,
    })
}

/// Those of the keys under which a job waits or runs.
pub(crate) async fn unfinished(
    db: &impl ConnectionTrait,
    keys: Vec<String>,
) -> Result<HashSet<String>> {
    with_keys(db, keys, is_unfinished()).await
}

/// Those of the keys under which a job runs: a worker that is alive may be at it.
pub(crate) async fn running(
    db: &impl ConnectionTrait,
    keys: Vec<String>,
) -> Result<HashSet<String>> {
    let running = Column::State.eq(JobState::Running.as_str());
    with_keys(db, keys, is_unfinished().and(running)).await
}

async fn with_keys(
    db: &impl ConnectionTrait,
    keys: Vec<String>,
    which: Expr,
) -> Result<HashSet<String>> {
    if keys.is_empty() {
        return Ok(HashSet::new());
    }
    let found: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Key)
        .filter(Column::Key.is_in(keys))
        .filter(which)
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}
