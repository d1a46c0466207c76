//! No key is mightier than its maker.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_tests::{api::Api, service::Ground};

const ALL: [&str; 4] = ["read", "write", "billing", "keys"];

fn wanted(scopes: &[&str]) -> Value {
    json!({"name": "Wanted", "scopes": scopes})
}

/// What a key is made as, or that it is not made.
async fn make(api: &Api, body: &Value) -> Option<Value> {
    let before = api.all("/api-keys").await.len();
    let answer = api.post("/api-keys", body).await;
    let more = api.all("/api-keys").await.len() - before;
    if answer.status == 201 {
        assert_eq!(more, 1);
        return Some(answer.data(201)["apiKey"].clone());
    }
    answer.refused(403, "FORBIDDEN");
    assert_eq!(more, 0);
    None
}

#[tokio::test]
async fn scopes_are_given_only_by_those_who_have_them() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let maker = running
            .with(&ground.acme.key)
            .make_key(&["read", "keys"], None)
            .await;
        let maker = running.with(&maker.key);
        for scopes in [&["read"][..], &["keys"], &["read", "keys"]] {
            assert!(make(&maker, &wanted(scopes)).await.is_some(), "{scopes:?}");
        }
        for scopes in [&["write"][..], &["billing"], &["read", "write"], &ALL] {
            assert!(make(&maker, &wanted(scopes)).await.is_none(), "{scopes:?}");
        }
    }
}

#[tokio::test]
async fn a_bound_key_makes_keys_for_its_workspace_only() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let owner = running.with(&ground.acme.key);
        let (mine, other) = (
            owner.make_client("Mine").await,
            owner.make_client("Other").await,
        );
        let bound = running.with(&owner.make_key(&ALL, Some(&mine)).await.key);
        let with = |workspace: &str| {
            let mut body = wanted(&["read"]);
            body["workspaceId"] = workspace.into();
            body
        };
        // What is left out is the maker's.
        for body in [wanted(&["read"]), with(&mine)] {
            assert_eq!(
                make(&bound, &body).await.expect("made")["workspaceId"],
                *mine
            );
        }
        let first = ground.acme.first.to_string();
        for foreign in [&other, &first, &ground.rival.first.to_string()] {
            assert!(make(&bound, &with(foreign)).await.is_none());
        }
        // The owner may make them for any workspace of the account, and for no other.
        assert_eq!(
            make(&owner, &with(&other)).await.expect("made")["workspaceId"],
            *other
        );
        let foreign = with(&ground.rival.first.to_string());
        owner
            .post("/api-keys", &foreign)
            .await
            .refused(404, "NOT_FOUND");
    }
}

#[tokio::test]
async fn a_key_does_not_outlive_its_maker() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let owner = running.with(&ground.acme.key);
        let at = |hours: u64| (ground.clock.now() + Duration::from_secs(3600 * hours)).to_rfc3339();
        let until = |end: String| {
            let mut body = wanted(&["read", "keys"]);
            body["expiresAt"] = end.into();
            body
        };
        let brief = running.with(&owner.make_key_as(&until(at(2))).await.key);
        let ends = |made: Option<Value>| -> Option<DateTime<Utc>> {
            Some(made?["expiresAt"].as_str()?.parse().expect("a time"))
        };
        let two = ground.clock.now() + Duration::from_secs(7200);
        assert_eq!(ends(make(&brief, &wanted(&["read"])).await), Some(two));
        assert_eq!(ends(make(&brief, &until(at(2))).await), Some(two));
        assert!(make(&brief, &until(at(1))).await.is_some());
        assert!(make(&brief, &until(at(3))).await.is_none());
    }
}

#[tokio::test]
async fn a_bound_key_manages_the_keys_of_its_workspace() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let owner = running.with(&ground.acme.key);
        let mine = owner.make_client("Mine").await;
        let bound = owner.make_key(&ALL, Some(&mine)).await;
        let sibling = owner.make_key(&["read"], Some(&mine)).await;
        let api = running.with(&bound.key);
        let seen: Vec<Value> = api.all("/api-keys").await;
        assert!(
            seen.len() == 2 && seen.iter().all(|key| key["workspaceId"] == *mine),
            "{seen:?}"
        );
        let path = |id: &str| format!("/api-keys/{id}");
        api.delete(&path(&ground.acme.key_id.to_string()))
            .await
            .refused(404, "NOT_FOUND");
        assert_eq!(
            api.delete(&path(&sibling.id)).await.data(200)["status"],
            "revoked"
        );
        // A key may revoke itself; that was its last request.
        assert_eq!(
            api.delete(&path(&bound.id)).await.data(200)["status"],
            "revoked"
        );
        api.get("/workspaces").await.refused(401, "INVALID_API_KEY");
        running
            .with(&sibling.key)
            .get("/workspaces")
            .await
            .refused(401, "INVALID_API_KEY");
    }
}
