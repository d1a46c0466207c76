//! The tag Payments.

use serde_json::{Value, json};

use super::{NO_WORKSPACE, Values, World, not_there};

/// A well-formed id of a top-up that is not there.
const NO_TOPUP: &str = "top_01m6dsg7e0es8r65rzyjka792g";

pub(super) async fn good(world: &mut World, operation: &str) -> Option<Values> {
    Some(match operation {
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
        _ => return None,
    })
}

pub(super) fn missing(operation: &str, values: &mut Values) -> Option<()> {
    match operation {
        "createTopup" => not_there(values, "workspaceId", NO_WORKSPACE),
        "confirmTopup" => not_there(values, "topupId", NO_TOPUP),
        _ => None,
    }
}

pub(super) fn forbidden(world: &World, operation: &str) -> Option<(String, Values)> {
    // The first workspace is on master billing.
    let body = json!({"amountCents": 500, "wallet": "own"});
    (operation == "createTopup").then(|| (world.key(), Values::default().body(body)))
}

pub(super) fn another(operation: &str) -> Option<(&'static str, Value)> {
    match operation {
        "createTopup" => Some(("amountCents", json!(501))),
        "confirmTopup" => Some(("topupId", json!(NO_TOPUP))),
        _ => None,
    }
}
