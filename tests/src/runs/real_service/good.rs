//! What is sent for each operation so that it succeeds, and so that what it names is missing or
//! in its way.

use serde_json::{Value, json};

use super::world::{CLIENT, Values, World};
use crate::{
    made::TOOL_SECRET,
    table::Operation,
    tool::{GARBLED, TAKEN},
};

/// A well-formed id of a workspace that is not there.
const NO_WORKSPACE: &str = "ws_01m6dsg7e0es8r65rzyjka792g";

/// A well-formed id of a top-up that is not there.
pub(super) const NO_TOPUP: &str = "top_01m6dsg7e0es8r65rzyjka792g";

/// An operation that nobody has said what to send for.
#[derive(Debug)]
pub(super) struct Unknown;

/// What makes `operation` succeed, whenever it is sent.
pub(super) async fn good(world: &mut World, operation: &Operation) -> Result<Values, Unknown> {
    let client = Values::default().param("path.clientName", CLIENT);
    let workspace = Values::default().param("path.id", world.workspace.clone());
    let credential = client
        .clone()
        .param("path.credentialId", world.credential.clone());
    let values = match operation.id.as_str() {
        "listApiKeys" | "listWorkspaces" | "getGlobalSummary" | "listClients" => Values::default(),
        "createApiKey" => Values::default().body(json!({"name": world.name(), "scopes": ["read"]})),
        "revokeApiKey" => {
            let body = json!({"name": world.name(), "scopes": ["read"]});
            let made = world
                .made("createApiKey", &Values::default().body(body))
                .await;
            Values::default().param("path.keyId", made["apiKey"]["id"].clone())
        }
        "createWorkspace" | "createClient" => Values::default().body(json!({"name": world.name()})),
        "updateWorkspace" => workspace.body(json!({"name": CLIENT})),
        "getWorkspaceSummary" | "getSendingToolDefaults" => workspace,
        "putSendingToolDefaults" => {
            workspace.body(json!({"credentialId": world.credential, "tags": ["outreach"]}))
        }
        "getClient" | "listClientUsernames" | "listClientCredentials" => client,
        "renameClient" => {
            let name = world.spare_client().await;
            Values::default()
                .param("path.clientName", name)
                .body(json!({"name": world.name()}))
        }
        "deleteClient" => Values::default().param("path.clientName", world.spare_client().await),
        "createClientCredential" => {
            client.body(json!({"tool": "instantly", "apiKey": TOOL_SECRET}))
        }
        "testClientCredential" => client.body(json!({"tool": "instantly", "apiKey": TAKEN})),
        "updateClientCredential" => credential.body(json!({"label": "Another label"})),
        "deleteClientCredential" => {
            let create = client
                .clone()
                .body(json!({"tool": "instantly", "apiKey": TOOL_SECRET}));
            let made = world.made("createClientCredential", &create).await;
            client.param("path.credentialId", made["id"].clone())
        }
        "getWallet"
        | "listWalletTransactions"
        | "getWalletOverview"
        | "getBillingSummary"
        | "listBillingHistory"
        | "listInvoices"
        | "listTopupInvoices"
        | "listCustomInvoices"
        | "getBillingDetails" => Values::default(),
        "getCustomInvoice" => Values::default().param("path.transactionId", world.invoiced.clone()),
        "updateBillingDetails" => Values::default().body(details()),
        "setWorkspaceBillingDetails" => wallet_of(&world.workspace).body(details()),
        "configureAutoRecharge" => Values::default().body(recharge(false)),
        "setWorkspaceBillingMode" => wallet_of(&world.dedicated).body(json!({"mode": "dedicated"})),
        "setWorkspaceFallback" => wallet_of(&world.workspace).body(json!({"enabled": true})),
        "useMasterBilling" => wallet_of(&world.workspace),
        "transferFunds" => Values::default().body(transfer(&world.dedicated, 1)),
        "createTopup" => Values::default().body(json!({"amountCents": 500})),
        "confirmTopup" => {
            let body = json!({"amountCents": 500});
            let made = world
                .made("createTopup", &Values::default().body(body))
                .await;
            Values::default().body(json!({"topupId": made["topupId"]}))
        }
        "getPaymentMethod" | "createSetupIntent" | "createCustomerPortalSession" => {
            Values::default()
        }
        _ => return Err(Unknown),
    };
    Ok(values)
}

