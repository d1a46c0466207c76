//! Saved cards: setup intents, the portal, and charges without the customer.

use chrono::Duration;
use secrecy::{ExposeSecret, SecretString};
use simpleinboxes_providers::payments::sandbox::SetupStep;
use simpleinboxes_providers::payments::{
    Card, DeclineReason, NewCharge, NewPortalSession, PaymentError, PaymentProvider, PaymentStatus,
};

use super::{Shop, card, key};
use crate::contract::charges::recharge;

impl Shop {
    async fn save(&self, card: &Card) -> String {
        let name = key(&format!("setup:{}", card.last4()));
        let intent = self
            .sandbox
            .create_setup_intent(&self.customer, &name)
            .await;
        let secret = intent.expect("an intent").client_secret;
        let mut step = self.sandbox.confirm_setup(&secret, card).await;
        if step == Ok(SetupStep::Challenge) {
            step = self.sandbox.complete_setup_challenge(&secret, true).await;
        }
        match step {
            Ok(SetupStep::Done(method)) => method.id,
            other => panic!("{other:?}"),
        }
    }

    fn recharge(&self, method: &str) -> NewCharge {
        recharge(&self.customer, method)
    }

    async fn portal(&self) -> SecretString {
        let new = NewPortalSession {
            customer: self.customer.clone(),
            return_url: "https://app.example/billing".into(),
        };
        let made = self
            .sandbox
            .create_portal_session(&new, &key("portal"))
            .await;
        let url = made.expect("a session").url;
        let (_, token) = url.expose_secret().rsplit_once('/').expect("a path");
        token.into()
    }
}

#[tokio::test]
async fn a_saved_card_is_charged_without_the_customer() {
    let shop = Shop::open().await;
    let method = shop.save(&card("4242424242424242")).await;
    assert_eq!(
        shop.events().await,
        ["payment_method.attached", "setup_intent.succeeded"]
    );
    let none = shop.sandbox.default_payment_method(&shop.customer).await;
    assert_eq!(none, Ok(None));
    let set = shop
        .sandbox
        .set_default_payment_method(&shop.customer, &method, &key("d"))
        .await;
    set.expect("set");
    let saved = shop.sandbox.default_payment_method(&shop.customer).await;
    let saved = saved.expect("read").expect("one");
    assert_eq!(saved.id, method);
    assert_eq!(saved.brand.as_deref(), Some("visa"));
    assert_eq!(saved.last4.as_deref(), Some("4242"));
    assert_eq!((saved.exp_month, saved.exp_year), (Some(8), Some(2030)));
    assert_eq!(saved.holder_name.as_deref(), Some("Jo Doe"));

    let charge = shop.recharge(&method);
    let first = shop
        .sandbox
        .charge(&charge, &key("c1"))
        .await
        .expect("paid");
    assert_eq!(first.status, PaymentStatus::Succeeded);
    assert_eq!(first.reference.as_deref(), Some("top_9"));
    let again = shop
        .sandbox
        .charge(&charge, &key("c1"))
        .await
        .expect("paid");
    assert_eq!(again, first);
    assert_eq!(
        shop.events().await,
        ["customer.updated", "payment_intent.succeeded"]
    );
}

#[tokio::test]
async fn refusals_have_the_reasons_of_the_api() {
    let shop = Shop::open().await;
    for (number, reason) in [
        ("4000002500003155", DeclineReason::AuthenticationRequired),
        ("4000000000000341", DeclineReason::CardDeclined),
        ("4242424242424242", DeclineReason::CardExpired),
    ] {
        let method = shop.save(&card(number)).await;
        if reason == DeclineReason::CardExpired {
            shop.wait(Duration::days(365 * 4));
        }
        let charge = shop.recharge(&method);
        for _ in 0..2 {
            let refused = shop.sandbox.charge(&charge, &key(number)).await;
            let Err(error @ PaymentError::Declined(_)) = refused else {
                panic!("{refused:?}");
            };
            assert_eq!(error.decline_reason(), reason);
            assert!(!error.may_have_happened());
        }
    }
    let refused = shop
        .sandbox
        .charge(&shop.recharge("pm_none"), &key("none"))
        .await;
    let error = refused.expect_err("no such card");
    assert_eq!(error.decline_reason(), DeclineReason::PaymentMethodMissing);
}

#[tokio::test]
async fn a_slow_charge_is_processing_first() {
    let shop = Shop::open().await;
    let method = shop.save(&card("4000000000006009")).await;
    let charge = shop.recharge(&method);
    let made = shop
        .sandbox
        .charge(&charge, &key("c"))
        .await
        .expect("begun");
    assert_eq!(made.status, PaymentStatus::Processing);
    let mut told = Vec::new();
    for _ in 0..3 {
        told.push(shop.sandbox.payment(&made.id).await.expect("there").status);
    }
    let [processing, succeeded] = [PaymentStatus::Processing, PaymentStatus::Succeeded];
    assert_eq!(told, [processing, succeeded, succeeded]);
}

