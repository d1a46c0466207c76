//! 1Password, through a Connect server that the customer runs.
//!
//! Sources (stored copies, read in November 2026): the OpenAPI document "1Password Connect" 1.7.1,
//! its page on configuration, and the official Go SDK.
//! - The server's address is the customer's, so that it is called through the outbound guard only.
//!   People paste it with `/v1` at its end; that is dropped.
//! - `Authorization: Bearer <token>`; a token is bound to vaults and rights.
//! - Items are found by `GET /v1/vaults/{v}/items?filter=title eq "…"`, read whole by id, made by
//!   `POST`, replaced by `PUT`, deleted by `DELETE` (204).
//! - Errors are `{status, message}`: 400, 401 unknown token, 403, 404, 413.
//!
//! An item has the tags `simpleinboxes`, the domain, and `simpleinboxes/<inbox id>`: by the last one
//! it is known to be ours. An update reads the item first, changes our fields and leaves the others.
//!
//! Not confirmed against a live server: whether it takes a one-time password as a field of the type
//! `OTP` (as the SDK writes it) or `TOTP` (as the document names it): `OTP` is sent, and both are
//! read. Whether a filter may have a quote in it (`\"` is sent).

mod adapter;
mod mapping;
mod wire;

use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use super::{VaultError, VaultInfo};
use crate::http::{Http, HttpSettings};
use crate::outbound::{GuardedResolver, OutboundPolicy, RefusedUrl, UserUrl};
use crate::traffic::Traffic;

pub use adapter::Connect;

/// The way to customers' Connect servers: one pool of connections for all.
#[derive(Clone)]
pub struct OnePassword {
    http: Http,
    policy: OutboundPolicy,
}

/// A customer's server and token. Prints no token.
#[derive(Clone)]
pub struct ConnectAccess {
    base: UserUrl,
    token: SecretString,
}

/// Why a customer's fields make no access.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AccessError {
    /// The server's address is one that we do not call.
    #[error("{0}")]
    Url(#[from] RefusedUrl),
    /// The token is none.
    #[error("must be one word of 8 to 4096 visible ASCII characters")]
    Token,
}

impl OnePassword {
    /// The way there. `guard` watches over the addresses that customers give.
    ///
    /// # Errors
    /// If TLS can't be set up.
    pub fn new(
        http: HttpSettings,
        guard: GuardedResolver,
        traffic: &Traffic,
    ) -> Result<Self, reqwest::Error> {
        let policy = guard.policy();
        Ok(Self {
            http: Http::guarded("1password", http, traffic, guard)?,
            policy,
        })
    }

    /// Reads a customer's fields, without calling anyone.
    ///
    /// # Errors
    /// When they can't be used.
    pub fn access(
        &self,
        base_url: &str,
        token: &SecretString,
    ) -> Result<ConnectAccess, AccessError> {
        let base = self.policy.check_url(base_url)?;
        let token = token.expose_secret().trim();
        let is_token =
            (8..=4096).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_token {
            return Err(AccessError::Token);
        }
        Ok(ConnectAccess {
            base,
            token: token.into(),
        })
    }

    /// The vaults that a token may see, for a customer to choose from.
    ///
    /// # Errors
    /// See [`VaultError`].
    pub async fn vaults(&self, access: &ConnectAccess) -> Result<Vec<VaultInfo>, VaultError> {
        adapter::vaults(&self.of(access), access).await
    }

    /// The vault with this id, as a customer linked it.
    ///
    /// # Errors
    /// When the id is not one.
    pub fn vault(&self, access: &ConnectAccess, id: &str) -> Result<Connect, VaultError> {
        Connect::new(self.of(access), access.clone(), id)
    }

    fn of(&self, access: &ConnectAccess) -> Http {
        let account = [access.base.as_url().as_str(), access.token.expose_secret()];
        self.http.of_account(account)
    }
}

impl std::fmt::Debug for ConnectAccess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConnectAccess")
            .field("base", &self.base.as_url().as_str())
            .finish_non_exhaustive()
    }
}
