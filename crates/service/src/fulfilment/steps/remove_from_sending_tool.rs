//! Takes the inboxes of a domain out of the sending tools that have them.
//!
//! The tool is the customer's own. One that takes our credential no more, or whose API can't remove
//! accounts, does not keep the domain from being let go: that is noted with the inbox. One that is
//! not known to be there may be all the same, when the answer to its upload was lost: it is looked
//! for, once no worker is at an upload of the domain any more.

use async_trait::async_trait;
use chrono::TimeDelta;
use serde_json::{Value, json};
use simpleinboxes_core::status::DomainActionType;
use simpleinboxes_providers::sending::SendingError;
use simpleinboxes_store::{ActionError, Caller, InboxToUpload, Started, UploadNote, UploadState};

use super::at_sending_tool::{self, Opened};
use crate::{
    app::App,
    fulfilment::{Step, StepError},
};

/// When to look again whether an upload has stopped.
const LOOK: TimeDelta = TimeDelta::seconds(10);

/// Takes inboxes out again.
pub(super) struct RemoveFromSendingTool;

#[async_trait]
impl Step for RemoveFromSendingTool {
    fn kind(&self) -> DomainActionType {
        DomainActionType::RemoveFromSendingTool
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let system = Caller::system(started.account);
        let scoped = app.store.scoped(&system);
        if scoped.upload_is_under_way(started.action.domain).await? {
            // It was dropped, but whoever is at it learns that only after the next account is there.
            return Err(StepError::PutOff {
                error: ActionError {
                    vendor: None,
                    message: "An upload of the domain is about to stop.".to_owned(),
                },
                after: LOOK,
            });
        }
        let inboxes = scoped.inboxes_to_upload(started.action.domain).await?;
        let (mut removed, mut left) = (0_u32, 0_u32);
        for inbox in &inboxes {
            let Some(credential) = inbox.credential else {
                continue;
            };
            if matches!(inbox.state, None | Some(UploadState::Removed)) {
                removed += u32::from(inbox.state.is_some());
                continue;
            }
            let workspace = started.action.workspace;
            let opened = at_sending_tool::open(app, &system, workspace, credential).await;
            // A credential that was deleted takes what is behind it out of our hands.
            let tool = match opened {
                Ok(Some(tool)) => tool,
                Ok(None) | Err(StepError::Stuck(_)) => {
                    left += 1;
                    continue;
                }
                Err(error) => return Err(error),
            };
            let note = match take_out(app, &tool, inbox).await {
                Ok(()) => {
                    removed += 1;
                    (UploadState::Removed, None)
                }
                Err(error) => match tool.failed(&error) {
                    put_off @ StepError::PutOff { .. } => return Err(put_off),
                    later @ StepError::Later { .. } if !is_last(started) => return Err(later),
                    _ => {
                        left += 1;
                        (UploadState::Failed, Some(error.to_string()))
                    }
                },
            };
            keep(app, &system, inbox, note).await?;
        }
        Ok(json!({ "removed": removed, "left": left }))
    }
}

/// Takes out all that the tool has of an inbox.
async fn take_out(app: &App, tool: &Opened, inbox: &InboxToUpload) -> Result<(), SendingError> {
    let mut references: Vec<String> = inbox.stale_reference.iter().cloned().collect();
    match &inbox.reference {
        Some(reference) => references.push(reference.clone()),
        None => match app.tools.find(&tool.credential, &inbox.email).await {
            Ok(found) => references.extend(found.map(|account| account.id)),
            // What was never there need not be found.
            Err(SendingError::Unsupported(_)) if inbox.state == Some(UploadState::Queued) => {}
            Err(error) => return Err(error),
        },
    }
    for reference in references {
        app.tools.remove(&tool.credential, &reference).await?;
    }
    Ok(())
}

/// Whether no further attempt will be made.
fn is_last(started: &Started) -> bool {
    started.action.attempts >= started.action.max_attempts
}

async fn keep(
    app: &App,
    system: &Caller,
    inbox: &InboxToUpload,
    (state, error): (UploadState, Option<String>),
) -> Result<(), StepError> {
    let note = UploadNote {
        asked: inbox.asked,
        email: &inbox.email,
        state,
        reference: None,
        told: None,
        error,
    };
    app.store
        .write(async |tx| tx.scoped(system).note_upload(inbox.id, &note).await)
        .await?;
    Ok(())
}
