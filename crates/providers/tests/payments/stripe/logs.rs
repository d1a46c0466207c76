//! Nothing that is logged, at any level and by any library, holds a secret.

use secrecy::ExposeSecret;
use simpleinboxes_providers::payments::{NewPortalSession, PaymentProvider};

use super::fake::{Fault, SECRET_KEY};
use super::world::{WEBHOOK_SECRETS, World};
use crate::contract::{customer, key};
use crate::log::Log;

#[tokio::test]
async fn nothing_logged_holds_a_secret() {
    let log = Log::keep();

    let world = World::open().await;
    let customer = customer(&world).await;
    let intent = world.stripe.create_setup_intent(&customer, &key("s")).await;
    let intent = intent.expect("made");
    let new = NewPortalSession {
        customer: customer.clone(),
        return_url: "https://app.example/billing".into(),
    };
    let portal = world.stripe.create_portal_session(&new, &key("p")).await;
    let portal = portal.expect("made");
    let echo = format!(r#"{{"error":{{"message":"{SECRET_KEY}"}}}}"#);
    world
        .fake
        .fail([Fault::Answer(401, Vec::new(), echo), Fault::CutBefore]);
    for _ in 0..2 {
        let _ = world.stripe.customer(&customer).await;
    }

    let text = log.text();
    assert!(text.contains("/v1/setup_intents"), "calls are logged");
    assert!(
        text.contains("req_test"),
        "Stripe's ids of requests are logged"
    );
    let secrets = [
        SECRET_KEY,
        WEBHOOK_SECRETS[0],
        WEBHOOK_SECRETS[1],
        intent.client_secret.expose_secret(),
        portal.url.expose_secret(),
    ];
    for secret in secrets {
        let line = text.lines().find(|line| line.contains(secret));
        assert_eq!(line, None);
    }
}
