//! A credential goes in and is not seen again.

use reqwest::Method;
use serde_json::json;
use simpleinboxes_tests::{
    search::{everything, holds},
    service::Ground,
    tool::{TAKEN, Tool},
};

const SECOND: &str = "another-secret-of-a-tool-8mVd";

#[tokio::test]
async fn a_credential_is_sealed_in_the_database() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        let body = json!({"tool": "instantly", "apiKey": TAKEN, "label": "To be seen"});
        let made = api
            .post("/clients/First/credentials", &body)
            .once("sealed")
            .await
            .data(201);
        let path = format!(
            "/clients/First/credentials/{}",
            made["id"].as_str().expect("an id")
        );
        let all = everything(&ground.database, &running).await;
        assert!(!holds(&all, TAKEN));
        assert!(holds(&all, "To be seen"));
        api.put(&path, &json!({"apiKey": SECOND})).await.data(200);
        let all = everything(&ground.database, &running).await;
        assert!(!holds(&all, TAKEN) && !holds(&all, SECOND));
    }
}

#[tokio::test]
async fn no_answer_gives_a_credential_back() {
    let tool = Tool::start().await;
    for mut ground in Ground::each().await {
        ground
            .config
            .sending
            .base_urls
            .insert("instantly".to_owned(), tool.base_url());
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        let body = json!({"tool": "instantly", "apiKey": TAKEN});
        let made = api.post("/clients/First/credentials", &body).await;
        let id = made.data(201)["id"].as_str().expect("an id").to_owned();
        assert_eq!(made.data(201)["apiKeyHint"], TAKEN[TAKEN.len() - 4..]);
        let path = format!("/clients/First/credentials/{id}");
        let wrong = json!({"tool": "instantly", "apiKey": TAKEN, "label": 7});
        let answers = [
            made,
            api.get("/clients/First/credentials").await,
            api.post(
                "/clients/First/credentials/test",
                &json!({"credentialId": id}),
            )
            .await,
            api.post("/clients/First/credentials/test", &body).await,
            api.post("/clients/First/credentials", &wrong).await,
            api.put(&path, &json!({"label": "Other"})).await,
            api.put(
                &path,
                &json!({"apiKey": TAKEN, "baseUrl": "https://x.example"}),
            )
            .await,
            api.get(&format!("/workspaces/{}/summary", ground.acme.first))
                .await,
            api.delete(&path).await,
            running.api().plain(Method::GET, "/metrics").await,
        ];
        for answer in answers {
            assert!(!answer.text().contains(TAKEN), "{}", answer.text());
        }
    }
}

#[tokio::test]
async fn a_sealed_credential_still_works() {
    let tool = Tool::start().await;
    for mut ground in Ground::each().await {
        ground
            .config
            .sending
            .base_urls
            .insert("instantly".to_owned(), tool.base_url());
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        let body = json!({"tool": "instantly", "apiKey": TAKEN});
        let made = api
            .post("/clients/First/credentials", &body)
            .await
            .data(201);
        running.stop().await;
        // In another process with the same key.
        let running = ground.start().await;
        let test = json!({"credentialId": made["id"]});
        let tested = running
            .with(&ground.acme.key)
            .post("/clients/First/credentials/test", &test)
            .await;
        assert_eq!(tested.data(200)["valid"], true);
    }
}