/// The same with something in it that does not exist; none where nothing can be missing.
pub(super) fn missing(operation: &Operation, good: &Values) -> Option<Values> {
    let mut values = good.clone();
    let place = operation
        .params
        .iter()
        .rfind(|param| param.location == "path");
    match (operation.id.as_str(), place) {
        (_, Some(place)) => values.params.insert(place.field(), json!("no-such-thing")),
        (
            "listApiKeys"
            | "getWallet"
            | "listWalletTransactions"
            | "getBillingSummary"
            | "listBillingHistory"
            | "listInvoices"
            | "listTopupInvoices"
            | "listCustomInvoices"
            | "getBillingDetails",
            None,
        ) => values
            .params
            .insert("query.workspaceId".to_owned(), json!(NO_WORKSPACE)),
        ("transferFunds", None) => {
            values.body.as_mut()?["to"] = json!(NO_WORKSPACE);
            None
        }
        (
            "createApiKey" | "createTopup" | "configureAutoRecharge" | "updateBillingDetails",
            None,
        ) => {
            values.body.as_mut()?["workspaceId"] = json!(NO_WORKSPACE);
            None
        }
        ("confirmTopup", None) => {
            values.body.as_mut()?["topupId"] = json!(NO_TOPUP);
            None
        }
        _ => return None,
    };
    Some(values)
}

/// Key and values with which the state forbids the operation; none where nobody has said how.
pub(super) async fn forbidden_by_state(
    world: &mut World,
    operation: &Operation,
) -> Option<(String, Values)> {
    let key = world.key();
    let taken = json!({"name": CLIENT.to_uppercase()});
    let values = match operation.id.as_str() {
        // In the other account, which needs no further ones.
        "createApiKey" => {
            let key = world.ground.rival.key.clone();
            let body = |name: String| json!({"name": name, "scopes": ["read"]});
            fill_up(world, operation, &key, &Values::default(), body).await;
            return Some((key, Values::default().body(body("One too many".to_owned()))));
        }
        "createWorkspace" | "createClient" => Values::default().body(taken),
        // No card is saved.
        "configureAutoRecharge" => Values::default().body(recharge(true)),
        "transferFunds" => Values::default().body(transfer(&world.workspace, 1)),
        // The first workspace is on master billing.
        "createTopup" => Values::default().body(json!({"amountCents": 500, "wallet": "own"})),
        "updateWorkspace" => {
            let first = world.ground.acme.first.to_string();
            Values::default().param("path.id", first).body(taken)
        }
        "renameClient" => {
            let name = world.spare_client().await;
            Values::default().param("path.clientName", name).body(taken)
        }
        // The last client of its account stays.
        "deleteClient" => {
            let values = Values::default().param("path.clientName", "First");
            return Some((world.ground.rival.key.clone(), values));
        }
        "createClientCredential" => {
            let name = world.spare_client().await;
            let client = Values::default().param("path.clientName", name);
            let body =
                |name: String| json!({"tool": "instantly", "apiKey": TOOL_SECRET, "label": name});
            fill_up(world, operation, &key, &client, body).await;
            client.body(body("One too many".to_owned()))
        }
        _ => return None,
    };
    Some((key, values))
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

/// More than there is.
pub(super) fn short_of_money(world: &World, operation: &Operation) -> Option<Values> {
    let body = transfer(&world.dedicated, 100_000_000);
    (operation.id == "transferFunds").then(|| Values::default().body(body))
}

fn wallet_of(workspace: &str) -> Values {
    Values::default().param("path.workspaceId", workspace)
}

fn transfer(to: &str, cents: i64) -> Value {
    json!({"from": "master", "to": to, "amountCents": cents})
}

fn recharge(enabled: bool) -> Value {
    json!({"enabled": enabled, "thresholdCents": 1000, "amountCents": 5000})
}

fn details() -> Value {
    let address = json!({"line1": "1 Main Street", "city": "Dublin", "country": "IE"});
    json!({"companyName": "Northwind Ltd", "address": address})
}

/// What makes the operation write, where a success need not.
pub(super) fn writing(world: &World, operation: &Operation, good: Values) -> Values {
    match operation.id.as_str() {
        // What the tool says of a saved credential is noted.
        "testClientCredential" => good.body(json!({"credentialId": world.credential})),
        _ => good,
    }
}

/// What makes the vendor behind the operation fail.
pub(super) fn vendor_fails(operation: &Operation, good: &Values) -> Option<Values> {
    let body = json!({"tool": "instantly", "apiKey": GARBLED});
    (operation.id == "testClientCredential").then(|| good.clone().body(body))
}
