//! The tag DNS Records.

use serde_json::{Value, json};
use simpleinboxes_core::{
    dns::{DomainName, RecordInput, RecordPurpose, RecordType},
    id::DomainId,
    status::{DomainStatus, OrderStatus},
};
use simpleinboxes_store::{Caller, DnsRefused, DomainZone, ManagedRecord};

use super::{Values, World, not_there};

/// A well-formed id of a record that is not there.
const NO_RECORD: &str = "dns_01m7cqzs80fqcbdc5pha9st1v3";

pub(super) async fn good(world: &mut World, operation: &str) -> Option<Values> {
    let (_, name) = domain(world, Some("embedded")).await;
    let values = Values::default().param("path.domain", name.as_str());
    Some(match operation {
        "listDnsRecords" | "syncDns" => values,
        "createDnsRecord" => values.body(text("one")),
        "deleteDnsRecord" => {
            let id = record(world, &values).await;
            values.param("path.recordId", id)
        }
        "syncDnsRecord" => {
            let id = record(world, &values).await;
            values.body(json!({"recordId": id}))
        }
        "setDomainForwarding" => values.body(forward()),
        _ => return None,
    })
}

pub(super) fn missing(operation: &str, values: &mut Values) -> Option<()> {
    match operation {
        "deleteDnsRecord" => {
            let field = "path.recordId".to_owned();
            values.params.insert(field, json!(NO_RECORD));
        }
        "syncDnsRecord" => not_there(values, "recordId", NO_RECORD)?,
        _ => return None,
    }
    Some(())
}

pub(super) async fn forbidden(world: &mut World, operation: &str) -> Option<(String, Values)> {
    let values = match operation {
        "deleteDnsRecord" => {
            let (id, name) = domain(world, Some("embedded")).await;
            let values = Values::default().param("path.domain", name.as_str());
            let kept = managed(world, id, &name).await;
            values.param("path.recordId", kept)
        }
        "createDnsRecord" | "syncDns" | "syncDnsRecord" | "setDomainForwarding" => {
            // It has no zone.
            let (_, name) = domain(world, None).await;
            let values = Values::default().param("path.domain", name);
            match operation {
                "createDnsRecord" => values.body(text("one")),
                "syncDnsRecord" => values.body(json!({"recordId": NO_RECORD})),
                "setDomainForwarding" => values.body(forward()),
                _ => values,
            }
        }
        _ => return None,
    };
    Some((world.key(), values))
}

pub(super) async fn vendor_fails(
    world: &mut World,
    operation: &str,
    good: &Values,
) -> Option<Values> {
    if !matches!(operation, "syncDns" | "syncDnsRecord") {
        return None;
    }
    // Its zone is at a host that nobody here can ask.
    let (_, name) = domain(world, Some("elsewhere")).await;
    Some(good.clone().param("path.domain", name))
}

pub(super) fn another(operation: &str) -> Option<(&'static str, Value)> {
    (operation == "createDnsRecord").then(|| ("content", json!("another")))
}

fn text(content: &str) -> Value {
    json!({"type": "TXT", "name": "@", "content": content})
}

fn forward() -> Value {
    json!({"enabled": true, "url": "https://www.northwind.example"})
}

/// A record of the domain that the values name.
async fn record(world: &mut World, values: &Values) -> Value {
    let values = values.clone().body(text("a record"));
    world.made("createDnsRecord", &values).await["id"].clone()
}

/// A domain that nothing else uses, with a zone at this host.
async fn domain(world: &mut World, host: Option<&str>) -> (DomainId, String) {
    let name = world.name().to_lowercase().replace(' ', "-");
    let name = format!("dns-{name}.com");
    let acme = &world.ground.acme;
    let seed = world.running.seed(acme, acme.first);
    let order = seed.order(OrderStatus::Active).await;
    let id = seed.domain(order, &name, DomainStatus::Active).await;
    if let Some(host) = host {
        let zone = DomainZone {
            host: host.to_owned(),
            id: name.clone(),
            nameservers: Vec::new(),
        };
        let system = Caller::system(acme.id);
        let set = world
            .running
            .store()
            .write(async |tx| tx.scoped(&system).set_domain_zone(id, &zone).await);
        assert!(set.await.expect("a zone"));
    }
    (id, name)
}

/// The id of a record that the service keeps itself.
async fn managed(world: &World, domain: DomainId, name: &str) -> String {
    let of: DomainName = name.parse().expect("a name");
    let input = RecordInput {
        kind: RecordType::Txt,
        name: "@",
        content: "v=spf1 -all",
        ttl: 3600,
        priority: None,
        weight: None,
        port: None,
        flags: None,
        tag: None,
    };
    let purpose = RecordPurpose::Spf;
    let record = input.check(&of).expect("a record");
    let records = [ManagedRecord { purpose, record }];
    let system = Caller::system(world.ground.acme.id);
    let put: Result<bool, DnsRefused> = world
        .running
        .store()
        .write(async |tx| {
            let scoped = tx.scoped(&system);
            scoped
                .put_managed_records(domain, &[purpose], &records)
                .await
        })
        .await;
    put.expect("put");
    let all = world
        .running
        .store()
        .scoped(&system)
        .all_dns_records(domain)
        .await;
    all.expect("records")[0].id.to_string()
}
