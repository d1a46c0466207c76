//! Inboxes, found by how their address begins.

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use simpleinboxes_core::cursor::OrderedCursor;
use simpleinboxes_core::id::{InboxId, InboxKind, WorkspaceId};

use super::read::{Inbox, InboxFilter, record};
use crate::entities::inbox::Column;
use crate::error::Result;
use crate::scoped::Scoped;

/// No address has a character beyond this one.
const LAST: char = '\u{7f}';

/// A page of inboxes in the order of their addresses.
#[derive(Debug, Clone)]
pub struct InboxSearchPage {
    /// The inboxes.
    pub items: Vec<Inbox>,
    /// Where the next page begins; the last page has none.
    pub next: Option<OrderedCursor<InboxKind>>,
}

impl Scoped<'_> {
    /// A page of a workspace's inboxes whose address begins with `prefix`, in lower case, in the
    /// order of their addresses, which is the order of the index that finds them: sorting all that
    /// a short prefix matches would cost more the more there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn inboxes_by_address(
        &self,
        workspace: WorkspaceId,
        prefix: &str,
        filter: &InboxFilter,
        limit: u32,
        after: Option<&OrderedCursor<InboxKind>>,
    ) -> Result<InboxSearchPage> {
        let query = self
            .inboxes_that(workspace, filter)
            .await?
            .filter(Column::Email.lt(format!("{prefix}{LAST}")));
        // One lower bound alone: SQLite seeks to one of two, and it may be the farther one.
        let query = match after.filter(|after| after.text() >= prefix) {
            Some(after) => {
                let place = Expr::tuple([Column::Email.into_expr(), Column::Id.into_expr()]);
                let last = Expr::tuple([after.text().into(), after.id().uuid().into()]);
                query.filter(place.gt(last))
            }
            None => query.filter(Column::Email.gte(prefix)),
        };
        let mut rows = query
            .order_by_asc(Column::Email)
            .order_by_asc(Column::Id)
            .limit(u64::from(limit) + 1)
            .all(&self.db)
            .await?;
        let has_more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let last = rows.last().filter(|_| has_more);
        let next = last.map(|row| OrderedCursor::after(&*row.email, InboxId::from_uuid(row.id)));
        let domains = self.inbox_domains(&rows).await?;
        let items = rows.into_iter().map(|row| record(row, &domains));
        let items = items.collect::<Result<_>>()?;
        Ok(InboxSearchPage { items, next })
    }
}
