//! What a DNS server answers from.

use simpleinboxes_core::status::{DomainStatus, OrderStatus};
use simpleinboxes_store::DomainZone;

use super::{HOST, NAME, txt};
use crate::support::worlds;

#[tokio::test]
async fn zones_are_found_by_the_names_in_them() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Active).await;
        let below = "sub.try-northwind.com";
        let seed = world.seed(&world.acme, world.acme.first.id);
        let order = seed.order(OrderStatus::Active).await;
        let inner = seed.domain(order, below, DomainStatus::Active).await;
        let names = ["a.sub.try-northwind.com", below, NAME, "com"];
        let find = async |names: &[&str], host| {
            let found = world.store.find_zone(names, host).await;
            found
                .expect("an answer")
                .map(|zone| zone.domain.to_string())
        };
        assert_eq!(find(&names, HOST).await.as_deref(), Some(NAME));
        let zone = DomainZone {
            host: HOST.to_owned(),
            id: below.to_owned(),
            nameservers: Vec::new(),
        };
        let caller = world.acme.caller;
        let set = world.run(&caller, async |tx| tx.set_domain_zone(inner, &zone).await);
        assert!(set.await.expect("set"));
        assert_eq!(find(&names, HOST).await.as_deref(), Some(below));
        assert_eq!(find(&names, "cloudflare").await, None);
        assert_eq!(find(&["com"], HOST).await, None);
        assert_eq!(find(&[], HOST).await, None);

        world.add(domain, &txt("@", "one")).await;
        let loaded = world.store.load_zone(&super::name(), HOST).await;
        let loaded = loaded.expect("an answer").expect("a zone");
        assert_eq!(loaded.version, world.version().await);
        let shown: Vec<_> = loaded.records.iter().map(|one| one.1.to_string()).collect();
        assert_eq!(shown, ["TXT try-northwind.com: one"]);
        let other = world.store.load_zone(&super::name(), "cloudflare").await;
        assert_eq!(other.expect("an answer"), None);
    }
}

#[tokio::test]
async fn a_name_that_was_let_go_is_no_zone() {
    for status in [DomainStatus::Failed, DomainStatus::Released] {
        for world in worlds().await {
            world.zoned(status).await;
            let found = world.store.find_zone(&[NAME], HOST).await;
            assert_eq!(found.expect("an answer"), None);
        }
    }
}

#[tokio::test]
async fn a_serial_is_never_had_twice() {
    for world in worlds().await {
        let domain = world.zoned(DomainStatus::Active).await;
        let mut last = world.version().await;
        for content in ["one", "two", "three"] {
            world.add(domain, &txt("@", content)).await;
            let now = world.version().await;
            assert!(now > last);
            last = now;
        }
        // It begins with the time, so that a row that comes back with the name is beyond it.
        let seconds = simpleinboxes_core::clock::Clock::now(world.clock.as_ref()).timestamp();
        assert_eq!(last, seconds.unsigned_abs() + 2);
    }
}
