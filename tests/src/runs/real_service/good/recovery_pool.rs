//! The tag Recovery Pool.

use serde_json::{Value, json};
use simpleinboxes_core::status::{DomainStatus, InboxStatus, OrderStatus};

use super::{Values, World, no_workspace};

pub(super) async fn good(world: &mut World, operation: &str) -> Option<Values> {
    Some(match operation {
        "listRecoveryEntries" | "listRecoveryNotifications" => Values::default(),
        "submitRecoveryDomains" => {
            let name = domain(world).await;
            Values::default().body(submission(&name))
        }
        "checkBlacklists" => {
            // One that is in the pool, so that what is found is kept.
            let (name, _) = entry(world).await;
            Values::default().body(json!({"domains": [name]}))
        }
        "reactivateRecoveryEntry" => of(entry(world).await.1).body(json!({"force": true})),
        "getRecoveryEntry" | "deleteRecoveryEntry" | "dismissRecoveryBanner" => {
            of(entry(world).await.1)
        }
        _ => return None,
    })
}

pub(super) fn missing(operation: &str, values: &mut Values) -> Option<()> {
    match operation {
        "listRecoveryEntries" | "listRecoveryNotifications" => no_workspace(values),
        "submitRecoveryDomains" => {
            values.body.as_mut()?["workspaceId"] = json!(super::NO_WORKSPACE);
        }
        _ => return None,
    }
    Some(())
}

pub(super) async fn forbidden(world: &mut World, operation: &str) -> Option<(String, Values)> {
    let (_, id) = entry(world).await;
    let values = match operation {
        // It has not healed.
        "reactivateRecoveryEntry" => of(id).body(json!({})),
        "deleteRecoveryEntry" => {
            world.made("deleteRecoveryEntry", &of(id.clone())).await;
            of(id)
        }
        _ => return None,
    };
    Some((world.key(), values))
}

pub(super) fn another(operation: &str) -> Option<(&'static str, Value)> {
    let other = json!([{"domain": "another-northwind.com"}]);
    (operation == "submitRecoveryDomains").then_some(("domains", other))
}

fn of(entry: Value) -> Values {
    Values::default().param("path.id", entry)
}

fn submission(domain: &str) -> Value {
    json!({"domains": [{"domain": domain, "reason": "dormant"}]})
}

/// A domain in use that nothing else uses, with an inbox.
async fn domain(world: &mut World) -> String {
    let name = world.name().to_lowercase().replace(' ', "-");
    let name = format!("pool-{name}.com");
    let acme = &world.ground.acme;
    let seed = world.running.seed(acme, acme.first);
    let order = seed.order(OrderStatus::Active).await;
    let id = seed.domain(order, &name, DomainStatus::Active).await;
    seed.inbox(order, id, "jane", InboxStatus::Active).await;
    name
}

/// A domain in the pool, and the id of its entry.
async fn entry(world: &mut World) -> (String, Value) {
    let name = domain(world).await;
    let values = Values::default().body(submission(&name));
    let taken = world.made("submitRecoveryDomains", &values).await;
    (name, taken["results"][0]["entry"]["id"].clone())
}
