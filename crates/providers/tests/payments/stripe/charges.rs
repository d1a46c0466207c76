//! Charges that fail: a lost answer is not a no.

use simpleinboxes_providers::Outage;
use simpleinboxes_providers::payments::{DeclineReason, PaymentError, PaymentProvider};

use super::failures::with;
use super::fake::Fault;
use super::world::World;
use crate::contract::charges::recharge;
use crate::contract::{CardKind, customer, key, saved};

/// The charge was made, the answer was lost, and the next try was not let in: that is not a no.
#[tokio::test]
async fn a_refusal_to_look_says_nothing_of_the_try_before() {
    for (lost, expected) in [
        (Fault::CutAfter, PaymentError::from(Outage::Cut)),
        (
            Fault::FailAfter,
            Outage::Status {
                status: 500,
                reason: None,
            }
            .into(),
        ),
    ] {
        for shut in [with(429, &[("retry-after", "60")]), with(401, &[])] {
            let world = World::open().await;
            let customer = customer(&world).await;
            let method = saved(&world, &customer, CardKind::Good).await;
            let new = recharge(&customer, &method);
            world.fake.fail([lost.clone(), shut]);
            let error = world
                .stripe
                .charge(&new, &key("c"))
                .await
                .expect_err("lost");
            assert_eq!(error, expected);
            assert!(error.may_have_happened());
            // The same key finds the charge that was made.
            let made = world.stripe.charge(&new, &key("c")).await.expect("found");
            let books = world.fake.books();
            let charges = books.objects.keys().filter(|id| id.starts_with("pi_"));
            assert_eq!(charges.collect::<Vec<_>>(), [&made.id]);
        }
    }
}

#[tokio::test]
async fn a_lost_refusal_is_found_again() {
    let world = World::open().await;
    let customer = customer(&world).await;
    let method = saved(&world, &customer, CardKind::Secure).await;
    world.fake.fail([Fault::CutAfter]);
    let refused = world
        .stripe
        .charge(&recharge(&customer, &method), &key("c"))
        .await;
    let error = refused.expect_err("a refusal");
    assert_eq!(
        error.decline_reason(),
        DeclineReason::AuthenticationRequired
    );
    assert_eq!(world.fake.seen().len(), 2);
}

/// A charge that waits for somebody is a refusal, whatever the status of the answer.
#[tokio::test]
async fn a_charge_that_waits_is_a_refusal() {
    let world = World::open().await;
    for (status, reason) in [
        ("requires_action", DeclineReason::AuthenticationRequired),
        ("requires_payment_method", DeclineReason::CardDeclined),
        ("canceled", DeclineReason::CardDeclined),
    ] {
        let body = serde_json::json!({"id": "pi_1", "status": status, "amount": 10_000,
            "currency": "usd", "customer": "cus_1", "payment_method": "pm_1", "created": 1,
            "last_payment_error": null, "metadata": {}});
        world
            .fake
            .fail([Fault::Answer(200, Vec::new(), body.to_string())]);
        let new = recharge("cus_1", "pm_1");
        let error = world
            .stripe
            .charge(&new, &key("c"))
            .await
            .expect_err("a refusal");
        assert_eq!(error.decline_reason(), reason);
        assert!(matches!(error, PaymentError::Declined(_)), "{error:?}");
    }
}
