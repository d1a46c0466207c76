//! DNS Records: what goes in comes out, here, at the DNS host and in the DNS.

mod at_host;
mod bulk;
mod forwarding;
mod own;
mod pipeline;
mod rules;
mod served;

use serde_json::{Value, json};
use simpleinboxes_core::{
    dns::{DomainName, Record, RecordInput, RecordPurpose, RecordType},
    id::DomainId,
    status::{DomainStatus, OrderStatus},
};
use simpleinboxes_store::{Caller, DnsRefused, DomainZone, ManagedRecord};
use simpleinboxes_tests::{
    api::Api,
    cloudflare::{self, fake::Fake},
    made::text,
    service::{Ground, Running},
    until::until,
};

/// The domain that the records are of.
const NAME: &str = "try-northwind.com";

/// A service with a domain that has a zone.
struct Zoned {
    api: Api,
    id: DomainId,
    running: Running,
    ground: Ground,
}

impl Zoned {
    /// One on each engine, its zone in the service's own DNS server.
    async fn each() -> Vec<Self> {
        let mut all = Vec::new();
        for ground in Ground::each().await {
            all.push(Self::embedded(ground).await);
        }
        all
    }

    async fn embedded(ground: Ground) -> Self {
        Self::on(ground, DomainStatus::Active, Some(("embedded", NAME))).await
    }

    /// One whose zone is at Cloudflare.
    async fn at_cloudflare(mut ground: Ground) -> (Self, Fake, String) {
        let fake = Fake::open().await;
        cloudflare::configure(&mut ground, &fake);
        let zone = fake.state().new_zone(NAME);
        let place = Some(("cloudflare", zone.as_str()));
        let zoned = Self::on(ground, DomainStatus::Active, place).await;
        (zoned, fake, zone)
    }

    async fn on(ground: Ground, status: DomainStatus, zone: Option<(&str, &str)>) -> Self {
        let running = ground.start().await;
        let seed = running.seed(&ground.acme, ground.acme.first);
        let order = seed.order(OrderStatus::Active).await;
        let id = seed.domain(order, NAME, status).await;
        if let Some((host, zone)) = zone {
            let zone = DomainZone {
                host: host.to_owned(),
                id: zone.to_owned(),
                nameservers: vec!["ns1.example.net".to_owned(), "ns2.example.net".to_owned()],
            };
            let system = Caller::system(ground.acme.id);
            let set = running
                .store()
                .write(async |tx| tx.scoped(&system).set_domain_zone(id, &zone).await);
            assert!(set.await.expect("set"));
        }
        Self {
            api: running.with(&ground.acme.key),
            id,
            running,
            ground,
        }
    }

    /// Adds a record.
    async fn add(&self, body: &Value) -> Value {
        self.api.post(&path(""), body).await.data(201)
    }

    /// The records, newest first.
    async fn list(&self) -> Vec<Value> {
        self.api.all(&path("")).await
    }

    /// The record of this id.
    async fn record(&self, id: &str) -> Option<Value> {
        self.list().await.into_iter().find(|one| one["id"] == id)
    }

    /// Waits until a record stands so at the DNS host.
    async fn has_status(&self, id: &str, status: &str) -> Value {
        until(&format!("{id} is {status}"), async || {
            let found = self.record(id).await;
            found.filter(|one| one["syncStatus"] == status)
        })
        .await
    }

    /// Puts records of the service's own there.
    async fn keep(&self, records: &[(RecordPurpose, Record)]) {
        let purposes: Vec<_> = records.iter().map(|(purpose, _)| *purpose).collect();
        let records: Vec<_> = records
            .iter()
            .map(|(purpose, record)| ManagedRecord {
                purpose: *purpose,
                record: record.clone(),
            })
            .collect();
        let system = Caller::system(self.ground.acme.id);
        let put: Result<bool, DnsRefused> = self
            .running
            .store()
            .write(async |tx| {
                let scoped = tx.scoped(&system);
                scoped
                    .put_managed_records(self.id, &purposes, &records)
                    .await
            })
            .await;
        put.expect("put");
    }
}

