//! Sending tools, as steps need them.

use chrono::TimeDelta;
use secrecy::SecretString;
use simpleinboxes_core::{
    id::{CredentialId, WorkspaceId},
    status::SendingTool,
};
use simpleinboxes_providers::{
    ProviderError,
    sending::{Credential, CredentialError, SendingError},
};
use simpleinboxes_store::{ActionError, Caller, Credential as Saved, StoreError};

use crate::{app::App, fulfilment::StepError};

/// A tool that can be called.
pub(super) struct Opened {
    pub(super) tool: SendingTool,
    pub(super) credential: Credential,
}

/// Opens a saved credential; nothing for one that is not there any more.
pub(super) async fn open(
    app: &App,
    system: &Caller,
    workspace: WorkspaceId,
    id: CredentialId,
) -> Result<Option<Opened>, StepError> {
    let scoped = app.store.scoped(system);
    let Some((saved, secret)) = scoped.credential_with_secret(workspace, id).await? else {
        return Ok(None);
    };
    let credential = read(app, &saved, secret).map_err(|_| {
        StepError::Stuck(ActionError {
            vendor: Some(saved.tool.as_str().to_owned()),
            message: "The credential lacks what its tool needs; save it anew.".to_owned(),
        })
    })?;
    Ok(Some(Opened {
        tool: saved.tool,
        credential,
    }))
}

/// A saved credential as its tool is called with it; nothing for one that is not there any more or
/// lacks what its tool needs.
pub(crate) async fn credential(
    app: &App,
    system: &Caller,
    workspace: WorkspaceId,
    id: CredentialId,
) -> Result<Option<Credential>, StoreError> {
    let scoped = app.store.scoped(system);
    let found = scoped.credential_with_secret(workspace, id).await?;
    Ok(found.and_then(|(saved, secret)| read(app, &saved, secret).ok()))
}

fn read(app: &App, saved: &Saved, secret: SecretString) -> Result<Credential, CredentialError> {
    let fields = &saved.fields;
    let optional = [
        ("baseUrl", &fields.base_url),
        ("toolWorkspaceId", &fields.tool_workspace_id),
        ("oauthClientId", &fields.oauth_client_id),
    ];
    let given = optional
        .into_iter()
        .filter_map(|(name, value)| Some((name, SecretString::from(value.as_deref()?))))
        .chain([("apiKey", secret)]);
    app.tools.credential(saved.tool.as_str(), given)
}

impl Opened {
    /// What the tool said, as the step's error.
    pub(super) fn said(&self, message: impl Into<String>) -> ActionError {
        ActionError {
            vendor: Some(self.tool.as_str().to_owned()),
            message: message.into(),
        }
    }

    /// How to go on after an error that is not about one inbox.
    pub(super) fn failed(&self, error: &SendingError) -> StepError {
        let said = self.said(format!("The sending tool: {error}."));
        match error {
            SendingError::Provider(ProviderError::RateLimited { retry_after }) => {
                StepError::Later {
                    error: said,
                    after: retry_after.and_then(|wait| TimeDelta::from_std(wait).ok()),
                }
            }
            SendingError::Provider(ProviderError::Unavailable(_))
            | SendingError::Uncertain(_)
            | SendingError::State(_) => StepError::again(said, error.circuit_open(), None),
            // The customer's own credential: another one helps, and nothing else.
            SendingError::Provider(_)
            | SendingError::NotConnected { .. }
            | SendingError::Refused { .. }
            | SendingError::NoSuchAccount { .. }
            | SendingError::Unsupported(_) => StepError::Stuck(said),
        }
    }
}

/// Whether an error is about one inbox alone, so that the others can go on.
pub(super) const fn is_about_one(error: &SendingError) -> bool {
    matches!(
        error,
        SendingError::NotConnected { .. }
            | SendingError::Refused { .. }
            | SendingError::NoSuchAccount { .. }
            | SendingError::Unsupported(_)
    )
}
