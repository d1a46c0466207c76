//! Heads that are too large or too slow.

use std::net::SocketAddr;

use simpleinboxes_tests::{
    raw::{answer, broken_off, rest, shown},
    service::{Ground, Running},
    until::in_time,
};
use tokio::{io::AsyncWriteExt as _, net::TcpStream};

async fn small() -> (Ground, Running, SocketAddr) {
    let mut ground = Ground::one().await;
    ground.config.limits.head_bytes = 8192;
    ground.config.limits.headers = 20;
    ground.config.limits.head_seconds = 1;
    let running = ground.start().await;
    let address = running.api().address();
    (ground, running, address)
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused_and_named() {
    let (ground, running, _) = small().await;
    let api = running.with(&ground.acme.key);
    let long = "x".repeat(8000);
    let error = api
        .get("/workspaces")
        .header("x-long", &long)
        .header("x-more", &long[..200])
        .await;
    let error = error.refused(400, "INVALID_REQUEST");
    assert_eq!(error["details"][0]["field"], "header.x-long");
    let error = api
        .get(&format!("/workspaces?cursor={}", "x".repeat(8300)))
        .await;
    error.refused(400, "INVALID_REQUEST");
    api.get("/workspaces").await.data(200);
}

#[tokio::test]
async fn a_head_beyond_all_measure_ends_the_connection() {
    let (ground, running, address) = small().await;
    let endless = format!(
        "GET /api/v1/workspaces HTTP/1.1\r\nx: {}",
        "x".repeat(1 << 20)
    );
    let many = format!(
        "GET /api/v1/workspaces HTTP/1.1\r\n{}\r\n",
        "x: y\r\n".repeat(200)
    );
    for head in [endless, many] {
        let read = broken_off(address, head.as_bytes()).await;
        // Before there is a request there is nobody to write an envelope.
        assert!(
            read.is_empty() || answer(&read).status == 431,
            "{}",
            shown(&read)
        );
    }
    running
        .with(&ground.acme.key)
        .get("/workspaces")
        .await
        .data(200);
}

#[tokio::test]
async fn a_head_that_does_not_come_to_its_end_is_not_waited_for() {
    let (ground, running, address) = small().await;
    // Nothing at all, what may become HTTP/2, and half a head.
    for begin in [
        "",
        "PRI * HTTP",
        "GET /api/v1/workspaces HTTP/1.1\r\nhost: here\r\n",
    ] {
        let mut slow = TcpStream::connect(address).await.expect("a connection");
        slow.write_all(begin.as_bytes()).await.expect("written");
        // We never end it; the service does.
        let read = in_time("the service hangs up", rest(&mut slow)).await;
        assert!(
            read.is_empty() || answer(&read).status == 408,
            "{}",
            shown(&read)
        );
    }
    running
        .with(&ground.acme.key)
        .get("/workspaces")
        .await
        .data(200);
}

#[tokio::test]
async fn more_connections_than_there_may_be_wait_for_their_turn() {
    let mut ground = Ground::one().await;
    ground.config.limits.connections = 2;
    let running = ground.start().await;
    let address = running.api().address();
    let request = format!(
        "GET /api/v1/workspaces HTTP/1.1\r\nhost: x\r\nx-api-key: {}\r\nconnection: close\r\n\r\n",
        ground.acme.key
    );
    let idle = [connect(address).await, connect(address).await];
    let mut third = connect(address).await;
    third.write_all(request.as_bytes()).await.expect("written");
    // Its turn comes when one of the others goes.
    drop(idle);
    let read = rest(&mut third).await;
    assert_eq!(answer(&read).status, 200);
}

async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.expect("a connection")
}
