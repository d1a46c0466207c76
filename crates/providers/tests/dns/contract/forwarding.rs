//! Web forwarding.

use simpleinboxes_core::dns::RecordType;
use simpleinboxes_providers::dns::{Change, Forwarding, ForwardingBy};

use super::{Surroundings, apply, domain, record, there, write, zone};

fn to(url: &str, permanent: bool, keep_path: bool) -> Forwarding {
    Forwarding::new(&domain(), url, permanent, keep_path).expect("a forwarding")
}

pub async fn is_set_changed_and_cleared(world: &dyn Surroundings) {
    let host = world.host();
    let zone = zone(world).await;
    let records = host.forwarding_records(&domain());
    let changes: Vec<_> = records
        .iter()
        .map(|record| Change::Create {
            record: record.clone(),
            forwarded: true,
        })
        .collect();
    apply(world, &zone, &changes).await;
    write(world, &zone, &[record(RecordType::A, "other", "192.0.2.9")]).await;
    for one in there(world, &zone).await {
        let record = one.found.valid().expect("a valid record");
        let by_host = host.capabilities().forwarding == ForwardingBy::Host;
        assert_eq!(
            one.forwarded,
            by_host && records.contains(record),
            "{record}"
        );
    }
    host.clear_forwarding(&zone)
        .await
        .expect("nothing to clear");

    let asked = "http://try-northwind.com/a/b?c=d";
    for (forwarding, expected) in [
        (
            to("https://northwind.com/", false, false),
            (302, "https://northwind.com/"),
        ),
        (
            to("https://northwind.com/x?y=z", true, false),
            (301, "https://northwind.com/x?y=z"),
        ),
        (
            to("https://northwind.com/", true, true),
            (301, "https://northwind.com/a/b?c=d"),
        ),
        (
            to("https://northwind.com/shop/", false, true),
            (302, "https://northwind.com/shop/a/b?c=d"),
        ),
    ] {
        for _ in 0..2 {
            host.set_forwarding(&zone, &forwarding).await.expect("set");
        }
        if host.capabilities().forwarding == ForwardingBy::Host {
            let (status, place) = world.visit(asked).await.expect("an answer");
            assert_eq!((status, place.as_str()), expected);
            let www = world.visit("http://www.try-northwind.com/a/b?c=d").await;
            assert_eq!(www, Some((status, place)));
            assert_eq!(world.visit("http://other.try-northwind.com/").await, None);
        }
    }
    for _ in 0..2 {
        host.clear_forwarding(&zone).await.expect("cleared");
        assert_eq!(world.visit(asked).await, None);
    }
}
