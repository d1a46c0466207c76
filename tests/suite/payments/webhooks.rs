//! Reports of Stripe: only signed ones, each once, in any order.

use serde_json::{Value, json};
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_store::Wallet;
use simpleinboxes_tests::service::Ground;

use super::{
    Till,
    stripe::Shop,
    stub::{self, NEW_SECRET, OLD_SECRET, signature},
};

#[tokio::test]
async fn only_what_stripe_signed_is_taken() {
    let shop = Shop::on(Ground::one().await).await;
    let (api, now) = (&shop.till.api, shop.till.ground.clock.now().timestamp());
    let body = stub::event("evt_1", "ping", &json!({}));
    let sign = |secret: &str, time| format!("t={time},v1={}", signature(secret, time, &body));
    let good = sign(NEW_SECRET, now);
    for wrong in [
        None,
        Some(String::new()),
        Some("t=1".to_owned()),
        Some(sign("whsec_another", now)),
        Some(sign(NEW_SECRET, now - 301)),
        Some(sign(NEW_SECRET, now + 301)),
        Some(good.replace("t=", "t=1")),
        Some(good.replace("v1=", "v0=")),
    ] {
        let answer = stub::send(api, wrong.as_deref(), &body).await;
        answer.refused(400, "INVALID_REQUEST");
    }
    let changed = body.replace("ping", "pong");
    stub::send(api, Some(&good), &changed)
        .await
        .refused(400, "INVALID_REQUEST");
    let known = async || {
        let found = shop
            .till
            .store()
            .payment_event_named("stripe", "evt_1")
            .await;
        found.expect("read").is_some()
    };
    assert!(!known().await);
    for secret in [NEW_SECRET, OLD_SECRET] {
        assert_eq!(
            stub::send(api, Some(&sign(secret, now)), &body)
                .await
                .status,
            200
        );
    }
    assert!(known().await);
    assert_eq!(shop.outcome("evt_1").await, "nothing to do");

    let nonsense = "no event".to_owned();
    let signed = format!("t={now},v1={}", signature(NEW_SECRET, now, &nonsense));
    let answer = stub::send(api, Some(&signed), &nonsense).await;
    answer.refused(400, "INVALID_REQUEST");
    let large = " ".repeat(1024 * 1024 + 1);
    let signed = format!("t={now},v1={}", signature(NEW_SECRET, now, &large));
    let answer = stub::send(api, Some(&signed), &large).await;
    answer.refused(413, "PAYLOAD_TOO_LARGE");
    let got = api.plain(reqwest::Method::GET, "/webhooks/stripe").await;
    got.refused(405, "METHOD_NOT_ALLOWED");
    shop.till.running.stop().await;

    let till = Till::on(Ground::one().await).await;
    let answer = stub::report(&till.api, &till.ground, &body).await;
    answer.refused(404, "NOT_FOUND");
    till.running.stop().await;
}

/// All orders of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for rest in orders(count - 1) {
        for place in 0..count {
            let mut order = rest.clone();
            order.insert(place, count - 1);
            all.push(order);
        }
    }
    all
}

#[tokio::test]
async fn reports_in_any_order_and_repeated_credit_once() {
    for shop in Shop::each().await {
        let mut held = 0;
        for (round, order) in orders(4).into_iter().enumerate() {
            let topup = shop.till.begin(500).await;
            let session = stub::session(&shop.fake, &topup);
            let mut stale = stub::object(&shop.fake, &session);
            stub::pay(&shop.fake, &session, false);
            let processing = stub::object(&shop.fake, &session);
            let intent = processing["payment_intent"]
                .as_str()
                .expect("an id")
                .to_owned();
            stub::objects::settle(&mut shop.fake.books(), &intent, true);
            let paid = stub::object(&shop.fake, &session);
            stale["status"] = json!("expired");
            stale["url"] = Value::Null;
            let events = [
                ("checkout.session.completed", processing),
                (
                    "payment_intent.succeeded",
                    stub::object(&shop.fake, &intent),
                ),
                ("checkout.session.async_payment_succeeded", paid),
                // Of a moment before the customer paid; no Stripe would send it.
                ("checkout.session.expired", stale),
            ];
            let id = |which: usize| format!("evt_{round}_{which}");
            for which in order.iter().chain(&order) {
                let (name, object) = &events[*which];
                shop.report(&id(*which), name, object).await;
            }
            for which in order {
                shop.outcome(&id(which)).await;
            }
            held += 500;
            shop.till.holds(Wallet::Master, held).await;
            assert_eq!(shop.till.confirm(&topup).await["status"], "paid");
        }
        shop.till.sound().await;
        shop.till.running.stop().await;
    }
}

#[tokio::test]
async fn a_customer_who_tries_several_cards_has_not_failed() {
    let shop = Shop::on(Ground::one().await).await;
    let topup = shop.till.begin(500).await;
    let session = stub::session(&shop.fake, &topup);
    let id = shop.fake.books().new_id("pi");
    let mut refused = json!({
        "id": id, "object": "payment_intent", "created": 1, "livemode": false, "amount": 500,
        "currency": "usd", "customer": stub::object(&shop.fake, &session)["customer"],
        "payment_method": null, "status": "requires_payment_method",
        "last_payment_error": {"type": "card_error", "code": "card_declined",
            "decline_code": "generic_decline", "message": "Your card was declined."},
        "metadata": {"topup_id": topup["topupId"]},
    });
    shop.report("evt_1", "payment_intent.payment_failed", &refused)
        .await;
    shop.outcome("evt_1").await;
    assert_eq!(shop.till.confirm(&topup).await["status"], "pending");
    stub::pay(&shop.fake, &session, false);
    let intent = stub::object(&shop.fake, &session)["payment_intent"].clone();
    let intent = intent.as_str().expect("an id");
    stub::objects::settle(&mut shop.fake.books(), intent, false);
    refused = stub::object(&shop.fake, &session);
    shop.report("evt_2", "checkout.session.async_payment_failed", &refused)
        .await;
    shop.outcome("evt_2").await;
    let failed = shop.till.confirm(&topup).await;
    assert_eq!(failed["status"], "failed");
    assert_eq!(failed["failureReason"], "Your card was declined.");
    shop.till.holds(Wallet::Master, 0).await;
    shop.till.sound().await;
    shop.till.running.stop().await;
}
