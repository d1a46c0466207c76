//! Sudden deaths at both boundaries of every step: nothing is lost, and nothing is done twice.
//!
//! The database is made to refuse the one row by which a step is begun, or by which it is done. So
//! the program comes to that boundary and no further, and is killed there: just before a step is
//! begun, and after its vendor has done everything that was asked.

mod life;

use std::collections::BTreeSet;

use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use simpleinboxes_core::status::DomainActionType;
use simpleinboxes_store::testing::texts;
use simpleinboxes_tests::{api::Api, made::text, service::Ground};

use self::life::{Life, MONEY};
use super::order;

const NAME: &str = "survives.com";

/// The steps by which the order's domain is set up.
const SETUP: [&str; 9] = [
    "purchase_domain",
    "create_zone",
    "set_nameservers",
    "verify_nameservers",
    "write_dns",
    "set_forwarding",
    "create_mailboxes",
    "enable_dkim",
    "upload_to_sending_tool",
];

/// Those by which it comes back from the Recovery Pool.
const RETURN: [&str; 4] = [
    "verify_nameservers",
    "write_dns",
    "create_mailboxes",
    "upload_to_sending_tool",
];

/// Those by which it is let go.
const RELEASE: [&str; 3] = [
    "remove_from_sending_tool",
    "delete_mailboxes",
    "release_domain",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_death_at_any_boundary_loses_nothing_and_does_nothing_twice() {
    // Most of the time is waited: both engines at once.
    let grounds = Ground::each().await.into_iter();
    join_all(grounds.map(a_life_of_deaths)).await;
}

async fn a_life_of_deaths(ground: Ground) {
    let mut life = Life::on(ground).await;
    let placed = life.idle(place).await;
    life.walk(&SETUP).await;
    set_up(&life, &placed).await;

    let catch_all = json!({"catchAll": format!("jane@{NAME}")});
    let path = format!("/domains/{NAME}/fulfillment-settings");
    let wanted = async |api: &Api| api.patch(&path, &catch_all).await.data(200);
    life.idle(wanted).await;
    life.walk(&["set_catch_all"]).await;

    let entry = life.idle(async |api| parked(api, NAME).await).await;
    life.walk(&["remove_from_sending_tool"]).await;
    let (program, _) = life.serve().await;
    life.ends().await;
    at_vendors(&life, "2", "0").await;
    program.kill().await;
    let path = format!("/recovery/{}/reactivate", text(&entry["id"]));
    let force = json!({"force": true});
    let back = async |api: &Api| api.post(&path, &force).await.data(202);
    life.idle(back).await;
    life.walk(&RETURN).await;
    returned(&life, &entry).await;

    let path = format!("/orders/{}/cancel", text(&placed["id"]));
    let cancel = async |api: &Api| api.request(Method::POST, &path).await.data(200);
    life.idle(cancel).await;
    life.pass("35d").await;
    life.walk(&RELEASE).await;
    let_go(&life, &placed).await;

    let walked: BTreeSet<&str> = life.walked().collect();
    let all = DomainActionType::ALL.iter().map(|kind| kind.as_str());
    assert_eq!(walked, all.collect(), "a step is not walked over");
}

/// A domain from elsewhere, and what its owner's registrar is told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_death_loses_nothing_of_a_domain_from_elsewhere() {
    for ground in Ground::each().await {
        let mut life = Life::on(ground).await;
        // The sandbox has it delegated to others until its owner says otherwise.
        let name = "elsewhere-survives.com";
        let entry = life.idle(async |api| parked(api, name).await).await;
        life.walk(&["create_zone"]).await;
        let asked = async |api: &Api| {
            let key = json!({"apiKey": "pk1_made-up", "apiSecret": "sk1_made-up"});
            let save = json!({"registrar": "porkbun", "credentials": key, "save": true});
            let saved = api.post("/registrars/test-credentials", &save).await;
            assert_eq!(saved.data(200)["saved"], true);
            let update = json!({"registrar": "porkbun", "domains": [{"domain": name}]});
            let told = api.post("/registrars/update-nameservers", &update).await;
            assert_eq!(told.data(202)["queuedCount"], 1);
        };
        life.idle(asked).await;
        life.walk(&["set_nameservers", "verify_nameservers"]).await;
        life.pass("12h").await;
        let (program, api) = life.serve().await;
        life.until("it heals", async || {
            let path = format!("/recovery/{}", text(&entry["id"]));
            let status = api.get(&path).await.data(200)["status"].take();
            (status == "healing" || status == "ready").then_some(())
        })
        .await;
        life.ends().await;
        program.kill().await;
    }
}

