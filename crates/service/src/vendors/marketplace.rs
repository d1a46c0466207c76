//! Where domains are bought.

use std::sync::Arc;

use anyhow::Context as _;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use simpleinboxes_providers::{
    Traffic,
    registrar::marketplace::{
        Marketplace,
        dynadot::{Dynadot, DynadotSettings},
        sandbox::Sandbox,
    },
    state::SandboxState,
};

use crate::{config::Secret, serve::Outside};

/// How long Dynadot may take for one call, in milliseconds: less than a request may take.
const TIMEOUT: u64 = 20_000;

/// Where domains are bought.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct MarketplaceSettings {
    /// Who it is; `auto` is Dynadot if there is a key, else the sandbox.
    pub provider: MarketplaceChoice,
    /// The API key of our account at Dynadot.
    pub dynadot_api_key: Option<Secret>,
    /// How many names Dynadot may be asked for in one search, 1 to 100; absent: 100. Accounts of
    /// the level Regular may ask for one.
    pub dynadot_names_per_search: Option<usize>,
    /// How many calls to Dynadot may be under way at once, 1 to 25; absent: one.
    pub dynadot_threads: Option<usize>,
    /// Where Dynadot is called, if not at its own address: its sandbox, or for tests.
    pub dynadot_base_url: Option<String>,
}

/// Where domains are bought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MarketplaceChoice {
    /// Dynadot if there is a key, else the sandbox.
    #[default]
    Auto,
    /// Dynadot.
    Dynadot,
    /// The sandbox: no money moves, and nothing is registered anywhere.
    Sandbox,
}

impl MarketplaceSettings {
    /// Whether domains are bought in the sandbox.
    pub(super) const fn is_sandbox(&self) -> bool {
        matches!(
            (self.provider, &self.dynadot_api_key),
            (MarketplaceChoice::Sandbox, _) | (MarketplaceChoice::Auto, None)
        )
    }

    /// What Dynadot is called with, if it is the one.
    fn dynadot(&self) -> anyhow::Result<Option<DynadotSettings>> {
        let key = match (self.provider, &self.dynadot_api_key) {
            (MarketplaceChoice::Sandbox, _) | (MarketplaceChoice::Auto, None) => return Ok(None),
            (MarketplaceChoice::Dynadot, None) => {
                anyhow::bail!("marketplace.dynadot_api_key is missing")
            }
            (MarketplaceChoice::Dynadot | MarketplaceChoice::Auto, Some(key)) => key,
        };
        let mut settings = DynadotSettings {
            api_key: SecretString::from(key.expose()),
            ..DynadotSettings::default()
        };
        settings.http.timeout_ms = TIMEOUT;
        if let Some(names) = self.dynadot_names_per_search {
            settings.names_per_search = names;
        }
        if let Some(threads) = self.dynadot_threads {
            settings.threads = threads;
        }
        if let Some(url) = &self.dynadot_base_url {
            settings.base_url.clone_from(url);
        }
        Ok(Some(settings))
    }
}

pub(super) fn open(
    settings: &MarketplaceSettings,
    outside: &Outside,
    state: &Arc<dyn SandboxState>,
    traffic: &Traffic,
) -> anyhow::Result<Arc<dyn Marketplace>> {
    Ok(match settings.dynadot()? {
        Some(dynadot) => Arc::new(Dynadot::new(&dynadot, traffic).context("marketplace.dynadot")?),
        None => Arc::new(Sandbox::new(Arc::clone(state), Arc::clone(&outside.clock))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(provider: MarketplaceChoice, key: Option<&str>) -> MarketplaceSettings {
        MarketplaceSettings {
            provider,
            dynadot_api_key: key.map(|key| Secret::from(key.to_owned())),
            ..MarketplaceSettings::default()
        }
    }

    #[test]
    fn the_key_decides_unless_the_settings_do() {
        let key = Some("0123456789");
        let is_dynadot = |settings: MarketplaceSettings| {
            let dynadot = settings.dynadot().expect("usable");
            dynadot.is_some()
        };
        assert!(!is_dynadot(settings(MarketplaceChoice::Auto, None)));
        assert!(is_dynadot(settings(MarketplaceChoice::Auto, key)));
        assert!(is_dynadot(settings(MarketplaceChoice::Dynadot, key)));
        assert!(!is_dynadot(settings(MarketplaceChoice::Sandbox, key)));
        let missing = settings(MarketplaceChoice::Dynadot, None).dynadot();
        let error = missing.expect_err("no key").to_string();
        assert!(error.contains("dynadot_api_key"), "{error}");
    }

    #[test]
    fn the_key_is_printed_nowhere() {
        let settings = settings(MarketplaceChoice::Auto, Some("0123456789"));
        let json = serde_json::to_string(&settings).expect("JSON");
        assert!(!json.contains("0123456789") && !format!("{settings:?}").contains("0123456789"));
    }
}
