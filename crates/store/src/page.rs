//! Pages of a list: newest first, by id, after the last id of the page before.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Select,
};
use simpleinboxes_core::cursor::Cursor;
use simpleinboxes_core::id::{Id, Kind};

use crate::error::Result;

/// Which page of a list.
#[derive(Debug, Clone, Copy)]
pub struct PageRequest<K: Kind> {
    /// Most rows on it.
    pub limit: u32,
    /// The page before it ended here; the first page without.
    pub cursor: Option<Cursor<K>>,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct Page<T, K: Kind> {
    /// The rows, newest first.
    pub items: Vec<T>,
    /// Where the next page begins; the last page has none.
    pub next: Option<Cursor<K>>,
}

impl<K: Kind> PageRequest<K> {
    /// The first page, with `limit` rows.
    #[must_use]
    pub const fn first(limit: u32) -> Self {
        Self {
            limit,
            cursor: None,
        }
    }

    /// Reads this page of `query`, whose rows have their id in `column`.
    pub(crate) async fn read<E, C>(
        self,
        query: Select<E>,
        column: E::Column,
        id: impl Fn(&E::Model) -> Id<K>,
        db: &C,
    ) -> Result<Page<E::Model, K>>
    where
        E: EntityTrait,
        C: ConnectionTrait,
    {
        let query = match self.cursor {
            Some(cursor) => query.filter(column.lt(cursor.id().uuid())),
            None => query,
        };
        // One row more than asked for tells whether there is a next page.
        let limit = u64::from(self.limit);
        let mut items = query.order_by_desc(column).limit(limit + 1).all(db).await?;
        let has_more = items.len() as u64 > limit;
        items.truncate(self.limit as usize);
        let next = items
            .last()
            .filter(|_| has_more)
            .map(|row| Cursor::after(id(row)));
        Ok(Page { items, next })
    }
}

impl<T, K: Kind> Page<T, K> {
    /// The page with every row converted.
    ///
    /// # Errors
    /// The first that the conversion gives.
    pub fn try_map<U, E>(self, convert: impl FnMut(T) -> Result<U, E>) -> Result<Page<U, K>, E> {
        Ok(Page {
            items: self
                .items
                .into_iter()
                .map(convert)
                .collect::<Result<_, E>>()?,
            next: self.next,
        })
    }
}
