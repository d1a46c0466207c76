//! The vault that inboxes' credentials are pushed to.

use std::sync::Arc;

use anyhow::Context as _;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use simpleinboxes_providers::{
    HttpSettings, Traffic,
    outbound::{GuardedResolver, OutboundPolicy},
    state::SandboxState,
    vault::{SandboxVault, Vault, onepassword::OnePassword},
};

use crate::config::Secret;

/// What the sandbox's vault is called.
const SANDBOX: &str = "Sandbox vault";

/// A linked vault.
#[derive(Debug, Clone)]
pub struct LinkedVault {
    /// The vault.
    pub vault: Arc<dyn Vault>,
    /// What it is called.
    pub name: String,
}

/// The vault that inboxes' credentials are pushed to.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct VaultSettings {
    /// Which; `auto` is 1Password if there is a token, else the sandbox.
    pub provider: VaultChoice,
    /// Where the 1Password Connect server is.
    pub connect_url: Option<String>,
    /// The token for it.
    pub connect_token: Option<Secret>,
    /// The id of the vault there.
    pub vault_id: Option<String>,
    /// What the vault is called, 1 to 128 characters; absent: its id.
    pub name: Option<String>,
}

/// Which vault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VaultChoice {
    /// 1Password if there is a token, else the sandbox.
    #[default]
    Auto,
    /// A vault behind a 1Password Connect server.
    OnePassword,
    /// The sandbox, which keeps that an item was written and none of its secrets.
    Sandbox,
    /// None: nothing can be pushed.
    None,
}

/// The vault that the settings name, if any.
///
/// # Errors
/// A setting is missing or can't be used.
pub(super) fn open(
    settings: &VaultSettings,
    state: &Arc<dyn SandboxState>,
    traffic: &Traffic,
) -> anyhow::Result<Option<LinkedVault>> {
    let name = |other: &str| settings.name.clone().unwrap_or_else(|| other.to_owned());
    let token = match (settings.provider, &settings.connect_token) {
        (VaultChoice::None, _) => return Ok(None),
        (VaultChoice::Sandbox, _) | (VaultChoice::Auto, None) => {
            let name = name(SANDBOX);
            let vault = Arc::new(SandboxVault::new(Arc::clone(state), &name));
            return linked(vault, name).map(Some);
        }
        (VaultChoice::OnePassword, None) => anyhow::bail!("vaults.connect_token is missing"),
        (VaultChoice::OnePassword | VaultChoice::Auto, Some(token)) => token,
    };
    let url = settings.connect_url.as_ref();
    let url = url.context("vaults.connect_url is missing")?;
    let id = settings.vault_id.as_ref();
    let id = id.context("vaults.vault_id is missing")?;
    // The operator's own server, which may well stand in the operator's own network.
    let guard = GuardedResolver::new(OutboundPolicy {
        allow_private: true,
    });
    let onepassword = OnePassword::new(HttpSettings::default(), guard, traffic)?;
    let token = SecretString::from(token.expose());
    let access = onepassword.access(url, &token).context("vaults")?;
    let vault = onepassword.vault(&access, id).context("vaults.vault_id")?;
    linked(Arc::new(vault), name(id)).map(Some)
}

fn linked(vault: Arc<dyn Vault>, name: String) -> anyhow::Result<LinkedVault> {
    anyhow::ensure!(
        (1..=128).contains(&name.chars().count()),
        "vaults.name must have 1 to 128 characters"
    );
    Ok(LinkedVault { vault, name })
}
