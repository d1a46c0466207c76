//! The requests that Cloudflare documents, of those that are used here. Written from the
//! documentation, not from the adapter.

use serde_json::Value;

use super::fake::Seen;
use super::state::Zone;

const KINDS: [&str; 8] = ["A", "AAAA", "CNAME", "MX", "TXT", "SRV", "CAA", "NS"];

/// Refuses members that are not documented, and what is missing.
pub fn members(body: &Value, required: &[&str], optional: &[&str]) -> Result<(), String> {
    let object = body.as_object().ok_or("the body is no object")?;
    for name in object.keys() {
        if !required.contains(&name.as_str()) && !optional.contains(&name.as_str()) {
            return Err(format!("{name} is not documented"));
        }
    }
    match required.iter().find(|name| body[**name].is_null()) {
        Some(missing) => Err(format!("{missing} is missing")),
        None => Ok(()),
    }
}

pub fn query(seen: &Seen, allowed: &[&str]) -> Result<(), String> {
    match seen
        .query
        .iter()
        .find(|(name, _)| !allowed.contains(&name.as_str()))
    {
        Some((name, _)) => Err(format!("{name} is not documented")),
        None => Ok(()),
    }
}

/// A record as it is written. A patch may leave fields out; ours never do.
pub fn record(zone: &Zone, body: &Value, with_id: bool) -> Result<(), String> {
    let kind = body["type"].as_str().ok_or("type is missing")?;
    if !KINDS.contains(&kind) {
        return Err(format!("{kind} is no type"));
    }
    let mut required = vec!["name", "ttl", "type"];
    required.push(if matches!(kind, "SRV" | "CAA") {
        "data"
    } else {
        "content"
    });
    if kind == "MX" {
        required.push("priority");
    }
    if with_id {
        required.push("id");
    }
    let optional: &[&str] = if matches!(kind, "A" | "AAAA" | "CNAME") {
        &["proxied", "comment", "tags", "settings"]
    } else {
        &["comment", "tags", "settings"]
    };
    members(body, &required, optional)?;
    let name = body["name"].as_str().ok_or("name is no text")?;
    let inside = name == zone.name || name.ends_with(&format!(".{}", zone.name));
    if !inside || name.len() > 255 || !name.is_ascii() {
        return Err(format!("{name} is no name of this zone"));
    }
    let ttl = body["ttl"].as_u64().ok_or("ttl is no number")?;
    if ttl != 1 && !(60..=86_400).contains(&ttl) {
        return Err(format!("ttl {ttl}"));
    }
    if ttl != 1 && body["proxied"] == true {
        return Err("the ttl of a proxied record is automatic".into());
    }
    content(kind, body)
}

fn content(kind: &str, body: &Value) -> Result<(), String> {
    let content = body["content"].as_str().unwrap_or_default();
    let is_host = |text: &str| text.contains('.') && !text.contains(' ') && text.is_ascii();
    let good = match kind {
        "A" => content.parse::<std::net::Ipv4Addr>().is_ok(),
        "AAAA" => content.parse::<std::net::Ipv6Addr>().is_ok(),
        "CNAME" | "MX" | "NS" => is_host(content),
        // Quoted, and no quote inside that is not escaped.
        "TXT" => {
            let inner = content
                .strip_prefix('"')
                .and_then(|text| text.strip_suffix('"'));
            let inner = inner
                .unwrap_or("\"")
                .replace("\\\\", "")
                .replace("\\\"", "");
            !inner.contains('"') && !inner.contains('\\') && !inner.is_empty()
        }
        "SRV" => {
            members(
                &body["data"],
                &["priority", "weight", "port", "target"],
                &[],
            )?;
            is_host(body["data"]["target"].as_str().unwrap_or_default())
        }
        _ => {
            members(&body["data"], &["flags", "tag", "value"], &[])?;
            body["data"]["tag"].is_string() && body["data"]["value"].is_string()
        }
    };
    good.then_some(()).ok_or(format!("{kind} {content:?}"))
}

/// A redirect rule.
pub fn rule(body: &Value) -> Result<(), String> {
    members(
        body,
        &["action", "action_parameters", "expression"],
        &["description", "enabled", "ref"],
    )?;
    if body["action"] != "redirect" {
        return Err("the action is another".into());
    }
    members(&body["action_parameters"], &["from_value"], &[])?;
    let from = &body["action_parameters"]["from_value"];
    members(
        from,
        &["target_url"],
        &["status_code", "preserve_query_string"],
    )?;
    let target = from["target_url"].as_object().ok_or("no target_url")?;
    if target.len() != 1
        || !target
            .keys()
            .all(|key| key == "value" || key == "expression")
    {
        return Err("target_url is a value or an expression".into());
    }
    match from["status_code"].as_u64() {
        Some(301 | 302 | 307 | 308) => Ok(()),
        other => Err(format!("status_code {other:?}")),
    }
}
