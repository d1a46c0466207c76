//! The operations on nameservers, with looks at roots of the test's own.

use serde_json::json;
use simpleinboxes_core::status::DomainStatus;
use simpleinboxes_tests::{service::Ground, until::until};

use super::{ASSIGNED, delegations::roots, zoned};

#[tokio::test]
async fn a_check_tells_what_each_server_said() {
    let name = "try-northwind.com";
    let mut ground = Ground::one().await;
    let (_root, owner) = roots(&mut ground).await;
    let running = ground.start().await;
    zoned(&running, &ground.acme, name).await;
    let api = running.with(&ground.acme.key);
    let mut since = json!(null);
    for (to, status) in [
        (&["ns1.old.example", "ns2.old.example"][..], "pending"),
        (&ASSIGNED[..1], "mismatch"),
        (&ASSIGNED[..], "propagated"),
        (&ASSIGNED[..], "propagated"),
        (&[][..], "pending"),
    ] {
        owner.delegate(name, to);
        let body = json!({"domain": "TRY-Northwind.com"});
        let data = api.post("/orders/nameservers/check", &body).await.data(200);
        assert_eq!(data["status"], status, "{data}");
        assert_eq!(
            (&data["domain"], &data["found"]),
            (&json!(name), &json!(to))
        );
        assert_eq!(data["assigned"], json!(ASSIGNED));
        let answers = data["answers"].as_array().expect("answers");
        let of = |role: &str| answers.iter().filter(|one| one["role"] == role).count();
        assert_eq!(
            (of("parent"), of("assigned"), of("resolver")),
            (1, 2, 0),
            "{data}"
        );
        let parent = if to.is_empty() {
            "no_delegation"
        } else {
            "answered"
        };
        assert_eq!(answers[0]["outcome"], parent);
        assert_eq!(answers[1]["outcome"], "answered");
        if status == "propagated" {
            // Without a break it is since the first.
            assert!(since.is_null() || since == data["propagatedAt"], "{data}");
            since = data["propagatedAt"].clone();
            assert!(since.is_string());
        } else {
            assert!(data["propagatedAt"].is_null(), "{data}");
        }
    }
    for (key, domain, status, code) in [
        (&ground.rival.key, name, 404, "NOT_FOUND"),
        (&ground.acme.key, "unknown-northwind.com", 404, "NOT_FOUND"),
        (&ground.acme.key, "-.com", 400, "INVALID_REQUEST"),
    ] {
        let body = json!({"domain": domain});
        let answer = running
            .with(key)
            .post("/orders/nameservers/check", &body)
            .await;
        answer.refused(status, code);
    }
    running.stop().await;
}

#[tokio::test]
async fn all_domains_are_checked_again_once_each() {
    for mut ground in Ground::each().await {
        let (_root, owner) = roots(&mut ground).await;
        // Nobody works: what is queued waits.
        ground.config.jobs.workers = 0;
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        let names = ["a-northwind.com", "b-northwind.com"];
        for name in names {
            zoned(&running, &ground.acme, name).await;
            owner.delegate(name, &ASSIGNED);
        }
        let seed = running.seed(&ground.acme, ground.acme.first);
        let order = seed
            .order(simpleinboxes_core::status::OrderStatus::Active)
            .await;
        seed.domain(order, "unzoned.com", DomainStatus::Active)
            .await;
        let again = async |queued: u64| {
            let data = api
                .post("/orders/nameservers/recheck-all", &json!({}))
                .await
                .data(202);
            assert_eq!(data["total"], 2, "{data}");
            assert_eq!(
                (&data["queued"], &data["alreadyQueued"]),
                (&json!(queued), &json!(2 - queued))
            );
        };
        again(2).await;
        again(0).await;
        running.stop().await;
        ground.config.jobs.workers = 2;
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        for name in names {
            until("it is checked", async || {
                let caller = ground.acme.caller();
                let scoped = running.store().scoped(&caller);
                let found = scoped.delegation_named(name).await.expect("an answer");
                (found.expect("a domain").status.as_str() == "propagated").then_some(())
            })
            .await;
        }
        let nobody = json!({"workspaceId": ground.acme.first.to_string()});
        let rival = running.with(&ground.rival.key);
        let answer = rival.post("/orders/nameservers/recheck-all", &nobody).await;
        answer.refused(404, "NOT_FOUND");
        api.post("/orders/nameservers/recheck-all", &nobody)
            .await
            .data(202);
        running.stop().await;
    }
}
