//! Changes of inboxes that nobody will end: their worker died too often, or their job was lost.

use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, InboxMutationId};
use simpleinboxes_core::status::InboxMutationErrorCode;
use uuid::Uuid;

use super::apply::{ItemFailure, is_open};
use super::mutations::mutation_key;
use crate::entities::{inbox_mutation, inbox_mutation_item};
use crate::error::Result;
use crate::jobs::{self, Fate};
use crate::scoped::{Caller, ScopedTx};
use crate::store::Store;
use crate::work::{CUT_OFF, Mended, Mending};

/// How many changes are looked at with one query.
const BATCH: u64 = 200;

impl Store {
    /// Looks after changes that were asked for before `cutoff` and are not finished. Of one whose
    /// job was given up the inboxes whose turn it is have failed, and the passwords that they were
    /// to get are forgotten. One that could go on and has no job gets one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mend_mutations(&self, cutoff: Timestamp) -> Result<Mended> {
        let mut mended = Mended::default();
        let mut after = Uuid::nil();
        loop {
            let open = self.open_mutations(cutoff, after).await?;
            let Some(last) = open.last() else {
                return Ok(mended);
            };
            after = last.1;
            let key = |id: Uuid| mutation_key(InboxMutationId::from_uuid(id));
            let keys: Vec<_> = open.iter().map(|one| key(one.1)).collect();
            let busy = jobs::unfinished(&self.connections.reader, keys).await?;
            for (account, id) in open {
                if busy.contains(&key(id)) {
                    continue;
                }
                let caller = Caller::system(AccountId::from_uuid(account));
                let id = InboxMutationId::from_uuid(id);
                let end = self
                    .write(async |tx| tx.scoped(&caller).mend_mutation(id).await)
                    .await?;
                mended.count(end);
            }
        }
    }

    async fn open_mutations(&self, cutoff: Timestamp, after: Uuid) -> Result<Vec<(Uuid, Uuid)>> {
        let rows = inbox_mutation::Entity::find()
            .select_only()
            .column(inbox_mutation::Column::AccountId)
            .column(inbox_mutation::Column::Id)
            .filter(is_open())
            .filter(inbox_mutation::Column::CreatedAt.lte(cutoff))
            .filter(inbox_mutation::Column::Id.gt(after))
            .order_by_asc(inbox_mutation::Column::Id)
            .limit(BATCH)
            .into_tuple()
            .all(&self.connections.reader)
            .await?;
        Ok(rows)
    }
}

impl ScopedTx<'_> {
    async fn mend_mutation(&self, id: InboxMutationId) -> Result<Option<Mending>> {
        let row = self.lock_mutation(id.uuid()).await?;
        let Some(row) = row.filter(|row| row.finished_at.is_none()) else {
            return Ok(None);
        };
        let mut ready = Vec::new();
        for item in self.open_items(id).await? {
            // The end of what comes before it queues the change again.
            if self.is_its_turn(&item).await? {
                ready.push(item.id);
            }
        }
        if ready.is_empty() {
            return Ok(None);
        }
        let account = self.caller().account;
        let since = row.started_at.unwrap_or(row.created_at);
        match jobs::fate(&self.db, &mutation_key(id), since).await? {
            Fate::Unfinished => Ok(None),
            Fate::GivenUp => {
                for item in ready {
                    let failure = ItemFailure {
                        code: InboxMutationErrorCode::ProviderUnavailable,
                        message: CUT_OFF.to_owned(),
                    };
                    self.finish_item(item, Err(failure)).await?;
                }
                tracing::warn!(%account, mutation = %id, "a change's job was given up");
                Ok(Some(Mending::Failed))
            }
            Fate::Gone => {
                self.queue_mutation(id).await?;
                tracing::warn!(%account, mutation = %id, "a change had no job");
                Ok(Some(Mending::Queued))
            }
        }
    }

    async fn open_items(&self, id: InboxMutationId) -> Result<Vec<inbox_mutation_item::Model>> {
        let rows = self
            .find::<inbox_mutation_item::Entity>()
            .filter(inbox_mutation_item::Column::MutationId.eq(id.uuid()))
            .filter(is_open())
            .order_by_asc(inbox_mutation_item::Column::Position)
            .all(&self.db)
            .await?;
        Ok(rows)
    }
}
