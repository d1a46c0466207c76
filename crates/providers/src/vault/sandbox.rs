//! The embedded vault: it keeps that an item was written, and none of its secrets.
//!
//! Inboxes whose address begins with `refused` are refused. State lies behind
//! [`SandboxState`]; every change is one commit.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use aws_lc_rs::digest;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::{InboxItem, ItemId, StoredItem, Vault, VaultCapabilities, VaultError, VaultInfo};
use crate::hex::hex;
use crate::state::{SandboxState, Write};

const KIND: &str = "vault_item";
/// How often a change is tried anew when others changed the same item meanwhile.
const TRIES: u32 = 64;

/// The embedded vault.
pub struct SandboxVault {
    state: Arc<dyn SandboxState>,
    info: VaultInfo,
}

impl SandboxVault {
    /// A vault called `name` that keeps its items in `state`.
    #[must_use]
    pub fn new(state: Arc<dyn SandboxState>, name: &str) -> Self {
        Self {
            state,
            info: VaultInfo {
                id: id_of(name).0,
                name: name.to_owned(),
            },
        }
    }
}

/// 26 letters and digits that stand for a text.
fn id_of(text: &str) -> ItemId {
    ItemId(hash(text)[..26].to_owned())
}

fn hash(text: &str) -> String {
    hex(digest::digest(&digest::SHA256, text.as_bytes()).as_ref())
}

/// What tells two states of an item apart, and does not tell what they are.
fn fingerprint(item: &InboxItem) -> String {
    let secret = |value: &Option<SecretString>| {
        let value = value.as_ref().map(ExposeSecret::expose_secret);
        value.map(ToOwned::to_owned)
    };
    let parts = json!([
        item.inbox_id,
        item.address,
        item.username,
        item.password.expose_secret(),
        secret(&item.app_password),
        secret(&item.otpauth),
    ]);
    hash(&parts.to_string())
}

#[async_trait]
impl Vault for SandboxVault {
    fn capabilities(&self) -> VaultCapabilities {
        VaultCapabilities {
            live: false,
            one_time_passwords: false,
        }
    }

    async fn test(&self) -> Result<VaultInfo, VaultError> {
        Ok(self.info.clone())
    }

    /// The id is made of the inbox's, so that what is `known` says nothing more.
    async fn put(
        &self,
        _known: Option<&ItemId>,
        item: &InboxItem,
    ) -> Result<StoredItem, VaultError> {
        if item.address.starts_with("refused") {
            return Err(VaultError::Refused {
                reason: "the sandbox refuses this address".to_owned(),
            });
        }
        let id = id_of(&format!("{}/{}", self.info.id, item.inbox_id));
        let value = json!({"title": item.address, "fingerprint": fingerprint(item)});
        for _ in 0..TRIES {
            let kept = self.state.get(KIND, &id.0).await?;
            let version = kept.as_ref().map(|kept| kept.version);
            if let Some(kept) = kept.filter(|kept| kept.value == value) {
                return Ok(StoredItem {
                    id,
                    version: kept.version,
                });
            }
            let write = Write {
                kind: KIND,
                id: id.0.clone(),
                expected: version,
                value: Some(value.clone()),
            };
            if self.state.commit(vec![write]).await? {
                let version = version.unwrap_or(0) + 1;
                return Ok(StoredItem { id, version });
            }
        }
        Err(VaultError::State("too many changes at once".to_owned()))
    }

    async fn remove(&self, id: &ItemId) -> Result<(), VaultError> {
        for _ in 0..TRIES {
            let Some(kept) = self.state.get(KIND, &id.0).await? else {
                return Ok(());
            };
            let write = Write {
                kind: KIND,
                id: id.0.clone(),
                expected: Some(kept.version),
                value: None,
            };
            if self.state.commit(vec![write]).await? {
                return Ok(());
            }
        }
        Err(VaultError::State("too many changes at once".to_owned()))
    }
}

impl fmt::Debug for SandboxVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxVault")
            .field("info", &self.info)
            .finish_non_exhaustive()
    }
}
