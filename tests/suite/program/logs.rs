//! What is logged, and what is not.

use std::fs;

use serde_json::{Value, json};
use simpleinboxes_tests::{
    process::first_key,
    tool::{TAKEN, Tool},
};
use tempfile::TempDir;

use super::program;

#[tokio::test]
async fn the_log_holds_no_secret_however_much_is_logged() {
    let (folder, tool) = (TempDir::new().expect("a folder"), Tool::start().await);
    let launch = program(folder.path())
        .env("RUST_LOG", "trace")
        .env("SIMPLEINBOXES_TELEMETRY__LOG_FORMAT", "json")
        .env(
            "SIMPLEINBOXES_SENDING__BASE_URLS__INSTANTLY",
            tool.base_url(),
        );
    let (program, api) = launch.serve().await;
    let first = first_key(&program.output()).expect("a key");
    let api = api.with(&first);
    let made = api.make_key(&["read", "write", "keys"], None).await.key;
    let body = json!({"tool": "instantly", "apiKey": TAKEN});
    api.post("/clients/Default/credentials", &body)
        .once("replay")
        .await
        .data(201);
    api.post("/clients/Default/credentials/test", &body)
        .await
        .data(200);
    let wrong = "si_live_7777777777777777777777777777777777777777777";
    api.with(wrong)
        .get("/workspaces")
        .await
        .refused(401, "INVALID_API_KEY");
    api.with("a-secret-of-another-service")
        .get("/workspaces")
        .await
        .refused(401, "INVALID_API_KEY");
    api.with(&made)
        .post("/clients", &json!({"nmae": 1}))
        .await
        .refused(400, "INVALID_REQUEST");
    let encryption =
        fs::read_to_string(folder.path().join("data/encryption.key")).expect("the key file");
    let encryption = encryption
        .trim()
        .split_once(':')
        .expect("a version")
        .1
        .to_owned();

    program.terminate().await;
    let log = program.ended().await.log;
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert!(lines.len() > 20 && lines.iter().all(|line| line["level"].is_string()));
    for secret in [
        &*first,
        &made,
        TAKEN,
        wrong,
        "a-secret-of-another-service",
        &encryption,
    ] {
        let told = lines.iter().find(|line| line.to_string().contains(secret));
        assert!(told.is_none(), "{}", told.unwrap_or(&Value::Null));
    }
}
