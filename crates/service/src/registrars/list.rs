//! Which registrars there are, and where they are called from.

use simpleinboxes_providers::registrar::own::{CredentialField, OwnRegistrars, RegistrarSpec};
use simpleinboxes_server::runtime::errors::ServerError;
use simpleinboxes_types::{self as types, runtime::Extra};

use crate::wire::checked;

/// All registrars, each with the form of its credentials.
pub(super) fn supported(
    registrars: &OwnRegistrars,
) -> Result<types::SupportedRegistrarsResponse, ServerError> {
    let registrars = registrars.specs().map(registrar);
    let data = types::SupportedRegistrars {
        registrars: registrars.collect::<Result<_, _>>()?,
        extra: Extra::default(),
    };
    Ok(types::SupportedRegistrarsResponse::from(data))
}

/// The address that calls come from, and who wants to be told.
pub(super) fn connection_info(
    registrars: &OwnRegistrars,
) -> types::RegistrarConnectionInfoResponse {
    let wanting = registrars.specs().filter(|spec| spec.needs_ip_allowlist);
    types::RegistrarConnectionInfoResponse::from(types::RegistrarConnectionInfo {
        outbound_ipv4: registrars.outbound_ipv4(),
        allowlist_registrars: wanting.map(name).collect(),
        extra: Extra::default(),
    })
}

/// A registrar's name on the wire.
pub(super) fn name(spec: &RegistrarSpec) -> types::RegistrarName {
    types::RegistrarName::from_wire(spec.id)
}

fn registrar(spec: &RegistrarSpec) -> Result<types::SupportedRegistrar, ServerError> {
    Ok(types::SupportedRegistrar {
        registrar: name(spec),
        display_name: spec.name.to_owned(),
        fields: spec.fields.iter().map(field).collect(),
        needs_ip_allowlist: spec.needs_ip_allowlist,
        documentation_url: checked(spec.documentation_url)?,
        extra: Extra::default(),
    })
}

fn field(field: &CredentialField) -> types::RegistrarField {
    types::RegistrarField {
        name: types::RegistrarCredentialField::from_wire(field.name.as_str()),
        property: field.name.property().to_owned(),
        label: field.label.to_owned(),
        help: field.help.to_owned(),
        secret: field.secret,
        required: true,
        max_length: i32::try_from(field.name.most()).unwrap_or(i32::MAX),
        extra: Extra::default(),
    }
}
