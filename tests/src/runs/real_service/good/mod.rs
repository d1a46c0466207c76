//! What is sent for each operation so that it succeeds, and so that what it names is missing or
//! in its way: one file a tag.
//!
//! A tag's file says it by the operation's id. What it leaves out is nothing that the walk can
//! bring about, or something that holds of all tags and is said here.

mod api_keys;
mod billing;
mod clients;
mod dns_records;
mod domains;
mod inboxes;
mod orders;
mod payments;
mod recovery_pool;
mod registrars;
mod wallet;
mod workspaces;

use serde_json::{Value, json};

use super::world::{Values, World};
use crate::table::{Operation, tables};

/// A well-formed id of a workspace that is not there.
const NO_WORKSPACE: &str = "ws_01m6dsg7e0es8r65rzyjka792g";

/// An operation that nobody has said what to send for.
#[derive(Debug)]
pub(super) struct Unknown;

/// What makes `operation` succeed, whenever it is sent.
pub(super) async fn good(world: &mut World, operation: &Operation) -> Result<Values, Unknown> {
    let id = operation.id.as_str();
    let values = match tag(operation) {
        "API Keys" => api_keys::good(world, id).await,
        "Billing" => billing::good(world, id),
        "Clients" => clients::good(world, id).await,
        "DNS Records" => dns_records::good(world, id).await,
        "Domains" => domains::good(world, id).await,
        "Inboxes" => inboxes::good(world, id).await,
        "Orders" => orders::good(world, id).await,
        "Payments" => payments::good(world, id).await,
        "Recovery Pool" => recovery_pool::good(world, id).await,
        "Registrars" => registrars::good(world, id).await,
        "Wallet" => wallet::good(world, id),
        "Workspaces" => workspaces::good(world, id),
        _ => None,
    };
    values.ok_or(Unknown)
}

/// What makes it succeed with another answer.
pub(super) async fn further(world: &mut World, operation: &Operation) -> Vec<Values> {
    match tag(operation) {
        "Orders" => orders::further(world, operation.id.as_str()).await,
        "Registrars" => registrars::further(&operation.id),
        _ => Vec::new(),
    }
}

/// The same with something in it that does not exist; none where nothing can be missing.
pub(super) fn missing(operation: &Operation, good: &Values) -> Option<Values> {
    let mut values = good.clone();
    let id = operation.id.as_str();
    let said = match tag(operation) {
        "API Keys" => api_keys::missing(id, &mut values),
        "Billing" => billing::missing(id, &mut values),
        "DNS Records" => dns_records::missing(id, &mut values),
        "Domains" => domains::missing(id, &mut values),
        "Inboxes" => inboxes::missing(id, &mut values),
        "Orders" => orders::missing(id, &mut values),
        "Payments" => payments::missing(id, &mut values),
        "Recovery Pool" => recovery_pool::missing(id, &mut values),
        "Registrars" => registrars::missing(id, &mut values),
        "Wallet" => wallet::missing(id, &mut values),
        _ => None,
    };
    if said.is_none() {
        let mut params = operation.params.iter();
        let place = params.rfind(|param| param.location == "path")?;
        values.params.insert(place.field(), json!("no-such-thing"));
    }
    Some(values)
}

/// Key and values with which the state forbids the operation; none where nobody has said how.
pub(super) async fn forbidden_by_state(
    world: &mut World,
    operation: &Operation,
) -> Option<(String, Values)> {
    let id = operation.id.as_str();
    match tag(operation) {
        "API Keys" => api_keys::forbidden(world, operation).await,
        "Clients" => clients::forbidden(world, operation).await,
        "DNS Records" => dns_records::forbidden(world, id).await,
        "Domains" => domains::forbidden(world, id).await,
        "Inboxes" => inboxes::forbidden(world, id).await,
        "Orders" => orders::forbidden(world, id).await,
        "Payments" => payments::forbidden(world, id),
        "Recovery Pool" => recovery_pool::forbidden(world, id).await,
        "Registrars" => registrars::forbidden(world, id),
        "Wallet" => wallet::forbidden(world, id),
        "Workspaces" => workspaces::forbidden(world, id),
        _ => None,
    }
}

/// More than there is.
pub(super) async fn short_of_money(world: &mut World, operation: &Operation) -> Option<Values> {
    let id = operation.id.as_str();
    match tag(operation) {
        "Domains" => domains::short_of_money(world, id).await,
        "Inboxes" => inboxes::short_of_money(world, id).await,
        "Orders" => orders::short_of_money(world, id).await,
        "Wallet" => wallet::short_of_money(world, id),
        _ => None,
    }
}

/// What makes the operation write, where a success need not.
pub(super) fn writing(world: &World, operation: &Operation, good: Values) -> Values {
    match operation.id.as_str() {
        "testClientCredential" => clients::saved(world, good),
        _ => good,
    }
}

/// What makes the vendor behind the operation fail.
pub(super) async fn vendor_fails(
    world: &mut World,
    operation: &Operation,
    good: &Values,
) -> Option<Values> {
    let id = operation.id.as_str();
    match tag(operation) {
        "Clients" => clients::vendor_fails(id, good),
        "DNS Records" => dns_records::vendor_fails(world, id, good).await,
        "Domains" => domains::vendor_fails(world, id, good).await,
        "Inboxes" => inboxes::vendor_fails(world, id, good).await,
        "Orders" => orders::vendor_fails(world, id, good).await,
        "Registrars" => registrars::vendor_fails(id, good),
        _ => None,
    }
}

/// The body of `operation` with another value in it than it had the first time.
pub(super) fn another(operation: &Operation, body: &mut Value) {
    let id = operation.id.as_str();
    let said = match tag(operation) {
        "DNS Records" => dns_records::another(id),
        "Domains" => domains::another(id),
        "Orders" => orders::another(id, body),
        "Payments" => payments::another(id),
        "Recovery Pool" => recovery_pool::another(id),
        "Wallet" => wallet::another(id),
        _ => None,
    };
    let has = |field| body.get(field).is_some();
    let (field, other) = said.unwrap_or_else(|| match has("label") || has("apiKey") {
        true => ("label", json!("Another")),
        false => ("name", json!("Another")),
    });
    body[field] = other;
}

/// The tag that an operation belongs to.
fn tag(operation: &Operation) -> &'static str {
    let has = |table: &&crate::table::Table| {
        let mut operations = table.operations.iter();
        operations.any(|other| other.id == operation.id)
    };
    let table = tables().iter().find(has);
    table.map_or("", |table| table.tag.as_str())
}

/// Makes things until no more are taken; 100 are the most of anything here.
async fn fill_up(
    world: &mut World,
    operation: &Operation,
    key: &str,
    values: &Values,
    body: impl Fn(String) -> Value,
) {
    for _ in 0..100 {
        let name = world.name();
        let answer = world
            .ask(operation, Some(key), &values.clone().body(body(name)))
            .await;
        if answer.status >= 300 {
            break;
        }
    }
}

/// A workspace that is not there, in the query.
fn no_workspace(values: &mut Values) {
    let field = "query.workspaceId".to_owned();
    values.params.insert(field, json!(NO_WORKSPACE));
}

/// A well-formed id of something that is not there, in the body.
fn not_there(values: &mut Values, field: &str, id: &str) -> Option<()> {
    values.body.as_mut()?[field] = json!(id);
    Some(())
}

fn details() -> Value {
    let address = json!({"line1": "1 Main Street", "city": "Dublin", "country": "IE"});
    json!({"companyName": "Northwind Ltd", "address": address})
}