/// A path below the domain's records.
fn path(rest: &str) -> String {
    format!("/domains/{NAME}/dns{rest}")
}

fn txt(name: &str, content: &str) -> Value {
    json!({"type": "TXT", "name": name, "content": content, "ttl": 3600})
}

/// A checked text record.
fn text_record(name: &str, content: &str) -> Record {
    let domain: DomainName = NAME.parse().expect("a name");
    let input = RecordInput {
        kind: RecordType::Txt,
        name,
        content,
        ttl: 3600,
        priority: None,
        weight: None,
        port: None,
        flags: None,
        tag: None,
    };
    input.check(&domain).expect("a record")
}

fn id(record: &Value) -> String {
    text(&record["id"])
}

/// Records of every type: what is sent, and what is answered of it.
fn every_type() -> Vec<(Value, Value)> {
    let key = format!(
        "v=DKIM1; k=ed25519; p={}",
        "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
    );
    vec![
        (
            json!({"type": "A", "name": "@", "content": "192.0.2.1"}),
            json!({"type": "A", "name": NAME, "content": "192.0.2.1", "ttl": 1}),
        ),
        (
            json!({"type": "A", "name": "*.wild", "content": "192.0.2.2", "ttl": 60}),
            json!({"type": "A", "name": format!("*.wild.{NAME}"), "content": "192.0.2.2", "ttl": 60}),
        ),
        (
            json!({"type": "AAAA", "name": "Six", "content": "2001:0DB8::0:1", "ttl": 86400}),
            json!({"type": "AAAA", "name": format!("six.{NAME}"), "content": "2001:db8::1",
                "ttl": 86400}),
        ),
        (
            json!({"type": "CNAME", "name": "www", "content": "WWW.Northwind.com."}),
            json!({"type": "CNAME", "name": format!("www.{NAME}"), "content": "www.northwind.com"}),
        ),
        (
            json!({"type": "MX", "name": "replies", "content": "mx.northwind.com", "priority": 10}),
            json!({"type": "MX", "name": format!("replies.{NAME}"), "content": "mx.northwind.com",
                "priority": 10}),
        ),
        (
            json!({"type": "MX", "name": "silent", "content": ".", "priority": 0}),
            json!({"type": "MX", "content": ".", "priority": 0}),
        ),
        (
            txt("@", r#"say "hi"; back\slash"#),
            json!({"type": "TXT", "content": r#"say "hi"; back\slash"#, "ttl": 3600}),
        ),
        (
            txt("long", &"x".repeat(2000)),
            json!({"content": "x".repeat(2000)}),
        ),
        (
            txt("@", "v=spf1 include:_spf.google.com ~all"),
            json!({"content": "v=spf1 include:_spf.google.com ~all", "purpose": "custom"}),
        ),
        (txt("key._domainkey", &key), json!({"content": key})),
        (
            json!({"type": "SRV", "name": "_submission._tcp", "content": "smtp.northwind.com",
                "ttl": 3600, "priority": 0, "weight": 5, "port": 587}),
            json!({"type": "SRV", "name": format!("_submission._tcp.{NAME}"), "priority": 0,
                "weight": 5, "port": 587, "flags": null}),
        ),
        (
            json!({"type": "CAA", "name": "@", "content": "LetsEncrypt.org", "tag": "issue"}),
            json!({"type": "CAA", "content": "letsencrypt.org", "flags": 0, "tag": "issue",
                "priority": null}),
        ),
        (
            json!({"type": "CAA", "name": "@", "content": "mailto:ops@northwind.com",
                "flags": 128, "tag": "iodef"}),
            json!({"type": "CAA", "flags": 128, "tag": "iodef"}),
        ),
        (
            json!({"type": "NS", "name": "sub", "content": "ns1.northwind.com"}),
            json!({"type": "NS", "name": format!("sub.{NAME}"), "content": "ns1.northwind.com"}),
        ),
    ]
}