#[tokio::test]
async fn setup_intents_refuse_and_ask() {
    let shop = Shop::open().await;
    let intent = shop
        .sandbox
        .create_setup_intent(&shop.customer, &key("s"))
        .await;
    let secret = intent.expect("an intent").client_secret;
    let again = shop
        .sandbox
        .create_setup_intent(&shop.customer, &key("s"))
        .await;
    let again = again.expect("the same").client_secret;
    assert_eq!(again.expose_secret(), secret.expose_secret());

    let step = shop
        .sandbox
        .confirm_setup(&secret, &card("4000000000000002"))
        .await;
    assert!(matches!(step, Ok(SetupStep::Declined(_))), "{step:?}");
    assert_eq!(shop.events().await, ["setup_intent.setup_failed"]);
    let secure = card("4000002500003155");
    let step = shop.sandbox.confirm_setup(&secret, &secure).await;
    assert_eq!(step, Ok(SetupStep::Challenge));
    let step = shop.sandbox.complete_setup_challenge(&secret, false).await;
    assert!(matches!(step, Ok(SetupStep::Declined(_))), "{step:?}");
    let step = shop.sandbox.complete_setup_challenge(&secret, true).await;
    assert!(matches!(step, Ok(SetupStep::Declined(_))), "{step:?}");
    let step = shop
        .sandbox
        .confirm_setup(&secret, &card("5555555555554444"))
        .await;
    assert!(matches!(step, Ok(SetupStep::Done(_))), "{step:?}");
    let twice = shop.sandbox.confirm_setup(&secret, &secure).await;
    assert_eq!(twice, step);

    for wrong in ["", "seti_x", "seti_x_secret_00"] {
        let found = shop.sandbox.confirm_setup(&wrong.into(), &secure).await;
        assert!(matches!(found, Err(PaymentError::NotFound { .. })));
    }
}

#[tokio::test]
async fn the_portal_keeps_the_cards() {
    let shop = Shop::open().await;
    let token = shop.portal().await;
    let mut ids = Vec::new();
    for number in ["4242424242424242", "5555555555554444"] {
        match shop.sandbox.add_card(&token, &card(number)).await {
            Ok(SetupStep::Done(method)) => ids.push(method.id),
            other => panic!("{other:?}"),
        }
    }
    let refused = shop
        .sandbox
        .add_card(&token, &card("4000000000000002"))
        .await;
    assert!(matches!(refused, Ok(SetupStep::Declined(_))), "{refused:?}");
    let view = shop.sandbox.view_portal(&token).await.expect("a page");
    let shown: Vec<_> = view.cards.iter().map(|card| card.id.clone()).collect();
    assert_eq!(shown, ids);
    assert_eq!(view.default.as_ref(), Some(&ids[0]));
    assert_eq!(view.return_url, "https://app.example/billing");

    shop.sandbox
        .choose_default(&token, &ids[1])
        .await
        .expect("chosen");
    shop.sandbox
        .remove_card(&token, &ids[1])
        .await
        .expect("gone");
    let again = shop.sandbox.remove_card(&token, &ids[1]).await;
    assert!(matches!(again, Err(PaymentError::NotFound { .. })));
    let view = shop.sandbox.view_portal(&token).await.expect("a page");
    assert_eq!((view.cards.len(), view.default), (1, None));
    let refused = shop
        .sandbox
        .charge(&shop.recharge(&ids[1]), &key("c"))
        .await;
    let error = refused.expect_err("it is gone");
    assert_eq!(error.decline_reason(), DeclineReason::PaymentMethodMissing);
    assert_eq!(
        shop.events().await,
        [
            "payment_method.attached",
            "customer.updated",
            "payment_method.attached",
            "customer.updated",
            "payment_method.detached",
            "customer.updated"
        ]
    );

    let wrong = SecretString::from(format!("{}0", token.expose_secret()));
    let found = shop.sandbox.view_portal(&wrong).await;
    assert!(matches!(found, Err(PaymentError::NotFound { .. })));
    shop.wait(Duration::minutes(10));
    let found = shop.sandbox.view_portal(&token).await;
    assert!(matches!(found, Err(PaymentError::NotFound { .. })));
}

#[tokio::test]
async fn a_checkout_can_save_its_card() {
    let shop = Shop::open().await;
    for (save_card, saved) in [(true, 1), (false, 1)] {
        let mut new = shop.topup(&format!("top_{save_card}"));
        new.save_card = save_card;
        let session = shop.checkout(&new).await;
        let paid = shop
            .sandbox
            .pay(&session.id, &card("4242424242424242"))
            .await;
        paid.expect("paid");
        let read = shop.sandbox.checkout(&session.id).await.expect("there");
        let method = read.payment_method.expect("a method");
        let method = shop.sandbox.payment_method(&method).await.expect("read");
        let owner = method.expect("there").customer;
        assert_eq!(owner.is_some(), save_card);
        let view = shop.sandbox.view_portal(&shop.portal().await).await;
        assert_eq!(view.expect("a page").cards.len(), saved);
    }
}
