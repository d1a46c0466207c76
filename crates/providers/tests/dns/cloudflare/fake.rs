//! A server on loopback that answers as Cloudflare does: it notes what Cloudflare does not document,
//! keeps its zones, and fails when told to.

use std::future::pending;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State as Extracted};
use axum::http::{HeaderMap, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::form_urlencoded;

use super::documented;
use super::state::{Answer, Ruleset, State, Zone, gone, ok, refused, taken};

pub const TOKEN: &str = "TheTokenOfTheTests_0123456789-abcdefghij";
pub const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";

/// What happens to one request.
#[derive(Clone)]
pub enum Fault {
    /// It is answered so, and nothing is done.
    Answer(u16, Vec<(&'static str, &'static str)>, String),
    /// The connection is cut, and nothing is done.
    CutBefore,
    /// It is done, and the connection is cut before the answer.
    CutAfter,
    /// It is never answered.
    Hang,
    /// It is answered without end.
    Endless,
}

/// What the server was asked.
#[derive(Clone)]
pub struct Seen {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub headers: HeaderMap,
    pub body: Value,
}

pub struct Fake {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    server: JoinHandle<()>,
}

impl Fake {
    pub async fn open() -> Self {
        let state = Arc::new(Mutex::new(State {
            plan: "free",
            ..State::default()
        }));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let app = Router::new().fallback(serve).with_state(state.clone());
        let server = tokio::spawn(async move {
            axum::serve(listener, app).await.expect("serving");
        });
        Self {
            address,
            state,
            server,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}/client/v4", self.address)
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no panic")
    }

    /// What happens to the next requests.
    pub fn fail(&self, faults: impl IntoIterator<Item = Fault>) {
        let mut state = self.state();
        state.faults = faults.into_iter().collect();
        state.seen.clear();
    }

    /// Method and path of each request since the last [`Fake::fail`].
    pub fn asked(&self) -> Vec<String> {
        let state = self.state();
        let all = state.seen.iter();
        all.map(|seen| format!("{} {}", seen.method, seen.path))
            .collect()
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.server.abort();
        if !std::thread::panicking() {
            assert_eq!(self.state().undocumented, Vec::<String>::new());
        }
    }
}

async fn serve(Extracted(state): Extracted<Arc<Mutex<State>>>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 4 * 1024 * 1024)
        .await
        .expect("a request body");
    let query = head.uri.query().unwrap_or_default().as_bytes();
    let seen = Seen {
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        query: form_urlencoded::parse(query).into_owned().collect(),
        headers: head.headers,
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
    };
    let (fault, answer) = {
        let mut state = state.lock().expect("no panic");
        let fault = state.faults.pop_front();
        state.seen.push(seen.clone());
        let works = matches!(fault, None | Some(Fault::CutAfter));
        let answer = works.then(|| answer(&mut state, &seen, body.is_empty()));
        (fault, answer)
    };
    let (status, body) = answer.unwrap_or_default();
    match fault {
        None => written(status, &[], body.to_string()),
        Some(Fault::Answer(status, headers, body)) => written(status, &headers, body),
        // Ends the connection's task, past the panic hook that would print.
        Some(Fault::CutBefore | Fault::CutAfter) => std::panic::resume_unwind(Box::new(())),
        Some(Fault::Hang) => pending().await,
        Some(Fault::Endless) => {
            Response::new(Body::from_stream(futures::stream::repeat_with(|| {
                Ok::<_, std::convert::Infallible>(bytes::Bytes::from_static(&[b' '; 4096]))
            })))
        }
    }
}

fn written(status: u16, headers: &[(&'static str, &'static str)], body: String) -> Response<Body> {
    let mut response = Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .header("cf-ray", "8f1");
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Body::from(body)).expect("a response")
}

fn answer(state: &mut State, seen: &Seen, no_body: bool) -> Answer {
    let header = |name: &str| seen.headers.get(name).and_then(|value| value.to_str().ok());
    if header("authorization") != Some(&format!("Bearer {TOKEN}")) {
        return refused(403, 9109, "Invalid access token");
    }
    let with_body = matches!(seen.method.as_str(), "POST" | "PUT" | "PATCH")
        && !seen.path.ends_with("/activation_check");
    let is_json = header("content-type") == Some("application/json");
    if with_body == no_body || with_body != is_json {
        return undocumented(state, seen, "a body where there is none, or none");
    }
    route(state, seen).unwrap_or_else(|words| undocumented(state, seen, &words))
}

fn undocumented(state: &mut State, seen: &Seen, words: &str) -> Answer {
    let line = format!("{} {}: {words} {}", seen.method, seen.path, seen.body);
    state.undocumented.push(line);
    refused(400, 1, "undocumented")
}

