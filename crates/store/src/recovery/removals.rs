//! Requests to take domains off blocklists.
//!
//! A list that blocks a domain is wanted to take it off. Where its operator takes requests from
//! programs it is asked, else the request stays open until a person has asked under its link.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Set,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, RecoveryEntryId};
use simpleinboxes_core::status::{BlocklistName, BlocklistVerdict, RemovalState};

use super::check::removal;
use super::entry::{CLOSED, Held};
use crate::entities::{recovery_blocklist, recovery_entry};
use crate::error::Result;
use crate::orders::parsed;
use crate::scoped::{Caller, Scoped, ScopedTx};
use crate::store::Store;

/// How far a request came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemovalStep {
    /// The list's operator was asked.
    Requested,
    /// A person has to ask here.
    ByHand {
        /// Where.
        url: String,
    },
}

/// A request that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRemoval {
    /// Whose the domain is.
    pub account: AccountId,
    /// The entry.
    pub entry: RecoveryEntryId,
    /// The domain.
    pub domain: String,
    /// The list that has it.
    pub list: BlocklistName,
    /// What the list says of it.
    pub reason: Option<String>,
    /// Where to ask.
    pub url: Option<String>,
    /// Since when it waits.
    pub opened_at: Timestamp,
}

impl Scoped<'_> {
    /// The domain of an entry, and the lists that block it and that nobody has asked yet to take
    /// it off. Nothing for an entry that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wanted_removals(
        &self,
        id: RecoveryEntryId,
    ) -> Result<Option<(String, Vec<BlocklistName>)>> {
        let query = self
            .find::<recovery_entry::Entity>()
            .filter(recovery_entry::Column::Id.eq(id.uuid()))
            .filter(recovery_entry::Column::Status.is_not_in(CLOSED));
        let Some(entry) = query.one(&self.db).await? else {
            return Ok(None);
        };
        let mut lists: Vec<BlocklistName> = Vec::new();
        for row in self.list_rows(&[entry.id]).await? {
            if is_wanted(&row)? {
                lists.push(parsed(&row.list, "recovery_blocklists.list")?);
            }
        }
        lists.sort_unstable();
        Ok(Some((entry.domain, lists)))
    }
}

impl ScopedTx<'_> {
    /// Notes how far the request came to take an entry's domain off a list. False where none is
    /// wanted any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_removal(
        &self,
        id: RecoveryEntryId,
        list: BlocklistName,
        came: &RemovalStep,
    ) -> Result<bool> {
        let Some(Held { row: entry, .. }) = self.lock_entry(id).await? else {
            return Ok(false);
        };
        let rows = self.list_rows(&[entry.id]).await?;
        let row = rows.into_iter().find(|row| row.list == list.as_str());
        let Some(row) = row else { return Ok(false) };
        if !is_wanted(&row)? {
            return Ok(false);
        }
        let now = self.now();
        let (state, requested_at, url) = match came {
            RemovalStep::Requested => (RemovalState::Requested, Some(now), None),
            RemovalStep::ByHand { url } => (RemovalState::Open, None, Some(url.clone())),
        };
        let changed = recovery_blocklist::ActiveModel {
            id: Set(row.id),
            removal_state: Set(Some(state.to_string())),
            removal_url: Set(url),
            removal_opened_at: Set(Some(now)),
            removal_requested_at: Set(requested_at),
            ..Default::default()
        };
        changed.update(&self.db).await?;
        Ok(true)
    }

    /// Notes that a person has asked for an entry's domain to be taken off a list. False where no
    /// such request waits.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn removal_was_requested(
        &self,
        id: RecoveryEntryId,
        list: BlocklistName,
    ) -> Result<bool> {
        let Some(Held { row: entry, .. }) = self.lock_entry(id).await? else {
            return Ok(false);
        };
        let rows = self.list_rows(&[entry.id]).await?;
        for row in rows.into_iter().filter(|row| row.list == list.as_str()) {
            if removal(&row)? == Some(RemovalState::Open) {
                let changed = recovery_blocklist::ActiveModel {
                    id: Set(row.id),
                    removal_state: Set(Some(RemovalState::Requested.to_string())),
                    removal_requested_at: Set(Some(self.now())),
                    ..Default::default()
                };
                changed.update(&self.db).await?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Store {
    /// Requests that wait for a person, in all accounts, the oldest first: for the operator.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_removals(&self, limit: u64) -> Result<Vec<OpenRemoval>> {
        let rows = recovery_blocklist::Entity::find()
            // Written out, as the index says it.
            .filter(Expr::cust("removal_state = 'open'"))
            .order_by_asc(recovery_blocklist::Column::RemovalOpenedAt)
            .order_by_asc(recovery_blocklist::Column::Id)
            .limit(limit)
            .all(&self.connections.reader)
            .await?;
        let mut open = Vec::with_capacity(rows.len());
        for row in rows {
            let account = AccountId::from_uuid(row.account_id);
            let entry = RecoveryEntryId::from_uuid(row.entry_id);
            let caller = Caller::system(account);
            let Some(found) = self.scoped(&caller).recovery_entry(entry).await? else {
                continue;
            };
            open.push(OpenRemoval {
                account,
                entry,
                domain: found.domain,
                list: parsed(&row.list, "recovery_blocklists.list")?,
                reason: row.reason,
                url: row.removal_url,
                opened_at: row.removal_opened_at.unwrap_or(found.submitted_at),
            });
        }
        Ok(open)
    }
}

fn is_wanted(row: &recovery_blocklist::Model) -> Result<bool> {
    let under_way = matches!(
        removal(row)?,
        Some(RemovalState::Open | RemovalState::Requested)
    );
    Ok(row.verdict == BlocklistVerdict::Blocked.as_str() && !under_way)
}
