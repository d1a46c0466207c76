//! What the operator sets for Dynadot.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use thiserror::Error;
use url::Url;

use crate::http::HttpSettings;
use crate::registrar::marketplace::MOST_NAMES;

/// What the operator sets for Dynadot.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DynadotSettings {
    /// Where Dynadot is called: `https://api.dynadot.com`, or its sandbox
    /// `https://api-sandbox.dynadot.com`.
    pub base_url: String,
    /// The API key of the account.
    pub api_key: SecretString,
    /// How many names are asked for in one search, 1 to 100. Accounts of the level Regular may ask
    /// for one.
    pub names_per_search: usize,
    /// How many calls may be under way at once, 1 to 25. Accounts of the level Regular have one.
    pub threads: usize,
    /// Limits of each call.
    pub http: HttpSettings,
}

/// Settings that can't be used.
#[derive(Debug, Error)]
pub enum DynadotSettingsError {
    /// The key is not one.
    #[error("api_key: must be the key of the account, 8 to 255 visible ASCII characters")]
    ApiKey,
    /// The base URL is none.
    #[error("base_url: must be an absolute http or https URL without query or fragment")]
    BaseUrl,
    /// The number of names is out of bounds.
    #[error("names_per_search: must be 1 to 100")]
    NamesPerSearch,
    /// The number of calls is out of bounds.
    #[error("threads: must be 1 to 25")]
    Threads,
    /// TLS could not be set up.
    #[error("the HTTP client could not be made")]
    Client(#[from] reqwest::Error),
}

impl Default for DynadotSettings {
    fn default() -> Self {
        Self {
            base_url: "https://api.dynadot.com".to_owned(),
            api_key: String::new().into(),
            names_per_search: MOST_NAMES,
            threads: 1,
            http: HttpSettings {
                timeout_ms: 30_000,
                ..HttpSettings::default()
            },
        }
    }
}

impl DynadotSettings {
    /// Whether it is not the vendor's sandbox that is called.
    pub(super) fn is_live(&self) -> bool {
        !self.base_url.contains("//api-sandbox.")
    }

    pub(super) fn check(&self) -> Result<Url, DynadotSettingsError> {
        let key = self.api_key.expose_secret();
        if !(8..=255).contains(&key.len()) || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(DynadotSettingsError::ApiKey);
        }
        if !(1..=MOST_NAMES).contains(&self.names_per_search) {
            return Err(DynadotSettingsError::NamesPerSearch);
        }
        if !(1..=25).contains(&self.threads) {
            return Err(DynadotSettingsError::Threads);
        }
        crate::http::base_url(&self.base_url).ok_or(DynadotSettingsError::BaseUrl)
    }
}
