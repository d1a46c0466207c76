//! A database server that goes away and comes back.

use reqwest::Method;
use simpleinboxes_store::testing;
use simpleinboxes_tests::{service::Ground, until::until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_outlives_its_database_server() {
    let Some(database) = testing::postgres_alone().await else {
        return;
    };
    let ground = Ground::on(database).await;
    let running = ground.start().await;
    let api = running.with(&ground.acme.key);
    api.make_client("Before").await;

    ground.database.stop().await;
    let (read, write) = tokio::join!(
        api.get("/clients").into_future(),
        api.post("/clients", &serde_json::json!({"name": "Lost"}))
            .into_future(),
    );
    read.refused(503, "SERVICE_UNAVAILABLE");
    write.refused(503, "SERVICE_UNAVAILABLE");
    assert_eq!(
        running.api().plain(Method::GET, "/readyz").await.status,
        503
    );
    assert_eq!(
        running.api().plain(Method::GET, "/healthz").await.status,
        200
    );

    ground.database.start().await;
    let ready = async || running.api().plain(Method::GET, "/readyz").await;
    until("it is ready again", async || {
        (ready().await.status == 200).then_some(())
    })
    .await;
    let clients = api.all("/clients").await;
    assert_eq!(clients.len(), 2, "{clients:?}");
    api.make_client("After").await;
}
