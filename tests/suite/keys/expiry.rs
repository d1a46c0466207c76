//! Keys that end.

use std::time::Duration;

use serde_json::json;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_tests::service::Ground;

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn a_key_ends_at_its_time_and_not_before() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        let end = (ground.clock.now() + HOUR).to_rfc3339();
        let body = json!({"name": "An hour", "scopes": ["read"], "expiresAt": end});
        let made = api.make_key_as(&body).await;
        let brief = running.with(&made.key);

        ground.pass(HOUR - Duration::from_millis(1));
        brief.get("/workspaces").await.data(200);
        ground.pass(Duration::from_millis(1));
        brief
            .get("/workspaces")
            .await
            .refused(401, "INVALID_API_KEY");

        let expired = api.get("/api-keys?status=expired").await.data(200);
        assert_eq!(
            (expired[0]["id"].as_str(), expired.as_array().map(Vec::len)),
            (Some(&*made.id), Some(1))
        );
        let active = api.get("/api-keys?status=active").await.data(200);
        assert!(
            active
                .as_array()
                .is_some_and(|keys| keys.iter().all(|key| key["id"] != *made.id))
        );
        // It is over in any case: to revoke it is a success that changes nothing.
        let revoked = api
            .delete(&format!("/api-keys/{}", made.id))
            .await
            .data(200);
        assert_eq!(revoked["expiresAt"], expired[0]["expiresAt"]);
    }
}

#[tokio::test]
async fn a_key_that_would_end_in_the_past_is_not_made() {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let api = running.with(&ground.acme.key);
    for past in [ground.clock.now(), ground.clock.now() - HOUR] {
        let body = json!({"name": "Too late", "scopes": ["read"], "expiresAt": past.to_rfc3339()});
        let error = api
            .post("/api-keys", &body)
            .await
            .refused(400, "INVALID_REQUEST");
        assert_eq!(error["details"][0]["field"], "/expiresAt");
    }
    assert_eq!(api.all("/api-keys").await.len(), 1);
}
