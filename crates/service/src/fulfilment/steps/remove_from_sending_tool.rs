//! Takes the inboxes of a domain out of the sending tool that has them.
//!
//! The tool is the customer's own. One that takes our credential no more, or whose API can't remove
//! accounts, does not keep the domain from being let go: that is noted with the inbox.

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes_core::status::DomainActionType;
use simpleinboxes_store::{Caller, InboxToUpload, Started, UploadNote, UploadState};

use super::at_sending_tool::{self, Opened};
use crate::{
    app::App,
    fulfilment::{Step, StepError},
};

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
        let inboxes = scoped.inboxes_to_upload(started.action.domain).await?;
        let (mut removed, mut left) = (0, 0);
        for inbox in &inboxes {
            let (Some(credential), Some(reference)) = (inbox.credential, &inbox.reference) else {
                continue;
            };
            if inbox.state == Some(UploadState::Removed) {
                removed += 1;
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
            match app.tools.remove(&tool.credential, reference).await {
                Ok(()) => {
                    removed += 1;
                    note(app, &system, inbox, &tool, (UploadState::Removed, None)).await?;
                }
                Err(error) => match tool.failed(&error) {
                    put_off @ StepError::PutOff { .. } => return Err(put_off),
                    later @ StepError::Later { .. } if !is_last(started) => return Err(later),
                    _ => {
                        left += 1;
                        let state = inbox.state.unwrap_or(UploadState::Failed);
                        let said = (state, Some(error.to_string()));
                        note(app, &system, inbox, &tool, said).await?;
                    }
                },
            }
        }
        Ok(json!({ "removed": removed, "left": left }))
    }
}

/// Whether no further attempt will be made.
fn is_last(started: &Started) -> bool {
    started.action.attempts >= started.action.max_attempts
}

async fn note(
    app: &App,
    system: &Caller,
    inbox: &InboxToUpload,
    tool: &Opened,
    (state, error): (UploadState, Option<String>),
) -> Result<(), StepError> {
    let note = UploadNote {
        credential: tool.id,
        tool: tool.tool,
        tags: None,
        state,
        reference: None,
        error,
    };
    app.store
        .write(async |tx| tx.scoped(system).note_upload(inbox.id, &note).await)
        .await?;
    Ok(())
}
