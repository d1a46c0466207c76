//! The tag Inboxes.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Value, json};

use super::{
    super::world::{self, Values, World},
    no_workspace,
};
use crate::made::{png, text};

pub(super) async fn good(world: &mut World, operation: &str) -> Option<Values> {
    let inbox = json!(world.inbox);
    Some(match operation {
        "listInboxes" => Values::default(),
        "getInbox"
        | "getInboxCredentials"
        | "getInboxMfa"
        | "syncInboxTo1Password"
        | "rotateInboxPassword"
        | "updateInboxProfilePhoto" => of(operation, &inbox),
        _ => return None,
    })
}

pub(super) fn missing(operation: &str, values: &mut Values) -> Option<()> {
    (operation == "listInboxes").then(|| no_workspace(values))
}

pub(super) async fn forbidden(world: &mut World, operation: &str) -> Option<(String, Values)> {
    let in_need = [
        "getInboxCredentials",
        "syncInboxTo1Password",
        "rotateInboxPassword",
        "updateInboxProfilePhoto",
    ];
    if !in_need.contains(&operation) {
        return None;
    }
    let inbox = world.pending_inbox().await;
    Some((world.key(), of(operation, &inbox)))
}

pub(super) async fn short_of_money(_world: &mut World, _operation: &str) -> Option<Values> {
    None
}

pub(super) async fn vendor_fails(
    _world: &mut World,
    _operation: &str,
    _good: &Values,
) -> Option<Values> {
    None
}

fn of(operation: &str, inbox: &Value) -> Values {
    let values = Values::default().param("path.inboxId", inbox.clone());
    match operation {
        "rotateInboxPassword" => values.body(json!({})),
        "updateInboxProfilePhoto" => {
            let photo = BASE64_STANDARD.encode(png(64, 64));
            values.body(json!({"photo": {"base64": photo}}))
        }
        _ => values,
    }
}

impl World {
    /// The id of an inbox that nobody has paid for yet.
    async fn pending_inbox(&mut self) -> Value {
        let name = self.spare_client().await;
        let api = self.running.with(&self.key());
        let client = api.get(&format!("/clients/{name}")).await.data(200);
        let path = format!("/wallet/workspaces/{}/mode", text(&client["workspaceId"]));
        api.post(&path, &json!({"mode": "dedicated"}))
            .await
            .data(200);
        let domain = self.name().to_lowercase().replace(' ', "-");
        let mut order = world::small_order(&format!("{domain}.com"));
        order["clientName"] = json!(name);
        let placed = api.post("/orders", &order).await.data(201);
        placed["domains"][0]["inboxes"][0]["id"].clone()
    }
}
