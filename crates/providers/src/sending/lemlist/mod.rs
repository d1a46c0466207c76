//! lemlist.
//!
//! Sources (stored copies, read in November 2026): the pages "Authentication", "Errors" and "Get
//! Team" of developer.lemlist.com.
//! - HTTP Basic with an empty user and the key as password.
//! - `GET /team` answers the team that the key belongs to.
//! - 400 is "invalid team" for a request without parameters, so a rejection; 401 bad key; 403 the
//!   user is blocked; 429 above 20 requests in 2 seconds, with `Retry-After` in seconds.
//!
//! Not confirmed against a live account: the bodies of errors. `{error}`, `{message}` and short
//! plain text are read.

mod accounts;
mod mapping;
mod wire;

use async_trait::async_trait;
use url::Url;

use super::account::{Mailbox, ToolAccount};
use super::credential::Credential;
use super::error::SendingError;
use super::fields::{API_KEY, api_key};
use super::port::{ConnectionTest, KeyCheck, SendingTool, ToolCapabilities, ToolSpec};
use super::vendors::{Home, Vendor};
use crate::error::ProviderError;
use crate::http::{Http, endpoint};

const SPEC: ToolSpec = ToolSpec {
    id: "lemlist",
    name: "lemlist",
    fields: &[api_key(
        "API key",
        "Settings → Integrations → Generate a new API key",
    )],
    capabilities: ToolCapabilities {
        connection: ConnectionTest::Later,
        find: false,
        list: false,
        update: false,
        login: false,
        remove: true,
        tags: false,
        warmup: false,
        google: false,
    },
    tracking_host: None,
};

pub(super) const VENDOR: Vendor = Vendor {
    spec: &SPEC,
    home: Home::Vendor {
        base_url: "https://api.lemlist.com/api",
        make: |http, base| Box::new(Lemlist { http, base }),
    },
};

struct Lemlist {
    http: Http,
    base: Url,
}

#[async_trait]
impl SendingTool for Lemlist {
    async fn test_key(&self, credential: &Credential) -> Result<KeyCheck, ProviderError> {
        let request = self
            .http
            .get(endpoint(&self.base, "/team"))
            .basic_auth("", Some(credential.get(API_KEY)?));
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

    async fn remove(&self, credential: &Credential, id: &str) -> Result<(), SendingError> {
        accounts::remove(self, credential, id).await
    }
}
