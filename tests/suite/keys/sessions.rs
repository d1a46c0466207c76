//! Sessions of the dashboard make and revoke keys, and nothing else.

use std::time::Duration;

use serde_json::json;
use simpleinboxes_tests::{
    mounted::{fill, mounted},
    service::Ground,
};

#[tokio::test]
async fn a_session_is_good_for_two_operations() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let bearer = format!("Bearer {}", running.sign_in(&ground.acme, &ground).await);
        let mut taken = Vec::new();
        for operation in mounted(running.api()).await {
            let path = fill(operation.path, |_| "nothing".to_owned());
            let call = running.api().request(operation.method.clone(), &path);
            let answer = call.header("authorization", &bearer).bytes("{").await;
            match answer.status {
                401 => drop(answer.refused(401, "MISSING_API_KEY")),
                _ => taken.push(operation.id),
            }
        }
        taken.sort_unstable();
        assert_eq!(taken, ["createApiKey", "revokeApiKey"]);
    }
}

#[tokio::test]
async fn a_session_has_the_power_of_its_user_for_its_time() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let bearer = format!("Bearer {}", running.sign_in(&ground.acme, &ground).await);
        let body = json!({"name": "Mine", "scopes": ["read", "write", "billing", "keys"]});
        let api = running.api();
        let make = || {
            api.post("/api-keys", &body)
                .header("authorization", &bearer)
        };
        let made = make().await.data(201);
        assert_eq!(made["apiKey"]["workspaceId"], json!(null));
        let key = running.with(made["key"].as_str().expect("a key"));
        let workspaces = key.get("/workspaces").await.data(200);
        assert_eq!(workspaces[0]["id"], ground.acme.first.to_string());

        let path = format!(
            "/api-keys/{}",
            made["apiKey"]["id"].as_str().expect("an id")
        );
        let foreign = format!("/api-keys/{}", ground.rival.key_id);
        let revoke = |path: &str| api.delete(path).header("authorization", &bearer);
        revoke(&foreign).await.refused(404, "NOT_FOUND");
        assert_eq!(revoke(&path).await.data(200)["status"], "revoked");

        ground.pass(Duration::from_secs(12 * 3600));
        make().await.refused(401, "INVALID_API_KEY");
        let wrong = api
            .post("/api-keys", &body)
            .header("authorization", "Bearer nobody");
        wrong.await.refused(401, "INVALID_API_KEY");
    }
}
