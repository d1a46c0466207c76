//! What Cloudflare keeps: zones, their records and their redirect rules.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Value, json};

use super::fake::{Fault, Seen};

pub const MADE: &str = "2026-11-04T09:30:00.123456Z";

/// What is answered: a status and a body.
pub type Answer = (u16, Value);

#[derive(Default)]
pub struct State {
    pub zones: BTreeMap<String, Zone>,
    pub faults: VecDeque<Fault>,
    pub seen: Vec<Seen>,
    /// Requests that Cloudflare does not document. There must be none.
    pub undocumented: Vec<String>,
    pub plan: &'static str,
    pub count: u32,
}

pub struct Zone {
    pub name: String,
    pub status: &'static str,
    /// The name servers that the registrar has.
    pub delegated_to: Vec<String>,
    pub name_servers: Vec<String>,
    pub records: Vec<Value>,
    pub ruleset: Option<Ruleset>,
}

pub struct Ruleset {
    pub id: String,
    pub rules: Vec<Value>,
}

impl State {
    pub fn new_id(&mut self) -> String {
        self.count += 1;
        format!("{:032x}", 0xcf_0000 + self.count)
    }

    pub fn new_zone(&mut self, name: &str) -> String {
        let id = self.new_id();
        // Another pair each time, in another order and case than ours.
        let pair = self.count;
        let zone = Zone {
            name: name.to_owned(),
            status: "pending",
            delegated_to: Vec::new(),
            name_servers: vec![
                format!("Walt{pair}.ns.cloudflare.com"),
                format!("ada{pair}.ns.cloudflare.com"),
            ],
            records: Vec::new(),
            ruleset: None,
        };
        self.zones.insert(id.clone(), zone);
        id
    }

    pub fn zone_json(&self, id: &str) -> Value {
        let zone = &self.zones[id];
        json!({
            "id": id, "name": zone.name, "status": zone.status, "type": "full", "paused": false,
            "name_servers": zone.name_servers, "original_name_servers": null,
            "original_registrar": null, "original_dnshost": null, "created_on": MADE,
            "modified_on": MADE, "activated_on": null, "development_mode": 0,
            "account": {"id": super::fake::ACCOUNT, "name": "Acme"},
            "owner": {"id": null, "type": "user", "email": null},
            "meta": {"step": 2, "custom_certificate_quota": 0},
            "plan": {"id": "0feeeeeeeeeeeeeeeeeeeeeeeeeeeeee", "name": "Free Website", "price": 0,
                "legacy_id": self.plan},
            "permissions": [], "verification_key": "284344499-1084221259",
        })
    }
}

pub fn ok(result: Value) -> Answer {
    let body = json!({"success": true, "errors": [], "messages": [], "result": result});
    (200, body)
}

pub fn refused(status: u16, code: u32, message: &str) -> Answer {
    let error = json!({"code": code, "message": message});
    let body = json!({"success": false, "errors": [error], "messages": [], "result": null});
    (status, body)
}

pub fn gone() -> Answer {
    refused(404, 81044, "Record does not exist.")
}

/// The record as it is kept, or why it is not taken. `id` is that of the one it replaces.
pub fn taken(zone: &Zone, body: &Value, id: &str) -> Result<Value, Answer> {
    let text = |field: &str| body[field].as_str().unwrap_or_default().to_owned();
    let kind = text("type");
    let name = text("name").to_ascii_lowercase();
    let content = match kind.as_str() {
        "SRV" => {
            let data = &body["data"];
            let target = data["target"].as_str().unwrap_or_default();
            format!("{} {} {target}", data["weight"], data["port"])
        }
        "CAA" => {
            let data = &body["data"];
            format!(
                "{} {} {}",
                data["flags"],
                data["tag"].as_str().unwrap_or_default(),
                data["value"]
            )
        }
        _ => text("content"),
    };
    let others = zone.records.iter().filter(|there| there["id"] != id);
    for there in others.filter(|there| there["name"] == name.as_str()) {
        let is = |wanted: &[&str], kind: &str| wanted.contains(&kind);
        let there_is = there["type"].as_str().unwrap_or_default();
        let addresses = ["A", "AAAA"];
        if (kind == "CNAME" && is(&["A", "AAAA", "CNAME"], there_is))
            || (is(&addresses, &kind) && there_is == "CNAME")
        {
            let words = "An A, AAAA, or CNAME record with that host already exists.";
            return Err(refused(400, 81053, words));
        }
        if there_is == kind && there["content"] == content.as_str() {
            return Err(if there["ttl"] == body["ttl"] {
                refused(400, 81058, "An identical record already exists.")
            } else {
                refused(400, 81057, "Record already exists.")
            });
        }
    }
    let proxied = body["proxied"] == true;
    let proxiable = matches!(kind.as_str(), "A" | "AAAA" | "CNAME");
    let mut kept = json!({
        "id": id, "name": name, "type": kind, "content": content,
        "proxiable": proxiable, "proxied": proxied,
        "ttl": if proxied { json!(1) } else { body["ttl"].clone() },
        "settings": {}, "meta": {}, "comment": null, "tags": [],
        "created_on": MADE, "modified_on": MADE,
    });
    for field in ["priority", "data"] {
        if !body[field].is_null() {
            kept[field] = body[field].clone();
        }
    }
    if kind == "SRV" {
        kept["priority"] = body["data"]["priority"].clone();
    }
    Ok(kept)
}
