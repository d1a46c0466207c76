//! What a Connect server takes and gives.

use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use url::Url;

use crate::http::endpoint;
use crate::outbound::UserUrl;
use crate::redact::without;
use crate::vault::{InboxItem, Server};

/// The section that mail servers stand in.
const MAIL: &str = "mail";

/// A path below `/v1`.
pub(super) fn url(base: &UserUrl, path: &str) -> Url {
    let mut base = base.as_url().clone();
    let own = base.path().trim_end_matches('/');
    let own = own.strip_suffix("/v1").unwrap_or(own).to_owned();
    base.set_path(&own);
    endpoint(&base, &format!("/v1{path}"))
}

/// Items with a title.
pub(super) fn items_titled(base: &UserUrl, path: &str, title: &str) -> Url {
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    let mut url = url(base, path);
    url.query_pairs_mut()
        .append_pair("filter", &format!("title eq \"{title}\""));
    url
}

/// The tag that makes an item that of an inbox.
pub(super) fn inbox_tag(inbox_id: &str) -> String {
    format!("simpleinboxes/{inbox_id}")
}

/// A new item. The value is a secret.
pub(super) fn new_item(vault: &str, item: &InboxItem) -> Value {
    let mut fields = Vec::new();
    let mut sections = Vec::new();
    set_fields(&mut fields, item);
    set_section(&mut sections);
    json!({
        "vault": {"id": vault},
        "title": item.address,
        "category": "LOGIN",
        "urls": urls(item),
        "tags": tags(item),
        "sections": sections,
        "fields": fields,
    })
}

/// The item that is there, with our parts as they shall be and all others as they were.
pub(super) fn merged(before: &Value, vault: &str, item: &InboxItem) -> Value {
    let mut after: Map<String, Value> = before.as_object().cloned().unwrap_or_default();
    let list = |name: &str| -> Vec<Value> {
        let list = before.get(name).and_then(Value::as_array);
        list.cloned().unwrap_or_default()
    };
    let mut fields = list("fields");
    set_fields(&mut fields, item);
    let mut sections = list("sections");
    set_section(&mut sections);
    let mut all_tags = list("tags");
    for tag in tags(item) {
        if !all_tags.contains(&tag) {
            all_tags.push(tag);
        }
    }
    if list("urls").is_empty() && item.sign_in_url.is_some() {
        after.insert("urls".to_owned(), json!(urls(item)));
    }
    after.insert(
        "vault".to_owned(),
        before.get("vault").cloned().unwrap_or(json!({"id": vault})),
    );
    after.insert("title".to_owned(), json!(item.address));
    after.insert("tags".to_owned(), Value::Array(all_tags));
    after.insert("sections".to_owned(), Value::Array(sections));
    after.insert("fields".to_owned(), Value::Array(fields));
    Value::Object(after)
}

fn urls(item: &InboxItem) -> Vec<Value> {
    let url = |href: &String| json!({"primary": true, "href": href});
    item.sign_in_url.iter().map(url).collect()
}

fn tags(item: &InboxItem) -> Vec<Value> {
    let own = inbox_tag(&item.inbox_id);
    vec![
        json!("simpleinboxes"),
        json!(item.domain.as_str()),
        json!(own),
    ]
}

fn set_section(sections: &mut Vec<Value>) {
    if !sections.iter().any(|section| section["id"] == MAIL) {
        sections.push(json!({"id": MAIL, "label": "Mail servers"}));
    }
}

/// Our fields, each in the place of the one with its id; those that have no value go.
fn set_fields(fields: &mut Vec<Value>, item: &InboxItem) {
    let secret = |value: &Option<secrecy::SecretString>| {
        let value = value.as_ref().map(ExposeSecret::expose_secret);
        value.map(ToOwned::to_owned)
    };
    let server = |server: &Option<Server>| {
        let server = server.as_ref();
        server.map(|server| format!("{}:{}", server.host, server.port))
    };
    set(
        fields,
        "username",
        Some(item.username.clone()),
        json!({
            "type": "STRING", "purpose": "USERNAME", "label": "username",
        }),
    );
    set(
        fields,
        "password",
        Some(item.password.expose_secret().to_owned()),
        json!({
            "type": "CONCEALED", "purpose": "PASSWORD", "label": "password",
        }),
    );
    set(
        fields,
        "otp",
        secret(&item.otpauth),
        json!({"type": "OTP", "label": "one-time password"}),
    );
    set(
        fields,
        "app_password",
        secret(&item.app_password),
        json!({
            "type": "CONCEALED", "label": "app password", "section": {"id": MAIL},
        }),
    );
    set(
        fields,
        "imap",
        server(&item.imap),
        json!({
            "type": "STRING", "label": "IMAP", "section": {"id": MAIL},
        }),
    );
    set(
        fields,
        "smtp",
        server(&item.smtp),
        json!({
            "type": "STRING", "label": "SMTP", "section": {"id": MAIL},
        }),
    );
}

fn set(fields: &mut Vec<Value>, id: &str, value: Option<String>, rest: Value) {
    let place = fields.iter().position(|field| field["id"] == id);
    match (place, value) {
        (Some(place), Some(value)) => fields[place]["value"] = json!(value),
        (Some(place), None) => {
            fields.remove(place);
        }
        (None, Some(value)) => {
            let mut field = rest;
            field["id"] = json!(id);
            field["value"] = json!(value);
            fields.push(field);
        }
        (None, None) => {}
    }
}

/// A text without what an item keeps secret: servers quote what they refuse.
pub(super) fn without_secrets(text: &str, item: &InboxItem) -> String {
    let others = [&item.app_password, &item.otpauth].into_iter().flatten();
    std::iter::once(&item.password)
        .chain(others)
        .map(ExposeSecret::expose_secret)
        .filter(|secret| !secret.is_empty())
        .fold(text.to_owned(), |text, secret| without(&text, secret))
}

/// An item in a list.
#[derive(Deserialize)]
pub(super) struct Summary {
    pub(super) id: String,
    #[serde(default)]
    pub(super) tags: Vec<String>,
}

/// What identifies an item that was written.
#[derive(Deserialize)]
pub(super) struct Written {
    pub(super) id: String,
    #[serde(default)]
    pub(super) version: i64,
}

/// A vault.
#[derive(Deserialize)]
pub(super) struct VaultSummary {
    pub(super) id: String,
    pub(super) name: String,
}

/// The body of an error.
#[derive(Deserialize)]
pub(super) struct Failure {
    pub(super) message: String,
}
