//! What the operator can set.

use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_providers::Traffic;
use simpleinboxes_providers::payments::stripe::{Stripe, StripeSettings, StripeSettingsError};
use simpleinboxes_providers::payments::{PaymentProvider, ProviderName};

use super::fake::SECRET_KEY;
use super::world::{WEBHOOK_SECRETS, settings};

fn made(change: impl FnOnce(&mut StripeSettings)) -> Result<Stripe, StripeSettingsError> {
    let mut settings = settings("https://stripe.example".into());
    change(&mut settings);
    Stripe::new(&settings, Entropy::seeded(1), &Traffic::default())
}

#[test]
fn keys_must_be_keys_of_one_mode() {
    let stripe = made(|_| {}).expect("usable");
    assert_eq!(stripe.name(), ProviderName::Stripe);
    assert!(!stripe.capabilities().live);
    assert!(stripe.capabilities().webhooks);
    let live = made(|set| {
        set.secret_key = "rk_live_0123456789".into();
        set.publishable_key = "pk_live_0123456789".into();
    });
    let live = live.expect("usable");
    assert!(live.capabilities().live);
    assert_eq!(live.publishable_key(), "pk_live_0123456789");

    for wrong in [
        "",
        "sk_",
        "pk_test_0123456789",
        "sk_test_0123 456",
        "sk_test_ä0123456",
    ] {
        let made = made(|set| set.secret_key = wrong.into());
        assert!(
            matches!(made, Err(StripeSettingsError::SecretKey)),
            "{wrong}"
        );
    }
    let wrong = made(|set| set.publishable_key = "sk_test_0123456789".into());
    assert!(matches!(wrong, Err(StripeSettingsError::PublishableKey)));
    let mixed = made(|set| set.publishable_key = "pk_live_0123456789".into());
    assert!(matches!(mixed, Err(StripeSettingsError::Modes)));
    let wrong = made(|set| set.webhook_secrets.push("".into()));
    assert!(matches!(wrong, Err(StripeSettingsError::WebhookSecret)));
    for wrong in [
        "",
        "stripe.example",
        "ftp://stripe.example",
        "https://stripe.example/?x",
    ] {
        let made = made(|set| set.base_url = wrong.into());
        assert!(matches!(made, Err(StripeSettingsError::BaseUrl)), "{wrong}");
    }
}

#[test]
fn settings_come_from_a_file_and_do_not_print_secrets() {
    let given = serde_json::json!({"secret_key": SECRET_KEY, "webhook_secrets": WEBHOOK_SECRETS});
    let read: StripeSettings = serde_json::from_value(given).expect("settings");
    assert_eq!(read.base_url, "https://api.stripe.com");
    assert_eq!(read.retries, 2);
    let stripe = made(|_| {}).expect("usable");
    let shown = format!("{read:?} {stripe:?}");
    for secret in [SECRET_KEY, WEBHOOK_SECRETS[0], WEBHOOK_SECRETS[1]] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let unknown = serde_json::json!({"secret": "x"});
    assert!(serde_json::from_value::<StripeSettings>(unknown).is_err());
}
