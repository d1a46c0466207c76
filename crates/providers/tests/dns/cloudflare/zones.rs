//! Zones at Cloudflare: races, plans, other accounts.

use chrono::{DateTime, TimeDelta};
use simpleinboxes_providers::dns::{DnsHost, DnsHostError, ZoneStatus};

use super::fake::Fault;
use super::state::MADE;
use super::world::World;
use crate::contract::{domain, zone};

#[tokio::test]
async fn a_race_ends_with_one_zone() {
    let world = World::open().await;
    let empty = r#"{"success":true,"errors":[],"messages":[],"result":[]}"#;
    let there = zone(&world).await;
    // It is made between our look and our request.
    world
        .fake
        .fail([Fault::Answer(200, Vec::new(), empty.to_owned())]);
    let made = world.cloudflare.ensure_zone(&domain()).await;
    assert_eq!(made, Ok(there));
    assert_eq!(world.fake.asked().len(), 3);
}

#[tokio::test]
async fn a_zone_of_another_account_is_a_refusal() {
    let world = World::open().await;
    let exists = r#"{"success":false,"errors":[{"code":1061,"message":"x already exists"}],
        "messages":[],"result":null}"#;
    let empty = r#"{"success":true,"errors":[],"messages":[],"result":[]}"#;
    let answer = |status, body: &str| Fault::Answer(status, Vec::new(), body.to_owned());
    world
        .fake
        .fail([answer(200, empty), answer(400, exists), answer(200, empty)]);
    let refused = world.cloudflare.ensure_zone(&domain()).await;
    let expected = DnsHostError::Refused {
        code: Some("1061".into()),
        reason: "x already exists".into(),
    };
    assert_eq!(refused, Err(expected));
}

#[tokio::test]
async fn a_lost_answer_makes_no_second_zone() {
    let world = World::open().await;
    let empty = r#"{"success":true,"errors":[],"messages":[],"result":[]}"#;
    world.fake.fail([
        Fault::Answer(200, Vec::new(), empty.to_owned()),
        Fault::CutAfter,
    ]);
    world
        .cloudflare
        .ensure_zone(&domain())
        .await
        .expect_err("lost");
    world
        .cloudflare
        .ensure_zone(&domain())
        .await
        .expect("there");
    assert_eq!(world.fake.state().zones.len(), 1);
}

#[tokio::test]
async fn free_zones_that_wait_too_long_are_deleted() {
    let world = World::open().await;
    let pending = zone(&world).await;
    let made = DateTime::parse_from_rfc3339(MADE).expect("a time").to_utc();
    assert_eq!(pending.expires_at, Some(made + TimeDelta::days(28)));
    world.fake.state().plan = "pro";
    let paid = world.cloudflare.zone(&pending.id).await.expect("read");
    assert_eq!(paid.expect("there").expires_at, None);

    world.fake.state().zones.clear();
    let anew = zone(&world).await;
    assert_ne!(anew.id, pending.id);
    assert_ne!(anew.name_servers, pending.name_servers);
}

#[tokio::test]
async fn states_are_told_apart() {
    let world = World::open().await;
    let made = zone(&world).await;
    for (status, expected) in [
        ("active", ZoneStatus::Active),
        ("pending", ZoneStatus::Pending),
        ("initializing", ZoneStatus::Pending),
        ("moved", ZoneStatus::Moved),
    ] {
        {
            let mut state = world.fake.state();
            state.zones.get_mut(&made.id).expect("a zone").status = status;
        }
        let read = world.cloudflare.zone(&made.id).await.expect("read");
        assert_eq!(read.expect("there").status, expected);
    }
}
