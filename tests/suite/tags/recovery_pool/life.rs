//! The whole life of a burned domain: parked, listed, taken off, healed, back in use.

use serde_json::{Value, json};
use simpleinboxes_tests::{made::text, until::until};

use super::{HOUR, Owner, lists, seconds};

const NAME: &str = "burned-northwind.com";

/// An order of one inbox on [`NAME`], which is handed over to a sending tool.
async fn delivered(owner: &Owner) -> (Value, String) {
    let client = "First";
    let credential = owner.api.make_credential(client, "A tool").await;
    let inbox = json!({"firstName": "Jane", "lastName": "Doe", "username": "jane"});
    let body = json!({
        "provider": "google", "autoRenew": true,
        "domains": [{"domain": NAME, "source": "owned", "inboxes": [inbox]}],
        "sendingTool": {"credentialId": credential, "tags": []},
    });
    let placed = owner.api.post("/orders", &body).await.data(201);
    let path = format!("/orders/{}", text(&placed["id"]));
    let order = until("a delivered order", async || {
        let found = owner.api.get(&path).await.data(200);
        (found["status"] == "active").then_some(found)
    })
    .await;
    let inbox = text(&order["domains"][0]["inboxes"][0]["id"]);
    handed_over(owner, &inbox, "active", "uploaded").await;
    (order, inbox)
}

/// Waits until an inbox is in this state, and its sending tool says that of it.
async fn handed_over(owner: &Owner, inbox: &str, status: &str, handover: &str) {
    let path = format!("/inboxes/{inbox}");
    until(
        &format!("an inbox that is {status} and {handover}"),
        async || {
            let found = owner.api.get(&path).await.data(200);
            let there = found["status"] == status && found["sendingTool"]["status"] == handover;
            there.then_some(())
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_burned_domain_rests_heals_and_comes_back() {
    for owner in Owner::each().await {
        let (order, inbox) = delivered(&owner).await;
        let entry = owner.taken(NAME).await;
        assert_eq!(
            (
                &entry["status"],
                &entry["reason"],
                &entry["health"]["light"]
            ),
            (&json!("resting"), &json!("burned"), &json!("yellow"))
        );
        assert_eq!(lists(&entry, "status"), ["unknown", "unknown", "unknown"]);
        let names = ["spamhaus_dbl", "uribl", "surbl"];
        assert_eq!(lists(&entry, "name"), names);
        let rests = seconds(&entry["readyAt"]) - seconds(&entry["submittedAt"]);
        assert_eq!(rests, 24 * 3_600, "{entry}");
        assert_eq!(owner.domain_status(NAME).await, "in_recovery");
        handed_over(&owner, &inbox, "suspended", "removed").await;

        // It is asked soon after, listed everywhere, and wanted off.
        let listed = until("requests for removal", async || {
            let found = owner.entry(&entry).await;
            let requested = lists(&found, "removalRequestedAt");
            requested.iter().all(|at| !at.is_null()).then_some(found)
        })
        .await;
        assert_eq!(listed["health"]["light"], "red");
        assert_eq!(lists(&listed, "listed"), [true, true, true]);
        assert_eq!(listed["readyAt"], Value::Null);
        let early = owner.tell(&entry, "reactivate", &json!({})).await;
        let why = early.refused(409, "CONFLICT");
        let why = text(&why["message"]);
        assert!(why.contains("resting") && why.contains("force"), "{why}");
        // What was known from the start is no news.
        assert!(owner.unread().await.is_empty());

        owner.ground.pass(HOUR * 12);
        owner.reaches(&entry, "healing").await;
        owner.ground.pass(HOUR * 25);
        let ready = owner.reaches(&entry, "ready").await;
        assert_eq!(ready["health"]["light"], "green");
        assert_eq!(lists(&ready, "listed"), [false, false, false]);
        assert!(seconds(&ready["readyAt"]) >= seconds(&entry["readyAt"]));
        assert_eq!(owner.unread().await, ["ready_to_reactivate", "delisted"]);

        // Days and checks later it is no news any more.
        owner.ground.pass(HOUR * 72);
        until("another daily check", async || {
            let found = owner.entry(&entry).await;
            let at = lists(&found, "checkedAt");
            (at != lists(&ready, "checkedAt")).then_some(())
        })
        .await;
        owner.check(NAME).await;
        assert_eq!(owner.unread().await.len(), 2);
        let dismissed = owner.dismiss(&entry).await;
        assert_eq!(dismissed["dismissedCount"], 2);
        assert!(owner.unread().await.is_empty());
        assert_eq!(owner.dismiss(&entry).await["dismissedCount"], 0);

        let begun = owner.tell(&entry, "reactivate", &json!({})).await.data(202);
        assert_eq!(begun["status"], "reactivating");
        let back = owner.reaches(&entry, "reactivated").await;
        assert_ne!(back["reactivatedAt"], Value::Null);
        assert_eq!(owner.domain_status(NAME).await, "active");
        handed_over(&owner, &inbox, "active", "uploaded").await;
        assert_eq!(owner.unread().await, ["reactivated"]);
        let order = format!("/orders/{}", text(&order["id"]));
        assert_eq!(owner.api.get(&order).await.data(200)["status"], "active");
        for event in ["recovery_entered", "recovery_left"] {
            let history = owner.api.all(&format!("/domains/{NAME}/history")).await;
            let of = history.iter().filter(|one| one["type"] == event);
            assert_eq!(of.count(), 1, "{event}");
        }

        // It can be parked again, and is let go for good then.
        let again = owner.taken(NAME).await;
        assert_ne!(again["id"], entry["id"]);
        handed_over(&owner, &inbox, "suspended", "removed").await;
        let removed = owner.remove(&again).await.data(200);
        assert_eq!(removed["status"], "removed");
        assert_ne!(removed["removedAt"], Value::Null);
        until("its domain is let go", async || {
            (owner.domain_status(NAME).await == "released").then_some(())
        })
        .await;
        let found = owner.api.get(&format!("/inboxes/{inbox}")).await.data(200);
        assert_eq!(found["status"], "canceled");
        owner.running.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_that_fails_leaves_it_parked_and_tells_why() {
    for owner in Owner::each().await {
        // Its steps are given up at once.
        let name = "stuck-northwind.com";
        let (_, inbox) = owner
            .domain(name, simpleinboxes_core::status::DomainStatus::Active)
            .await;
        let entry = owner.taken(name).await;
        let force = json!({"force": true});
        owner.tell(&entry, "reactivate", &force).await.data(202);
        owner.reaches(&entry, "ready").await;
        assert_eq!(owner.unread().await, ["reactivation_failed"]);
        let all = owner.api.get("/recovery/pending-notifications").await;
        let message = text(&all.data(200)[0]["message"]);
        assert!(message.contains("It is stuck."), "{message}");
        assert_eq!(owner.domain_status(name).await, "in_recovery");
        let found = owner.api.get(&format!("/inboxes/{inbox}")).await.data(200);
        assert_eq!(found["status"], "suspended");
        owner.running.stop().await;
    }
}
