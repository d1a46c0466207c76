//! Snov.io.
//!
//! Sources (stored copies, the newest of September 2026, read in November 2026): the sections
//! "Authentication", "Email account" and "User account" of snov.io/api.
//! - OAuth 2 client credentials: `POST /v1/oauth/access_token` with a form of `grant_type`,
//!   `client_id` (our `oauthClientId`), `client_secret` (our `apiKey`) answers `{access_token, token_type, expires_in: 3600}`. The token
//!   then goes into `Authorization: Bearer`. One is fetched for each operation, and is forgotten
//!   with it.
//! - A token alone does not show that the account may use the API, so the balance is read with it:
//!   free, and of one size. `GET /v2/sender-accounts/emails` is free too, but lists every account
//!   of a customer at once.
//! - 60 requests a minute.
//!
//! Not confirmed against a live account: all errors. Those of the token endpoint are read as
//! OAuth 2 has them (RFC 6749, 5.2: 400 or 401 with `{error, error_description}`), others as
//! `{message}` or `{error}`.

mod accounts;
mod mapping;
mod wire;

use async_trait::async_trait;
use reqwest::header::CONTENT_TYPE;
use tokio::sync::OnceCell;
use url::Url;

use super::account::{AccountPage, Mailbox, ToolAccount};
use super::credential::Credential;
use super::error::SendingError;
use super::fields::{API_KEY, CLIENT_ID, api_key, reference};
use super::port::{ConnectionTest, KeyCheck, SendingTool, ToolCapabilities, ToolSpec};
use super::vendors::{Home, Vendor};
use crate::error::ProviderError;
use crate::http::{Http, endpoint};

const SPEC: ToolSpec = ToolSpec {
    id: "snov",
    name: "Snov.io",
    fields: &[
        reference(CLIENT_ID, "API user ID", "Account → API"),
        api_key("API secret", "Account → API, beside the user ID"),
    ],
    capabilities: ToolCapabilities {
        connection: ConnectionTest::Later,
        find: true,
        list: true,
        update: true,
        login: true,
        remove: false,
        tags: true,
        warmup: false,
        google: true,
    },
    tracking_host: None,
};

pub(super) const VENDOR: Vendor = Vendor {
    spec: &SPEC,
    home: Home::Vendor {
        base_url: "https://api.snov.io",
        make: |http, base| Box::new(Snov::new(http, base)),
    },
};

/// Made anew for each operation of one account, which its token is of.
struct Snov {
    http: Http,
    base: Url,
    token: OnceCell<String>,
}

impl Snov {
    fn new(http: Http, base: Url) -> Self {
        Self {
            http,
            base,
            token: OnceCell::new(),
        }
    }

    /// The token of this operation.
    async fn token(&self, credential: &Credential) -> Result<&str, ProviderError> {
        let token = self.token.get_or_try_init(|| self.fetch(credential));
        token.await.map(String::as_str)
    }

    /// Asking twice only makes a second token, so this may be repeated.
    async fn fetch(&self, credential: &Credential) -> Result<String, ProviderError> {
        let form = wire::grant(credential.get(CLIENT_ID)?, credential.get(API_KEY)?);
        let request = self
            .http
            .post(endpoint(&self.base, "/v1/oauth/access_token"))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form);
        mapping::token(self.http.read(request).await?)
    }
}

#[async_trait]
impl SendingTool for Snov {
    async fn test_key(&self, credential: &Credential) -> Result<KeyCheck, ProviderError> {
        let token = self.token(credential).await?;
        let request = self
            .http
            .get(endpoint(&self.base, "/v1/get-balance"))
            .bearer_auth(token);
        mapping::checked(self.http.read(request).await?, token)
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

    async fn list(
        &self,
        credential: &Credential,
        page: Option<&str>,
    ) -> Result<AccountPage, SendingError> {
        accounts::list(self, credential, page).await
    }
}
