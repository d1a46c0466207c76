//! How often, how much, how long, and in what form.

mod heads;
mod malformed;
mod noise;
mod rate;
mod replicas;
mod sizes;
mod slow;

use std::net::SocketAddr;

use simpleinboxes_tests::service::{Ground, Running};

/// A service with the usual settings, and where it listens.
async fn place() -> (Ground, Running, SocketAddr) {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let address = running.api().address();
    (ground, running, address)
}
