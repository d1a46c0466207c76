//! Which domains are taken in, and what blocklists say of them.

use serde_json::json;
use simpleinboxes_core::status::DomainStatus;
use simpleinboxes_tests::made::text;

use super::{HOUR, Owner, lists};

#[tokio::test]
async fn each_domain_is_judged_by_itself() {
    for owner in Owner::each_idle().await {
        owner.domain("active.com", DomainStatus::Active).await;
        owner.domain("pending.com", DomainStatus::Pending).await;
        owner.domain("gone.com", DomainStatus::Released).await;
        let rival = &owner.ground.rival;
        let seed = owner.running.seed(rival, rival.first);
        let order = seed
            .order(simpleinboxes_core::status::OrderStatus::Active)
            .await;
        seed.domain(order, "theirs.com", DomainStatus::Active).await;
        owner.taken("nobodys.com").await;
        let names = [
            "ACTIVE.com",
            "pending.com",
            "theirs.com",
            "nobodys.com",
            "co.uk",
            "mail.northwind.com",
            "gone.com",
            "new.com",
        ];
        let answer = owner.submit(&names).await;
        assert_eq!(
            (&answer["acceptedCount"], &answer["rejectedCount"]),
            (&json!(3), &json!(5)),
            "{answer}"
        );
        let results = answer["results"].as_array().expect("a list");
        let told: Vec<_> = results
            .iter()
            .map(|one| (text(&one["domain"]), one["rejection"].as_str()))
            .collect();
        let expected = [
            ("active.com", None),
            ("pending.com", Some("not_active")),
            ("theirs.com", Some("unavailable")),
            ("nobodys.com", Some("already_in_pool")),
            ("co.uk", Some("unavailable")),
            ("mail.northwind.com", Some("unavailable")),
            ("gone.com", None),
            ("new.com", None),
        ];
        let expected = expected.map(|(name, why)| (name.to_owned(), why));
        assert_eq!(told, expected);
        for one in results {
            let accepted = one["accepted"] == true;
            assert_eq!(one["entry"].is_object(), accepted);
            assert_eq!(one["message"].is_null(), accepted);
        }
        assert_eq!(owner.domain_status("pending.com").await, "pending");
        // What is being let go is in nobody's pool, and can't be parked.
        owner.remove(&results[0]["entry"]).await.data(200);
        let again = owner.submit(&["active.com"]).await;
        assert_eq!(again["results"][0]["rejection"], "already_in_pool");
    }
}

#[tokio::test]
async fn one_domain_stands_in_a_request_once() {
    let owner = Owner::each_idle().await.remove(0);
    let body = json!({"domains": [{"domain": "one.com"}, {"domain": "ONE.com"}]});
    let wrong = owner.api.post("/recovery/domains", &body).await;
    let error = wrong.refused(400, "INVALID_REQUEST");
    assert_eq!(error["details"][0]["field"], "/domains/1/domain");
    let body = json!({"domains": ["one.com", "One.com"]});
    let wrong = owner.api.post("/recovery/blacklist-check", &body).await;
    let error = wrong.refused(400, "INVALID_REQUEST");
    assert_eq!(error["details"][0]["field"], "/domains/1");
    assert!(owner.api.all("/recovery").await.is_empty());
}

#[tokio::test]
async fn lights_follow_what_the_lists_say_and_silence_is_not_clean() {
    for owner in Owner::each_idle().await {
        for (name, light, said) in [
            ("plain-a.com", "green", ["clean", "clean", "clean"]),
            ("warned-a.com", "yellow", ["listed", "listed", "listed"]),
            ("silent-a.com", "yellow", ["clean", "clean", "unknown"]),
            ("blocked-a.com", "red", ["listed", "listed", "listed"]),
        ] {
            // Of nobody's, and in the pool.
            let found = owner.check(name).await;
            assert_eq!(found["health"]["light"], light, "{name}");
            assert_eq!(lists(&found, "status"), said, "{name}");
            owner.domain(name, DomainStatus::Active).await;
            let entry = owner.taken(name).await;
            owner.check(name).await;
            owner.ground.pass(HOUR * 30);
            let checked = owner.check(name).await;
            owner.upkeep().await;
            let found = owner.entry(&entry).await;
            assert_eq!(found["health"], checked["health"], "{name}");
            let expected = if light == "green" { "ready" } else { "healing" };
            assert_eq!(found["status"], expected, "{name}");
            let unsaid = found["readyAt"].is_null();
            assert_eq!(unsaid, light == "red", "{name}: {found}");
        }
        let silent = owner.check("silent-a.com").await;
        let listed = lists(&silent, "listed");
        assert_eq!(listed, [json!(false), json!(false), json!(null)]);
        assert!(lists(&silent, "reason")[2].is_string());
    }
}
