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
    /// An order in use, by its id.
    Order,
    /// An order whose cancellation is queued.
    EndingOrder,
    /// An order that was canceled.
    CanceledOrder,
    /// A domain, by its name.
    Domain,
    /// A step of work on it that was given up, by its id.
    Action,
    /// A DNS record of it, by its id.
    Record,
    /// An inbox, by its id.
    Inbox,
    /// A change of inboxes, by its id.
    Mutation,
    /// An entry of the Recovery Pool that is ready, by its id.
    Entry,
}

/// Where something is named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A parameter of the path.
    Path(String),
    /// A parameter of the query.
    Query(String),
    /// A member of the body, by its JSON pointer; of a list the first.
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
    in_body(operation, "", body_schema(operation), &mut places);
    places
}

/// What a schema within the body names, at any depth.
fn in_body(
    operation: &OperationMeta,
    pointer: &str,
    schema: &'static Value,
    places: &mut Vec<(Place, Kind)>,
) {
    for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
        let pointer = format!("{pointer}/{name}");
        let kind = by_component(operation, name, schema);
        places.extend(kind.map(|kind| (Place::Body(pointer.clone()), kind)));
        in_body(operation, &pointer, followed(schema), places);
    }
    if let Some(items) = schema.get("items") {
        let pointer = format!("{pointer}/0");
        let kind = by_component(operation, "", items);
        places.extend(kind.map(|kind| (Place::Body(pointer.clone()), kind)));
        in_body(operation, &pointer, followed(items), places);
    }
}

fn in_path(operation: &OperationMeta, name: &str) -> Kind {
    match (name, operation.tag) {
        ("id", "Workspaces") | ("workspaceId", "Wallet") => Kind::Workspace,
        ("transactionId", "Billing") => Kind::Transaction,
        ("clientName", _) => Kind::Client,
        ("credentialId", _) => Kind::Credential,
        ("keyId", _) => Kind::Key,
        ("domain", _) => Kind::Domain,
        ("recordId", _) => Kind::Record,
        ("actionId", _) => Kind::Action,
        ("orderId", _) => match operation.id {
            "revertOrderCancellation" => Kind::EndingOrder,
            "reactivateOrder" => Kind::CanceledOrder,
            _ => Kind::Order,
        },
        ("id", "Orders") => Kind::Mutation,
        ("id", "Recovery Pool") => Kind::Entry,
        ("inboxId", _) => Kind::Inbox,
        _ => panic!("{}: say here what {{{name}}} names", operation.id),
    }
}

fn by_component(operation: &OperationMeta, name: &str, schema: &Value) -> Option<Kind> {
    // What may be null is the first of two.
    match component(schema).or_else(|| component(&schema["oneOf"][0])) {
        Some("WorkspaceId") => Some(Kind::Workspace),
        // The other end is the master wallet in every example.
        Some("WalletRef") if name == "to" => Some(Kind::Workspace),
        Some("CredentialId") => Some(Kind::Credential),
        Some("ApiKeyId") => Some(Kind::Key),
        Some("TopupId") => Some(Kind::Topup),
        Some("InboxId") => Some(Kind::Inbox),
        Some("DnsRecordId") => Some(Kind::Record),
        // What is ordered or parked may belong to nobody yet, and a filter matches nothing.
        Some("DomainNameInput")
            if matches!(
                operation.id,
                "createOrder" | "listInboxes" | "submitRecoveryDomains"
            ) =>
        {
            None
        }
        // Each is judged by itself, with the others' as with those of nobody: `tags/registrars`.
        Some("DomainNameInput") if operation.id == "updateRegistrarNameservers" => None,
        Some("DomainNameInput") if name == "domain" || operation.id == "bulkUpdateDns" => {
            Some(Kind::Domain)
        }
        Some("ClientName") if name == "clientName" => Some(Kind::Client),
        Some(other) if other.ends_with("Id") => {
            panic!("{}: say here what a {other} names", operation.id)
        }
        _ => None,
    }
}
