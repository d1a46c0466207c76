//! A vault on a Connect server.

use std::fmt;

use async_trait::async_trait;
use reqwest::RequestBuilder;
use secrecy::ExposeSecret;
use serde_json::Value;

use super::{ConnectAccess, mapping, wire};
use crate::error::{Outage, ProviderError};
use crate::http::{Http, Reply, secret_header};
use crate::redact::{one_line, without};
use crate::vault::{
    InboxItem, ItemId, StoredItem, Vault, VaultCapabilities, VaultError, VaultInfo,
};

/// Characters of the server's text that are kept: the API has room for 500 with our words around.
const LONGEST: usize = 300;

/// A vault on a Connect server.
pub struct Connect {
    http: Http,
    access: ConnectAccess,
    vault: ItemId,
}

impl Connect {
    pub(super) fn new(http: Http, access: ConnectAccess, id: &str) -> Result<Self, VaultError> {
        let vault = ItemId(id.to_owned());
        if !vault.is_well_formed() {
            return Err(VaultError::NoSuchVault {
                reason: "that is not an id".to_owned(),
            });
        }
        Ok(Self {
            http,
            access,
            vault,
        })
    }

    fn path(&self, rest: &str) -> String {
        format!("/vaults/{}{rest}", self.vault.0)
    }

    fn item_path(&self, id: &ItemId) -> String {
        self.path(&format!("/items/{}", id.0))
    }

    /// The whole item; nothing if it is gone or was never there.
    async fn read(&self, id: &ItemId) -> Result<Option<Value>, VaultError> {
        if !id.is_well_formed() {
            return Ok(None);
        }
        let request = self
            .http
            .get(wire::url(&self.access.base, &self.item_path(id)));
        let reply = read(&self.http, &self.access, request).await?;
        if reply.status == reqwest::StatusCode::NOT_FOUND {
            // The vault may be what is missing.
            self.look().await?;
            return Ok(None);
        }
        let item = mapping::accepted(reply)?.json()?;
        Ok(Some(item))
    }

    /// The item that has the inbox's id in its tags.
    async fn find(&self, item: &InboxItem) -> Result<Option<Value>, VaultError> {
        let url = wire::items_titled(&self.access.base, &self.path("/items"), &item.address);
        let reply = read(&self.http, &self.access, self.http.get(url)).await?;
        let found: Vec<wire::Summary> = mapping::accepted(reply)?.json()?;
        let tag = wire::inbox_tag(&item.inbox_id);
        let ours = found
            .into_iter()
            .find(|summary| summary.tags.contains(&tag));
        match ours {
            Some(summary) => self.read(&ItemId(summary.id)).await,
            None => Ok(None),
        }
    }

    async fn look(&self) -> Result<VaultInfo, VaultError> {
        let request = self.http.get(wire::url(&self.access.base, &self.path("")));
        let reply = read(&self.http, &self.access, request).await?;
        let vault: wire::VaultSummary = mapping::accepted(reply)?.json()?;
        Ok(VaultInfo {
            id: vault.id,
            name: vault.name,
        })
    }

    async fn write(&self, request: RequestBuilder) -> Result<StoredItem, VaultError> {
        let reply = signed(&self.access, request)?;
        let reply = self.http.send(reply).await.map_err(VaultError::from);
        let stored = reply.and_then(mapping::stored);
        stored.map_err(VaultError::of_change)
    }

    async fn create_or_replace(
        &self,
        known: Option<&ItemId>,
        item: &InboxItem,
    ) -> Result<StoredItem, VaultError> {
        let mut there = match known {
            Some(id) => self.read(id).await?,
            None => None,
        };
        if there.is_none() {
            there = self.find(item).await?;
        }
        let Some(before) = there else {
            let url = wire::url(&self.access.base, &self.path("/items"));
            let body = wire::new_item(&self.vault.0, item);
            return self.write(self.http.post(url).json(&body)).await;
        };
        let after = wire::merged(&before, &self.vault.0, item);
        let stored = mapping::stored_item(&before)?;
        if after == before {
            return Ok(stored);
        }
        let url = wire::url(&self.access.base, &self.item_path(&stored.id));
        self.write(self.http.put(url).json(&after)).await
    }

    fn tidied(&self, error: VaultError) -> VaultError {
        tidied(&self.access, error)
    }
}

#[async_trait]
impl Vault for Connect {
    fn capabilities(&self) -> VaultCapabilities {
        VaultCapabilities {
            live: true,
            one_time_passwords: true,
        }
    }

    async fn test(&self) -> Result<VaultInfo, VaultError> {
        self.look().await.map_err(|error| self.tidied(error))
    }

    async fn put(
        &self,
        known: Option<&ItemId>,
        item: &InboxItem,
    ) -> Result<StoredItem, VaultError> {
        let outcome = self.create_or_replace(known, item).await;
        // Secrets go before the text is shortened, which could leave half of one.
        let cleaned =
            outcome.map_err(|error| error.edit_reason(|text| wire::without_secrets(&text, item)));
        cleaned.map_err(|error| self.tidied(error))
    }

    async fn remove(&self, id: &ItemId) -> Result<(), VaultError> {
        if !id.is_well_formed() {
            return Ok(());
        }
        let request = self
            .http
            .delete(wire::url(&self.access.base, &self.item_path(id)));
        let reply = self.http.send(signed(&self.access, request)?).await;
        let reply = reply.map_err(VaultError::from).and_then(mapping::removed);
        reply.map_err(|error| self.tidied(error.of_change()))
    }
}

impl fmt::Debug for Connect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connect")
            .field("access", &self.access)
            .field("vault", &self.vault.0)
            .finish_non_exhaustive()
    }
}

pub(super) async fn vaults(
    http: &Http,
    access: &ConnectAccess,
) -> Result<Vec<VaultInfo>, VaultError> {
    let request = http.get(wire::url(&access.base, "/vaults"));
    let listed = async {
        let reply = read(http, access, request).await?;
        let vaults: Vec<wire::VaultSummary> = mapping::accepted(reply)?.json()?;
        Ok(vaults)
    };
    let vaults = listed.await.map_err(|error| tidied(access, error))?;
    let info = |vault: wire::VaultSummary| VaultInfo {
        id: vault.id,
        name: vault.name,
    };
    Ok(vaults.into_iter().map(info).collect())
}

fn signed(
    access: &ConnectAccess,
    request: RequestBuilder,
) -> Result<RequestBuilder, ProviderError> {
    let bearer = secret_header(&format!("Bearer {}", access.token.expose_secret()))?;
    Ok(request.header(reqwest::header::AUTHORIZATION, bearer))
}

async fn read(
    http: &Http,
    access: &ConnectAccess,
    request: RequestBuilder,
) -> Result<Reply, VaultError> {
    Ok(http.read(signed(access, request)?).await?)
}

fn tidied(access: &ConnectAccess, error: VaultError) -> VaultError {
    error.edit_reason(|text| one_line(&without(&text, access.token.expose_secret()), LONGEST))
}

impl From<serde_json::Error> for VaultError {
    fn from(_: serde_json::Error) -> Self {
        Outage::Garbage.into()
    }
}
