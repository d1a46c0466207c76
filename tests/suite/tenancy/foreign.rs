//! Every place of every request, with what belongs to others in it.

use std::collections::BTreeSet;

use serde_json::Value;
use simpleinboxes_tests::{api::Answer, mounted::mounted};

use super::{
    Intruder, Things, World,
    places::Place,
    request::{Request, requests},
};

/// What a caller can tell an answer by.
fn visible(answer: &Answer) -> (u16, Value, Value, Value) {
    let mut body = answer.json();
    let error = &mut body["error"];
    (
        answer.status,
        error["code"].take(),
        error["message"].take(),
        error["details"].take(),
    )
}

/// The places that are tried together: all of them, and each alone.
fn trials(request: &Request) -> BTreeSet<Vec<&Place>> {
    let all: Vec<&Place> = request.places.keys().collect();
    let alone = all.iter().map(|place| vec![*place]);
    alone
        .chain([all.clone()])
        .filter(|places| !places.is_empty())
        .collect()
}

/// Whether the spec says 403 here: a bound key makes keys for its own workspace alone, and is told
/// so of whatever else it asks for, be it there or not.
fn may_be_forbidden(intruder: &Intruder, request: &Request) -> bool {
    intruder.bound && request.operation.id == "createApiKey"
}

async fn attempt(world: &World, intruder: &Intruder, request: &Request, places: &[&Place]) {
    let what = format!(
        "{} with {places:?} of others (bound: {})",
        request.operation.id, intruder.bound
    );
    let with = async |things: &Things| {
        let others: Vec<_> = places.iter().map(|place| (*place, things)).collect();
        request.send(&intruder.api, &intruder.things, &others).await
    };
    let before = world.rows().await;
    let answer = with(&world.victim).await;
    let after = world.rows().await;
    let expected = match may_be_forbidden(intruder, request) {
        true => (403, "FORBIDDEN"),
        false => (404, "NOT_FOUND"),
    };
    assert_eq!(
        (answer.status, answer.code().as_deref()),
        (expected.0, Some(expected.1)),
        "{what}: {}",
        answer.text()
    );
    for (table, rows) in &before {
        assert_eq!(rows, &after[table], "{what} changed {table}");
    }
    // What belongs to others and what does not exist can't be told apart.
    assert_eq!(
        visible(&answer),
        visible(&with(&Things::of_nobody()).await),
        "{what}"
    );
    for mark in world.marks() {
        assert!(!answer.text().contains(&mark), "{what} told of {mark}");
    }
}

#[tokio::test]
async fn nothing_of_others_is_reached_by_naming_it() {
    for world in World::each().await {
        let mut tried = BTreeSet::new();
        for operation in mounted(world.running.api()).await {
            for request in requests(operation) {
                for places in trials(&request) {
                    for intruder in &world.intruders {
                        attempt(&world, intruder, &request, &places).await;
                        tried.insert(operation.id);
                    }
                }
            }
        }
        // Those that name nothing are another test's; every other one was tried.
        let named = mounted(world.running.api()).await.into_iter();
        let named = named
            .filter(|operation| operation.path.contains('{'))
            .map(|operation| operation.id);
        assert!(
            named.into_iter().all(|id| tried.contains(id)) && tried.len() > 3,
            "{tried:?}"
        );
    }
}
