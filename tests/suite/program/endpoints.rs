//! What stands beside the API.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};
use simpleinboxes_tests::{
    api::{Answer, Api},
    mounted::{fill, mounted},
    service::Ground,
    tool::TAKEN,
};

async fn fetch(api: &Api, path: &str) -> Answer {
    api.plain(Method::GET, path).await
}

#[tokio::test]
async fn the_spec_is_served_as_it_is_published() {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let json = fetch(running.api(), "/openapi.json").await;
    let yaml = fetch(running.api(), "/openapi.yaml").await;
    assert_eq!(
        (json.status, json.header("content-type")),
        (200, Some("application/json"))
    );
    assert_eq!(
        (yaml.status, yaml.header("content-type")),
        (200, Some("application/yaml"))
    );
    assert!(json.text() == include_str!("../../../spec/published/openapi.json"));
    assert!(yaml.text() == include_str!("../../../spec/published/openapi.yaml"));
}

/// What a page or a style sheet refers to, as it is written there.
fn references(text: &str, begins: &[&str]) -> Vec<String> {
    let found = |begin: &&str| -> Vec<String> {
        let after = text.split(*begin).skip(1);
        let ends: &[char] = &['"', '\'', ')'];
        after
            .filter_map(|rest| rest.trim_start_matches(ends).split(ends).next())
            .map(str::to_owned)
            .collect()
    };
    begins
        .iter()
        .flat_map(found)
        .filter(|reference| !reference.starts_with("data:"))
        .collect()
}

#[tokio::test]
async fn the_documentation_needs_nobody_else() {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let api = running.api();
    let mut page = fetch(api, "/docs").await;
    if let Some(elsewhere) = page.header("location") {
        assert_eq!(elsewhere, "/docs/");
        page = fetch(api, "/docs/").await;
    }
    assert_eq!(page.status, 200);
    assert!(
        page.header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"))
    );
    let mut assets: BTreeSet<String> = references(&page.text(), &["href=", "src="])
        .into_iter()
        .collect();
    assert!(assets.len() >= 4, "{assets:?}");
    let mut seen = BTreeSet::new();
    while let Some(asset) = assets.pop_first() {
        assert!(!asset.contains("//"), "{asset} is elsewhere");
        let path = match asset.strip_prefix('/') {
            Some(_) => asset.clone(),
            None => format!("/docs/{}", asset.trim_start_matches("./")),
        };
        let answer = fetch(api, &path).await;
        assert_eq!(answer.status, 200, "{path}");
        let kind = answer.header("content-type").unwrap_or_default().to_owned();
        assert!(
            !kind.starts_with("text/html") && !answer.body.is_empty(),
            "{path}: {kind}"
        );
        if kind.starts_with("text/css") {
            assets.extend(references(&answer.text(), &["url(", "@import "]));
        }
        seen.insert(path);
    }
    let script = seen
        .iter()
        .find(|path| path.contains("initializer"))
        .expect("what sets the page up");
    let script = fetch(api, script).await.text();
    assert!(script.contains("/openapi.json"), "{script}");
    assert!(
        !script.contains("http:") && !script.contains("https:"),
        "{script}"
    );
}

fn counted<'a>(metrics: &'a str, operation: &str, status: u16) -> Option<&'a str> {
    let labels = format!(
        "simpleinboxes_http_requests_total{{operation=\"{operation}\",status=\"{status}\"}} "
    );
    metrics.lines().find_map(|line| line.strip_prefix(&labels))
}

