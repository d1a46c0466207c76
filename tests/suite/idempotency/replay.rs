//! The first answer again, byte for byte.

use std::time::Duration;

use serde_json::json;
use simpleinboxes_store::testing::snapshot;
use simpleinboxes_tests::{
    api::Answer,
    made::text,
    search::{everything, holds},
    service::Ground,
};

use super::{Repeatable, grounds};

const DAY: Duration = Duration::from_secs(86_400);

#[track_caller]
fn assert_replayed(first: &Answer, again: &Answer) {
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(first.header("idempotent-replayed"), None);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(first.header("cache-control"), again.header("cache-control"));
    assert_ne!(first.header("x-request-id"), again.header("x-request-id"));
}

#[tokio::test]
async fn a_repeat_gets_the_same_bytes_everywhere() {
    for ground in grounds().await {
        let (one, two) = (ground.start().await, ground.start().await);
        let owner = one.with(&ground.acme.key);
        for repeatable in Repeatable::each(&ground, &one).await {
            let id = repeatable.operation.id;
            let first = repeatable.call(&owner, id).await;
            first.data(repeatable.status());
            let before = snapshot(one.store()).await;
            assert_replayed(&first, &repeatable.call(&owner, id).await);
            assert_replayed(&first, &repeatable.reworded(&owner, id).await);
            // On another replica, …
            assert_replayed(
                &first,
                &repeatable.call(&two.with(&ground.acme.key), id).await,
            );
            let mut after = snapshot(one.store()).await;
            after.insert(
                "rate_limit_windows".to_owned(),
                before["rate_limit_windows"].clone(),
            );
            let traces = repeatable.traces();
            assert_eq!(before[traces], after[traces], "{id} had an effect again");
            // … after a restart, …
            let restarted = ground.start().await;
            assert_replayed(
                &first,
                &repeatable.call(&restarted.with(&ground.acme.key), id).await,
            );
            // … and up to the last moment of a day.
            ground.pass(DAY - Duration::from_millis(1));
            assert_replayed(&first, &repeatable.call(&owner, id).await);
            ground.pass(Duration::from_millis(1));
            let anew = repeatable.call(&owner, id).await;
            assert_eq!(anew.header("idempotent-replayed"), None, "{id}");
            assert_ne!(anew.body, first.body, "{id}");
            restarted.stop().await;
        }
    }
}

#[tokio::test]
async fn another_request_with_the_same_key_is_refused() {
    for ground in grounds().await {
        let running = ground.start().await;
        let owner = running.with(&ground.acme.key);
        for mut repeatable in Repeatable::each(&ground, &running).await {
            let id = repeatable.operation.id;
            let first = repeatable.call(&owner, id).await;
            let before = snapshot(running.store()).await;
            let (field, other) = repeatable.another();
            let kept = std::mem::replace(&mut repeatable.body[field], other);
            repeatable
                .call(&owner, id)
                .await
                .refused(409, "IDEMPOTENCY_KEY_REUSED");
            let traces = repeatable.traces();
            assert_eq!(before[traces], snapshot(running.store()).await[traces]);
            // Nothing is lost of the first.
            repeatable.body[field] = kept;
            assert_replayed(&first, &repeatable.call(&owner, id).await);
        }
    }
}

#[tokio::test]
async fn keys_belong_to_who_sends_them() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let owner = running.with(&ground.acme.key);
        let workspace = owner.make_client("Stage").await;
        let bound = owner.make_key(&["read", "write"], Some(&workspace)).await;
        let body = json!({"tool": "instantly", "apiKey": "some-secret-of-a-tool"});
        let path = "/clients/Stage/credentials";
        let rival = running.with(&ground.rival.key);
        rival.make_client("Stage").await;
        let mut ids = Vec::new();
        for api in [&owner, &running.with(&bound.key), &rival] {
            let answer = api.post(path, &body).once("one-key-for-all").await;
            assert_eq!(answer.header("idempotent-replayed"), None);
            ids.push(text(&answer.data(201)["id"]));
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 3);
    }
}

#[tokio::test]
async fn what_failed_had_no_effect_and_may_succeed_later() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let owner = running.with(&ground.acme.key);
        owner.make_client("Northwind").await;
        let again = || {
            owner
                .post("/clients", &json!({"name": "northwind"}))
                .once("retry")
        };
        again().await.refused(409, "CONFLICT");
        owner.delete("/clients/Northwind").await.data(200);
        assert_eq!(again().await.data(201)["name"], "northwind");
    }
}

#[tokio::test]
async fn kept_answers_do_not_give_secrets_away() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let owner = running.with(&ground.acme.key);
        let body = json!({"name": "Kept answer", "scopes": ["read"]});
        let first = owner.post("/api-keys", &body).once("shown-again").await;
        let key = text(&first.data(201)["key"]);
        let all = everything(&ground.database, &running).await;
        assert!(holds(&all, "shown-again") && holds(&all, "Kept answer") && !holds(&all, &key));
        // And yet it can be replayed.
        assert_replayed(
            &first,
            &owner.post("/api-keys", &body).once("shown-again").await,
        );
    }
}
