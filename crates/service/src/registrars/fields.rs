//! The fields of a credential, given or saved.

use secrecy::SecretString;
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_providers::registrar::own::{
    CredentialError, FieldName, OwnRegistrars, RegistrarCredential,
};
use simpleinboxes_server::runtime::{Detail, errors::InvalidRequest};
use simpleinboxes_store::{RegistrarFields, Scoped, StoreError};
use simpleinboxes_types as types;

/// The credential of a request.
///
/// # Errors
/// Every field that is missing, or of no use to the registrar.
pub(super) fn given(
    registrars: &OwnRegistrars,
    body: &types::TestRegistrarCredentialsRequest,
) -> Result<RegistrarCredential, InvalidRequest> {
    let fields = &body.credentials;
    let secret = |value: &types::RegistrarSecretValue| SecretString::from(value.expose());
    let given = [
        (FieldName::ApiKey, Some(secret(&fields.api_key))),
        (FieldName::ApiSecret, fields.api_secret.as_ref().map(secret)),
        (
            FieldName::Username,
            fields.username.as_deref().map(SecretString::from),
        ),
    ];
    let given = given
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    let read = registrars.credential(body.registrar.as_str(), given);
    read.map_err(refused)
}

/// As they are saved.
pub(super) fn stored(credential: &RegistrarCredential) -> RegistrarFields {
    let values = credential.values();
    values
        .map(|(name, value)| (name.as_str().to_owned(), value.clone()))
        .collect()
}

/// The credential that a workspace has saved for a registrar. Within, nothing where what is saved
/// is not what the registrar asks for any more.
///
/// # Errors
/// When the database fails or the credential does not open.
pub(crate) async fn saved(
    registrars: &OwnRegistrars,
    scoped: &Scoped<'_>,
    workspace: WorkspaceId,
    registrar: &str,
) -> Result<Option<Option<RegistrarCredential>>, StoreError> {
    let Some(fields) = scoped.registrar_fields(workspace, registrar).await? else {
        return Ok(None);
    };
    let known = fields.into_iter().filter_map(|(name, value)| {
        let field = FieldName::ALL.into_iter().find(|one| one.as_str() == name);
        Some((field?, value))
    });
    Ok(Some(registrars.credential(registrar, known).ok()))
}

fn refused(error: CredentialError) -> InvalidRequest {
    match error {
        CredentialError::UnknownRegistrar(name) => {
            InvalidRequest::field("/registrar", format!("there is no registrar called {name}"))
        }
        CredentialError::Fields(errors) => {
            let details = errors.into_iter().map(|wrong| {
                let field = format!("/credentials/{}", wrong.field.property());
                Detail::new(field, wrong.issue)
            });
            InvalidRequest::from(details.collect::<Vec<_>>())
        }
    }
}
