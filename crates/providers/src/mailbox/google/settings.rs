//! What the operator sets for Google Workspace.

use secrecy::SecretString;
use serde::Deserialize;
use thiserror::Error;

use crate::http::HttpSettings;

/// What the operator sets for Google Workspace.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GoogleSettings {
    /// Where tokens are given.
    pub token_url: String,
    /// Where the Directory API is.
    pub directory_url: String,
    /// Where the Site Verification API is.
    pub verification_url: String,
    /// `client_email` of the service account's key file.
    pub client_email: String,
    /// `private_key_id` of the key file.
    pub private_key_id: String,
    /// `private_key` of the key file, as PEM.
    pub private_key: SecretString,
    /// The administrator that the service account acts as.
    pub admin_email: String,
    /// The account; `my_customer` is the administrator's own.
    pub customer: String,
    /// Limits of every call.
    pub http: HttpSettings,
}

/// Settings that can't be used.
#[derive(Debug, Error)]
pub enum GoogleSettingsError {
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

impl Default for GoogleSettings {
    fn default() -> Self {
        Self {
            token_url: "https://oauth2.googleapis.com/token".to_owned(),
            directory_url: "https://admin.googleapis.com".to_owned(),
            verification_url: "https://www.googleapis.com".to_owned(),
            client_email: String::new(),
            private_key_id: String::new(),
            private_key: SecretString::default(),
            admin_email: String::new(),
            customer: "my_customer".to_owned(),
            http: HttpSettings {
                timeout_ms: 30_000,
                ..HttpSettings::default()
            },
        }
    }
}

impl GoogleSettings {
    pub(super) fn check(&self) -> Result<(), GoogleSettingsError> {
        let is_word = |text: &str| {
            let inner = |byte: u8| byte.is_ascii_alphanumeric() || b"._-@".contains(&byte);
            (1..=255).contains(&text.len()) && text.bytes().all(inner)
        };
        for (field, text) in [
            ("client_email", &self.client_email),
            ("private_key_id", &self.private_key_id),
            ("admin_email", &self.admin_email),
            ("customer", &self.customer),
        ] {
            if !is_word(text) {
                return Err(GoogleSettingsError::Field(field));
            }
        }
        Ok(())
    }
}
