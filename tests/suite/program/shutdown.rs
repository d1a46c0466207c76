//! The end: what is under way may finish.

use serde_json::json;
use simpleinboxes_tests::{
    api::{Answer, Api},
    process::{Program, first_key},
    tool::{HELD, Tool},
    until::until,
};
use tempfile::TempDir;
use tokio::task::JoinSet;

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

/// The program with requests under way that the tool holds back.
async fn held(
    folder: &TempDir,
    tool: &Tool,
    requests: usize,
    patience: &str,
) -> (Program, Api, JoinSet<reqwest::Result<Answer>>) {
    let launch = program(folder.path())
        .env(
            "SIMPLEINBOXES_SENDING__BASE_URLS__INSTANTLY",
            tool.base_url(),
        )
        // All of them at the tool, and none waiting for its account's turn.
        .env(
            "SIMPLEINBOXES_SENDING__HTTP__CALLS_AT_ONCE",
            requests.to_string(),
        )
        .env("SIMPLEINBOXES_LIMITS__SHUTDOWN_SECONDS", patience);
    let (program, api) = launch.serve().await;
    let api = api.with(&first_key(&program.output()).expect("a key"));
    let body = json!({"tool": "instantly", "apiKey": HELD});
    let mut under_way = JoinSet::new();
    for _ in 0..requests {
        under_way.spawn(api.post("/clients/Default/credentials/test", &body).send());
    }
    let all_wait = async || (tool.waiting() == requests).then_some(());
    until("the requests are under way", all_wait).await;
    (program, api, under_way)
}

#[tokio::test]
async fn requests_under_way_are_answered_after_sigterm() {
    let (folder, tool) = (TempDir::new().expect("a folder"), Tool::start().await);
    // One after the other, so that a program which did not wait would be gone in between.
    let (program, api, mut under_way) = held(&folder, &tool, 20, "60").await;
    program.terminate().await;
    closed(&api).await;
    for _ in 0..20 {
        tool.let_one_go();
        let answer = under_way.join_next().await.expect("one more");
        let answer = answer.expect("a task").expect("an answer");
        assert_eq!(answer.data(200)["valid"], true);
    }
    let ended = program.ended().await;
    assert!(ended.status.success(), "{}", ended.log);
}

#[tokio::test]
async fn a_request_that_does_not_end_is_not_waited_for_for_ever() {
    let (folder, tool) = (TempDir::new().expect("a folder"), Tool::start().await);
    let (program, _, mut under_way) = held(&folder, &tool, 1, "1").await;
    program.terminate().await;
    let ended = program.ended().await;
    assert!(ended.status.success(), "{}", ended.log);
    let answer = under_way.join_next().await.expect("one");
    assert!(answer.expect("a task").is_err());
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
