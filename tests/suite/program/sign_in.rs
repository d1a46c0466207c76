//! The operator signs a user in.

use serde_json::json;
use simpleinboxes_tests::process::first_key;
use tempfile::TempDir;

use super::program;

#[tokio::test]
async fn whoever_has_lost_every_key_gets_a_new_one() {
    let folder = TempDir::new().expect("a folder");
    let (serving, api) = program(folder.path()).serve().await;
    let lost = api.with(&first_key(&serving.output()).expect("a key"));
    let keys = lost.all("/api-keys").await;
    lost.delete(&format!(
        "/api-keys/{}",
        keys[0]["id"].as_str().expect("an id")
    ))
    .await
    .data(200);
    lost.get("/workspaces")
        .await
        .refused(401, "INVALID_API_KEY");

    // Beside the program that serves, on the same files.
    let ended = program(folder.path()).args(["sign-in"]).run().await;
    assert!(ended.status.success(), "{}", ended.log);
    let token = ended.output.trim();
    assert!(
        !token.is_empty() && !token.contains(char::is_whitespace) && !ended.log.contains(token)
    );
    let bearer = format!("Bearer {token}");
    let body = json!({"name": "New", "scopes": ["read"]});
    let made = api
        .post("/api-keys", &body)
        .header("authorization", &bearer)
        .await
        .data(201);
    api.with(made["key"].as_str().expect("a key"))
        .get("/workspaces")
        .await
        .data(200);
    // The token is good for keys alone.
    let other = api
        .get("/workspaces")
        .header("authorization", &bearer)
        .await;
    other.refused(401, "MISSING_API_KEY");

    let nobody = program(folder.path())
        .args(["sign-in", "--email", "nobody@example.com"])
        .run()
        .await;
    assert!(!nobody.status.success() && nobody.output.is_empty());
    assert!(nobody.log.contains("nobody@example.com"), "{}", nobody.log);
    serving.kill().await;
}
