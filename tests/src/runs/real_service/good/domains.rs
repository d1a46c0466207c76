//! The tag Domains.

use serde_json::{Value, json};
use simpleinboxes_core::{
    cents::Cents,
    pricing::{DomainPrice, PriceBook},
    status::{DomainSource, MailboxProvider},
};
use simpleinboxes_store::{DomainOffer, NewOrder, NewOrderDomain, NewOrderInbox, StoreError, Tx};

use super::{
    super::world::{self, CLIENT, Values, World},
    no_workspace,
};
use crate::{made::text, played::STUCK, until::in_time};

pub(super) async fn good(world: &mut World, operation: &str) -> Option<Values> {
    Some(match operation {
        "listDomains" => Values::default(),
        "searchDomains" => Values::default().param("query.query", "northwind"),
        "searchDomainsBatch" => Values::default().body(json!({"domains": ["northwind.com"]})),
        "bulkUpdateDns" => Values::default().body(edits(&world.domain)),
        "getDomain"
        | "listDomainInboxes"
        | "getDomainNameservers"
        | "getDomainHistory"
        | "listDomainActions" => of(&world.domain),
        "retryDomainAction" => {
            let (domain, action) = stuck_action(world).await;
            of(&domain).param("path.actionId", action)
        }
        "reuploadDomain" => {
            let domain = client_domain(world).await;
            let attach = of(&domain).body(json!({"credentialId": world.credential}));
            world.made("addDomainSendingTool", &attach).await;
            of(&domain)
        }
        "addDomainSendingTool" => {
            let domain = client_domain(world).await;
            of(&domain).body(json!({"credentialId": world.credential}))
        }
        "updateDomainFulfillmentSettings" => of(&world.domain).body(json!({"warmup": true})),
        _ => return None,
    })
}

pub(super) fn missing(operation: &str, values: &mut Values) -> Option<()> {
    match operation {
        "listDomains" => no_workspace(values),
        "bulkUpdateDns" => values.body.as_mut()?["domains"] = json!(["not-here.com"]),
        _ => return None,
    }
    Some(())
}

pub(super) async fn forbidden(world: &mut World, operation: &str) -> Option<(String, Values)> {
    let values = match operation {
        "retryDomainAction" => {
            // One that succeeded.
            let api = world.running.with(&world.key());
            let path = format!("/domains/{}/actions?status=succeeded", world.domain);
            let actions = api.get(&path).await.data(200);
            of(&world.domain).param("path.actionId", actions[0]["id"].clone())
        }
        // It has no sending tool.
        "reuploadDomain" => of(&world.domain),
        "addDomainSendingTool" => {
            let body = json!({"credentialId": world.credential});
            of(&released(world).await).body(body)
        }
        "updateDomainFulfillmentSettings" => {
            of(&released(world).await).body(json!({"warmup": true}))
        }
        _ => return None,
    };
    Some((world.key(), values))
}

pub(super) async fn short_of_money(_world: &mut World, _operation: &str) -> Option<Values> {
    None
}

pub(super) async fn vendor_fails(
    _world: &mut World,
    operation: &str,
    _good: &Values,
) -> Option<Values> {
    Some(match operation {
        "searchDomains" => Values::default().param("query.query", "outage-northwind"),
        "searchDomainsBatch" => Values::default().body(json!({"domains": ["outage-a.com"]})),
        _ => return None,
    })
}

fn of(domain: &str) -> Values {
    Values::default().param("path.domain", domain)
}

fn edits(domain: &str) -> Value {
    let record = json!({"type": "TXT", "name": "_old-verification"});
    json!({"domains": [domain], "operations": [{"op": "delete", "record": record}]})
}

/// A delivered domain of the client that the credential belongs to.
async fn client_domain(world: &mut World) -> String {
    let mut order = world::small_order(&format!("tool-{}.com", world.running.unique()));
    order["clientName"] = json!(CLIENT);
    let placed = world
        .made("createOrder", &Values::default().body(order))
        .await;
    let api = world.running.with(&world.key());
    let order = world::delivered(&api, &placed).await;
    let name = text(&order["domains"][0]["name"]);
    // It is delivered before its inboxes are uploaded.
    let path = format!("/domains/{name}/actions?status=open");
    let idle = async { while api.get(&path).await.data(200) != json!([]) {} };
    in_time("nothing is left to do on a domain", idle).await;
    name
}

