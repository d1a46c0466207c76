//! The end of a top-up that nobody paid: asked about once more, then given up.

use async_trait::async_trait;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use simpleinboxes_core::{id::TopupId, status::TopupStatus};
use simpleinboxes_store::{Caller, Job, NewJob, StoreError, Topup};

use super::{
    ask::{self, Word},
    fail,
};
use crate::{
    app::App,
    jobs::{self, Context, Handler, JobError},
};

const KIND: &str = "topup-expiry";

/// How long after its time a top-up is looked at: the provider closes its page a moment later
/// than we do.
const GRACE: TimeDelta = TimeDelta::minutes(5);

/// How long to wait while the customer can still pay, or the money is under way.
const AGAIN: TimeDelta = TimeDelta::hours(1);

/// Ends top-ups whose time is over.
pub(crate) struct Expiry;

#[derive(Serialize, Deserialize)]
struct Payload {
    topup: TopupId,
}

/// The job that looks at a top-up when its time is over.
///
/// # Errors
/// Never: the payload is an id.
pub(super) fn job(topup: &Topup) -> Result<NewJob, StoreError> {
    NewJob::new(KIND)
        .account(topup.account)
        .key(format!("{KIND}:{}", topup.id))
        .at(topup.expires_at + GRACE)
        .payload(&Payload { topup: topup.id })
}

#[async_trait]
impl Handler for Expiry {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let Payload { topup } = jobs::payload(job)?;
        let app = &context.app;
        match app.store.any_topup(topup).await? {
            Some(topup) if topup.status == TopupStatus::Pending => look(app, &topup).await,
            _ => Ok(()),
        }
    }
}

async fn look(app: &App, topup: &Topup) -> Result<(), JobError> {
    let now = app.clock.now();
    if now < topup.expires_at {
        return again(app, topup, topup.expires_at + GRACE).await;
    }
    let word = match ask::ask(app, topup).await.map_err(JobError::retry)? {
        // It was never asked for, or the answer was lost and nobody knows its page.
        Word::Unknown => Word::Expired,
        word => word,
    };
    if matches!(word, Word::Open | Word::Waiting) {
        return again(app, topup, now + AGAIN).await;
    }
    let tx = app.store.begin().await?;
    ask::apply(app, &tx, topup, &word)
        .await
        .map_err(fail::job)?;
    Ok(tx.commit().await?)
}

async fn again(
    app: &App,
    topup: &Topup,
    at: simpleinboxes_core::Timestamp,
) -> Result<(), JobError> {
    let next = job(topup).map_err(JobError::dead)?.at(at);
    let system = Caller::system(topup.account);
    app.store
        .write(async |tx| tx.scoped(&system).enqueue(&next).await)
        .await?;
    Ok(())
}
