//! Asking a sending tool whether it takes a credential.

use std::time::Duration;

use simpleinboxes_core::{id::CredentialId, secrecy::SecretString, status::SendingTool};
use simpleinboxes_providers::{
    ProviderError,
    sending::{Credential as ToolCredential, KeyCheck},
};
use simpleinboxes_server::{
    TestClientCredentialError as Error,
    runtime::{
        Success,
        errors::{InvalidRequest, UpstreamError},
    },
};
use simpleinboxes_store::{Credential, Workspace};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{
    convert::{self, NO_CREDENTIAL},
    tool_fields::Fields,
};
use crate::{
    app::App,
    auth::Caller,
    transact::{self, OrFault as _},
    wire::{self, at},
};

/// How long a tool may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// What is to be tried.
struct Wanted {
    tool: SendingTool,
    credential: ToolCredential,
    saved: Option<Credential>,
}

/// What the tool said.
struct Verdict {
    account: Option<String>,
    refusal: Option<String>,
}

pub(super) async fn test(
    app: &App,
    caller: &Caller,
    client: &str,
    body: types::TestClientCredentialRequest,
) -> Result<Success<types::CredentialTestResponse>, Error> {
    let workspace = convert::named::<Error>(&app.store.scoped(&caller.tenant), client).await?;
    let wanted = wanted(app, caller, &workspace, &body).await?;
    let asked = tokio::time::timeout(PATIENCE, app.tools.test_key(&wanted.credential)).await;
    let verdict = match asked {
        Ok(answer) => verdict(wanted.tool, answer)?,
        Err(_) => {
            let issue = format!("did not answer within {} seconds", PATIENCE.as_secs());
            return Err(UpstreamError::new(wanted.tool.as_str(), issue).into());
        }
    };
    let tested_at = app.clock.now();
    if let Some(saved) = &wanted.saved {
        transact::write(&app.store, async |tx| {
            let scoped = tx.scoped(&caller.tenant);
            let refusal = verdict.refusal.as_deref();
            scoped
                .note_credential_test(saved, tested_at, refusal)
                .await
                .or_fault::<Error>()
        })
        .await?;
    }
    let data = types::CredentialTest {
        tool: convert::tool_shown(wanted.tool),
        valid: verdict.refusal.is_none(),
        account_name: verdict.account,
        message: verdict.refusal,
        tested_at: at(tested_at),
        extra: Extra::default(),
    };
    Ok(types::CredentialTestResponse::from(data).into())
}

async fn wanted(
    app: &App,
    caller: &Caller,
    workspace: &Workspace,
    body: &types::TestClientCredentialRequest,
) -> Result<Wanted, Error> {
    let values = body.tool.is_some()
        || body.api_key.is_some()
        || body.base_url.is_some()
        || body.tool_workspace_id.is_some()
        || body.oauth_client_id.is_some();
    match (&body.credential_id, &body.tool, &body.api_key) {
        (Some(id), ..) if !values => {
            let id = wire::field_id::<_, Error>(id, "/credentialId")?;
            saved(app, caller, workspace, id).await
        }
        (Some(_), ..) => {
            Err(InvalidRequest::field("/credentialId", "goes with no other field").into())
        }
        (None, Some(tool), Some(key)) => {
            let tool = convert::tool_wanted(tool)?;
            let fields = Fields {
                secret: SecretString::from(key.expose()),
                base_url: body.base_url.as_deref(),
                tool_workspace_id: body.tool_workspace_id.as_deref(),
                oauth_client_id: body.oauth_client_id.as_deref(),
            };
            let credential = fields.check::<Error>(&app.tools, tool)?;
            Ok(Wanted {
                tool,
                credential,
                saved: None,
            })
        }
        (None, None, _) => Err(missing("/tool")),
        (None, Some(_), None) => Err(missing("/apiKey")),
    }
}

fn missing(field: &'static str) -> Error {
    InvalidRequest::field(
        field,
        "is required unless credentialId names a saved credential",
    )
    .into()
}

async fn saved(
    app: &App,
    caller: &Caller,
    workspace: &Workspace,
    id: CredentialId,
) -> Result<Wanted, Error> {
    let scoped = app.store.scoped(&caller.tenant);
    let found = scoped
        .credential_with_secret(workspace.id, id)
        .await
        .or_fault::<Error>()?;
    let (saved, secret) = found.ok_or(NO_CREDENTIAL)?;
    let credential = Fields::saved(secret, &saved.fields).check::<Error>(&app.tools, saved.tool)?;
    Ok(Wanted {
        tool: saved.tool,
        credential,
        saved: Some(saved),
    })
}

/// What the tool's answer says of the credential.
///
/// # Errors
/// It says nothing of it: the tool could not be asked.
fn verdict(tool: SendingTool, answer: Result<KeyCheck, ProviderError>) -> Result<Verdict, Error> {
    let upstream = |issue: String| Error::from(UpstreamError::new(tool.as_str(), issue));
    match answer {
        Ok(KeyCheck { account }) => Ok(Verdict {
            account,
            refusal: None,
        }),
        Err(error @ (ProviderError::Rejected { .. } | ProviderError::NotAllowed { .. })) => {
            Ok(Verdict {
                account: None,
                refusal: Some(error.to_string()),
            })
        }
        Err(ProviderError::RefusedUrl(why)) => {
            Err(InvalidRequest::field("/baseUrl", why.to_string()).into())
        }
        Err(ProviderError::MissingField { field }) => {
            Err(InvalidRequest::field(format!("/{field}"), "is required").into())
        }
        Err(ProviderError::RateLimited { .. }) => {
            Err(upstream("wants fewer requests; try again later".to_owned()))
        }
        Err(ProviderError::Unavailable(outage)) => Err(upstream(outage.to_string())),
    }
}
