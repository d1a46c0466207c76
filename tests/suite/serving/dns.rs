//! The DNS server of a running service, asked by others' programs.

use simpleinboxes_core::dns::RecordType;
use simpleinboxes_tests::{service::Ground, until::until};

use super::{ASSIGNED, add, record, with_zone, zoned};
use crate::lookup::{dig, resolved};

#[tokio::test]
async fn records_are_answered_at_once_and_after_a_restart() {
    let name = "try-northwind.com";
    for ground in Ground::each().await {
        let running = ground.start().await;
        let domain = zoned(&running, &ground.acme, name).await;
        let mail = record(name, RecordType::Mx, "@", "mx.northwind.com");
        add(&running, &ground.acme, domain, &mail).await;
        assert_eq!(
            resolved(running.dns(), "try-northwind.com.", "MX").await,
            ["10 mx.northwind.com."]
        );
        // It was asked for before it was there, and is there a moment later.
        let late = "late.try-northwind.com.";
        assert!(resolved(running.dns(), late, "TXT").await.is_empty());
        let text = record(name, RecordType::Txt, "late", "now it is here");
        add(&running, &ground.acme, domain, &text).await;
        until("it is published", async || {
            let found = resolved(running.dns(), late, "TXT").await;
            (found == ["now it is here"]).then_some(())
        })
        .await;
        running.stop().await;

        let again = ground.start().await;
        assert_eq!(resolved(again.dns(), late, "TXT").await, ["now it is here"]);
        let servers = ASSIGNED.map(|server| format!("{server}."));
        assert_eq!(
            resolved(again.dns(), "try-northwind.com.", "NS").await,
            servers
        );
        assert!(
            resolved(again.dns(), "get-northwind.com.", "SOA")
                .await
                .is_empty()
        );
        again.stop().await;
    }
}

#[tokio::test]
async fn replicas_publish_what_each_of_them_writes() {
    let name = "try-northwind.com";
    for ground in Ground::each().await {
        if !format!("{:?}", ground.database.backend()).contains("Postgres") {
            continue;
        }
        let (one, two) = (ground.start().await, ground.start().await);
        assert_ne!(one.dns(), two.dns());
        let domain = zoned(&one, &ground.acme, name).await;
        for round in 0..5 {
            let host = format!("r{round}");
            let full = format!("{host}.{name}.");
            let (writes, reads) = if round % 2 == 0 {
                (&one, &two)
            } else {
                (&two, &one)
            };
            assert!(resolved(reads.dns(), &full, "A").await.is_empty());
            let address = record(name, RecordType::A, &host, "192.0.2.7");
            add(writes, &ground.acme, domain, &address).await;
            until("the other publishes it", async || {
                let found = resolved(reads.dns(), &full, "A").await;
                (found == ["192.0.2.7"]).then_some(())
            })
            .await;
        }
        one.stop().await;
        // One that ends takes nothing with it.
        assert_eq!(
            resolved(two.dns(), "r4.try-northwind.com.", "A").await,
            ["192.0.2.7"]
        );
        two.stop().await;
    }
}

#[tokio::test]
async fn what_is_too_long_for_udp_comes_by_tcp() {
    let name = "try-northwind.com";
    let (ground, running, domain) = with_zone(name).await;
    for number in 0..8 {
        let text = format!("{number}{}", "x".repeat(250));
        let text = record(name, RecordType::Txt, "long", &text);
        add(&running, &ground.acme, domain, &text).await;
    }
    let full = "long.try-northwind.com.";
    assert_eq!(resolved(running.dns(), full, "TXT").await.len(), 8);
    if let Some(told) = dig(running.dns(), &["+noall", "+answer", full, "TXT"]).await {
        assert_eq!(
            told.lines().filter(|line| line.contains("TXT")).count(),
            8,
            "{told}"
        );
        let cut = dig(running.dns(), &["+ignore", full, "TXT"])
            .await
            .expect("dig");
        let flags = cut
            .lines()
            .find(|line| line.contains("flags:"))
            .expect("flags");
        assert!(flags.contains(" aa") && flags.contains(" tc"), "{cut}");
        assert!(cut.contains("ANSWER: 0"), "{cut}");
    }
    running.stop().await;
}

#[tokio::test]
async fn dig_is_told_what_the_zone_has() {
    let name = "try-northwind.com";
    let (ground, running, domain) = with_zone(name).await;
    for (kind, host, content) in [
        (RecordType::A, "web", "192.0.2.80"),
        (RecordType::Aaaa, "web", "2001:db8::80"),
        (RecordType::Cname, "alias", "web.try-northwind.com"),
        (RecordType::Txt, "*.wild", "for all"),
    ] {
        add(
            &running,
            &ground.acme,
            domain,
            &record(name, kind, host, content),
        )
        .await;
    }
    let ask = async |words: &[&str]| dig(running.dns(), words).await;
    if let Some(told) = ask(&["+short", "alias.try-northwind.com", "AAAA"]).await {
        assert_eq!(told, "web.try-northwind.com.\n2001:db8::80\n");
        let wild = ask(&["+short", "any.wild.try-northwind.com", "TXT"]).await;
        assert_eq!(wild.as_deref(), Some("\"for all\"\n"));
        let nothing = ask(&["nothing.try-northwind.com", "A"]).await.expect("dig");
        assert!(
            nothing.contains("NXDOMAIN") && nothing.contains("SOA"),
            "{nothing}"
        );
        let empty = ask(&["web.try-northwind.com", "MX"]).await.expect("dig");
        assert!(
            empty.contains("NOERROR") && empty.contains("SOA"),
            "{empty}"
        );
        let other = ask(&["northwind.com", "A"]).await.expect("dig");
        assert!(other.contains("REFUSED"), "{other}");
    }
    let metrics = running
        .api()
        .plain(reqwest::Method::GET, "/metrics")
        .await
        .text();
    let answered = metrics.lines().any(|line| {
        let count = line.strip_prefix("simpleinboxes_dns_answers_total{code=\"NOERROR\"} ");
        count.is_some()
    });
    assert!(answered, "{metrics}");
    running.stop().await;
}
