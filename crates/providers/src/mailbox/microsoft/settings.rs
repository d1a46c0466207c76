//! What the operator sets for Microsoft 365.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use thiserror::Error;

use crate::http::HttpSettings;

/// What the operator sets for Microsoft 365.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MicrosoftSettings {
    /// Where tokens are given.
    pub login_url: String,
    /// Where Graph is.
    pub graph_url: String,
    /// Where Exchange's admin interface is.
    pub exchange_url: String,
    /// The tenant's id or its first domain.
    pub tenant_id: String,
    /// The id of the registered app.
    pub client_id: String,
    /// The app's secret.
    pub client_secret: SecretString,
    /// The id of the licence that every mailbox gets, as `subscribedSkus` shows it.
    pub sku_id: String,
    /// The country that licences are used in, two capital letters.
    pub usage_location: String,
    /// Limits of every call.
    pub http: HttpSettings,
}

/// Settings that can't be used.
#[derive(Debug, Error)]
pub enum MicrosoftSettingsError {
    /// A base URL is none.
    #[error("{0}: must be an absolute http or https URL without query or fragment")]
    Url(&'static str),
    /// Something is missing or of the wrong form.
    #[error("{0}: is missing or not of its form")]
    Field(&'static str),
    /// TLS could not be set up.
    #[error("the HTTP client could not be made")]
    Client(#[from] reqwest::Error),
}

impl Default for MicrosoftSettings {
    fn default() -> Self {
        Self {
            login_url: "https://login.microsoftonline.com".to_owned(),
            graph_url: "https://graph.microsoft.com".to_owned(),
            exchange_url: "https://outlook.office365.com".to_owned(),
            tenant_id: String::new(),
            client_id: String::new(),
            client_secret: SecretString::default(),
            sku_id: String::new(),
            usage_location: "US".to_owned(),
            http: HttpSettings {
                timeout_ms: 30_000,
                ..HttpSettings::default()
            },
        }
    }
}

impl MicrosoftSettings {
    pub(super) fn check(&self) -> Result<(), MicrosoftSettingsError> {
        let is_name = |text: &str| {
            let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
            (1..=255).contains(&text.len()) && text.bytes().all(inner)
        };
        for (field, text) in [
            ("tenant_id", &self.tenant_id),
            ("client_id", &self.client_id),
            ("sku_id", &self.sku_id),
        ] {
            if !is_name(text) {
                return Err(MicrosoftSettingsError::Field(field));
            }
        }
        if self.client_secret.expose_secret().is_empty() {
            return Err(MicrosoftSettingsError::Field("client_secret"));
        }
        let country = self.usage_location.as_bytes();
        if country.len() != 2 || !country.iter().all(u8::is_ascii_uppercase) {
            return Err(MicrosoftSettingsError::Field("usage_location"));
        }
        Ok(())
    }
}