#[tokio::test]
async fn metrics_count_each_operation_and_tell_nothing_else() {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let api = running.with(&ground.acme.key);
    for _ in 0..3 {
        api.get("/workspaces").await.data(200);
    }
    let made = api.make_key(&["read"], None).await;
    let workspace = api.make_client("Northwind Traders").await;
    let body = json!({"tool": "instantly", "apiKey": TAKEN});
    api.post("/clients/Northwind%20Traders/credentials", &body)
        .await
        .data(201);
    api.get("/clients/no-such-client")
        .await
        .refused(404, "NOT_FOUND");
    running
        .api()
        .get("/workspaces")
        .await
        .refused(401, "MISSING_API_KEY");
    api.get("/a-path-that-is-not-there")
        .await
        .refused(404, "NOT_FOUND");

    let answer = fetch(running.api(), "/metrics").await;
    assert!(
        answer
            .header("content-type")
            .is_some_and(|kind| kind.contains("openmetrics-text"))
    );
    let metrics = answer.text();
    for (operation, status, times) in [
        ("listWorkspaces", 200, "3"),
        ("listWorkspaces", 401, "1"),
        ("createApiKey", 201, "1"),
        ("createClientCredential", 201, "1"),
        ("getClient", 404, "1"),
        ("none", 404, "1"),
    ] {
        assert_eq!(
            counted(&metrics, operation, status),
            Some(times),
            "{operation} {status}:\n{metrics}"
        );
    }
    assert!(metrics.contains(
        "simpleinboxes_http_request_duration_seconds_count{operation=\"listWorkspaces\"} 4"
    ));
    assert!(metrics.ends_with("# EOF\n"));
    for told in [
        &*ground.acme.key,
        &made.key,
        &made.id,
        &workspace,
        TAKEN,
        "Northwind",
        "a-path",
        "si_live_",
    ] {
        assert!(!metrics.contains(told), "{told}");
    }
}

#[tokio::test]
async fn what_stands_beside_the_api_needs_no_key_and_takes_no_other_method() {
    let ground = Ground::one().await;
    let running = ground.start().await;
    for path in [
        "/healthz",
        "/readyz",
        "/metrics",
        "/openapi.json",
        "/openapi.yaml",
    ] {
        assert_eq!(fetch(running.api(), path).await.status, 200, "{path}");
        let wrong = running.api().plain(Method::POST, path).await;
        wrong.refused(405, "METHOD_NOT_ALLOWED");
        assert!(
            wrong
                .header("allow")
                .is_some_and(|allowed| allowed.contains("GET")),
            "{path}"
        );
    }
}

#[tokio::test]
async fn head_and_options_say_what_get_would() {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let api = running.with(&ground.acme.key);
    for operation in mounted(running.api()).await {
        let path = fill(operation.path, |_| "nothing".to_owned());
        let options = api.request(Method::OPTIONS, &path).await;
        let allowed = options.header("allow").unwrap_or_default();
        assert_eq!(
            (options.status, options.body.len()),
            (204, 0),
            "{}",
            operation.id
        );
        assert!(
            allowed.contains(operation.method.as_str()),
            "{}: {allowed}",
            operation.id
        );
        if operation.method == Method::GET {
            let (get, head) = (api.get(&path).await, api.request(Method::HEAD, &path).await);
            assert_eq!(
                (head.status, head.body.len()),
                (get.status, 0),
                "{}",
                operation.id
            );
            assert_eq!(
                head.header("content-length"),
                get.header("content-length"),
                "{}",
                operation.id
            );
        }
    }
}

#[tokio::test]
async fn a_request_keeps_its_id_if_it_has_one_of_ours() {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let api = running.with(&ground.acme.key);
    let ours = "req_01m6dsg7e0es8r65rzyjka792g";
    let answer = api
        .get("/clients/nobody")
        .header("x-request-id", ours)
        .await;
    assert_eq!(answer.refused(404, "NOT_FOUND")["requestId"], ours);
    for foreign in ["1", "req_short", "<script>"] {
        let answer = api.get("/workspaces").header("x-request-id", foreign).await;
        let id: Value = answer.header("x-request-id").into();
        assert!(
            id.as_str()
                .is_some_and(|id| id.len() == ours.len() && id.starts_with("req_")),
            "{id}"
        );
    }
}