fn route(state: &mut State, seen: &Seen) -> Result<Answer, String> {
    let path = seen
        .path
        .strip_prefix("/client/v4/zones")
        .ok_or("no path")?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let method = seen.method.as_str();
    if parts.is_empty() {
        return match method {
            "GET" => zones(state, seen),
            "POST" => new_zone(state, seen),
            _ => Err("no such method".into()),
        };
    }
    if method != "GET" || parts.get(1) != Some(&"dns_records") {
        documented::query(seen, &[])?;
    }
    let id = parts[0].to_owned();
    if !state.zones.contains_key(&id) {
        let words =
            format!("Could not route to {path}, perhaps your object identifier is invalid?");
        return Ok(refused(404, 7003, &words));
    }
    match (method, &parts[1..]) {
        ("GET", []) => Ok(ok(state.zone_json(&id))),
        ("DELETE", []) => {
            state.zones.remove(&id);
            Ok(ok(json!({"id": id})))
        }
        ("PUT", ["activation_check"]) => {
            let zone = zone(state, &id);
            let wanted: Vec<_> = zone.name_servers.iter().map(|n| n.to_lowercase()).collect();
            if wanted.iter().all(|name| zone.delegated_to.contains(name)) {
                zone.status = "active";
            }
            Ok(ok(json!({"id": id})))
        }
        ("GET", ["dns_records"]) => records(zone(state, &id), seen),
        ("POST", ["dns_records"]) => posted(state, &id, &seen.body),
        ("POST", ["dns_records", "batch"]) => batch(state, &id, &seen.body),
        ("PATCH", ["dns_records", record]) => patched(zone(state, &id), record, &seen.body),
        ("DELETE", ["dns_records", record]) => Ok(deleted(zone(state, &id), record)),
        (_, ["rulesets", rest @ ..]) => rules(state, &id, method, rest, &seen.body),
        _ => Err("no such operation".into()),
    }
}

fn zone<'a>(state: &'a mut State, id: &str) -> &'a mut Zone {
    state.zones.get_mut(id).expect("looked up before")
}

fn value<'a>(seen: &'a Seen, name: &str) -> Option<&'a str> {
    let mut pairs = seen.query.iter();
    pairs
        .find(|(own, _)| own == name)
        .map(|(_, value)| value.as_str())
}

fn zones(state: &State, seen: &Seen) -> Result<Answer, String> {
    documented::query(seen, &["name", "account.id", "status", "page", "per_page"])?;
    let name = value(seen, "name");
    let ours = value(seen, "account.id").is_none_or(|account| account == ACCOUNT);
    let found: Vec<_> = state
        .zones
        .iter()
        .filter(|(_, zone)| ours && name.is_none_or(|name| name == zone.name))
        .map(|(id, _)| state.zone_json(id))
        .collect();
    let count = found.len();
    let (status, mut body) = ok(json!(found));
    body["result_info"] = json!({"page": 1, "per_page": 20, "count": count,
        "total_count": count, "total_pages": 1});
    Ok((status, body))
}

fn new_zone(state: &mut State, seen: &Seen) -> Result<Answer, String> {
    documented::members(&seen.body, &["account", "name"], &["type"])?;
    if seen.body["account"] != json!({"id": ACCOUNT}) || seen.body["type"] != "full" {
        return Err("another account or type".into());
    }
    let name = seen.body["name"].as_str().ok_or("no name")?;
    if state.zones.values().any(|zone| zone.name == name) {
        return Ok(refused(400, 1061, &format!("{name} already exists")));
    }
    let id = state.new_zone(name);
    Ok(ok(state.zone_json(&id)))
}

fn records(zone: &Zone, seen: &Seen) -> Result<Answer, String> {
    let known = ["page", "per_page", "order", "direction", "type"];
    documented::query(seen, &known)?;
    let number = |name: &str| value(seen, name)?.parse::<usize>().ok();
    let (page, size) = (
        number("page").unwrap_or(1),
        number("per_page").unwrap_or(100),
    );
    let pages = zone.records.len().div_ceil(size);
    let mut all = zone.records.clone();
    all.sort_by_key(|record| record["name"].as_str().map(str::to_owned));
    let there: Vec<_> = all.into_iter().skip((page - 1) * size).take(size).collect();
    let count = there.len();
    let (status, mut body) = ok(json!(there));
    body["result_info"] = json!({"page": page, "per_page": size, "count": count,
        "total_count": zone.records.len(), "total_pages": pages});
    Ok((status, body))
}

fn posted(state: &mut State, id: &str, body: &Value) -> Result<Answer, String> {
    let new = state.new_id();
    let zone = zone(state, id);
    documented::record(zone, body, false)?;
    Ok(match taken(zone, body, &new) {
        Ok(kept) => {
            zone.records.push(kept.clone());
            ok(kept)
        }
        Err(refusal) => refusal,
    })
}

