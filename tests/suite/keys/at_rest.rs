//! What is kept of a key: its hash and its first characters.

use serde_json::json;
use simpleinboxes_tests::{
    made::text,
    search::{everything, holds},
    service::Ground,
};

#[tokio::test]
async fn no_key_is_in_the_database() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        let plain = api.make_key(&["read"], None).await.key;
        // This answer is kept for replays, and the key with it.
        let body = json!({"name": "Kept", "scopes": ["read"]});
        let kept = api.post("/api-keys", &body).once("key-1").await.data(201);
        let token = running.sign_in(&ground.acme, &ground).await;
        let all = everything(&ground.database, &running).await;
        for secret in [&ground.acme.key, &plain, &text(&kept["key"]), &token] {
            assert!(!holds(&all, secret), "{secret} can be read in the database");
        }
        // What is shown of a key is there: so the search finds what there is to find.
        assert!(holds(&all, &plain[..12]));
        assert!(holds(&all, "Kept"));
    }
}

#[tokio::test]
async fn a_key_is_shown_once() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        let made = api.make_key(&["read"], None).await;
        for path in ["/api-keys", "/workspaces", "/workspaces/global/summary"] {
            let answer = api.get(path).await;
            assert!(!answer.text().contains(&made.key), "{path}");
        }
        let answer = api.delete(&format!("/api-keys/{}", made.id)).await;
        assert!(!answer.text().contains(&made.key));
        let fresh = api
            .post("/api-keys", &json!({"name": "x", "scopes": ["read"]}))
            .await;
        assert_eq!(fresh.header("cache-control"), Some("no-store"));
    }
}
