//! What the operator sets for Stripe.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use thiserror::Error;
use url::Url;

use crate::http::HttpSettings;

/// What the operator sets for Stripe.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StripeSettings {
    /// Where Stripe is called.
    pub base_url: String,
    /// The secret or restricted key, `sk_…` or `rk_…`.
    pub secret_key: SecretString,
    /// The key for pages, `pk_…`, of the same mode.
    pub publishable_key: String,
    /// The secrets of the webhook endpoint, `whsec_…`; two while one is being replaced. Without one
    /// no webhook is taken.
    pub webhook_secrets: Vec<SecretString>,
    /// Limits of each try of a call. Its own repeats are not used.
    pub http: HttpSettings,
    /// How often a call that failed is repeated.
    pub retries: u32,
    /// Milliseconds before the first repeat; later ones wait longer.
    pub retry_pause_ms: u64,
    /// Milliseconds before a repeat at most. Who is told to wait longer gives up.
    pub longest_retry_pause_ms: u64,
}

/// Settings that can't be used.
#[derive(Debug, Error)]
pub enum StripeSettingsError {
    /// The secret key is not one.
    #[error("secret_key: must be a secret key of Stripe, sk_… or rk_…")]
    SecretKey,
    /// The publishable key is not one.
    #[error("publishable_key: must be a publishable key of Stripe, pk_…")]
    PublishableKey,
    /// One key is for real money, the other is not.
    #[error("publishable_key: must be of the same mode as secret_key, test or live")]
    Modes,
    /// A webhook secret is not one.
    #[error("webhook_secrets: each must be a secret of a webhook endpoint, whsec_…")]
    WebhookSecret,
    /// The base URL is none.
    #[error("base_url: must be an absolute http or https URL without query or fragment")]
    BaseUrl,
    /// TLS could not be set up.
    #[error("the HTTP client could not be made")]
    Client(#[from] reqwest::Error),
}

impl Default for StripeSettings {
    fn default() -> Self {
        Self {
            base_url: "https://api.stripe.com".to_owned(),
            secret_key: String::new().into(),
            publishable_key: String::new(),
            webhook_secrets: Vec::new(),
            http: HttpSettings {
                timeout_ms: 30_000,
                ..HttpSettings::default()
            },
            retries: 2,
            retry_pause_ms: 500,
            longest_retry_pause_ms: 5_000,
        }
    }
}

impl StripeSettings {
    /// Whether the keys are for real money.
    pub(super) fn check(&self) -> Result<bool, StripeSettingsError> {
        let secret = self.secret_key.expose_secret();
        if !is_key(secret, &["sk_", "rk_"]) {
            return Err(StripeSettingsError::SecretKey);
        }
        if !is_key(&self.publishable_key, &["pk_"]) {
            return Err(StripeSettingsError::PublishableKey);
        }
        let live = secret[2..].starts_with("_live_");
        if live != self.publishable_key.starts_with("pk_live_") {
            return Err(StripeSettingsError::Modes);
        }
        let is_secret = |secret: &SecretString| is_key(secret.expose_secret(), &["whsec_"]);
        if !self.webhook_secrets.iter().all(is_secret) {
            return Err(StripeSettingsError::WebhookSecret);
        }
        Ok(live)
    }

    pub(super) fn base(&self) -> Result<Url, StripeSettingsError> {
        crate::http::base_url(&self.base_url).ok_or(StripeSettingsError::BaseUrl)
    }
}

fn is_key(text: &str, beginnings: &[&str]) -> bool {
    (8..=255).contains(&text.len())
        && beginnings
            .iter()
            .any(|beginning| text.starts_with(beginning))
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'"')
}
