//! Buying.

use futures::future::join;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_providers::ProviderError;
use simpleinboxes_providers::registrar::RegistrarError;
use simpleinboxes_providers::registrar::marketplace::{ContactId, Purchase};

use super::{World, bought, purchase};

pub async fn are_made_once(world: &dyn World) {
    let (domain, first) = bought(world, "northwind.com").await;
    let owned = world.market().domain(&domain).await.expect("an answer");
    let owned = owned.expect("in the account");
    assert_eq!(first.expires_at, Some(owned.expires_at));

    let again = purchase(world, "northwind.com").await;
    for after_unknown in [false, true] {
        let again = Purchase {
            after_unknown,
            ..again.clone()
        };
        let registration = world.market().register(&again).await.expect("ours");
        assert!(!registration.newly);
        assert_eq!(registration.expires_at, first.expires_at);
    }
    assert_eq!(world.purchases(&domain).await, 1);
}

pub async fn at_once_are_one(world: &dyn World) {
    let purchase = purchase(world, "northwind.com").await;
    let market = world.market();
    let (one, other) = join(market.register(&purchase), market.register(&purchase)).await;
    let (one, other) = (one.expect("ours"), other.expect("ours"));
    assert!(one.newly != other.newly, "{one:?} {other:?}");
    assert_eq!(world.purchases(&purchase.domain).await, 1);
}

pub async fn whose_answer_was_lost_are_found_again(world: &dyn World) {
    let mut purchase = purchase(world, "lost-northwind.com").await;
    // An adapter may look by itself, or leave it to the caller.
    if let Err(error) = world.market().register(&purchase).await {
        assert!(error.may_have_happened(), "{error:?}");
        purchase.after_unknown = true;
        let registration = world.market().register(&purchase).await.expect("ours");
        assert!(!registration.newly);
    }
    assert_eq!(world.purchases(&purchase.domain).await, 1);
}

pub async fn that_do_not_show_yet_are_undecided(world: &dyn World) {
    let market = world.market();
    let mut purchase = purchase(world, "pending-northwind.com").await;
    let error = market.register(&purchase).await.expect_err("no answer");
    assert!(error.may_have_happened(), "{error:?}");
    purchase.after_unknown = true;
    for _ in 0..2 {
        let undecided = market.register(&purchase).await;
        assert_eq!(undecided, Err(RegistrarError::Undecided));
        assert!(RegistrarError::Undecided.may_have_happened());
        assert_eq!(market.domain(&purchase.domain).await, Ok(None));
    }
    world.let_show();
    let registration = market.register(&purchase).await.expect("ours");
    assert!(!registration.newly);
    assert_eq!(world.purchases(&purchase.domain).await, 1);
}

pub async fn are_refused_with_reasons(world: &dyn World) {
    let market = world.market();
    for domain in ["taken-northwind.com", "northwind.nosuchtld"] {
        let error = market.register(&purchase(world, domain).await).await;
        assert!(
            matches!(error, Err(RegistrarError::NotAvailable { .. })),
            "{error:?}"
        );
    }
    for domain in ["premium-northwind.com", "declined-northwind.com"] {
        let error = market.register(&purchase(world, domain).await).await;
        assert!(
            matches!(error, Err(RegistrarError::Refused { .. })),
            "{error:?}"
        );
    }
    let error = market
        .register(&purchase(world, "unfunded-northwind.com").await)
        .await;
    assert!(
        matches!(error, Err(RegistrarError::InsufficientFunds { .. })),
        "{error:?}"
    );
    let error = market
        .register(&purchase(world, "unknown-northwind.com").await)
        .await;
    assert!(
        matches!(
            error,
            Err(RegistrarError::Provider(ProviderError::Unavailable(_)))
        ),
        "{error:?}"
    );
    for domain in [
        "taken-northwind.com",
        "premium-northwind.com",
        "declined-northwind.com",
        "unfunded-northwind.com",
        "unknown-northwind.com",
    ] {
        let domain = super::name(domain);
        assert_eq!(world.purchases(&domain).await, 0, "{domain}");
        assert_eq!(market.domain(&domain).await, Ok(None), "{domain}");
    }
}

pub async fn need_what_they_name(world: &dyn World) {
    let market = world.market();
    let offer = market
        .search(&super::name("northwind.com"))
        .await
        .expect("an offer");
    let price = offer
        .price()
        .expect("for sale")
        .of_years(2)
        .expect("a price");
    let mut purchase = Purchase {
        years: 2,
        most: Cents::new(price.get() - 1),
        ..purchase(world, "northwind.com").await
    };
    let refused = market.register(&purchase).await;
    assert_eq!(refused, Err(RegistrarError::PriceChanged { price }));
    for years in [0, 11] {
        let refused = market
            .register(&Purchase {
                years,
                ..purchase.clone()
            })
            .await;
        assert!(
            matches!(refused, Err(RegistrarError::Refused { .. })),
            "{refused:?}"
        );
    }
    purchase.most = price;
    let nobody = Purchase {
        contact: ContactId("999999".into()),
        ..purchase.clone()
    };
    let refused = market.register(&nobody).await;
    assert!(
        matches!(refused, Err(RegistrarError::Refused { .. })),
        "{refused:?}"
    );
    assert_eq!(world.purchases(&purchase.domain).await, 0);

    let registration = market.register(&purchase).await.expect("bought");
    assert!(registration.newly);

    let premium = Purchase {
        premium: true,
        ..super::purchase(world, "premium-northwind.com").await
    };
    assert!(market.register(&premium).await.expect("bought").newly);
}
