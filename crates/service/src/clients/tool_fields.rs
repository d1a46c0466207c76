//! The fields of a credential, as the tool that it is for declares them.

use simpleinboxes_core::{secrecy::SecretString, status::SendingTool};
use simpleinboxes_providers::sending::{Credential, CredentialError, SendingTools};
use simpleinboxes_server::runtime::{Detail, errors::InvalidRequest};
use simpleinboxes_store::ToolFields;

/// What makes a credential, new or saved.
pub(super) struct Fields<'a> {
    pub(super) secret: SecretString,
    pub(super) base_url: Option<&'a str>,
    pub(super) tool_workspace_id: Option<&'a str>,
    pub(super) oauth_client_id: Option<&'a str>,
}

impl<'a> Fields<'a> {
    /// Those of a saved credential.
    pub(super) fn saved(secret: SecretString, fields: &'a ToolFields) -> Self {
        Self {
            secret,
            base_url: fields.base_url.as_deref(),
            tool_workspace_id: fields.tool_workspace_id.as_deref(),
            oauth_client_id: fields.oauth_client_id.as_deref(),
        }
    }

    /// As they are stored, the secret aside.
    pub(super) fn stored(&self) -> ToolFields {
        ToolFields {
            base_url: self.base_url.map(str::to_owned),
            tool_workspace_id: self.tool_workspace_id.map(str::to_owned),
            oauth_client_id: self.oauth_client_id.map(str::to_owned),
        }
    }

    /// Whether the tool can be called with them, as far as that is told without calling it.
    ///
    /// # Errors
    /// Every field that is missing, wrong, or of no use to the tool.
    pub(super) fn check<E: From<InvalidRequest>>(
        &self,
        tools: &SendingTools,
        tool: SendingTool,
    ) -> Result<Credential, E> {
        let optional = [
            ("baseUrl", self.base_url),
            ("toolWorkspaceId", self.tool_workspace_id),
            ("oauthClientId", self.oauth_client_id),
        ];
        let given = optional
            .into_iter()
            .filter_map(|(name, value)| Some((name, SecretString::from(value?))))
            .chain([("apiKey", self.secret.clone())]);
        tools
            .credential(tool.as_str(), given)
            .map_err(|error| refused(error).into())
    }
}

fn refused(error: CredentialError) -> InvalidRequest {
    match error {
        CredentialError::UnknownTool(tool) => {
            InvalidRequest::field("/tool", format!("there is no tool called {tool}"))
        }
        CredentialError::Fields(errors) => {
            let detail = |wrong: simpleinboxes_providers::sending::FieldError| {
                Detail::new(format!("/{}", wrong.field), wrong.issue)
            };
            InvalidRequest::from(errors.into_iter().map(detail).collect::<Vec<_>>())
        }
    }
}
