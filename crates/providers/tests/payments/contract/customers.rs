//! Customers.

use simpleinboxes_providers::payments::PaymentError;

use super::{Customers, acme, customer, key};

pub async fn are_not_touched_by_a_test(world: &dyn Customers) {
    assert_eq!(world.provider().test().await, Ok(()));
    customer(world).await;
    assert_eq!(world.provider().test().await, Ok(()));
}

pub async fn are_made_once(world: &dyn Customers) {
    let provider = world.provider();
    let first = provider.create_customer(&acme(), &key("k")).await;
    let again = provider.create_customer(&acme(), &key("k")).await;
    assert_eq!(first.as_ref().expect("made"), again.as_ref().expect("made"));
    let other = provider.create_customer(&acme(), &key("l")).await;
    assert_ne!(first.expect("made").id, other.expect("made").id);

    let mut changed = acme();
    changed.name = "Another".into();
    let refused = provider.create_customer(&changed, &key("k")).await;
    assert_eq!(refused, Err(PaymentError::KeyReused));
    for unusable in ["", "a b", "ä", &"k".repeat(256)] {
        let refused = provider.create_customer(&acme(), &key(unusable)).await;
        assert!(
            matches!(refused, Err(PaymentError::Invalid { .. })),
            "{unusable}"
        );
    }
}

pub async fn are_found_again(world: &dyn Customers) {
    let provider = world.provider();
    let id = customer(world).await;
    let found = provider.customer(&id).await.expect("read").expect("there");
    assert_eq!(
        (found.id.as_str(), found.default_payment_method),
        (id.as_str(), None)
    );
    assert_eq!(provider.customer("cus_none").await, Ok(None));
    for (known, name) in [
        (Some(id.as_str()), "x"),
        (Some("cus_none"), "acme"),
        (None, "acme"),
    ] {
        let ensured = provider.ensure_customer(known, &acme(), &key(name)).await;
        assert_eq!(ensured.expect("there").id, id);
    }
}
