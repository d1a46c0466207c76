//! The usernames that a client's inboxes have or had.

use sea_orm::{
    ColumnTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cursor::TextCursor;
use simpleinboxes_core::id::WorkspaceId;

use crate::entities::inbox::{Column, Entity};
use crate::error::Result;
use crate::scoped::Scoped;

/// A username and where it is used.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct UsernameUse {
    /// The part before the `@`.
    pub username: String,
    /// How many inboxes have or had it, whatever their state.
    pub inbox_count: i64,
    /// When an inbox with it was last ordered.
    pub last_ordered_at: Timestamp,
}

/// A page of usernames in the order of their bytes.
#[derive(Debug, Clone)]
pub struct UsernamePage {
    /// The usernames.
    pub items: Vec<UsernameUse>,
    /// Where the next page begins; the last page has none.
    pub next: Option<TextCursor>,
}

impl Scoped<'_> {
    /// A page of the different usernames of a workspace's inboxes, canceled ones included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn usernames(
        &self,
        workspace: WorkspaceId,
        limit: u32,
        cursor: Option<&TextCursor>,
    ) -> Result<UsernamePage> {
        let mut query = self
            .find::<Entity>()
            .filter(Column::WorkspaceId.eq(workspace.uuid()));
        if let Some(cursor) = cursor {
            query = query.filter(Column::Username.gt(cursor.text()));
        }
        let mut items = query
            .select_only()
            .column(Column::Username)
            .column_as(Column::Id.count(), "inbox_count")
            .column_as(Column::CreatedAt.max(), "last_ordered_at")
            .group_by(Column::Username)
            .order_by_asc(Column::Username)
            .limit(u64::from(limit) + 1)
            .into_model::<UsernameUse>()
            .all(&self.db)
            .await?;
        let has_more = items.len() > limit as usize;
        items.truncate(limit as usize);
        let last = items.last().filter(|_| has_more);
        let next = last.map(|row| TextCursor::after(row.username.as_str()));
        Ok(UsernamePage { items, next })
    }
}