/// A domain that was let go.
async fn released(world: &mut World) -> String {
    let order = world.canceled_order().await;
    text(&order["domains"][0]["name"])
}

/// A domain with a step that was given up, and that step.
async fn stuck_action(world: &mut World) -> (String, Value) {
    let name = format!("{STUCK}{}.com", world.running.unique());
    let order = Values::default().body(world::small_order(&name));
    world.made("createOrder", &order).await;
    let api = world.running.with(&world.key());
    let path = format!("/domains/{name}/actions?status=failed");
    let failed = async {
        loop {
            let found = api.get(&path).await.data(200);
            if let Some(action) = found.get(0) {
                return action["id"].clone();
            }
        }
    };
    let action = in_time("a step is given up", failed).await;
    (name, action)
}

/// An order of a domain that is bought.
pub(super) fn purchase(name: &str) -> Value {
    let inbox = json!({"firstName": "Jane", "lastName": "Doe", "username": "jane"});
    let domains = json!([{"domain": name, "source": "purchase", "inboxes": [inbox]}]);
    let registrant = json!({
        "firstName": "Olivia",
        "lastName": "Park",
        "email": "ops@acme.example",
        "phone": "+12065550142",
        "addressLine1": "410 Terry Avenue North",
        "city": "Seattle",
        "postalCode": "98109",
        "country": "US",
    });
    json!({"provider": "google", "domains": domains, "registrant": registrant})
}

/// The id of an order that is canceled, of a domain that the registrar knows nothing of.
pub(super) async fn undecidable(world: &mut World) -> Value {
    let client = world.spare_client().await;
    let api = world.running.with(&world.key());
    let found = api.get(&format!("/clients/{client}")).await.data(200);
    let workspace = found["workspaceId"].as_str().unwrap_or_default().to_owned();
    let mode = format!("/wallet/workspaces/{workspace}/mode");
    let dedicated = json!({"mode": "dedicated"});
    api.post(&mode, &dedicated).await.data(200);
    let price = DomainPrice {
        first: Cents::new(1099),
        renewal: Cents::new(1199),
    };
    let inbox = NewOrderInbox {
        first_name: "Jane".to_owned(),
        last_name: "Doe".to_owned(),
        username: "jane".to_owned(),
        password: "Made-up-Passw0rd-1".into(),
    };
    let domain = NewOrderDomain {
        name: format!("unknown-{}.com", world.running.unique()),
        source: DomainSource::Purchase,
        offer: Some(DomainOffer {
            price,
            most: price.first,
            premium: false,
        }),
        forwarding_url: None,
        inboxes: vec![inbox],
    };
    let registrant = serde_json::from_value(json!({
        "first_name": "Olivia",
        "last_name": "Park",
        "organization": null,
        "email": "ops@acme.example",
        "phone": "+12065550142",
        "address_line1": "410 Terry Avenue North",
        "address_line2": null,
        "city": "Seattle",
        "state": null,
        "postal_code": "98109",
        "country": "US",
    }));
    let new = NewOrder {
        workspace: workspace.parse().expect("the id of a workspace"),
        provider: MailboxProvider::Google,
        domains: vec![domain],
        sending_tool: None,
        auto_renew: true,
        promo_code: None,
        registrant: registrant.ok(),
        expected_total: None,
    };
    let book = PriceBook::embedded().expect("a book");
    let caller = world.ground.acme.caller();
    let work = async |tx: &Tx| {
        let scoped = tx.scoped(&caller);
        let order = scoped.place_order(&new, &book).await.expect("placed");
        scoped.cancel_order(order).await.expect("canceled");
        Ok::<_, StoreError>(order)
    };
    let order = world.running.store().write(work).await.expect("written");
    json!(order.to_string())
}

pub(super) fn another(operation: &str) -> Option<(&'static str, Value)> {
    match operation {
        "bulkUpdateDns" => {
            let record = json!({"type": "TXT", "name": "_another"});
            Some(("operations", json!([{"op": "delete", "record": record}])))
        }
        "addDomainSendingTool" => Some(("tags", json!(["another"]))),
        _ => None,
    }
}
