//! Requests that take too long.

use serde_json::{Value, json};
use simpleinboxes_tests::{
    raw::{answer, rest},
    service::Ground,
    tool::{HELD, Tool},
};
use tokio::{io::AsyncWriteExt as _, net::TcpStream};

#[tokio::test]
async fn an_answer_that_does_not_come_in_time_is_503() {
    let tool = Tool::start().await;
    for mut ground in Ground::each().await {
        let sending = &mut ground.config.sending;
        sending
            .base_urls
            .insert("instantly".to_owned(), tool.base_url());
        ground.config.limits.request_seconds = 1;
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        let body = json!({"tool": "instantly", "apiKey": HELD});
        let late = api.post("/clients/First/credentials/test", &body).await;
        late.refused(503, "SERVICE_UNAVAILABLE");
        assert!(late.number("retry-after") > 0);
        // Nothing is held up by it.
        api.make_client("Northwind").await;
    }
}

#[tokio::test]
async fn a_body_that_does_not_come_to_its_end_is_not_waited_for() {
    let mut ground = Ground::one().await;
    ground.config.limits.request_seconds = 1;
    let running = ground.start().await;
    let mut slow = TcpStream::connect(running.api().address())
        .await
        .expect("a connection");
    let head = format!(
        "POST /api/v1/clients HTTP/1.1\r\nhost: here\r\nconnection: close\r\nx-api-key: {}\r\n\
         content-type: application/json\r\ncontent-length: 1000\r\n\r\n{{\"name\":",
        ground.acme.key,
    );
    slow.write_all(head.as_bytes()).await.expect("written");
    // We never send the rest; the service answers all the same.
    let answer = answer(&rest(&mut slow).await);
    let body: Value = serde_json::from_slice(&answer.body).expect("the envelope");
    assert_eq!(
        (answer.status, &body["error"]["code"]),
        (503, &"SERVICE_UNAVAILABLE".into())
    );
    let api = running.with(&ground.acme.key);
    assert_eq!(api.all("/clients").await.len(), 1);
}
