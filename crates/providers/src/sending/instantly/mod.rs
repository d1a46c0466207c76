//! Instantly, API v2.
//!
//! Sources (stored copies, read in November 2026): the v2 OpenAPI document and the pages "Account",
//! "API key" and "Rate limit" of developer.instantly.ai.
//! - `Authorization: Bearer <key>`; keys carry scopes.
//! - The key is tested by listing one account: that needs `accounts:read`, of the scopes which
//!   pushing inboxes needs anyway. `GET /workspaces/current` would tell the workspace's name, but
//!   fails for keys without `workspaces:read`, which are good enough.
//! - 401 unknown key, 402 no paid plan, 403 scope, 429 (100 requests a second or 6,000 a minute in
//!   one workspace, no rate headers). Errors are `{statusCode, error, message}`.
//!
//! - Tracked links: a CNAME to `prox.itrackly.com` (help page "Custom Tracking Domain", July 2026),
//!   which the customer then enters with each account in the tool.
//!
//! Not confirmed against a live account: the text of `message` for 402 and 403.

mod accounts;
mod mapping;
mod wire;

use async_trait::async_trait;
use url::Url;

use super::account::{AccountPage, Mailbox, ToolAccount};
use super::credential::Credential;
use super::error::SendingError;
use super::fields::{API_KEY, api_key};
use super::port::{ConnectionTest, KeyCheck, SendingTool, ToolCapabilities, ToolSpec};
use super::vendors::{Home, Vendor};
use crate::error::ProviderError;
use crate::http::Http;

const SPEC: ToolSpec = ToolSpec {
    id: "instantly",
    name: "Instantly",
    fields: &[api_key(
        "API key",
        "Settings → Integrations → API keys, of version 2, with the accounts scopes",
    )],
    capabilities: ToolCapabilities {
        connection: ConnectionTest::AtOnce,
        find: true,
        list: true,
        update: true,
        login: true,
        remove: true,
        tags: false,
        warmup: true,
        google: true,
    },
    tracking_host: Some("prox.itrackly.com"),
};

pub(super) const VENDOR: Vendor = Vendor {
    spec: &SPEC,
    home: Home::Vendor {
        base_url: "https://api.instantly.ai/api/v2",
        make: |http, base| Box::new(Instantly { http, base }),
    },
};

struct Instantly {
    http: Http,
    base: Url,
}

#[async_trait]
impl SendingTool for Instantly {
    async fn test_key(&self, credential: &Credential) -> Result<KeyCheck, ProviderError> {
        let request = self
            .http
            .get(wire::one_account(&self.base))
            .bearer_auth(credential.get(API_KEY)?);
        mapping::checked(self.http.read(request).await?)
    }

    async fn add(
        &self,
        credential: &Credential,
        mailbox: &Mailbox,
    ) -> Result<ToolAccount, SendingError> {
        accounts::add(self, credential, mailbox).await
    }

    async fn check(&self, credential: &Credential, id: &str) -> Result<ToolAccount, SendingError> {
        accounts::check(self, credential, id).await
    }

    async fn find(
        &self,
        credential: &Credential,
        email: &str,
    ) -> Result<Option<ToolAccount>, SendingError> {
        accounts::find(self, credential, email).await
    }

    async fn update(
        &self,
        credential: &Credential,
        id: &str,
        mailbox: &Mailbox,
    ) -> Result<ToolAccount, SendingError> {
        accounts::update(self, credential, id, mailbox).await
    }

    async fn remove(&self, credential: &Credential, id: &str) -> Result<(), SendingError> {
        accounts::remove(self, credential, id).await
    }

    async fn list(
        &self,
        credential: &Credential,
        page: Option<&str>,
    ) -> Result<AccountPage, SendingError> {
        accounts::list(self, credential, page).await
    }
}
