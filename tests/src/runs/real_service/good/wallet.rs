//! The tag Wallet.

use serde_json::{Value, json};

use super::{NO_WORKSPACE, Values, World, details, no_workspace, not_there};

pub(super) fn good(world: &World, operation: &str) -> Option<Values> {
    Some(match operation {
        "getWallet" | "listWalletTransactions" | "getWalletOverview" => Values::default(),
        "setWorkspaceBillingDetails" => wallet_of(&world.workspace).body(details()),
        "configureAutoRecharge" => Values::default().body(recharge(false)),
        "setWorkspaceBillingMode" => wallet_of(&world.dedicated).body(json!({"mode": "dedicated"})),
        "setWorkspaceFallback" => wallet_of(&world.workspace).body(json!({"enabled": true})),
        "useMasterBilling" => wallet_of(&world.workspace),
        "transferFunds" => Values::default().body(transfer(&world.dedicated, 1)),
        _ => return None,
    })
}

pub(super) fn missing(operation: &str, values: &mut Values) -> Option<()> {
    match operation {
        "getWallet" | "listWalletTransactions" => no_workspace(values),
        "transferFunds" => not_there(values, "to", NO_WORKSPACE)?,
        "configureAutoRecharge" => not_there(values, "workspaceId", NO_WORKSPACE)?,
        _ => return None,
    }
    Some(())
}

pub(super) fn forbidden(world: &World, operation: &str) -> Option<(String, Values)> {
    let body = match operation {
        // No card is saved.
        "configureAutoRecharge" => recharge(true),
        "transferFunds" => transfer(&world.workspace, 1),
        _ => return None,
    };
    Some((world.key(), Values::default().body(body)))
}

pub(super) fn short_of_money(world: &World, operation: &str) -> Option<Values> {
    let body = transfer(&world.dedicated, 100_000_000);
    (operation == "transferFunds").then(|| Values::default().body(body))
}

pub(super) fn another(operation: &str) -> Option<(&'static str, Value)> {
    match operation {
        "setWorkspaceBillingMode" => Some(("mode", json!("master"))),
        "transferFunds" => Some(("amountCents", json!(501))),
        _ => None,
    }
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
