//! What the operator sets for Cloudflare.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use thiserror::Error;
use url::Url;

use crate::http::HttpSettings;

/// What the operator sets for Cloudflare.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CloudflareSettings {
    /// Where Cloudflare is called.
    pub base_url: String,
    /// An API token.
    pub api_token: SecretString,
    /// The account in which zones are made, 32 hexadecimal digits.
    pub account_id: String,
    /// Records that are changed in one call: 200 on the Free plan, 3,500 on others.
    pub batch: usize,
    /// Limits of every call.
    pub http: HttpSettings,
}

/// Settings that can't be used.
#[derive(Debug, Error)]
pub enum CloudflareSettingsError {
    /// The token is not one.
    #[error("api_token: must be an API token of Cloudflare")]
    Token,
    /// The account is not one.
    #[error("account_id: must be the id of an account at Cloudflare, 32 hexadecimal digits")]
    Account,
    /// No records at all, or too many.
    #[error("batch: must be 1 to 3500")]
    Batch,
    /// The base URL is none.
    #[error("base_url: must be an absolute http or https URL without query or fragment")]
    BaseUrl,
    /// TLS could not be set up.
    #[error("the HTTP client could not be made")]
    Client(#[from] reqwest::Error),
}

impl Default for CloudflareSettings {
    fn default() -> Self {
        Self {
            base_url: "https://api.cloudflare.com/client/v4".to_owned(),
            api_token: String::new().into(),
            account_id: String::new(),
            batch: 200,
            http: HttpSettings {
                timeout_ms: 30_000,
                // A page of 200 long texts.
                max_answer_bytes: 4 * 1024 * 1024,
                ..HttpSettings::default()
            },
        }
    }
}

impl CloudflareSettings {
    pub(super) fn check(&self) -> Result<(), CloudflareSettingsError> {
        let token = self.api_token.expose_secret();
        if !(20..=255).contains(&token.len()) || !token.bytes().all(|byte| byte.is_ascii_graphic())
        {
            return Err(CloudflareSettingsError::Token);
        }
        if !is_id(&self.account_id) {
            return Err(CloudflareSettingsError::Account);
        }
        if !(1..=3500).contains(&self.batch) {
            return Err(CloudflareSettingsError::Batch);
        }
        Ok(())
    }

    pub(super) fn base(&self) -> Result<Url, CloudflareSettingsError> {
        let url = Url::parse(&self.base_url).map_err(|_| CloudflareSettingsError::BaseUrl)?;
        let usable = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.query().is_none()
            && url.fragment().is_none();
        usable
            .then_some(url)
            .ok_or(CloudflareSettingsError::BaseUrl)
    }
}

/// Whether a text is one of Cloudflare's ids, so that it leads nowhere else in a path.
pub(super) fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
