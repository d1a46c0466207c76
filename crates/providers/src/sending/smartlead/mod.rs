//! Smartlead, API v1.
//!
//! Sources (stored copies, read in November 2026): the pages "Get All Email Accounts", "Error
//! handling" and "Rate limits" of api.smartlead.ai.
//! - The key goes into the query as `api_key`. No part of this program may log or return a URL.
//! - The key is tested by listing one email account; the answer is a bare array. Its items hold
//!   mailbox passwords, so they are skipped while parsing and never kept.
//! - 401 invalid key, 403 no access, 429 with `Retry-After` and `error.retry_after` in seconds
//!   (60 a minute on the standard tier). Errors are `{error: {code, message}}` in the guide,
//!   `{error: "…"}` or `{message: "…"}` on other pages: all three are read.
//!
//! - Tracked links: a CNAME to `open.sleadtrack.com`, as customers' public zone files have it.
//!
//! Not confirmed against a live account: the tracking host on a page of the vendor; which of the three shapes a wrong key gets.

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
    id: "smartlead",
    name: "Smartlead",
    fields: &[api_key("API key", "Settings → Profile → API keys")],
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
    tracking_host: Some("open.sleadtrack.com"),
};

pub(super) const VENDOR: Vendor = Vendor {
    spec: &SPEC,
    home: Home::Vendor {
        base_url: "https://server.smartlead.ai/api/v1",
        make: |http, base| Box::new(Smartlead { http, base }),
    },
};

struct Smartlead {
    http: Http,
    base: Url,
}

#[async_trait]
impl SendingTool for Smartlead {
    async fn test_key(&self, credential: &Credential) -> Result<KeyCheck, ProviderError> {
        let url = wire::one_account(&self.base, credential.get(API_KEY)?);
        mapping::checked(self.http.read(self.http.get(url)).await?)
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
