//! The end: what is under way may finish.

use serde_json::json;
use simpleinboxes_tests::{
    api::{Answer, Api},
    process::{Program, first_key},
    tool::{HELD, Tool},
    until::until,
};
use tempfile::TempDir;

use super::program;

/// Waits until nobody listens any more.
async fn closed(api: &Api) {
    until("nobody listens any more", async || {
        let fresh = Api::at(api.address());
        fresh
            .plain(reqwest::Method::GET, "/healthz")
            .send()
            .await
            .is_err()
            .then_some(())
    })
    .await;
}

/// The program with a request under way that the tool holds back.
async fn held(
    folder: &TempDir,
    tool: &Tool,
    patience: &str,
) -> (
    Program,
    tokio::task::JoinHandle<reqwest::Result<Answer>>,
    Api,
) {
    let launch = program(folder.path())
        .env(
            "SIMPLEINBOXES_SENDING__BASE_URLS__INSTANTLY",
            tool.base_url(),
        )
        .env("SIMPLEINBOXES_LIMITS__SHUTDOWN_SECONDS", patience);
    let (program, api) = launch.serve().await;
    let api = api.with(&first_key(&program.output()).expect("a key"));
    let body = json!({"tool": "instantly", "apiKey": HELD});
    let call = api.post("/clients/Default/credentials/test", &body);
    let under_way = tokio::spawn(call.send());
    until("the request is under way", async || {
        (tool.waiting() == 1).then_some(())
    })
    .await;
    (program, under_way, api)
}

#[tokio::test]
async fn a_request_under_way_is_answered_after_sigterm() {
    let (folder, tool) = (TempDir::new().expect("a folder"), Tool::start().await);
    let (program, under_way, api) = held(&folder, &tool, "60").await;
    program.terminate().await;
    closed(&api).await;
    assert!(!under_way.is_finished());
    tool.let_go();
    let answer = under_way.await.expect("a task").expect("an answer");
    assert_eq!(answer.data(200)["valid"], true);
    let ended = program.ended().await;
    assert!(ended.status.success(), "{}", ended.log);
}

#[tokio::test]
async fn a_request_that_does_not_end_is_not_waited_for_for_ever() {
    let (folder, tool) = (TempDir::new().expect("a folder"), Tool::start().await);
    let (program, under_way, _) = held(&folder, &tool, "1").await;
    program.terminate().await;
    let ended = program.ended().await;
    assert!(ended.status.success(), "{}", ended.log);
    assert!(under_way.await.expect("a task").is_err());
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_an_orderly_end() {
    let folder = TempDir::new().expect("a folder");
    let (program_, api) = program(folder.path()).serve().await;
    let key = first_key(&program_.output()).expect("a key");
    api.with(&key).make_client("Northwind").await;
    program_.terminate().await;
    assert!(program_.ended().await.status.success());
    // The log was folded into the file, which can be copied alone.
    assert!(!folder.path().join("data/simpleinboxes.db-wal").exists());
    let (again, api) = program(folder.path()).serve().await;
    let api = api.with(&key);
    assert_eq!(api.all("/clients").await.len(), 2);
    let used = &api.all("/api-keys").await[0]["lastUsedAt"];
    assert!(used.is_string(), "{used}");
    again.kill().await;
}
