//! What Cloudflare takes and gives. Only the members that are used.

use serde::{Deserialize, Serialize};

/// What every answer is wrapped in.
#[derive(Deserialize)]
pub(super) struct Envelope<T> {
    pub(super) success: bool,
    pub(super) result: Option<T>,
    pub(super) result_info: Option<PageInfo>,
}

/// Which page of a list this is.
#[derive(Deserialize)]
pub(super) struct PageInfo {
    pub(super) page: u32,
    pub(super) total_pages: u32,
}

/// An answer that is not a success.
#[derive(Deserialize)]
pub(super) struct Refusal {
    #[serde(default)]
    pub(super) errors: Vec<Said>,
}

/// One of its reasons.
#[derive(Deserialize)]
pub(super) struct Said {
    pub(super) code: u32,
    #[serde(default)]
    pub(super) message: String,
}

/// Something that has an id.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Id {
    pub(super) id: String,
}

/// A zone.
#[derive(Deserialize)]
pub(super) struct Zone {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) status: String,
    #[serde(default)]
    pub(super) name_servers: Option<Vec<String>>,
    pub(super) created_on: Option<String>,
    pub(super) plan: Option<Plan>,
}

/// What is paid for a zone.
#[derive(Deserialize)]
pub(super) struct Plan {
    pub(super) legacy_id: Option<String>,
}

/// `POST /zones`
#[derive(Serialize)]
pub(super) struct NewZone<'a> {
    pub(super) account: Id,
    pub(super) name: &'a str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}

/// A record as it is read.
#[derive(Deserialize)]
pub(super) struct Record {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) content: String,
    pub(super) ttl: u32,
    pub(super) priority: Option<u16>,
    pub(super) proxied: Option<bool>,
    #[serde(default)]
    pub(super) data: Option<Data>,
}

/// The parts of an `SRV` or `CAA`. Other types have other parts.
#[derive(Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub(super) struct Data {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) priority: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) weight: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) port: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) target: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) flags: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
}

/// A record as it is written.
#[derive(Serialize)]
pub(super) struct WrittenRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) content: Option<String>,
    pub(super) ttl: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) priority: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) data: Option<Data>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) proxied: Option<bool>,
}

/// `POST …/dns_records/batch`; carried out in this order.
#[derive(Serialize, Default)]
pub(super) struct Batch {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) deletes: Vec<Id>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) patches: Vec<WrittenRecord>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) posts: Vec<WrittenRecord>,
}

/// What a batch did, each list in the order of the request's.
#[derive(Deserialize)]
pub(super) struct BatchDone {
    #[serde(default)]
    pub(super) deletes: Option<Vec<Id>>,
    #[serde(default)]
    pub(super) patches: Option<Vec<Id>>,
    #[serde(default)]
    pub(super) posts: Option<Vec<Id>>,
}

/// The rules of a phase.
#[derive(Deserialize)]
pub(super) struct Ruleset {
    pub(super) id: String,
    #[serde(default)]
    pub(super) rules: Vec<RuleThere>,
}

/// A rule as it is read, whosever it is.
#[derive(Deserialize)]
pub(super) struct RuleThere {
    pub(super) id: String,
    #[serde(rename = "ref")]
    pub(super) reference: Option<String>,
}

/// A rule as it is written.
#[derive(Serialize)]
pub(super) struct Rule {
    #[serde(rename = "ref")]
    pub(super) reference: &'static str,
    pub(super) description: &'static str,
    pub(super) expression: String,
    pub(super) action: &'static str,
    pub(super) action_parameters: ActionParameters,
    pub(super) enabled: bool,
}

#[derive(Serialize)]
pub(super) struct ActionParameters {
    pub(super) from_value: FromValue,
}

#[derive(Serialize)]
pub(super) struct FromValue {
    pub(super) target_url: TargetUrl,
    pub(super) status_code: u16,
    pub(super) preserve_query_string: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum TargetUrl {
    Value(String),
    Expression(String),
}

/// `PUT …/entrypoint`: all rules of a phase.
#[derive(Serialize)]
pub(super) struct Rules {
    pub(super) rules: [Rule; 1],
}
