//! Places in a request that name a thing.

use serde_json::Value;
use simpleinboxes_server::runtime::OperationMeta;
use simpleinboxes_tests::mounted::{body_schema, component, followed, parameters};

/// What can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A workspace, by its id.
    Workspace,
    /// A client, by its name.
    Client,
    /// A credential of a sending tool, by its id.
    Credential,
    /// An API key, by its id.
    Key,
    /// A top-up, by its id.
    Topup,
    /// A transaction that has a custom invoice, by its id.
    Transaction,
}

/// Where something is named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A parameter of the path.
    Path(String),
    /// A parameter of the query.
    Query(String),
    /// A member of the body.
    Body(String),
}

/// All places of an operation's requests that name something.
pub(super) fn places(operation: &OperationMeta) -> Vec<(Place, Kind)> {
    let mut places = Vec::new();
    for parameter in parameters(operation) {
        let name = parameter["name"].as_str().expect("a name");
        match parameter["in"].as_str() {
            Some("path") => places.push((Place::Path(name.to_owned()), in_path(operation, name))),
            Some("query") => {
                let kind = by_component(operation, name, &parameter["schema"]);
                places.extend(kind.map(|kind| (Place::Query(name.to_owned()), kind)));
            }
            _ => {}
        }
    }
    let members = body_schema(operation)["properties"].as_object();
    for (name, schema) in members.into_iter().flatten() {
        assert_flat(operation, name, followed(schema));
        let kind = by_component(operation, name, schema);
        places.extend(kind.map(|kind| (Place::Body(name.clone()), kind)));
    }
    places
}

fn in_path(operation: &OperationMeta, name: &str) -> Kind {
    match (name, operation.tag) {
        ("id", "Workspaces") | ("workspaceId", "Wallet") => Kind::Workspace,
        ("transactionId", "Billing") => Kind::Transaction,
        ("clientName", _) => Kind::Client,
        ("credentialId", _) => Kind::Credential,
        ("keyId", _) => Kind::Key,
        _ => panic!("{}: say here what {{{name}}} names", operation.id),
    }
}

fn by_component(operation: &OperationMeta, name: &str, schema: &Value) -> Option<Kind> {
    match component(schema) {
        Some("WorkspaceId") => Some(Kind::Workspace),
        // The other end is the master wallet in every example.
        Some("WalletRef") if name == "to" => Some(Kind::Workspace),
        Some("CredentialId") => Some(Kind::Credential),
        Some("ApiKeyId") => Some(Kind::Key),
        Some("TopupId") => Some(Kind::Topup),
        Some("ClientName") if name == "clientName" => Some(Kind::Client),
        Some(other) if other.ends_with("Id") => {
            panic!("{}: say here what a {other} names", operation.id)
        }
        _ => None,
    }
}

/// What is named deeper in a body would be overlooked.
fn assert_flat(operation: &OperationMeta, name: &str, schema: &'static Value) {
    let inner = schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(_, schema)| schema);
    for schema in inner.chain(schema.get("items")) {
        let named = by_component(operation, name, schema);
        assert!(
            named.is_none(),
            "{}: look into {name} as well",
            operation.id
        );
        assert_flat(operation, name, followed(schema));
    }
}
