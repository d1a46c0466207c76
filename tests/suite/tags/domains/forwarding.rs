//! Where visitors of a domain may be sent: the same whoever says it.

use serde_json::{Value, json};
use simpleinboxes_core::status::{DomainStatus, OrderStatus};
use simpleinboxes_store::{Caller, DomainZone};
use simpleinboxes_tests::{
    api::{Answer, Api},
    service::{Ground, Running},
    until::until,
};

use crate::lookup::resolved;

const NAME: &str = "try-northwind.com";

/// The domain whose names visitors are sent to.
const SITE: &str = "northwind.net";

/// Addresses to which nobody is sent.
const REFUSED: [&str; 9] = [
    "https://user:secret@northwind.com/",
    "https://user@northwind.com/",
    "http://127.0.0.1:8080/",
    "http://0x7f.1/",
    "http://localhost/admin",
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/",
    "https://www.try-northwind.com/",
];

/// Says everywhere that visitors are to be sent to `url`: the answers, and the field of each.
async fn said_everywhere(api: &Api, url: &str) -> [(Answer, &'static str); 4] {
    let inbox = json!({"firstName": "Jane", "lastName": "Doe", "username": "jane"});
    let ordered = url.replace(NAME, "other-northwind.com");
    let domain = json!({"domain": "other-northwind.com", "source": "owned",
        "forwardingUrl": ordered, "inboxes": [inbox]});
    let order = json!({"provider": "google", "domains": [domain]});
    let settings = format!("/domains/{NAME}/fulfillment-settings");
    let change = json!({"forwardingUrl": url});
    let forwarding = format!("/domains/{NAME}/dns/forwarding");
    let wanted = json!({"enabled": true, "url": url});
    [
        (
            api.post("/orders?dryRun=true", &order).await,
            "/domains/0/forwardingUrl",
        ),
        (
            api.post("/orders", &order).await,
            "/domains/0/forwardingUrl",
        ),
        (api.patch(&settings, &change).await, "/forwardingUrl"),
        (api.post(&forwarding, &wanted).await, "/url"),
    ]
}

async fn is_refused(api: &Api, url: &str) {
    for (answer, field) in said_everywhere(api, url).await {
        let error = answer.refused(400, "INVALID_REQUEST");
        let details = error["details"].as_array().expect("details");
        let named: Vec<&Value> = details.iter().map(|one| &one["field"]).collect();
        assert_eq!(named, [field], "{url}: {error}");
        assert!(!answer.text().contains("secret"), "{}", answer.text());
    }
}

async fn domain(ground: &Ground, running: &Running, name: &str, zone: Option<DomainZone>) {
    let seed = running.seed(&ground.acme, ground.acme.first);
    let order = seed.order(OrderStatus::Active).await;
    let id = seed.domain(order, name, DomainStatus::Active).await;
    if let Some(zone) = zone {
        let system = Caller::system(ground.acme.id);
        let set = running
            .store()
            .write(async |tx| tx.scoped(&system).set_domain_zone(id, &zone).await);
        assert!(set.await.expect("set"));
    }
}

#[tokio::test]
async fn nobody_is_sent_to_a_private_place() {
    for mut ground in Ground::each().await {
        ground.config.jobs.workers = 0;
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        domain(&ground, &running, NAME, None).await;
        for url in REFUSED {
            is_refused(&api, url).await;
        }
    }
}

/// A service that answers DNS for the names that visitors are sent to.
async fn site() -> (Ground, Running) {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let zone = DomainZone {
        host: "embedded".to_owned(),
        id: SITE.to_owned(),
        nameservers: vec!["ns1.example.net".to_owned(), "ns2.example.net".to_owned()],
    };
    domain(&ground, &running, SITE, Some(zone)).await;
    let api = running.with(&ground.acme.key);
    for (name, kind, content) in [
        ("inside", "A", "10.0.0.1"),
        ("metadata", "A", "169.254.169.254"),
        ("six", "AAAA", "fd00:ec2::254"),
        ("both", "A", "93.184.216.34"),
        ("both", "A", "127.0.0.1"),
        ("alias", "CNAME", "inside.northwind.net"),
        ("outside", "A", "93.184.216.34"),
        ("outside", "AAAA", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"),
    ] {
        let record = json!({"type": kind, "name": name, "content": content});
        let path = format!("/domains/{SITE}/dns");
        api.post(&path, &record).await.data(201);
    }
    until("the last record is served", async || {
        let found = resolved(running.dns(), &format!("outside.{SITE}."), "AAAA").await;
        (!found.is_empty()).then_some(())
    })
    .await;
    (ground, running)
}

#[tokio::test]
async fn names_are_looked_up() {
    let (_site, serving) = site().await;
    for mut ground in Ground::each().await {
        ground.config.jobs.workers = 0;
        let looks = &mut ground.config.outbound.destinations;
        looks.resolvers = vec![serving.dns()];
        looks.look_ms = 10_000;
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        domain(&ground, &running, NAME, None).await;
        for name in ["inside", "metadata", "six", "both", "alias"] {
            is_refused(&api, &format!("https://{name}.{SITE}/a?b")).await;
        }
        // One that is not there may be on its way.
        for name in ["outside", "nowhere"] {
            for (answer, _) in said_everywhere(&api, &format!("https://{name}.{SITE}/")).await {
                assert_ne!(answer.status, 400, "{}", answer.text());
            }
        }
    }
}
