//! Checkouts, card by card.

use chrono::Duration;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_providers::payments::sandbox::{PageState, PayOutcome};
use simpleinboxes_providers::payments::{
    Card, CheckoutStatus, DeclineReason, PaymentProvider, PaymentState, PaymentStatus,
};

use super::{Shop, card};

fn done(session: &str) -> PayOutcome {
    PayOutcome::Done {
        redirect: format!("https://app.example/billing?session={session}"),
    }
}

#[tokio::test]
async fn a_good_card_pays_once() {
    let shop = Shop::open().await;
    let session = shop.checkout(&shop.topup("top_1")).await;
    assert_eq!(
        session.url.as_deref(),
        Some(format!("http://localhost:8080/sandbox/checkout/{}", session.id).as_str())
    );
    assert_eq!(session.status, CheckoutStatus::Open);
    assert!(!session.is_paid());

    for _ in 0..2 {
        let paid = shop
            .sandbox
            .pay(&session.id, &card("4242424242424242"))
            .await;
        assert_eq!(paid, Ok(done(&session.id)));
    }
    let read = shop.sandbox.checkout(&session.id).await.expect("there");
    assert!(read.is_paid());
    assert_eq!(read.amount, Cents::new(50_000));
    assert_eq!(read.reference.as_deref(), Some("top_1"));
    assert_eq!(read.metadata["topup_id"], "top_1");
    assert_eq!(read.url, None);
    let payment = read.payment.expect("a payment");
    let payment = shop.sandbox.payment(&payment).await.expect("there");
    assert_eq!(payment.status, PaymentStatus::Succeeded);
    assert_eq!(payment.reference.as_deref(), Some("top_1"));
    assert_eq!(
        shop.events().await,
        ["payment_intent.succeeded", "checkout.session.completed"]
    );
    assert_eq!(shop.events().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_refused_card_leaves_the_page_open() {
    let shop = Shop::open().await;
    let session = shop.checkout(&shop.topup("top_1")).await;
    let over = Card::read("4242424242424242", 10, 2026, "123", None).expect("a card");
    let real = Card::read("4111111111111111", 10, 2030, "123", None).expect("a card");
    for (card, reason, code) in [
        (
            card("4000000000000002"),
            DeclineReason::CardDeclined,
            "generic_decline",
        ),
        (
            card("4000000000009995"),
            DeclineReason::CardDeclined,
            "insufficient_funds",
        ),
        (
            card("4000000000000069"),
            DeclineReason::CardExpired,
            "expired_card",
        ),
        (over, DeclineReason::CardExpired, "expired_card"),
        (real, DeclineReason::CardDeclined, "test_mode_live_card"),
    ] {
        let outcome = shop
            .sandbox
            .pay(&session.id, &card)
            .await
            .expect("an answer");
        let PayOutcome::Declined(decline) = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(
            (decline.reason, decline.code.as_deref()),
            (reason, Some(code))
        );
        let view = shop
            .sandbox
            .view_checkout(&session.id)
            .await
            .expect("a page");
        assert_eq!(
            view.state,
            PageState::Form {
                refused: Some(decline)
            }
        );
    }
    let read = shop.sandbox.checkout(&session.id).await.expect("there");
    assert_eq!(read.status, CheckoutStatus::Open);
    assert_eq!(shop.events().await, Vec::<String>::new());
    let back = shop.sandbox.cancel_checkout(&session.id).await;
    assert_eq!(back.as_deref(), Ok("https://app.example/billing"));
    let paid = shop
        .sandbox
        .pay(&session.id, &card("378282246310005"))
        .await;
    assert_eq!(paid, Ok(done(&session.id)));
}

#[tokio::test]
async fn the_bank_asks_the_holder() {
    let shop = Shop::open().await;
    let session = shop.checkout(&shop.topup("top_1")).await;
    let secure = card("4000002500003155");

    let asked = shop.sandbox.pay(&session.id, &secure).await;
    assert_eq!(asked, Ok(PayOutcome::Challenge));
    let view = shop
        .sandbox
        .view_checkout(&session.id)
        .await
        .expect("a page");
    let last4 = Some("3155".to_owned());
    assert_eq!(view.state, PageState::Challenge { last4 });
    let refused = shop.sandbox.complete_challenge(&session.id, false).await;
    assert!(
        matches!(&refused, Ok(PayOutcome::Declined(decline)) if decline.reason == DeclineReason::AuthenticationRequired),
        "{refused:?}"
    );
    // Nothing is asked any more, so nothing can be confirmed.
    let late = shop.sandbox.complete_challenge(&session.id, true).await;
    assert_eq!(late, refused);

    let asked = shop.sandbox.pay(&session.id, &secure).await;
    assert_eq!(asked, Ok(PayOutcome::Challenge));
    shop.sandbox
        .cancel_checkout(&session.id)
        .await
        .expect("back");
    let late = shop.sandbox.complete_challenge(&session.id, true).await;
    assert!(matches!(late, Ok(PayOutcome::Declined(_))), "{late:?}");

    let asked = shop.sandbox.pay(&session.id, &secure).await;
    assert_eq!(asked, Ok(PayOutcome::Challenge));
    let confirmed = shop.sandbox.complete_challenge(&session.id, true).await;
    assert_eq!(confirmed, Ok(done(&session.id)));
    assert!(
        shop.sandbox
            .checkout(&session.id)
            .await
            .expect("there")
            .is_paid()
    );
}

#[tokio::test]
async fn a_slow_card_settles_when_asked_twice() {
    for (number, succeeds) in [("4000000000006009", true), ("4000000000007007", false)] {
        let shop = Shop::open().await;
        let mut new = shop.topup("top_1");
        new.invoice = true;
        let session = shop.checkout(&new).await;
        let paid = shop.sandbox.pay(&session.id, &card(number)).await;
        assert_eq!(paid, Ok(done(&session.id)));
        assert_eq!(shop.events().await, ["checkout.session.completed"]);

        let first = shop.sandbox.checkout(&session.id).await.expect("there");
        assert_eq!(first.status, CheckoutStatus::Complete);
        assert_eq!(first.payment_state, PaymentState::Unpaid);
        assert_eq!(first.failure, None);
        let second = shop.sandbox.checkout(&session.id).await.expect("there");
        assert_eq!(second.is_paid(), succeeds);
        assert_eq!(second.failure.is_some(), !succeeds);
        let third = shop.sandbox.checkout(&session.id).await.expect("there");
        assert_eq!(third, second);
        let expected: &[&str] = if succeeds {
            &[
                "payment_intent.succeeded",
                "invoice.paid",
                "checkout.session.async_payment_succeeded",
            ]
        } else {
            &[
                "payment_intent.payment_failed",
                "checkout.session.async_payment_failed",
            ]
        };
        assert_eq!(shop.events().await, expected);
    }
}

#[tokio::test]
async fn time_closes_a_checkout() {
    let shop = Shop::open().await;
    let session = shop.checkout(&shop.topup("top_1")).await;
    shop.wait(Duration::hours(24));
    let paid = shop
        .sandbox
        .pay(&session.id, &card("4242424242424242"))
        .await;
    assert_eq!(paid, Ok(PayOutcome::Expired));
    let read = shop.sandbox.checkout(&session.id).await.expect("there");
    assert_eq!(read.status, CheckoutStatus::Expired);
    assert_eq!(shop.events().await, ["checkout.session.expired"]);
    let view = shop
        .sandbox
        .view_checkout(&session.id)
        .await
        .expect("a page");
    assert_eq!(view.state, PageState::Expired);
}
