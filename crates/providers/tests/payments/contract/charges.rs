//! Charges without the customer.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_providers::payments::{
    DeclineReason, Metadata, NewCharge, PaymentError, PaymentStatus,
};

use super::{CardKind, Customers, customer, key, saved};

pub fn recharge(customer: &str, method: &str) -> NewCharge {
    NewCharge {
        customer: customer.into(),
        payment_method: method.into(),
        amount: Cents::new(10_000),
        description: "Automatic top-up".into(),
        reference: "top_9".into(),
        metadata: Metadata::new(),
    }
}

pub async fn succeed_once(world: &dyn Customers) {
    let provider = world.provider();
    let customer = customer(world).await;
    let mut new = recharge(&customer, &saved(world, &customer, CardKind::Good).await);
    let first = provider.charge(&new, &key("c")).await.expect("paid");
    assert_eq!(first.status, PaymentStatus::Succeeded);
    assert_eq!(first.amount, Cents::new(10_000));
    assert_eq!(first.reference.as_deref(), Some("top_9"));
    assert_eq!(first.customer, Some(customer));
    assert_eq!(first.failure, None);
    assert_eq!(provider.charge(&new, &key("c")).await.as_ref(), Ok(&first));
    assert_eq!(provider.payment(&first.id).await.as_ref(), Ok(&first));
    new.amount = Cents::new(10_001);
    let refused = provider.charge(&new, &key("c")).await;
    assert_eq!(refused, Err(PaymentError::KeyReused));
}

pub async fn are_refused_with_reasons(world: &dyn Customers) {
    let provider = world.provider();
    let customer = customer(world).await;
    for (card, reason) in [
        (CardKind::DeclinesLater, DeclineReason::CardDeclined),
        (CardKind::Secure, DeclineReason::AuthenticationRequired),
        (CardKind::ExpiresSoon, DeclineReason::CardExpired),
    ] {
        let new = recharge(&customer, &saved(world, &customer, card).await);
        let name = key(&format!("{card:?}"));
        let error = provider.charge(&new, &name).await.expect_err("a refusal");
        assert_eq!(error.decline_reason(), reason);
        assert!(!error.may_have_happened());
        let PaymentError::Declined(decline) = &error else {
            panic!("{error:?}");
        };
        assert!(decline.code.is_some());
        assert!((1..=300).contains(&decline.message.chars().count()));
        let payment = decline.payment.as_deref().expect("one was begun");
        let payment = provider.payment(payment).await.expect("there");
        assert_eq!(payment.status, PaymentStatus::RequiresPaymentMethod);
        assert_eq!(payment.failure.as_ref(), Some(decline));
        assert_eq!(provider.charge(&new, &name).await, Err(error));
    }
}

pub async fn can_be_slow(world: &dyn Customers) {
    let provider = world.provider();
    let customer = customer(world).await;
    let new = recharge(&customer, &saved(world, &customer, CardKind::Slow).await);
    let begun = provider.charge(&new, &key("c")).await.expect("begun");
    assert_eq!(begun.status, PaymentStatus::Processing);
    let waiting = provider.payment(&begun.id).await.expect("there");
    assert_eq!(waiting.status, PaymentStatus::Processing);
    world.settle(&begun.id).await;
    let over = provider.payment(&begun.id).await.expect("there");
    assert_eq!(over.status, PaymentStatus::Succeeded);
}

pub async fn name_what_is_missing(world: &dyn Customers) {
    let provider = world.provider();
    let customer = customer(world).await;
    let refused = provider
        .charge(&recharge(&customer, "pm_none"), &key("c"))
        .await;
    let error = refused.expect_err("a refusal");
    assert_eq!(error.decline_reason(), DeclineReason::PaymentMethodMissing);
    assert!(!error.may_have_happened());
    let found = provider.payment("pi_none").await;
    assert!(
        matches!(found, Err(PaymentError::NotFound { .. })),
        "{found:?}"
    );
}