/// Places the order, with a sending tool that its inboxes are handed over to.
async fn place(api: &Api) -> Value {
    let key = json!({"tool": "instantly", "apiKey": "made-up-key", "label": "Outreach"});
    let made = api.post("/clients/First/credentials", &key).await;
    let mut order = order(NAME);
    order["sendingTool"] = json!({"credentialId": made.data(201)["id"]});
    api.post("/orders", &order).await.data(201)
}

/// Has a domain taken into the Recovery Pool.
async fn parked(api: &Api, name: &str) -> Value {
    let domains = json!({"domains": [{"domain": name}]});
    let told = api.post("/recovery/domains", &domains).await.data(202);
    assert_eq!(told["results"][0]["accepted"], true, "{told}");
    told["results"][0]["entry"].clone()
}

async fn set_up(life: &Life, placed: &Value) {
    let (program, api) = life.serve().await;
    let active = reaches(life, &api, placed, "active").await;
    // A domain is in use before its visitors are forwarded.
    life.ends().await;
    assert_eq!(active["domains"][0]["status"], "active");
    for inbox in active["domains"][0]["inboxes"].as_array().expect("inboxes") {
        assert_eq!(inbox["status"], "active", "{inbox}");
    }
    assert_eq!(holds(&api).await, MONEY - total(placed));
    let domain = "SELECT CAST(value AS text) FROM sandbox_documents \
                  WHERE kind = 'registrar_domain'";
    let domain: Value = serde_json::from_str(&life.one(domain).await).expect("JSON");
    assert_eq!(
        (&domain["purchases"], &domain["renewals"]),
        (&1.into(), &0.into())
    );
    at_vendors(life, "2", "2").await;
    program.kill().await;
}

async fn returned(life: &Life, entry: &Value) {
    let (program, api) = life.serve().await;
    life.until("it is back", async || {
        let path = format!("/recovery/{}", text(&entry["id"]));
        (api.get(&path).await.data(200)["status"] == "reactivated").then_some(())
    })
    .await;
    life.ends().await;
    at_vendors(life, "2", "2").await;
    program.kill().await;
}

async fn let_go(life: &Life, placed: &Value) {
    let (program, api) = life.serve().await;
    let ended = life
        .until("the domain is let go", async || {
            let found = reaches(life, &api, placed, "canceled").await;
            (found["domains"][0]["status"] == "released").then_some(found)
        })
        .await;
    life.ends().await;
    at_vendors(life, "0", "0").await;
    assert_eq!(ended["domains"][0]["inboxes"][1]["status"], "canceled");
    assert_eq!(holds(&api).await, MONEY - total(placed));
    let check = life.store.verify_ledger().await.expect("checked");
    assert!(check.differences.is_empty(), "{check:?}");
    program.kill().await;
}

/// So many mailboxes are at their host, and so many accounts in the sending tool; no record stands
/// twice, and one key signs at most.
async fn at_vendors(life: &Life, mailboxes: &str, accounts: &str) {
    let boxes = "SELECT CAST(count(*) AS text) FROM hosted_mailboxes";
    assert_eq!(life.one(boxes).await, mailboxes);
    let handed = "SELECT CAST(count(*) AS text) FROM sandbox_documents \
                  WHERE kind = 'sending_account'";
    assert_eq!(life.one(handed).await, accounts);
    let twice = "SELECT name FROM dns_records WHERE deleted_at IS NULL \
                 GROUP BY domain_id, name, kind, content HAVING count(*) > 1";
    let twice = texts(&life.store, twice).await;
    assert!(twice.is_empty(), "{twice:?}");
    let keys = "SELECT CAST(count(*) AS text) FROM dkim_keys";
    assert_eq!(life.one(keys).await, "1");
}

fn total(placed: &Value) -> i64 {
    placed["pricing"]["totalCents"].as_i64().expect("cents")
}

async fn reaches(life: &Life, api: &Api, order: &Value, status: &str) -> Value {
    let path = format!("/orders/{}", text(&order["id"]));
    life.until(&format!("the order is {status}"), async || {
        let found = api.get(&path).await.data(200);
        (found["status"] == status).then_some(found)
    })
    .await
}

async fn holds(api: &Api) -> i64 {
    let wallet = api.get("/wallet").await.data(200);
    wallet["balanceCents"].as_i64().expect("cents")
}
