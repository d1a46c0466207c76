//! Requests for an operation, as its spec says how.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU64, Ordering},
};

use serde_json::Value;
use simpleinboxes_server::runtime::OperationMeta;
use simpleinboxes_tests::{
    api::{Answer, Api},
    mounted::{described, fill},
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
    for body in examples(operation) {
        let named = |place: &Place| match (place, &body) {
            (Place::Body(name), Some(body)) => body.get(name).is_some(),
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
        let Place::Body(name) = place else { continue };
        let shown = requests
            .iter()
            .any(|request| request.places.contains_key(place));
        if let (false, Some(Some(body))) = (shown, requests.first().map(|first| &first.body)) {
            let mut request = requests[0].clone();
            let mut body = body.clone();
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

fn examples(operation: &'static OperationMeta) -> Vec<Option<Value>> {
    if operation.media_types.is_empty() {
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
        let mut body = self.body.clone();
        for place in self.places.keys() {
            match (place, &mut body) {
                (Place::Query(name), _) => path.push_str(&format!("?{name}={}", value(place))),
                (Place::Body(name), Some(body)) => body[name] = value(place).into(),
                _ => {}
            }
        }
        if let Some(name) = body.as_mut().and_then(|body| body.get_mut("name")) {
            *name = fresh_name().into();
        }
        let call = api.request(self.operation.method.clone(), &path);
        match body {
            Some(body) => call.json(&body).await,
            None => call.await,
        }
    }
}

/// A name that nothing has yet.
pub(super) fn fresh_name() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    format!("Name {}", LAST.fetch_add(1, Ordering::Relaxed))
}
