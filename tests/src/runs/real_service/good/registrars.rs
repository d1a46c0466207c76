//! The tag Registrars.

use serde_json::{Value, json};
use simpleinboxes_core::status::{DomainStatus, OrderStatus};

use super::{NO_WORKSPACE, Values, World, not_there};
use crate::registrar::{GARBLED, SECRET, TAKEN};

pub(super) async fn good(world: &mut World, operation: &str) -> Option<Values> {
    Some(match operation {
        "listSupportedRegistrars" | "getRegistrarConnectionInfo" => Values::default(),
        "testRegistrarCredentials" => Values::default().body(credentials(TAKEN)),
        "updateRegistrarNameservers" => {
            let save = Values::default().body(credentials(TAKEN));
            world.made("testRegistrarCredentials", &save).await;
            let domain = domain(world).await;
            let nameservers = json!(["ns1.example.net", "ns2.example.net"]);
            let known = json!({"domain": domain, "nameservers": nameservers});
            let unknown = json!({"domain": "nobodys.com"});
            Values::default().body(json!({"registrar": "porkbun", "domains": [known, unknown]}))
        }
        _ => return None,
    })
}

/// Credentials that are refused, which is a success as well.
pub(super) fn further(operation: &str) -> Vec<Values> {
    match operation {
        "testRegistrarCredentials" => vec![Values::default().body(credentials("pk1_unknown"))],
        _ => Vec::new(),
    }
}

pub(super) fn missing(operation: &str, values: &mut Values) -> Option<()> {
    match operation {
        "testRegistrarCredentials" | "updateRegistrarNameservers" => {
            not_there(values, "workspaceId", NO_WORKSPACE)
        }
        _ => None,
    }
}

pub(super) fn forbidden(world: &World, operation: &str) -> Option<(String, Values)> {
    // Nothing is saved for this one.
    let body = json!({"registrar": "spaceship", "domains": [{"domain": "any.com"}]});
    let is = operation == "updateRegistrarNameservers";
    is.then(|| (world.key(), Values::default().body(body)))
}

pub(super) fn vendor_fails(operation: &str, good: &Values) -> Option<Values> {
    let is = operation == "testRegistrarCredentials";
    is.then(|| good.clone().body(credentials(GARBLED)))
}

fn credentials(key: &str) -> Value {
    let credentials = json!({"apiKey": key, "apiSecret": SECRET});
    json!({"registrar": "porkbun", "credentials": credentials, "save": true})
}

/// A domain in use that nothing else uses.
async fn domain(world: &mut World) -> String {
    let name = world.name().to_lowercase().replace(' ', "-");
    let name = format!("registrars-{name}.com");
    let acme = &world.ground.acme;
    let seed = world.running.seed(acme, acme.first);
    let order = seed.order(OrderStatus::Active).await;
    seed.domain(order, &name, DomainStatus::Active).await;
    name
}
