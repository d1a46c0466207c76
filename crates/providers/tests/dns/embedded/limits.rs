//! How much is done at once, and for how long.

use std::time::Duration;

use hickory_proto::op::ResponseCode;
use hickory_proto::rr::RecordType as Type;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::ask::{ask, question, receive, send, udp_bytes};
use super::world::World;
use crate::contract::domain;

async fn world(
    change: impl FnOnce(&mut simpleinboxes_providers::dns::embedded::ServingLimits),
) -> World {
    let world = World::with(|settings| change(&mut settings.limits)).await;
    world.memory.add_zone(&domain());
    world
}

fn asked() -> Vec<u8> {
    question("try-northwind.com", Type::SOA)
        .to_vec()
        .expect("bytes")
}

async fn open(world: &World) -> TcpStream {
    TcpStream::connect(world.address())
        .await
        .expect("a connection")
}

/// Whether a new connection is served; the others are kept open.
async fn is_served(world: &World) -> Option<TcpStream> {
    let mut stream = open(world).await;
    send(&mut stream, &asked()).await;
    receive(&mut stream).await.map(|_| stream)
}

#[tokio::test]
async fn connections_are_counted() {
    for (all, each) in [(2, 10), (10, 2)] {
        let world = world(|limits| {
            limits.connections = all;
            limits.connections_per_client = each;
        })
        .await;
        let first = is_served(&world).await.expect("the first");
        let second = is_served(&world).await.expect("the second");
        let mut refused = open(&world).await;
        // A close may come as a reset when something was sent already.
        assert!(refused.read_u8().await.is_err(), "the third is closed");
        drop(first);
        // Its end is seen some time after.
        while is_served(&world).await.is_none() {
            tokio::task::yield_now().await;
        }
        drop(second);
        ask(world.address(), "try-northwind.com", Type::SOA).await;
    }
}

#[tokio::test]
async fn questions_on_a_connection_are_counted() {
    let world = world(|limits| limits.questions_per_connection = 2).await;
    let mut stream = is_served(&world).await.expect("one");
    send(&mut stream, &asked()).await;
    assert!(receive(&mut stream).await.is_some());
    assert!(receive(&mut stream).await.is_none(), "closed after two");
}

#[tokio::test]
async fn who_says_nothing_is_sent_away() {
    let world = world(|limits| limits.idle_ms = 100).await;
    let mut silent = open(&world).await;
    assert!(silent.read_u8().await.is_err());
    let mut slow = open(&world).await;
    slow.write_all(&[0, 40, 1]).await.expect("sent");
    assert!(slow.read_u8().await.is_err(), "half a question");
}

#[tokio::test]
async fn questions_under_way_are_counted() {
    let world = world(|limits| {
        limits.questions = 1;
        limits.answer_ms = 400;
    })
    .await;
    world.memory.state().hangs = true;
    let asked = asked();
    let first = udp_bytes(world.address(), &asked, Duration::from_secs(20));
    let second = async {
        // The first holds the only place until its time is over.
        while world.memory.state().finds == 0 {
            tokio::task::yield_now().await;
        }
        udp_bytes(world.address(), &asked, Duration::from_millis(100)).await
    };
    let (first, second) = tokio::join!(first, second);
    let first = hickory_proto::op::Message::from_vec(&first.expect("an answer")).expect("one");
    assert_eq!(first.metadata.response_code, ResponseCode::ServFail);
    assert_eq!(second, None, "dropped");
    world.memory.state().hangs = false;
    ask(world.address(), "try-northwind.com", Type::SOA).await;
}

#[tokio::test]
async fn nobody_answers_when_it_is_over() {
    let world = world(|_| {}).await;
    let address = world.address();
    drop(world);
    let mut tries = 0;
    while TcpStream::connect(address).await.is_ok() {
        tries += 1;
        assert!(tries < 100_000, "still listening");
        tokio::task::yield_now().await;
    }
}
