//! The sandbox's reports: it has no webhooks, so they are fetched from it and kept as others are.

use simpleinboxes_providers::payments::sandbox::Sandbox;
use simpleinboxes_store::NewPaymentEvent;

use super::events;
use crate::{app::App, jobs::JobError};

/// How many are fetched at once.
const BATCH: usize = 50;

/// Fetches them now. What can't be fetched now is fetched by the next who comes, or by upkeep.
pub(super) async fn soon(app: &App) {
    if let Err(error) = all(app).await {
        tracing::warn!(%error, "the sandbox's reports could not be fetched");
    }
}

/// Fetches all of them.
///
/// # Errors
/// The database fails.
pub(super) async fn all(app: &App) -> Result<(), JobError> {
    let Some(sandbox) = &app.cashier.sandbox else {
        return Ok(());
    };
    while batch(app, sandbox).await? == BATCH {}
    Ok(())
}

async fn batch(app: &App, sandbox: &Sandbox) -> Result<usize, JobError> {
    let waiting = sandbox.undelivered(BATCH).await.map_err(JobError::retry)?;
    for event in &waiting {
        let body = serde_json::to_vec(event).map_err(JobError::retry)?;
        let new = NewPaymentEvent {
            provider: app.cashier.name(),
            event: &event.id,
            name: &event.name,
            body: &body,
        };
        app.store
            .write(async |tx| events::keep(tx, &new).await)
            .await?;
        sandbox
            .delivered(&event.id)
            .await
            .map_err(JobError::retry)?;
    }
    Ok(waiting.len())
}
