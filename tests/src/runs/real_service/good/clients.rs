//! The tag Clients.

use serde_json::json;

use super::{super::world::CLIENT, Values, World, fill_up};
use crate::{
    made::TOOL_SECRET,
    table::Operation,
    tool::{GARBLED, TAKEN},
};

pub(super) async fn good(world: &mut World, operation: &str) -> Option<Values> {
    let client = Values::default().param("path.clientName", CLIENT);
    let credential = client
        .clone()
        .param("path.credentialId", world.credential.clone());
    Some(match operation {
        "listClients" => Values::default(),
        "createClient" => Values::default().body(json!({"name": world.name()})),
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
        _ => return None,
    })
}

pub(super) async fn forbidden(
    world: &mut World,
    operation: &Operation,
) -> Option<(String, Values)> {
    let key = world.key();
    let taken = json!({"name": CLIENT.to_uppercase()});
    let values = match operation.id.as_str() {
        "createClient" => Values::default().body(taken),
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

/// A saved credential: what the tool says of it is noted.
pub(super) fn saved(world: &World, good: Values) -> Values {
    good.body(json!({"credentialId": world.credential}))
}

pub(super) fn vendor_fails(operation: &str, good: &Values) -> Option<Values> {
    let body = json!({"tool": "instantly", "apiKey": GARBLED});
    (operation == "testClientCredential").then(|| good.clone().body(body))
}
