//! Nothing that is logged, at any level and by any library, holds a secret.

use simpleinboxes_providers::dns::DnsHost;

use super::fake::{Fault, TOKEN};
use super::world::World;
use crate::contract::{domain, zone};
use crate::log::Log;

#[tokio::test]
async fn nothing_logged_holds_a_secret() {
    let log = Log::keep();
    let world = World::open().await;
    let zone = zone(&world).await;
    world.cloudflare.records(&zone).await.expect("read");
    let echo = format!(r#"{{"success":false,"errors":[{{"code":1,"message":"{TOKEN}"}}]}}"#);
    world
        .fake
        .fail([Fault::Answer(401, Vec::new(), echo), Fault::CutBefore]);
    for _ in 0..2 {
        let _ = world.cloudflare.find_zone(&domain()).await;
    }
    let text = log.text();
    assert!(text.contains("/dns_records"), "calls are logged");
    let line = text.lines().find(|line| line.contains(TOKEN));
    assert_eq!(line, None);
}
