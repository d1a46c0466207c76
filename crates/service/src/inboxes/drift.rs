//! What sending tools have of the inboxes that they were handed, looked up in the background.

use async_trait::async_trait;
use chrono::TimeDelta;
use simpleinboxes_core::{Timestamp, id::CredentialId};
use simpleinboxes_providers::{
    ProviderError,
    sending::{AccountState, Credential, SendingError, ToolAccount},
};
use simpleinboxes_store::{Caller, Job, ListedAccount, TOOL_LISTING_JOB, ToolListingJob};

use crate::{
    app::App,
    fulfilment,
    jobs::{self, Context, Handler, JobError},
};

/// How often it is looked for listings that are due.
const EVERY: TimeDelta = TimeDelta::minutes(1);

/// How many are queued at once.
const BATCH: u64 = 1_000;

/// Pages that a listing reads at most; what is beyond them is not told to be missing.
const PAGES: usize = 2_000;

/// When to try a tool again that is down or wants fewer calls.
const PASSING: TimeDelta = TimeDelta::hours(1);

/// When to try a credential again that its tool refuses.
const REFUSED: TimeDelta = TimeDelta::hours(24);

/// Queues listings that are due.
pub(crate) struct DueToolListings;

#[async_trait]
impl Handler for DueToolListings {
    fn kind(&self) -> &'static str {
        "tool-listings"
    }

    fn every(&self) -> Option<TimeDelta> {
        Some(EVERY)
    }

    async fn run(&self, _: &Job, context: &Context) -> Result<(), JobError> {
        let queued = context.app.store.queue_due_tool_listings(BATCH).await?;
        tracing::debug!(queued, "queued listings of sending tools");
        Ok(())
    }
}

/// Lists the accounts behind a credential.
pub(crate) struct ToolListings;

#[async_trait]
impl Handler for ToolListings {
    fn kind(&self) -> &'static str {
        TOOL_LISTING_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        let ToolListingJob {
            workspace,
            credential: id,
        } = jobs::payload(job)?;
        let app = &*context.app;
        let system = Caller::system(account);
        let opened = fulfilment::open_tool(app, &system, workspace, id).await?;
        let can_list = |one: &Credential| one.tool().capabilities.list;
        let Some(credential) = opened.filter(can_list) else {
            return put_off(app, &system, id, None).await;
        };
        let since = app.clock.now();
        match list(app, &system, id, &credential, since).await? {
            Ok(true) => {
                let ended = app
                    .store
                    .write(async |tx| tx.scoped(&system).end_listing(id, since).await);
                Ok(ended.await?)
            }
            Ok(false) => put_off(app, &system, id, Some(REFUSED)).await,
            Err(error) => {
                tracing::info!(credential = %id, %error, "a sending tool was not listed");
                put_off(app, &system, id, Some(wait_after(&error))).await
            }
        }
    }
}

/// Reads all pages, and notes what each shows. False when there is no end of them.
async fn list(
    app: &App,
    system: &Caller,
    id: CredentialId,
    credential: &Credential,
    since: Timestamp,
) -> Result<Result<bool, SendingError>, JobError> {
    let mut next: Option<String> = None;
    for _ in 0..PAGES {
        let page = match app.tools.list(credential, next.as_deref()).await {
            Ok(page) => page,
            Err(error) => return Ok(Err(error)),
        };
        let accounts: Vec<ListedAccount> = page.accounts.into_iter().map(listed).collect();
        app.store
            .write(async |tx| tx.scoped(system).note_listed(id, since, &accounts).await)
            .await?;
        next = page.next;
        if next.is_none() {
            return Ok(Ok(true));
        }
    }
    Ok(Ok(false))
}

fn listed(account: ToolAccount) -> ListedAccount {
    ListedAccount {
        reference: account.id,
        email: account.email,
        daily_limit: account.daily_limit,
        warmup: account.warmup,
        fails: matches!(account.state, AccountState::Failed(_)),
    }
}

/// When to list again after an error.
fn wait_after(error: &SendingError) -> TimeDelta {
    match error {
        SendingError::Provider(ProviderError::RateLimited { retry_after }) => {
            let asked = retry_after.and_then(|wait| TimeDelta::from_std(wait).ok());
            asked.unwrap_or(PASSING)
        }
        SendingError::Provider(ProviderError::Unavailable(_)) | SendingError::State(_) => PASSING,
        _ => REFUSED,
    }
}

async fn put_off(
    app: &App,
    system: &Caller,
    id: CredentialId,
    wait: Option<TimeDelta>,
) -> Result<(), JobError> {
    let put_off = app
        .store
        .write(async |tx| tx.scoped(system).put_off_listing(id, wait).await);
    Ok(put_off.await?)
}
