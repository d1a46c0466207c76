//! Asking a registrar whether it takes a credential.

use std::time::Duration;

use simpleinboxes_core::{Timestamp, id::WorkspaceId};
use simpleinboxes_providers::{
    ProviderError,
    registrar::{RegistrarError, own::RegistrarCredential},
};
use simpleinboxes_server::{
    TestRegistrarCredentialsError as Error,
    runtime::{Success, errors::UpstreamError},
};
use simpleinboxes_store::StoreError;
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{fields, list};
use crate::{
    app::App,
    auth::Caller,
    orders,
    transact::{self, OrFault as _},
    wire::at,
    words::sentence,
    workspaces::convert::NOT_FOUND,
};

/// How long a registrar may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Most characters of what a registrar said.
const LONGEST: usize = 500;

pub(super) async fn test(
    app: &App,
    caller: &Caller,
    body: &types::TestRegistrarCredentialsRequest,
) -> Result<Success<types::RegistrarCredentialTestResponse>, Error> {
    let credential = fields::given(&app.registrars, body)?;
    let scoped = app.store.scoped(&caller.tenant);
    let id = body.workspace_id.as_ref();
    let workspace = orders::workspace::<Error>(&scoped, id, None, ("/workspaceId", "")).await?;
    let refusal = ask(app, &credential).await?;
    let tested_at = app.clock.now();
    let saved = body.save && refusal.is_none();
    if saved {
        save(app, caller, workspace.id, &credential, tested_at).await?;
    }
    let data = types::RegistrarCredentialTest {
        registrar: list::name(credential.registrar()),
        valid: refusal.is_none(),
        saved,
        message: refusal,
        tested_at: at(tested_at),
        extra: Extra::default(),
    };
    Ok(types::RegistrarCredentialTestResponse::from(data).into())
}

async fn save(
    app: &App,
    caller: &Caller,
    workspace: WorkspaceId,
    credential: &RegistrarCredential,
    tested_at: Timestamp,
) -> Result<(), Error> {
    let registrar = credential.registrar().id;
    let fields = fields::stored(credential);
    transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let saved = scoped
            .save_registrar_credential(workspace, registrar, &fields, tested_at)
            .await;
        match saved {
            // It was deleted while the registrar was asked.
            Err(StoreError::NotFound(_)) => Err(NOT_FOUND.into()),
            saved => saved.map(drop).or_fault::<Error>(),
        }
    })
    .await
}

/// Why the registrar refuses a credential; nothing when it takes it.
///
/// # Errors
/// It could not be asked, or said nothing of the credential.
async fn ask(app: &App, credential: &RegistrarCredential) -> Result<Option<String>, Error> {
    let upstream = |issue: String| {
        let registrar = credential.registrar().id;
        Error::from(UpstreamError::new(registrar, issue))
    };
    let asked = tokio::time::timeout(PATIENCE, app.registrars.test(credential)).await;
    match asked {
        Ok(Ok(())) => Ok(None),
        Ok(Err(error)) if is_refusal(&error) => {
            let said = sentence(&error.to_string());
            Ok(Some(said.chars().take(LONGEST).collect()))
        }
        Ok(Err(RegistrarError::Provider(ProviderError::RateLimited { .. }))) => {
            Err(upstream("wants fewer requests; try again later".to_owned()))
        }
        Ok(Err(RegistrarError::AddressUnknown)) => Err(upstream(
            "wants to be told the address that our calls come from, which the operator of this \
             deployment has not set"
                .to_owned(),
        )),
        Ok(Err(error)) => Err(upstream(error.to_string())),
        Err(_) => {
            let seconds = PATIENCE.as_secs();
            Err(upstream(format!("did not answer within {seconds} seconds")))
        }
    }
}

/// Whether an answer is the registrar's no.
const fn is_refusal(error: &RegistrarError) -> bool {
    error.is_about_credentials() || matches!(error, RegistrarError::Refused { .. })
}
