//! What a sending tool is to the rest of the program.

use async_trait::async_trait;

use super::credential::Credential;
use super::fields::CredentialField;
use crate::error::ProviderError;

/// A sending tool, as its adapter declares it.
#[derive(Debug, PartialEq, Eq)]
pub struct ToolSpec {
    /// Its id in the API (`instantly`).
    pub id: &'static str,
    /// Its name for people (`Instantly`).
    pub name: &'static str,
    /// What a credential for it consists of, in the order in which a form should ask.
    pub fields: &'static [CredentialField],
}

/// A sending tool that can be called. Implemented once per vendor.
#[async_trait]
pub trait SendingTool: Send + Sync {
    /// Asks the vendor whether a credential works, without changing anything there.
    ///
    /// # Errors
    /// Tells apart who must act: see [`ProviderError`]. Texts may still hold what the vendor
    /// quoted; the registry takes secrets out.
    async fn test_key(&self, credential: &Credential) -> Result<KeyCheck, ProviderError>;
}

/// A credential that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyCheck {
    /// Whose it is in the vendor's words (a team, a workspace, an address), where the vendor tells.
    pub account: Option<String>,
}
