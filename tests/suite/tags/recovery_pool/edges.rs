//! What may be done with an entry in each of its states, and what may not: by the table of states.

use serde_json::{Value, json};
use simpleinboxes_core::{
    id::RecoveryEntryId,
    machine::{RECOVERY, RecoveryEvent, RecoveryFacts, step},
    status::{DomainStatus, HealthLight, RecoveryStatus},
};
use simpleinboxes_tests::made::text;

use super::Owner;

/// What a caller can ask for, with the event that it is.
const ASKED: [(RecoveryEvent, &str); 3] = [
    (RecoveryEvent::Reactivate, "reactivate"),
    (RecoveryEvent::Force, "force"),
    (RecoveryEvent::Remove, "delete"),
];

#[tokio::test]
async fn each_state_allows_what_the_table_says_and_nothing_else() {
    for owner in Owner::each_idle().await {
        let acme = &owner.ground.acme;
        let now = simpleinboxes_core::clock::Clock::now(owner.ground.clock.as_ref());
        // No event of a caller has a condition.
        let facts = RecoveryFacts {
            now,
            rests_until: None,
            healing_since: None,
            light: HealthLight::Red,
            check_is_due: true,
        };
        for (place, status) in RecoveryStatus::ALL.iter().enumerate() {
            for (event, asked) in ASKED {
                let name = format!("state-{place}-{asked}.com");
                owner.domain(&name, DomainStatus::Active).await;
                let entry = owner.taken(&name).await;
                let id: RecoveryEntryId = text(&entry["id"]).parse().expect("an id");
                let seed = owner.running.seed(acme, acme.first);
                seed.recovery_is(id, *status).await;
                let before = owner.entry(&entry).await;
                let answer = match asked {
                    "reactivate" => owner.tell(&entry, "reactivate", &json!({})).await,
                    "force" => {
                        let force = json!({"force": true});
                        owner.tell(&entry, "reactivate", &force).await
                    }
                    _ => owner.remove(&entry).await,
                };
                match step(RECOVERY, *status, event, &facts) {
                    Ok(after) => {
                        let success = if asked == "delete" { 200 } else { 202 };
                        let found = answer.data(success);
                        assert_eq!(found["status"], after.as_str(), "{status} {asked}");
                    }
                    Err(_) => {
                        let why = answer.refused(409, "CONFLICT");
                        let told = text(&why["message"]).contains(status.as_str());
                        assert!(told, "{status} {asked}: {why}");
                        assert_eq!(owner.entry(&entry).await, before, "{status} {asked}");
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn removed_entries_are_listed_when_they_are_asked_for() {
    for owner in Owner::each_idle().await {
        owner
            .domain("one-northwind.com", DomainStatus::Active)
            .await;
        owner.domain("blocked-two.com", DomainStatus::Active).await;
        let one = owner.taken("one-northwind.com").await;
        let two = owner.taken("blocked-two.com").await;
        owner.check("one-northwind.com").await;
        owner.check("blocked-two.com").await;
        let ids = async |query: &str| -> Vec<Value> {
            let all = owner.api.all(&format!("/recovery{query}")).await;
            all.iter().map(|one| one["id"].clone()).collect()
        };
        // Newest first.
        assert_eq!(ids("").await, [two["id"].clone(), one["id"].clone()]);
        assert_eq!(ids("?light=red").await, [two["id"].clone()]);
        assert_eq!(
            ids("?light=green&status=resting").await,
            [one["id"].clone()]
        );
        assert!(ids("?status=ready").await.is_empty());
        owner.remove(&one).await.data(200);
        assert_eq!(ids("").await, [two["id"].clone()]);
        assert_eq!(ids("?status=removed").await, [one["id"].clone()]);
        assert_eq!(owner.entry(&one).await["status"], "removed");
        // Page by page it is the same.
        let page = owner.api.get("/recovery?limit=1").await.json();
        assert_eq!(page["data"][0]["id"], two["id"]);
        assert_eq!(page["pagination"]["hasMore"], false);
    }
}

#[tokio::test]
async fn entries_of_others_are_not_there() {
    for owner in Owner::each_idle().await {
        owner
            .domain("mine-northwind.com", DomainStatus::Active)
            .await;
        let entry = owner.taken("mine-northwind.com").await;
        let rival = owner.running.with(&owner.ground.rival.key);
        let path = format!("/recovery/{}", text(&entry["id"]));
        rival.get(&path).await.refused(404, "NOT_FOUND");
        rival.delete(&path).await.refused(404, "NOT_FOUND");
        let reactivate = format!("{path}/reactivate");
        let answer = rival.post(&reactivate, &json!({"force": true})).await;
        answer.refused(404, "NOT_FOUND");
        let dismiss = format!("{path}/dismiss-banner");
        let answer = rival.request(reqwest::Method::POST, &dismiss).await;
        answer.refused(404, "NOT_FOUND");
        // What they find out about it is not kept here, and nothing of ours is told.
        let body = json!({"domains": ["mine-northwind.com"]});
        let check = rival
            .post("/recovery/blacklist-check", &body)
            .await
            .data(200);
        assert_eq!(check["results"][0]["health"]["light"], "green");
        assert_eq!(owner.entry(&entry).await["health"]["light"], "yellow");
        assert!(rival.all("/recovery").await.is_empty());
        let body = json!({"domains": [{"domain": "mine-northwind.com"}]});
        let taken = rival.post("/recovery/domains", &body).await.data(202);
        assert_eq!(taken["results"][0]["rejection"], "unavailable");
    }
}
