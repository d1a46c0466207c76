//! Requests for an operation, as its spec says how.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU64, Ordering},
};

use serde_json::Value;
use simpleinboxes_server::runtime::OperationMeta;
use simpleinboxes_tests::{
    api::{Answer, Api},
    made::{form, png},
    mounted::{described, fill, parameters},
};

use super::{
    Things,
    places::{Kind, Place, places},
};

/// One way to ask for an operation.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) operation: &'static OperationMeta,
    pub(super) places: BTreeMap<Place, Kind>,
    body: Option<Value>,
}

/// Every way to ask for `operation` that its spec shows: with each example of its body, and, where
/// a parameter of its query names something, with it and without.
pub(super) fn requests(operation: &'static OperationMeta) -> Vec<Request> {
    let all = places(operation);
    let in_path = all
        .iter()
        .filter(|(place, _)| matches!(place, Place::Path(_)));
    let base: BTreeMap<Place, Kind> = in_path.cloned().collect();
    let mut requests = Vec::new();
    for mut body in examples(operation) {
        for (place, _) in &all {
            if let (Place::Body(pointer), Some(body)) = (place, &mut body) {
                only_first(body, pointer);
            }
        }
        let named = |place: &Place| match (place, &body) {
            (Place::Body(pointer), Some(body)) => body.pointer(pointer).is_some(),
            _ => false,
        };
        let in_body = all.iter().filter(|(place, _)| named(place)).cloned();
        let places = base.clone().into_iter().chain(in_body).collect();
        requests.push(Request {
            operation,
            places,
            body,
        });
    }
    for (place, kind) in all
        .iter()
        .filter(|(place, _)| matches!(place, Place::Query(_)))
    {
        let mut request = requests[0].clone();
        request.places.insert(place.clone(), *kind);
        requests.push(request);
    }
    // What may be named in the body and is in no example.
    for (place, kind) in &all {
        let Place::Body(pointer) = place else {
            continue;
        };
        let shown = requests
            .iter()
            .any(|request| request.places.contains_key(place));
        if let (false, Some(Some(body))) = (shown, requests.first().map(|first| &first.body)) {
            let mut request = requests[0].clone();
            let mut body = body.clone();
            let name = pointer.strip_prefix('/').expect("a pointer");
            assert!(
                !name.contains('/'),
                "{}: no example has {place:?}",
                operation.id
            );
            body[name] = Value::Null;
            // The example's wallet would be another than that of what is named.
            if let Some(members) = body.as_object_mut() {
                members.remove("wallet");
            }
            request.body = Some(body);
            request.places.insert(place.clone(), *kind);
            requests.push(request);
        }
    }
    for (place, _) in &all {
        let used = requests
            .iter()
            .any(|request| request.places.contains_key(place));
        assert!(used, "{}: no example has {place:?}", operation.id);
    }
    requests
}

/// Of a list that a pointer leads through, the first alone is left: the others name things too.
fn only_first(body: &mut Value, pointer: &str) {
    let list = pointer.split_once("/0/").map(|(list, _)| list);
    if let Some(list) = list.or_else(|| pointer.strip_suffix("/0"))
        && let Some(Value::Array(items)) = body.pointer_mut(list)
    {
        items.truncate(1);
    }
}

fn examples(operation: &'static OperationMeta) -> Vec<Option<Value>> {
    if operation.media_types.is_empty() {
        return vec![None];
    }
    if is_form(operation) {
        // The one form here is a file.
        return vec![None];
    }
    let content = &described(operation)["requestBody"]["content"]["application/json"];
    let several = content["examples"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(_, named)| &named["value"]);
    content
        .get("example")
        .into_iter()
        .chain(several)
        .map(|example| Some(example.clone()))
        .collect()
}

/// What must be in the query, with the examples of it.
fn required_query(operation: &OperationMeta) -> Vec<(&'static str, &'static str)> {
    let text = |value: &'static Value| value.as_str().expect("a text");
    parameters(operation)
        .into_iter()
        .filter(|parameter| parameter["in"] == "query" && parameter["required"] == true)
        .map(|parameter| (text(&parameter["name"]), text(&parameter["example"])))
        .collect()
}

fn is_form(operation: &OperationMeta) -> bool {
    operation.media_types.contains(&"multipart/form-data")
}

impl Request {
    /// Sends it, with `things` named by their kind, but those of `others` in the places given.
    pub(super) async fn send(
        &self,
        api: &Api,
        things: &Things,
        others: &[(&Place, &Things)],
    ) -> Answer {
        let value = |place: &Place| {
            let other = others.iter().find(|(other, _)| *other == place);
            other
                .map_or(things, |(_, others)| others)
                .get(self.places[place])
        };
        let mut path = fill(self.operation.path, |name| {
            value(&Place::Path(name.to_owned())).to_owned()
        });
        let mut sign = '?';
        for (name, example) in required_query(self.operation) {
            if !self.places.contains_key(&Place::Query(name.to_owned())) {
                path.push_str(&format!("{sign}{name}={example}"));
                sign = '&';
            }
        }
        let mut body = self.body.clone();
        for place in self.places.keys() {
            match (place, &mut body) {
                (Place::Query(name), _) => {
                    path.push_str(&format!("{sign}{name}={}", value(place)));
                    sign = '&';
                }
                (Place::Body(pointer), Some(body)) => {
                    let member = body.pointer_mut(pointer).expect("a member");
                    *member = value(place).into();
                }
                _ => {}
            }
        }
        // The name of a record is one in its zone, and need not be fresh.
        let is_fresh = self.operation.tag != "DNS Records";
        let name = body.as_mut().and_then(|body| body.get_mut("name"));
        if let Some(name) = name.filter(|_| is_fresh) {
            *name = fresh_name().into();
        }
        if let Some(domain) = body
            .as_mut()
            .and_then(|body| body.pointer_mut("/domains/0/domain"))
        {
            *domain = format!("{}.com", fresh_name().to_lowercase().replace(' ', "-")).into();
        }
        let call = api.request(self.operation.method.clone(), &path);
        match body {
            Some(body) => call.json(&body).await,
            None if is_form(self.operation) => {
                let (kind, body) = form("photo", &png(64, 64));
                call.body(&kind, body).await
            }
            None => call.await,
        }
    }
}

/// A name that nothing has yet.
pub(super) fn fresh_name() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    format!("Name {}", LAST.fetch_add(1, Ordering::Relaxed))
}
