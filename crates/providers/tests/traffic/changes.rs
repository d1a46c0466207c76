//! A change that was not sent surely did not happen.

use secrecy::SecretString;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_providers::payments::stripe::{Stripe, StripeSettings};
use simpleinboxes_providers::payments::{
    IdempotencyKey, Metadata, NewCharge, PaymentError, PaymentProvider,
};
use simpleinboxes_providers::registrar::NameServers;
use simpleinboxes_providers::registrar::own::{FieldName, OwnRegistrarSettings, OwnRegistrars};
use simpleinboxes_providers::{BreakerSettings, DomainName, HttpSettings, Outage, Traffic};

use crate::stub::{Play, Stub};
use crate::world::{HTTP, left_alone, status, traffic};

fn after(failures: u32) -> HttpSettings {
    HttpSettings {
        breaker: BreakerSettings {
            failures,
            ..HTTP.breaker
        },
        ..HTTP
    }
}

fn stripe(url: String, http: HttpSettings, traffic: &Traffic) -> Stripe {
    let settings = StripeSettings {
        base_url: url,
        secret_key: "sk_test_0123456789".into(),
        publishable_key: "pk_test_0123456789".into(),
        webhook_secrets: vec!["whsec_0123456789".into()],
        retries: 1,
        retry_pause_ms: 1,
        http,
        ..StripeSettings::default()
    };
    Stripe::new(&settings, Entropy::seeded(1), traffic).expect("usable settings")
}

async fn charge(stripe: &Stripe) -> PaymentError {
    let new = NewCharge {
        customer: "cus_1".to_owned(),
        payment_method: "pm_1".to_owned(),
        amount: Cents::new(500),
        description: "Top-up".to_owned(),
        reference: "top_1".to_owned(),
        metadata: Metadata::new(),
    };
    let key = IdempotencyKey::new("topup:1");
    stripe.charge(&new, &key).await.expect_err("not charged")
}

#[tokio::test]
async fn a_charge_that_was_not_sent_did_not_happen() {
    let stub = Stub::playing([status(503), status(503)]).await;
    let (_, traffic) = traffic();
    let stripe = stripe(stub.url(), after(2), &traffic);
    assert!(charge(&stripe).await.may_have_happened());
    let error = charge(&stripe).await;
    assert!(!error.may_have_happened(), "{error:?}");
    assert!(error.circuit_open().is_some(), "{error:?}");
    assert_eq!(stub.seen().len(), 2);
}

/// The breaker opens between a try whose answer was lost and its repeat.
#[tokio::test]
async fn a_lost_answer_stays_uncertain_when_the_repeat_is_not_sent() {
    let stub = Stub::playing([Play::CutBefore]).await;
    let (_, traffic) = traffic();
    let stripe = stripe(stub.url(), after(1), &traffic);
    let error = charge(&stripe).await;
    assert_eq!(error, PaymentError::Unavailable(Outage::Cut));
    assert!(error.may_have_happened());
    assert_eq!(stub.seen().len(), 1);
}

#[tokio::test]
async fn name_servers_that_were_not_sent_were_not_set() {
    let stub = Stub::playing([status(503), status(503)]).await;
    let (_, traffic) = traffic();
    let mut settings = OwnRegistrarSettings {
        http: after(2),
        ..OwnRegistrarSettings::default()
    };
    settings.base_urls.insert("porkbun".to_owned(), stub.url());
    let registrars = OwnRegistrars::new(&settings, &traffic).expect("usable settings");
    let fields = [
        (FieldName::ApiKey, SecretString::from("pk1_0123456789")),
        (FieldName::ApiSecret, SecretString::from("sk1_0123456789")),
    ];
    let credential = registrars
        .credential("porkbun", fields)
        .expect("a credential");
    let domain = DomainName::parse("northwind.com").expect("a name");
    let servers = NameServers::parse(&["ns1.example.net", "ns2.example.net"]).expect("two");
    let lost = registrars
        .set_name_servers(&credential, &domain, &servers)
        .await
        .expect_err("its answer was lost, and so was that of the look after it");
    assert!(lost.may_have_happened());
    let unsent = registrars
        .set_name_servers(&credential, &domain, &servers)
        .await
        .expect_err("left alone");
    assert!(!unsent.may_have_happened(), "{unsent:?}");
    assert!(unsent.circuit_open().is_some());
    assert_eq!(stub.seen().len(), 2);
    let tested = registrars.test(&credential).await;
    left_alone(tested.map_err(|error| match error {
        simpleinboxes_providers::registrar::RegistrarError::Provider(error) => error,
        other => panic!("{other:?}"),
    }));
}
