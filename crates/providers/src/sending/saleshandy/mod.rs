//! Saleshandy, Open API v1.
//!
//! Sources (stored copies, read in November 2026): the introduction and the page "List Email
//! Accounts" of developer.saleshandy.com.
//! - Header `x-api-key`. The example requests of several pages show a bearer token instead; the
//!   introduction and every "Authorization" section name the header.
//! - The key is tested by listing one email account, which is a `POST` that changes nothing. The
//!   page shows `{emails: […]}`; a public client that says it was checked against the live API in
//!   July 2026 reads `{payload: {emails: […]}}`. Both are read.
//! - 429 beyond "fair use".
//!
//! Not confirmed against a live account: which of the two shapes it is, the bodies of errors
//! (`{message}` is read), and what a key of a plan without API gets.

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
use crate::http::{Http, endpoint, secret_header};

const SPEC: ToolSpec = ToolSpec {
    id: "saleshandy",
    name: "Saleshandy",
    fields: &[api_key("API key", "Settings → API")],
    capabilities: ToolCapabilities {
        connection: ConnectionTest::AtOnce,
        find: true,
        list: true,
        update: false,
        login: false,
        remove: false,
        tags: false,
        warmup: false,
        google: true,
    },
    tracking_host: None,
};

pub(super) const VENDOR: Vendor = Vendor {
    spec: &SPEC,
    home: Home::Vendor {
        base_url: "https://open-api.saleshandy.com/v1",
        make: |http, base| Box::new(Saleshandy { http, base }),
    },
};

struct Saleshandy {
    http: Http,
    base: Url,
}

#[async_trait]
impl SendingTool for Saleshandy {
    async fn test_key(&self, credential: &Credential) -> Result<KeyCheck, ProviderError> {
        let request = self
            .http
            .post(endpoint(&self.base, "/email-accounts"))
            .header("x-api-key", secret_header(credential.get(API_KEY)?)?)
            .json(&wire::ONE_ACCOUNT);
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

    async fn list(
        &self,
        credential: &Credential,
        page: Option<&str>,
    ) -> Result<AccountPage, SendingError> {
        accounts::list(self, credential, page).await
    }
}
