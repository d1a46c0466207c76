//! The tag Workspaces.

use serde_json::json;

use super::{super::world::CLIENT, Values, World};

pub(super) fn good(world: &mut World, operation: &str) -> Option<Values> {
    let workspace = Values::default().param("path.id", world.workspace.clone());
    Some(match operation {
        "listWorkspaces" | "getGlobalSummary" => Values::default(),
        "createWorkspace" => Values::default().body(json!({"name": world.name()})),
        "updateWorkspace" => workspace.body(json!({"name": CLIENT})),
        "getWorkspaceSummary" | "getSendingToolDefaults" => workspace,
        "putSendingToolDefaults" => {
            workspace.body(json!({"credentialId": world.credential, "tags": ["outreach"]}))
        }
        _ => return None,
    })
}

pub(super) fn forbidden(world: &World, operation: &str) -> Option<(String, Values)> {
    let taken = json!({"name": CLIENT.to_uppercase()});
    let values = match operation {
        "createWorkspace" => Values::default().body(taken),
        "updateWorkspace" => {
            let first = world.ground.acme.first.to_string();
            Values::default().param("path.id", first).body(taken)
        }
        _ => return None,
    };
    Some((world.key(), values))
}
