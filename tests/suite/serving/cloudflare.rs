//! Waiting for a delegation where the DNS host is Cloudflare, which looks itself.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, post, put},
};
use serde_json::{Value, json};
use simpleinboxes::vendors::DnsChoice;
use simpleinboxes_core::status::DomainActionStatus;
use simpleinboxes_tests::{service::Ground, until::until};
use tokio::net::TcpListener;

use super::delegations::{delegation, order, roots, step};

/// Pairs of name servers, in the order in which zones get them.
const PAIRS: [[&str; 2]; 2] = [
    ["amy.ns.cloudflare.example", "rick.ns.cloudflare.example"],
    ["bob.ns.cloudflare.example", "eve.ns.cloudflare.example"],
];

/// Zones as a played Cloudflare has them.
#[derive(Debug, Default)]
struct Played {
    made: usize,
    zone: Option<Value>,
    hurried: usize,
}

type Shared = Arc<Mutex<Played>>;

/// Starts it; tells where it is.
async fn play(played: Shared) -> String {
    let answer = |result: Value| Json(json!({"success": true, "errors": [], "result": result}));
    let list = async move |State(played): State<Shared>| {
        let zone = played.lock().expect("no panic").zone.clone();
        answer(json!(Vec::from_iter(zone)))
    };
    let make = async move |State(played): State<Shared>, Json(new): Json<Value>| {
        let mut played = played.lock().expect("no panic");
        let pair = PAIRS[played.made];
        played.made += 1;
        let zone = json!({
            "id": format!("{:032x}", played.made),
            "name": new["name"],
            "status": "pending",
            "name_servers": pair,
            "created_on": "2026-11-01T00:00:00Z",
        });
        played.zone = Some(zone.clone());
        answer(zone)
    };
    let read = async move |State(played): State<Shared>, Path(id): Path<String>| {
        let played = played.lock().expect("no panic");
        match played.zone.clone().filter(|zone| zone["id"] == id) {
            Some(zone) => Ok(answer(zone)),
            None => Err((
                StatusCode::NOT_FOUND,
                Json(json!({"success": false, "errors": [{"code": 1001, "message": "none"}]})),
            )),
        }
    };
    let hurry = async move |State(played): State<Shared>, Path(id): Path<String>| {
        played.lock().expect("no panic").hurried += 1;
        answer(json!({ "id": id }))
    };
    let records = async || {
        let pages = json!({"page": 1, "total_pages": 1});
        Json(json!({"success": true, "errors": [], "result": [], "result_info": pages}))
    };
    let app = Router::new()
        .route("/zones", get(list).merge(post(make)))
        .route("/zones/{id}", get(read))
        .route("/zones/{id}/activation_check", put(hurry))
        .route("/zones/{id}/dns_records", get(records))
        .with_state(played);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}")
}

#[tokio::test]
async fn the_host_must_see_it_too_and_a_zone_that_it_gave_up_is_made_anew() {
    let name = "own-northwind.com";
    let mut ground = Ground::one().await;
    let (_root, owner) = roots(&mut ground).await;
    let played = Shared::default();
    let dns = &mut ground.config.dns;
    dns.host = DnsChoice::Cloudflare;
    dns.cloudflare.api_token = Some("a-token-of-twenty-and-more".to_owned().into());
    dns.cloudflare.account_id = Some("0123456789abcdef0123456789abcdef".to_owned());
    dns.cloudflare.base_url = Some(play(played.clone()).await);
    let running = ground.start().await;
    let id = order(&running, &ground, &[name]).await[0];
    let waits = async |words: &str| {
        until("the step waits", async || {
            let step = step(&running, &ground, id).await;
            let told = step
                .error
                .is_some_and(|error| error.message.contains(words));
            (step.status == DomainActionStatus::Queued && told).then_some(())
        })
        .await;
    };
    waits("it needs amy.ns.cloudflare.example, rick").await;
    // Nobody delegated it in time, and the zone was deleted.
    played.lock().expect("no panic").zone = None;
    ground.pass(Duration::from_secs(3600));
    until("the zone is made anew", async || {
        let found = delegation(&running, &ground, id).await;
        (found.assigned == PAIRS[1]).then_some(())
    })
    .await;
    owner.delegate(name, &PAIRS[1]);
    ground.pass(Duration::from_secs(3600));
    waits("the DNS host has yet to see it").await;
    {
        let mut played = played.lock().expect("no panic");
        assert!(played.hurried > 0 && played.made == 2, "{played:?}");
        played.zone.as_mut().expect("a zone")["status"] = json!("active");
    }
    ground.pass(Duration::from_secs(360));
    until("the step is done", async || {
        let step = step(&running, &ground, id).await;
        (step.status == DomainActionStatus::Succeeded).then_some(())
    })
    .await;
    running.stop().await;
}