fn patched(zone: &mut Zone, record: &str, body: &Value) -> Result<Answer, String> {
    documented::record(zone, body, false)?;
    let Some(at) = zone.records.iter().position(|there| there["id"] == record) else {
        return Ok(gone());
    };
    let mut whole = body.clone();
    if whole["proxied"].is_null() {
        whole["proxied"] = zone.records[at]["proxied"].clone();
    }
    Ok(match taken(zone, &whole, record) {
        Ok(kept) => {
            zone.records[at] = kept.clone();
            ok(kept)
        }
        Err(refusal) => refusal,
    })
}

fn deleted(zone: &mut Zone, record: &str) -> Answer {
    let count = zone.records.len();
    zone.records.retain(|there| there["id"] != record);
    if zone.records.len() == count {
        gone()
    } else {
        ok(json!({"id": record}))
    }
}

/// All or nothing.
fn batch(state: &mut State, id: &str, body: &Value) -> Result<Answer, String> {
    documented::members(body, &[], &["deletes", "patches", "puts", "posts"])?;
    let list = |name: &str| body[name].as_array().cloned().unwrap_or_default();
    let (deletes, patches, posts) = (list("deletes"), list("patches"), list("posts"));
    if !(1..=200).contains(&(deletes.len() + patches.len() + posts.len())) {
        return Err("1 to 200 records".into());
    }
    let before = zone(state, id).records.clone();
    let mut done = json!({"deletes": [], "patches": [], "puts": [], "posts": []});
    let mut refusal = None;
    let mut note = |list: &str, answer: Answer| {
        let (status, body) = answer;
        let into = done[list].as_array_mut().expect("a list");
        into.push(body["result"].clone());
        if status != 200 && refusal.is_none() {
            refusal = Some((status, body));
        }
    };
    for one in &deletes {
        documented::members(one, &["id"], &[])?;
        let record = one["id"].as_str().ok_or("no id")?;
        note("deletes", deleted(zone(state, id), record));
    }
    for one in &patches {
        documented::record(zone(state, id), one, true)?;
        let record = one["id"].as_str().ok_or("no id")?.to_owned();
        let mut rest = one.clone();
        rest.as_object_mut().ok_or("no object")?.remove("id");
        note("patches", patched(zone(state, id), &record, &rest)?);
    }
    for one in &posts {
        note("posts", posted(state, id, one)?);
    }
    match refusal {
        None => Ok(ok(done)),
        Some(refusal) => {
            zone(state, id).records = before;
            Ok(refusal)
        }
    }
}

fn rules(
    state: &mut State,
    id: &str,
    method: &str,
    path: &[&str],
    body: &Value,
) -> Result<Answer, String> {
    let new = state.new_id();
    let new_rule = |body: &Value, id: &str| {
        let mut rule = body.clone();
        rule["id"] = json!(id);
        rule["version"] = json!("1");
        if rule["ref"].is_null() {
            rule["ref"] = json!(id);
        }
        rule
    };
    let entry = ["phases", "http_request_dynamic_redirect", "entrypoint"];
    let set = state.new_id();
    let there = &mut zone(state, id).ruleset;
    let shown = |set: &Ruleset| {
        ok(
            json!({"id": set.id, "name": "default", "kind": "zone", "version": "1",
            "phase": "http_request_dynamic_redirect", "rules": set.rules}),
        )
    };
    match (method, path, there) {
        ("GET", path, None) if path == entry => {
            let words =
                "could not find entrypoint ruleset in the http_request_dynamic_redirect phase";
            Ok(refused(404, 10003, words))
        }
        ("GET", path, Some(set)) if path == entry => Ok(shown(set)),
        ("PUT", path, there) if path == entry => {
            documented::members(body, &["rules"], &["description", "name"])?;
            let rules = body["rules"].as_array().ok_or("no rules")?;
            for one in rules {
                documented::rule(one)?;
            }
            let rules = rules.iter().map(|one| new_rule(one, &new)).collect();
            Ok(shown(there.insert(Ruleset { id: set, rules })))
        }
        ("POST", [own, "rules"], Some(set)) if *own == set.id => {
            documented::rule(body)?;
            if set.rules.len() >= 10 {
                return Ok(refused(400, 20217, "exceeded the maximum number of rules"));
            }
            set.rules.push(new_rule(body, &new));
            Ok(shown(set))
        }
        ("PATCH", [own, "rules", rule], Some(set)) if *own == set.id => {
            documented::rule(body)?;
            match set.rules.iter_mut().find(|there| there["id"] == *rule) {
                Some(there) => *there = new_rule(body, rule),
                None => return Ok(refused(404, 10003, "could not find rule")),
            }
            Ok(shown(set))
        }
        ("DELETE", [own, "rules", rule], Some(set)) if *own == set.id => {
            set.rules.retain(|there| there["id"] != *rule);
            Ok(shown(set))
        }
        _ => Err("no such operation on rules".into()),
    }
}
