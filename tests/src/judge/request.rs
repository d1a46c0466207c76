//! Whether a request is as the document says.

use serde_json::Value;

use super::{Judge, Operation, Problem, body, convert::Side, params, route::Segments};
use crate::wire::Request;

/// Headers that HTTP itself brings along; OpenAPI does not list them as parameters.
const TRANSPORT: [&str; 9] = [
    "accept",
    "accept-encoding",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
    "user-agent",
    "expect",
];

/// Everything that is wrong with `request`.
pub(super) fn judge(
    judge: &Judge,
    operation: &Operation<'_>,
    segments: &Segments<'_>,
    request: &Request,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let declared = operation.params(judge.document());
    let query = query(&request.target, &mut problems);
    for param in &declared {
        let name = param["name"].as_str().unwrap_or_default();
        let place = param["in"].as_str().unwrap_or_default();
        let sent: Vec<String> = match place {
            "path" => segments
                .iter()
                .filter(|(key, _)| *key == name)
                .map(|(_, v)| v.clone())
                .collect(),
            "query" => query
                .iter()
                .filter(|(key, _)| key == name)
                .map(|(_, v)| v.clone())
                .collect(),
            "header" => header(request, name),
            _ => Vec::new(),
        };
        problems.extend(param_problems(
            judge,
            param,
            &format!("{place}.{name}"),
            &sent,
        ));
    }
    unknown(&declared, &query, request, operation, judge, &mut problems);
    problems.extend(security(judge, operation, request));
    problems.extend(content(judge, operation, request));
    problems
}

fn param_problems(judge: &Judge, param: &Value, field: &str, sent: &[String]) -> Vec<Problem> {
    if sent.is_empty() {
        return match param["required"] == true {
            true => vec![Problem::new(
                field,
                "required",
                "a required parameter is not there",
            )],
            false => Vec::new(),
        };
    }
    match params::value(judge.document(), param, sent, field.starts_with("query.")) {
        Some(value) => params::judge(judge, &param["schema"], &value, field, Side::Request),
        None => vec![Problem::new(
            field,
            "style",
            "the parameter is not written as its style says",
        )],
    }
}

/// The pairs of the query: names decoded, values not yet.
fn query(target: &str, problems: &mut Vec<Problem>) -> Vec<(String, String)> {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let mut pairs = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        match params::decoded(name) {
            Some(name) => pairs.push((name, value.to_owned())),
            None => problems.push(Problem::new(
                "query",
                "encoding",
                "a name is not encoded right",
            )),
        }
    }
    pairs
}

fn header(request: &Request, name: &str) -> Vec<String> {
    let name = name.to_ascii_lowercase();
    request
        .headers
        .0
        .iter()
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value.trim().to_owned())
        .collect()
}

/// What was sent beyond what is declared.
fn unknown(
    declared: &[&Value],
    query: &[(String, String)],
    request: &Request,
    operation: &Operation<'_>,
    judge: &Judge,
    problems: &mut Vec<Problem>,
) {
    let has = |place: &str, name: &str| {
        declared.iter().any(|param| {
            param["in"] == place
                && param["name"]
                    .as_str()
                    .is_some_and(|n| n.eq_ignore_ascii_case(name))
        })
    };
    for (name, _) in query.iter().filter(|(name, _)| !has("query", name)) {
        problems.push(Problem::new(
            format!("query.{name}"),
            "unknown",
            "no such parameter",
        ));
    }
    let credentials = credentials(judge, operation);
    for (name, _) in &request.headers.0 {
        let known =
            TRANSPORT.contains(&name.as_str()) || credentials.contains(name) || has("header", name);
        if !known {
            problems.push(Problem::new(
                format!("header.{name}"),
                "unknown",
                "no such parameter",
            ));
        }
    }
}

/// The headers in which the operation's credentials can travel.
fn credentials(judge: &Judge, operation: &Operation<'_>) -> Vec<String> {
    alternatives(judge, operation)
        .into_iter()
        .flatten()
        .collect()
}

/// The alternatives of `security`, each as the headers that it needs.
fn alternatives(judge: &Judge, operation: &Operation<'_>) -> Vec<Vec<String>> {
    let root = judge.document().root();
    let security = operation.node.get("security").unwrap_or(&root["security"]);
    let header = |name: &String| {
        let scheme = &root["components"]["securitySchemes"][name];
        match scheme["type"].as_str() {
            Some("apiKey") => scheme["name"]
                .as_str()
                .unwrap_or_default()
                .to_ascii_lowercase(),
            _ => "authorization".to_owned(),
        }
    };
    let alternatives = security.as_array().into_iter().flatten();
    alternatives
        .map(|alternative| {
            alternative
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, _)| header(name))
                .collect()
        })
        .collect()
}

fn security(judge: &Judge, operation: &Operation<'_>, request: &Request) -> Option<Problem> {
    let alternatives = alternatives(judge, operation);
    let given = |headers: &Vec<String>| {
        headers
            .iter()
            .all(|name| request.headers.get(name).is_some())
    };
    let fine = alternatives.is_empty() || alternatives.iter().any(given);
    (!fine).then(|| {
        Problem::new(
            "security",
            "security",
            "no credentials that the operation takes",
        )
    })
}

fn content(judge: &Judge, operation: &Operation<'_>, request: &Request) -> Vec<Problem> {
    let declared = judge.document().resolve(&operation.node["requestBody"]);
    let content_type = request.headers.get("content-type");
    if declared.is_null() {
        return match request.body.is_empty() {
            true => Vec::new(),
            false => vec![Problem::new("", "body", "the operation takes no body")],
        };
    }
    if request.body.is_empty() {
        return match declared["required"] == true {
            true => vec![Problem::new("", "required", "a required body is not there")],
            false => Vec::new(),
        };
    }
    let sent = content_type.unwrap_or_default();
    let media = declared["content"].as_object().into_iter().flatten();
    let Some((_, media)) = media
        .into_iter()
        .find(|(name, _)| body::essence(name) == body::essence(sent))
    else {
        return vec![Problem::new(
            "content-type",
            "content",
            format!("{sent:?} is not documented"),
        )];
    };
    match body::value(sent, &request.body) {
        Ok(value) => judge
            .schemas
            .judge(Side::Request, &media["schema"], &value, ""),
        Err(message) => vec![Problem::new("", "syntax", message)],
    }
}
