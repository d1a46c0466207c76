//! The tag Domains.

use serde_json::{Value, json};
use simpleinboxes_core::{
    cents::Cents,
    pricing::{DomainPrice, PriceBook},
    status::{DomainSource, MailboxProvider},
};
use simpleinboxes_store::{DomainOffer, NewOrder, NewOrderDomain, NewOrderInbox, StoreError, Tx};

use super::{Values, World};

pub(super) async fn good(_world: &mut World, _operation: &str) -> Option<Values> {
    None
}

pub(super) fn missing(_operation: &str, _values: &mut Values) -> Option<()> {
    None
}

pub(super) async fn forbidden(_world: &mut World, _operation: &str) -> Option<(String, Values)> {
    None
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

pub(super) fn another(_operation: &str) -> Option<(&'static str, Value)> {
    None
}
