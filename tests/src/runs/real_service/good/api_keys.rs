//! The tag API Keys.

use serde_json::json;

use super::{NO_WORKSPACE, Values, World, fill_up, no_workspace, not_there};
use crate::table::Operation;

pub(super) async fn good(world: &mut World, operation: &str) -> Option<Values> {
    Some(match operation {
        "listApiKeys" => Values::default(),
        "createApiKey" => Values::default().body(json!({"name": world.name(), "scopes": ["read"]})),
        "revokeApiKey" => {
            let body = json!({"name": world.name(), "scopes": ["read"]});
            let made = world
                .made("createApiKey", &Values::default().body(body))
                .await;
            Values::default().param("path.keyId", made["apiKey"]["id"].clone())
        }
        _ => return None,
    })
}

pub(super) fn missing(operation: &str, values: &mut Values) -> Option<()> {
    match operation {
        "listApiKeys" => no_workspace(values),
        "createApiKey" => not_there(values, "workspaceId", NO_WORKSPACE)?,
        _ => return None,
    }
    Some(())
}

pub(super) async fn forbidden(
    world: &mut World,
    operation: &Operation,
) -> Option<(String, Values)> {
    if operation.id != "createApiKey" {
        return None;
    }
    // In the other account, which needs no further ones.
    let key = world.ground.rival.key.clone();
    let body = |name: String| json!({"name": name, "scopes": ["read"]});
    fill_up(world, operation, &key, &Values::default(), body).await;
    Some((key, Values::default().body(body("One too many".to_owned()))))
}
