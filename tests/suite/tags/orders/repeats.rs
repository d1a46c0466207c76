//! Repeats of what was done: their answer is there, and no vendor is asked for it.

use reqwest::Method;
use simpleinboxes::config::Secret;
use simpleinboxes_tests::{made::text, played};

use super::{Customer, bought};
use crate::stub::{Answer, Play, Stub};

/// Where domains are bought from now on, with an answer to whatever it is asked.
async fn shop(customer: &mut Customer) -> Stub {
    let down = (0..100).map(|_| Play::Answer(Answer::json(503, "{}")));
    let shop = Stub::playing(down).await;
    let settings = &mut customer.ground.config.marketplace;
    settings.dynadot_api_key = Some(Secret::from("TheKeyOfTheAccount".to_owned()));
    settings.dynadot_base_url = Some(shop.url());
    let running = customer.ground.start_with(played::handlers()).await;
    std::mem::replace(&mut customer.running, running)
        .stop()
        .await;
    customer.api = customer.running.with(&customer.ground.acme.key);
    shop
}

#[tokio::test]
async fn a_repeat_asks_no_registrar() {
    for mut customer in Customer::each(100_000).await {
        let body = bought("once.com");
        let placed = customer.api.post("/orders", &body).once("placed").await;
        let order = placed.data(201);
        customer.reaches(&order, "active").await;
        customer.tell(&order, "cancel").await.data(200);
        let end = customer.order(&order).await["currentPeriodEnd"].clone();
        customer.move_to(&end);
        customer.released(&order).await;
        let path = format!("/orders/{}/reactivate", text(&order["id"]));
        // Its registration is over, so it is bought once more.
        customer
            .ground
            .pass(std::time::Duration::from_secs(400 * 86_400));
        let taken_up = customer.api.request(Method::POST, &path).once("taken-up");
        let taken_up = taken_up.await;
        taken_up.data(200);
        let placed = customer.api.post("/orders", &bought("twice.com"));
        let placed = placed.once("placed-again").await;
        placed.data(201);
        let shop = shop(&mut customer).await;
        for _ in 0..3 {
            let again = customer.api.post("/orders", &bought("twice.com"));
            let again = again.once("placed-again").await;
            assert_eq!(again.body, placed.body);
            assert_eq!(again.header("idempotent-replayed"), Some("true"));
            let again = customer.api.request(Method::POST, &path).once("taken-up");
            let again = again.await;
            assert_eq!(again.body, taken_up.body);
            assert_eq!(again.header("idempotent-replayed"), Some("true"));
        }
        // With another body the key is in use, which is known as soon.
        let other = customer.api.post("/orders", &bought("other.com"));
        let other = other.once("placed-again").await;
        other.refused(409, "IDEMPOTENCY_KEY_REUSED");
        assert_eq!(shop.seen().len(), 0);
        // A new one asks.
        let new = customer.api.post("/orders", &bought("other.com"));
        new.once("new").await.refused(502, "UPSTREAM_ERROR");
        assert_ne!(shop.seen().len(), 0);
    }
}
