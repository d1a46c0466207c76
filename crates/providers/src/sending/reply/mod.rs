//! Reply.io, API v3.
//!
//! Sources (stored copies, read in November 2026): the pages "Authentication", "Get current user",
//! "Rate limits" and "Introduction" of docs.reply.io.
//! - `Authorization: Bearer <key>`. An older page of v3 and the texts of v1 and v2 show the header
//!   `X-Api-Key`; the vendor says that one key serves all versions and that v3 is the one to use.
//! - `GET /whoami` is what the vendor names for testing a key; it answers `{userId}`, and
//!   `username` according to one copy of the page.
//! - 401 comes with an empty body; other errors are `application/problem+json`; 429 above 100
//!   requests a minute, with `Retry-After` in seconds.
//!
//! Not confirmed against a live account: what a key of a plan without API gets.

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
use crate::http::{Http, endpoint};

const SPEC: ToolSpec = ToolSpec {
    id: "reply",
    name: "Reply.io",
    fields: &[api_key("API key", "Settings → API key")],
    capabilities: ToolCapabilities {
        connection: ConnectionTest::Later,
        find: true,
        list: true,
        update: true,
        login: true,
        remove: true,
        tags: true,
        warmup: false,
        google: true,
    },
    tracking_host: None,
};

pub(super) const VENDOR: Vendor = Vendor {
    spec: &SPEC,
    home: Home::Vendor {
        base_url: "https://api.reply.io/v3",
        make: |http, base| Box::new(ReplyIo { http, base }),
    },
};

struct ReplyIo {
    http: Http,
    base: Url,
}

#[async_trait]
impl SendingTool for ReplyIo {
    async fn test_key(&self, credential: &Credential) -> Result<KeyCheck, ProviderError> {
        let request = self
            .http
            .get(endpoint(&self.base, "/whoami"))
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
