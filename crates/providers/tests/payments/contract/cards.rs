//! Saved cards.

use secrecy::ExposeSecret;
use simpleinboxes_providers::payments::{NewPortalSession, PaymentMethodKind};

use super::{CardKind, Customers, customer, key, saved};

pub async fn are_saved_and_chosen(world: &dyn Customers) {
    let provider = world.provider();
    let customer = customer(world).await;
    assert_eq!(provider.default_payment_method(&customer).await, Ok(None));
    assert_eq!(provider.payment_method("pm_none").await, Ok(None));

    let id = saved(world, &customer, CardKind::Good).await;
    let method = provider
        .payment_method(&id)
        .await
        .expect("read")
        .expect("there");
    assert_eq!(method.kind, PaymentMethodKind::Card);
    assert_eq!(method.brand.as_deref(), Some("visa"));
    assert_eq!(method.last4.as_deref(), Some("4242"));
    assert_eq!((method.exp_month, method.exp_year), (Some(8), Some(2030)));
    assert_eq!(method.holder_name.as_deref(), Some("Jo Doe"));
    assert_eq!(method.customer.as_ref(), Some(&customer));

    for _ in 0..2 {
        let set = provider
            .set_default_payment_method(&customer, &id, &key("d"))
            .await;
        assert_eq!(set, Ok(()));
    }
    let default = provider.default_payment_method(&customer).await;
    assert_eq!(default, Ok(Some(method)));
    let read = provider
        .customer(&customer)
        .await
        .expect("read")
        .expect("there");
    assert_eq!(read.default_payment_method, Some(id));
}

pub async fn have_portals_and_secrets(world: &dyn Customers) {
    let provider = world.provider();
    let customer = customer(world).await;
    let intent = provider
        .create_setup_intent(&customer, &key("s"))
        .await
        .expect("made");
    let secret = intent.client_secret.expose_secret();
    assert!(
        secret.starts_with(&format!("{}_secret_", intent.id)),
        "{secret}"
    );
    assert!(!format!("{intent:?}").contains(secret));

    let new = NewPortalSession {
        customer,
        return_url: "https://app.example/billing".into(),
    };
    let portal = provider
        .create_portal_session(&new, &key("p"))
        .await
        .expect("made");
    let again = provider
        .create_portal_session(&new, &key("p"))
        .await
        .expect("made");
    let url = portal.url.expose_secret();
    assert!(url.starts_with("http"), "{url}");
    assert_eq!(url, again.url.expose_secret());
    assert!(!format!("{portal:?}").contains(url));
}
