//! The tag Orders.

use serde_json::{Value, json};

use super::{
    super::world::{self, Values, World},
    NO_WORKSPACE, domains, no_workspace, not_there,
};

/// A well-formed id of an inbox that is not there.
const NO_INBOX: &str = "inb_01m6jy9ne0evr88y42wdngtn4v";

pub(super) async fn good(world: &mut World, operation: &str) -> Option<Values> {
    Some(match operation {
        "listOrders" | "getPromoStatus" | "getInboxCount" | "listUnpaidOrders"
        | "listInboxMutations" => Values::default(),
        "createOrder" => Values::default().body(world.small_order()),
        "getOrder" => of(&world.order),
        "setOrderAutoRenew" => of(&world.order).body(json!({"autoRenew": true})),
        "cancelOrder" => of(&world.unpaid_order().await),
        "revertOrderCancellation" => {
            let order = world.delivered_order().await;
            world.made("cancelOrder", &of(&order)).await;
            of(&order)
        }
        "reactivateOrder" => {
            let order = world.canceled_order().await;
            let to = order["workspaceId"].clone();
            let body = json!({"from": "master", "to": to, "amountCents": 1000});
            world
                .made("transferFunds", &Values::default().body(body))
                .await;
            of(&order["id"])
        }
        "createInboxMutation" => Values::default().body(passwords(&world.inbox)),
        "getInboxMutation" => {
            let body = Values::default().body(passwords(&world.inbox));
            let made = world.made("createInboxMutation", &body).await;
            Values::default().param("path.id", made["id"].clone())
        }
        "checkNameservers" => Values::default().body(json!({"domain": world.domain})),
        "recheckAllNameservers" => Values::default().body(json!({})),
        _ => return None,
    })
}

pub(super) fn missing(operation: &str, values: &mut Values) -> Option<()> {
    match operation {
        "listOrders" | "getPromoStatus" | "getInboxCount" | "listUnpaidOrders"
        | "listInboxMutations" => no_workspace(values),
        "createOrder" | "recheckAllNameservers" => not_there(values, "workspaceId", NO_WORKSPACE)?,
        "createInboxMutation" => values.body.as_mut()?["items"][0]["inboxId"] = json!(NO_INBOX),
        "checkNameservers" => not_there(values, "domain", "not-here.com")?,
        _ => return None,
    }
    Some(())
}

pub(super) async fn forbidden(world: &mut World, operation: &str) -> Option<(String, Values)> {
    let values = match operation {
        "createOrder" => {
            let mut order = world.small_order();
            let twice = order["domains"][0].clone();
            order["domains"].as_array_mut()?.push(twice);
            Values::default().body(order)
        }
        "setOrderAutoRenew" => {
            let order = world.canceled_order().await;
            of(&order["id"]).body(json!({"autoRenew": true}))
        }
        "cancelOrder" => of(&world.canceled_order().await["id"]),
        // It is active.
        "revertOrderCancellation" | "reactivateOrder" => of(&world.order),
        _ => return None,
    };
    Some((world.key(), values))
}

pub(super) async fn short_of_money(world: &mut World, operation: &str) -> Option<Values> {
    match operation {
        "reactivateOrder" => Some(of(&world.canceled_order().await["id"])),
        _ => None,
    }
}

pub(super) async fn vendor_fails(
    world: &mut World,
    operation: &str,
    _good: &Values,
) -> Option<Values> {
    Some(match operation {
        "createOrder" => Values::default().body(domains::purchase("unknown-northwind.com")),
        "reactivateOrder" => {
            let order = domains::undecidable(world).await;
            Values::default().param("path.orderId", order)
        }
        _ => return None,
    })
}

/// Further ways to succeed, with other answers.
pub(super) async fn further(world: &mut World, operation: &str) -> Vec<Values> {
    match operation {
        "createOrder" => {
            let values = Values::default().body(world.small_order());
            vec![values.param("query.dryRun", true)]
        }
        _ => Vec::new(),
    }
}

pub(super) fn another(operation: &str, body: &Value) -> Option<(&'static str, Value)> {
    match operation {
        "createOrder" => Some(("autoRenew", json!(false))),
        "createInboxMutation" => {
            let mut items = body["items"].clone();
            items[0]["password"] = json!("Made-up-Passw0rd-9");
            Some(("items", items))
        }
        _ => None,
    }
}

fn of(order: &Value) -> Values {
    Values::default().param("path.orderId", order.clone())
}

fn passwords(inbox: &str) -> Value {
    json!({"type": "password", "items": [{"inboxId": inbox}]})
}

impl World {
    /// An order of one inbox on a domain of one's own that nothing has yet.
    fn small_order(&mut self) -> Value {
        world::small_order(&format!(
            "{}.com",
            self.name().to_lowercase().replace(' ', "-")
        ))
    }

    /// The id of an order that is delivered.
    async fn delivered_order(&mut self) -> Value {
        let body = Values::default().body(self.small_order());
        let placed = self.made("createOrder", &body).await;
        let api = self.running.with(&self.key());
        world::delivered(&api, &placed).await["id"].clone()
    }

    /// The id of an order whose workspace has no money.
    async fn unpaid_order(&mut self) -> Value {
        let name = self.spare_client().await;
        let api = self.running.with(&self.key());
        let client = api.get(&format!("/clients/{name}")).await.data(200);
        let path = format!(
            "/wallet/workspaces/{}/mode",
            client["workspaceId"].as_str().unwrap_or_default()
        );
        api.post(&path, &json!({"mode": "dedicated"}))
            .await
            .data(200);
        let mut order = self.small_order();
        order["clientName"] = json!(name);
        let placed = self
            .made("createOrder", &Values::default().body(order))
            .await;
        placed["id"].clone()
    }

    /// An order that was canceled, whose workspace has no money.
    pub(super) async fn canceled_order(&mut self) -> Value {
        let order = self.unpaid_order().await;
        self.made("cancelOrder", &of(&order)).await
    }
}
