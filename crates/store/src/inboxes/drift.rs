//! What sending tools were seen to have of the inboxes that they were handed.
//!
//! The accounts behind a credential are listed from time to time: first at a moment that its id
//! picks, so that those of many credentials are spread, then regularly. What a listing shows of an
//! inbox that was handed over after it began says nothing.

use chrono::TimeDelta;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Set,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, CredentialId, WorkspaceId};
use uuid::Uuid;

use super::upload::UploadState;
use crate::entities::{credential, inbox};
use crate::error::Result;
use crate::jobs::NewJob;
use crate::scoped::ScopedTx;
use crate::store::Store;

/// The job that lists the accounts behind a credential: its payload is a [`ToolListingJob`].
pub const TOOL_LISTING_JOB: &str = "tool_listing";

/// How long after a listing the next one is due.
const EVERY: TimeDelta = TimeDelta::hours(6);

/// What a [`TOOL_LISTING_JOB`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ToolListingJob {
    /// The workspace of the credential.
    pub workspace: WorkspaceId,
    /// The credential.
    pub credential: CredentialId,
}

/// An account as a tool lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAccount {
    /// How the tool calls it.
    pub reference: String,
    /// Its address, where the tool tells.
    pub email: Option<String>,
    /// Messages a day at most, where the tool tells.
    pub daily_limit: Option<u32>,
    /// Whether warm-up is on, where the tool tells.
    pub warmup: Option<bool>,
    /// Whether the tool can't sign in.
    pub fails: bool,
}

/// What a tool was seen to have of an inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drift {
    /// It has it as it was handed over.
    InSync,
    /// It has it otherwise.
    Changed,
    /// It can't sign in to it.
    Disconnected,
    /// It does not have it.
    Missing,
}

impl Drift {
    /// As it is in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InSync => "in_sync",
            Self::Changed => "changed",
            Self::Disconnected => "disconnected",
            Self::Missing => "missing",
        }
    }

    fn of(row: &inbox::Model, listed: &ListedAccount) -> Self {
        let limit = listed
            .daily_limit
            .and_then(|limit| i32::try_from(limit).ok());
        let differs = limit
            .is_some_and(|limit| row.upload_daily_limit.is_some_and(|told| told != limit))
            || listed
                .warmup
                .is_some_and(|warmup| row.upload_warmup.is_some_and(|told| told != warmup));
        match (listed.fails, differs) {
            (true, _) => Self::Disconnected,
            (false, true) => Self::Changed,
            (false, false) => Self::InSync,
        }
    }
}

impl Store {
    /// Queues listings that are due, those that wait longest first. Tells how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_due_tool_listings(&self, limit: u64) -> Result<u64> {
        let due = credential::Column::NextListingAt;
        let rows: Vec<(Uuid, Uuid, Uuid)> = credential::Entity::find()
            .select_only()
            .column(credential::Column::AccountId)
            .column(credential::Column::WorkspaceId)
            .column(credential::Column::Id)
            .filter(due.is_not_null())
            .filter(due.lte(self.shared.clock.now()))
            .order_by_asc(due)
            .limit(limit)
            .into_tuple()
            .all(&self.connections.reader)
            .await?;
        let jobs = rows.into_iter().map(|(account, workspace, id)| {
            let credential = CredentialId::from_uuid(id);
            NewJob::new(TOOL_LISTING_JOB)
                .key(format!("{TOOL_LISTING_JOB}:{credential}"))
                .account(AccountId::from_uuid(account))
                .attempts(3)
                .payload(&ToolListingJob {
                    workspace: WorkspaceId::from_uuid(workspace),
                    credential,
                })
        });
        let jobs: Vec<_> = jobs.collect::<Result<_>>()?;
        self.write(async |tx| tx.ensure_jobs(&jobs).await).await
    }
}

impl ScopedTx<'_> {
    /// Has the accounts behind a credential listed from now on, if they are not.
    pub(super) async fn begin_listings(&self, id: Uuid) -> Result<()> {
        let place = id.as_u128() % u128::from(EVERY.num_seconds().unsigned_abs());
        let first = TimeDelta::seconds(i64::try_from(place).unwrap_or_default());
        self.update_many::<credential::Entity>()
            .col_expr(
                credential::Column::NextListingAt,
                (self.now() + first).into(),
            )
            .filter(credential::Column::Id.eq(id))
            .filter(credential::Column::NextListingAt.is_null())
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Notes what a listing that began at `since` shows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_listed(
        &self,
        id: CredentialId,
        since: Timestamp,
        accounts: &[ListedAccount],
    ) -> Result<()> {
        let references = accounts.iter().map(|one| one.reference.as_str());
        let emails = accounts.iter().filter_map(|one| one.email.as_deref());
        let either = Condition::any()
            .add(inbox::Column::UploadReference.is_in(references))
            .add(inbox::Column::Email.is_in(emails.map(str::to_ascii_lowercase)));
        let rows = self
            .find::<inbox::Entity>()
            .filter(handed_over(id, since))
            .filter(either)
            .all(&self.db)
            .await?;
        for row in rows {
            let is_it = |one: &&ListedAccount| {
                let known = row.upload_reference.as_ref() == Some(&one.reference);
                let email = one.email.as_deref();
                known || email.is_some_and(|email| email.eq_ignore_ascii_case(&row.email))
            };
            let Some(listed) = accounts.iter().find(is_it) else {
                continue;
            };
            let changed = inbox::ActiveModel {
                id: Set(row.id),
                upload_drift: Set(Some(Drift::of(&row, listed).as_str().to_owned())),
                upload_listed_at: Set(Some(since)),
                ..Default::default()
            };
            changed.update(&self.db).await?;
        }
        Ok(())
    }

    /// Ends a listing: what it did not show is missing. The next one is due after a while, if
    /// there is still something to look for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_listing(&self, id: CredentialId, since: Timestamp) -> Result<()> {
        let before = Condition::any()
            .add(inbox::Column::UploadListedAt.is_null())
            .add(inbox::Column::UploadListedAt.lt(since));
        self.update_many::<inbox::Entity>()
            .col_expr(inbox::Column::UploadDrift, Drift::Missing.as_str().into())
            .col_expr(inbox::Column::UploadListedAt, since.into())
            .filter(handed_over(id, since))
            .filter(before)
            .exec(&self.db)
            .await?;
        let any = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::UploadCredentialId.eq(id.uuid()))
            .filter(inbox::Column::UploadStatus.eq(UploadState::Uploaded.as_str()))
            .one(&self.db)
            .await?;
        self.put_off_listing(id, any.map(|_| EVERY)).await
    }

    /// The next listing is due after so long; none is, for nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_off_listing(&self, id: CredentialId, wait: Option<TimeDelta>) -> Result<()> {
        let next = wait.map(|wait| self.now() + wait);
        self.update_many::<credential::Entity>()
            .col_expr(credential::Column::NextListingAt, next.into())
            .filter(credential::Column::Id.eq(id.uuid()))
            .exec(&self.db)
            .await?;
        Ok(())
    }
}

/// The inboxes that a tool has had since before a listing began.
fn handed_over(id: CredentialId, since: Timestamp) -> Condition {
    Condition::all()
        .add(inbox::Column::UploadCredentialId.eq(id.uuid()))
        .add(inbox::Column::UploadStatus.eq(UploadState::Uploaded.as_str()))
        .add(inbox::Column::UploadedAt.lte(since))
}
