//! What a load balancer asks.

use reqwest::Method;
use serde_json::json;
use simpleinboxes_tests::{
    raw::{answer, rest},
    service::Ground,
    until::until,
};
use tokio::{io::AsyncWriteExt as _, net::TcpStream};

#[tokio::test]
async fn a_service_with_its_database_is_ready() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let health = running.api().plain(Method::GET, "/healthz").await;
        assert_eq!(
            (health.status, health.json()),
            (200, json!({"status": "ok"}))
        );
        let ready = running.api().plain(Method::GET, "/readyz").await;
        let checks = json!({"database": "ok", "dns": "ok", "accepting": "ok"});
        let mut told = ready.json();
        let details = told["details"].take();
        assert_eq!(
            (ready.status, told),
            (
                200,
                json!({"status": "ok", "checks": checks, "details": null})
            )
        );
        let vendors = details["vendors"].as_object().expect("vendors");
        assert!(
            vendors
                .values()
                .all(|one| *one == json!({"breaker": "closed"}))
        );
    }
}

#[tokio::test]
async fn a_service_that_lost_its_database_lives_but_is_not_ready() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        running.store().close().await.expect("closed");
        let ready = running.api().plain(Method::GET, "/readyz").await;
        assert_eq!(
            (ready.status, &ready.json()["checks"]["database"]),
            (503, &json!("failing"))
        );
        assert_eq!(
            running.api().plain(Method::GET, "/healthz").await.status,
            200
        );
        let error = running.with(&ground.acme.key).get("/workspaces").await;
        error.refused(503, "SERVICE_UNAVAILABLE");
    }
}

#[tokio::test]
async fn a_service_that_stops_is_not_ready() {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let address = running.api().address();
    let mut early = TcpStream::connect(address).await.expect("a connection");
    early
        .write_all(b"GET /readyz HTTP/1.1\r\nhost: ")
        .await
        .expect("written");
    // Connections are taken and read in their order: once others were answered that came later,
    // this one's request has begun.
    for _ in 0..3 {
        let later = simpleinboxes_tests::api::Api::at(address);
        assert_eq!(later.plain(Method::GET, "/readyz").await.status, 200);
    }
    let stopping = tokio::spawn(running.into_service().stop());
    until("nobody new is let in", async || {
        TcpStream::connect(address).await.is_err().then_some(())
    })
    .await;
    early.write_all(b"here\r\n\r\n").await.expect("written");
    let ready = answer(&rest(&mut early).await);
    let body: serde_json::Value = serde_json::from_slice(&ready.body).expect("JSON");
    assert_eq!(
        (ready.status, &body["checks"]["accepting"]),
        (503, &json!("failing"))
    );
    stopping.await.expect("a task").expect("it stops");
}
