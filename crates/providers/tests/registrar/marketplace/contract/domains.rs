//! Domains in the account.

use chrono::Months;
use simpleinboxes_providers::registrar::marketplace::Renewal;
use simpleinboxes_providers::registrar::{NameServers, RegistrarError};

use super::{World, bought, name};

fn servers(hosts: &[&str]) -> NameServers {
    NameServers::parse(hosts).expect("name servers")
}

pub async fn have_name_servers(world: &dyn World) {
    let market = world.market();
    let (domain, _) = bought(world, "northwind.com").await;
    let owned = market
        .domain(&domain)
        .await
        .expect("an answer")
        .expect("ours");
    assert_eq!(owned.domain, domain);
    assert_eq!(owned.name_servers, []);

    for hosts in [
        &["amy.ns.example.net", "rick.ns.example.net"][..],
        &["a.example.net", "b.example.net", "c.example.net"],
    ] {
        let wanted = servers(hosts);
        for _ in 0..2 {
            let done = market.set_name_servers(&domain, &wanted).await;
            assert_eq!(done, Ok(()));
        }
        let owned = market
            .domain(&domain)
            .await
            .expect("an answer")
            .expect("ours");
        assert!(wanted.are(&owned.name_servers), "{owned:?}");
    }

    let refused = servers(&["ns1.unregistered.example", "ns2.unregistered.example"]);
    let refused = market.set_name_servers(&domain, &refused).await;
    let Err(RegistrarError::Refused { reason }) = refused else {
        panic!("{refused:?}");
    };
    assert!(reason.contains("ns1.unregistered.example"), "{reason}");
}

pub async fn are_renewed_once(world: &dyn World) {
    let market = world.market();
    let (domain, _) = bought(world, "northwind.com").await;
    let owned = market
        .domain(&domain)
        .await
        .expect("an answer")
        .expect("ours");
    let renewal = Renewal {
        domain: domain.clone(),
        years: 2,
        from: owned.expires_at,
    };
    let renewed = market.renew(&renewal).await.expect("renewed");
    assert!(renewed.newly);
    assert_eq!(renewed.expires_at, owned.expires_at + Months::new(24));

    let again = market.renew(&renewal).await.expect("done before");
    assert!(!again.newly);
    assert_eq!(again.expires_at, renewed.expires_at);
    assert_eq!(world.renewals(&domain).await, 1);
    let now = market
        .domain(&domain)
        .await
        .expect("an answer")
        .expect("ours");
    assert_eq!(now.expires_at, renewed.expires_at);

    let wrong = Renewal {
        from: renewed.expires_at + Months::new(12),
        ..renewal.clone()
    };
    for wrong in [
        wrong,
        Renewal {
            years: 0,
            ..renewal
        },
    ] {
        let refused = market.renew(&wrong).await;
        assert!(
            matches!(refused, Err(RegistrarError::Refused { .. })),
            "{refused:?}"
        );
    }
    assert_eq!(world.renewals(&domain).await, 1);
}

pub async fn of_others_are_not_there(world: &dyn World) {
    let market = world.market();
    let taken = name("taken-northwind.com");
    assert_eq!(market.domain(&taken).await, Ok(None));
    let wanted = servers(&["a.example.net", "b.example.net"]);
    let refused = market.set_name_servers(&taken, &wanted).await;
    assert!(
        matches!(refused, Err(RegistrarError::NoSuchDomain { .. })),
        "{refused:?}"
    );
    let renewal = Renewal {
        domain: taken,
        years: 1,
        from: "2027-01-01T00:00:00Z".parse().expect("a time"),
    };
    let refused = market.renew(&renewal).await;
    assert!(
        matches!(refused, Err(RegistrarError::NoSuchDomain { .. })),
        "{refused:?}"
    );
    assert!(!refused.expect_err("refused").may_have_happened());
}
