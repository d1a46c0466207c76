//! Zones.

use simpleinboxes_providers::dns::{DnsHostError, ZoneStatus};

use super::{Surroundings, domain, record, write};
use simpleinboxes_core::dns::RecordType;

pub async fn are_not_touched_by_a_test(world: &dyn Surroundings) {
    let host = world.host();
    assert_eq!(host.test().await, Ok(()));
    let nobody = "simpleinboxes.example".parse().expect("a domain");
    assert_eq!(host.find_zone(&nobody).await, Ok(None), "nothing was made");
    super::zone(world).await;
    assert_eq!(host.test().await, Ok(()));
}

pub async fn are_made_once(world: &dyn Surroundings) {
    let host = world.host();
    assert_eq!(host.find_zone(&domain()).await, Ok(None));
    world.take_in(&domain()).await;
    let made = host.ensure_zone(&domain()).await.expect("made");
    assert_eq!(made.domain, domain());
    assert!((2..=13).contains(&made.name_servers.len()));
    assert!(made.name_servers.is_sorted());
    for name in &made.name_servers {
        assert_eq!(*name, name.to_ascii_lowercase());
        assert!(!name.ends_with('.'));
    }
    assert_eq!(host.ensure_zone(&domain()).await.as_ref(), Ok(&made));
    let found = host.find_zone(&domain()).await.expect("read");
    assert_eq!(found.as_ref(), Some(&made));
    assert_eq!(host.zone(&made.id).await, Ok(Some(made)));
}

pub async fn become_active(world: &dyn Surroundings) {
    let host = world.host();
    let zone = super::zone(world).await;
    if host.capabilities().checks_delegation {
        assert_eq!(zone.status, ZoneStatus::Pending);
        assert!(zone.expires_at.is_some());
        host.check_activation(&zone).await.expect("asked");
        let still = host.zone(&zone.id).await.expect("read").expect("there");
        assert_eq!(still.status, ZoneStatus::Pending, "nobody delegated it");
        world.delegate(&zone).await;
        host.check_activation(&zone).await.expect("asked");
    }
    let now = host.zone(&zone.id).await.expect("read").expect("there");
    assert_eq!(now.status, ZoneStatus::Active);
    assert_eq!(now.expires_at, None);
    assert_eq!(now.name_servers, zone.name_servers);
}

pub async fn are_deleted(world: &dyn Surroundings) {
    let host = world.host();
    let zone = super::zone(world).await;
    write(world, &zone, &[record(RecordType::A, "a", "192.0.2.1")]).await;
    world.give_up(&domain()).await;
    for _ in 0..2 {
        assert_eq!(host.delete_zone(&zone.id).await, Ok(()));
    }
    assert_eq!(host.find_zone(&domain()).await, Ok(None));
    assert_eq!(host.zone(&zone.id).await, Ok(None));
    assert_eq!(host.records(&zone).await, Err(DnsHostError::NoZone));
    for nonsense in ["", "..", "a/b", "ä", "0"] {
        assert_eq!(host.zone(nonsense).await, Ok(None), "{nonsense}");
        assert_eq!(host.delete_zone(nonsense).await, Ok(()), "{nonsense}");
    }
}
