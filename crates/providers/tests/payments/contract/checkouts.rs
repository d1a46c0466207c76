//! Checkouts.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_providers::payments::{
    CheckoutStatus, DeclineReason, PaymentError, PaymentState, PaymentStatus,
};

use super::{CardKind, Customers, customer, key, topup};

pub async fn are_paid(world: &dyn Customers) {
    let provider = world.provider();
    let customer = customer(world).await;
    let new = topup(&customer, "top_1");
    let open = provider
        .create_checkout(&new, &key("k"))
        .await
        .expect("made");
    assert_eq!(open.status, CheckoutStatus::Open);
    assert_eq!(open.payment_state, PaymentState::Unpaid);
    assert!(
        open.url
            .as_deref()
            .is_some_and(|url| url.starts_with("http"))
    );
    assert!(open.expires_at > open.created_at);
    assert_eq!(provider.checkout(&open.id).await.as_ref(), Ok(&open));

    world.pay(&open.id, CardKind::Good).await;
    let paid = provider.checkout(&open.id).await.expect("there");
    assert!(paid.is_paid());
    assert_eq!(paid.amount, Cents::new(50_000));
    assert_eq!(paid.customer, Some(customer.clone()));
    assert_eq!(paid.reference.as_deref(), Some("top_1"));
    assert_eq!(paid.metadata["topup_id"], "top_1");
    assert_eq!(paid.metadata["wallet"], "master");
    assert_eq!((&paid.url, &paid.failure), (&None, &None));
    assert!(paid.invoice.is_some());

    let payment = provider
        .payment(&paid.payment.expect("one"))
        .await
        .expect("there");
    assert_eq!(payment.status, PaymentStatus::Succeeded);
    assert_eq!(payment.amount, Cents::new(50_000));
    assert_eq!(payment.reference.as_deref(), Some("top_1"));
    assert_eq!(payment.payment_method, paid.payment_method);
    let method = paid.payment_method.expect("one");
    let method = provider
        .payment_method(&method)
        .await
        .expect("read")
        .expect("there");
    assert_eq!(method.customer, Some(customer));
    assert_eq!(
        provider
            .checkout("cs_none")
            .await
            .map_err(|error| error.may_have_happened()),
        Err(false)
    );
}

pub async fn fail_late_or_come_late(world: &dyn Customers) {
    let provider = world.provider();
    let customer = customer(world).await;
    for (card, name) in [
        (CardKind::Slow, "top_1"),
        (CardKind::SlowThenDeclines, "top_2"),
    ] {
        let new = topup(&customer, name);
        let open = provider
            .create_checkout(&new, &key(name))
            .await
            .expect("made");
        world.pay(&open.id, card).await;
        let waiting = provider.checkout(&open.id).await.expect("there");
        assert_eq!(waiting.status, CheckoutStatus::Complete);
        assert_eq!(waiting.payment_state, PaymentState::Unpaid);
        assert_eq!(waiting.failure, None);
        world.settle(waiting.payment.as_deref().expect("one")).await;
        let over = provider.checkout(&open.id).await.expect("there");
        assert_eq!(over.is_paid(), card == CardKind::Slow);
        let reason = over.failure.map(|decline| decline.reason);
        let expected = (card != CardKind::Slow).then_some(DeclineReason::CardDeclined);
        assert_eq!(reason, expected);
    }
}

pub async fn expire(world: &dyn Customers) {
    let provider = world.provider();
    let new = topup(&customer(world).await, "top_1");
    let open = provider
        .create_checkout(&new, &key("k"))
        .await
        .expect("made");
    world.expire(&open.id).await;
    let over = provider.checkout(&open.id).await.expect("there");
    assert_eq!((over.status, over.url), (CheckoutStatus::Expired, None));
    assert_eq!(over.payment_state, PaymentState::Unpaid);
}

pub async fn belong_to_their_key(world: &dyn Customers) {
    let provider = world.provider();
    let mut new = topup(&customer(world).await, "top_1");
    let first = provider.create_checkout(&new, &key("k")).await;
    let again = provider.create_checkout(&new, &key("k")).await;
    assert_eq!(first.expect("made"), again.expect("made"));
    new.amount = Cents::new(50_001);
    let refused = provider.create_checkout(&new, &key("k")).await;
    assert_eq!(refused, Err(PaymentError::KeyReused));
}
