//! Requests, invoices and events of the sandbox.

use chrono::Duration;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_providers::payments::sandbox::TEST_CARDS;
use simpleinboxes_providers::payments::{
    EventKind, InvoiceOrigin, InvoiceQuery, NewCheckout, PaymentError, PaymentProvider,
};

use super::{Shop, card, key};

#[tokio::test]
async fn invoices_are_made_and_listed_newest_first() {
    let shop = Shop::open().await;
    for number in 1..=5 {
        let mut new = shop.topup(&format!("top_{number}"));
        new.invoice = true;
        let session = shop.checkout(&new).await;
        let paid = shop
            .sandbox
            .pay(&session.id, &card("4242424242424242"))
            .await;
        paid.expect("paid");
        shop.wait(Duration::seconds(1));
    }
    let mut seen = Vec::new();
    let mut query = InvoiceQuery {
        customer: shop.customer.clone(),
        limit: 2,
        after: None,
    };
    loop {
        let page = shop.sandbox.invoices(&query).await.expect("a page");
        assert!(page.invoices.len() <= 2);
        seen.extend(page.invoices);
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    let references: Vec<_> = seen
        .iter()
        .filter_map(|one| one.reference.as_deref())
        .collect();
    assert_eq!(references, ["top_5", "top_4", "top_3", "top_2", "top_1"]);
    assert_eq!(seen[0].origin, InvoiceOrigin::Topup);
    assert_eq!(seen[0].total, Cents::new(50_000));
    assert_eq!(seen[0].bill_to.name.as_deref(), Some("Acme Outreach"));
}

#[tokio::test]
async fn wrong_requests_are_refused() {
    let shop = Shop::open().await;
    let good = shop.topup("top_1");
    let mut wrong = Vec::new();
    for (param, change) in [
        (
            "amount",
            (|new| new.amount = Cents::new(49)) as fn(&mut NewCheckout),
        ),
        ("amount", |new| new.amount = Cents::new(-500)),
        ("success_url", |new| new.success_url = "/billing".into()),
        ("cancel_url", |new| {
            new.cancel_url = "javascript:alert(1)".into()
        }),
        ("expires_at", |new| {
            new.expires_at = Some("2026-11-26T12:00:01Z".parse().expect("a time"));
        }),
        ("expires_at", |new| {
            new.expires_at = Some("2026-11-25T12:00:00Z".parse().expect("a time"));
        }),
    ] {
        let mut new = good.clone();
        change(&mut new);
        wrong.push((param, new));
    }
    for (param, new) in wrong {
        let made = shop.sandbox.create_checkout(&new, &key("k")).await;
        assert!(
            matches!(&made, Err(PaymentError::Invalid { param: Some(found), .. }) if found == param),
            "{made:?}"
        );
    }
    let long = key(&"k".repeat(256));
    let made = shop.sandbox.create_checkout(&good, &long).await;
    assert!(matches!(made, Err(PaymentError::Invalid { .. })));
    let mut stranger = good.clone();
    stranger.customer = "cus_none".into();
    let made = shop.sandbox.create_checkout(&stranger, &key("k")).await;
    assert!(matches!(made, Err(PaymentError::NotFound { .. })));
    // None of that used the key up.
    shop.sandbox
        .create_checkout(&good, &key("k"))
        .await
        .expect("made");
}

#[test]
fn every_test_card_is_a_card() {
    for test in TEST_CARDS {
        card(test.number);
    }
}

#[tokio::test]
async fn events_are_kept_as_they_were() {
    let shop = Shop::open().await;
    let session = shop.checkout(&shop.topup("top_1")).await;
    let paid = shop
        .sandbox
        .pay(&session.id, &card("4242424242424242"))
        .await;
    paid.expect("paid");
    for event in shop.sandbox.undelivered(10).await.expect("events") {
        assert!(event.id.starts_with("evt_"));
        assert!(!event.live);
        let kept = serde_json::to_vec(&event).expect("JSON");
        assert_eq!(shop.sandbox.parse_event(&kept).as_ref(), Ok(&event));
        if let EventKind::CheckoutCompleted(told) = event.kind {
            assert!(told.is_paid());
        }
    }
}
