//! PlusVibe (formerly pipl.ai), API v1.
//!
//! Sources (stored copies, read in November 2026): the pages "Get workspaces" and "List all email
//! accounts in the workspace" of developer.plusvibe.ai.
//! - Header `x-api-key`; every other call names a `workspace_id`, so it is part of the credential.
//! - `GET /authenticate` exists to test a key and answers `{status: "success", workspaces: [{_id,
//!   name}]}`: the workspace of the credential must be among them.
//!
//! Not confirmed against a live account: every error. The pages document the 200 only; public
//! clients read `message`. A 200 with a message in place of workspaces is taken as a rejection.

mod accounts;
mod mapping;
mod wire;

use async_trait::async_trait;
use url::Url;

use super::account::{AccountPage, Mailbox, ToolAccount};
use super::credential::Credential;
use super::error::SendingError;
use super::fields::{API_KEY, WORKSPACE_ID, api_key, reference};
use super::port::{ConnectionTest, KeyCheck, SendingTool, ToolCapabilities, ToolSpec};
use super::vendors::{Home, Vendor};
use crate::error::ProviderError;
use crate::http::{Http, endpoint, secret_header};

const SPEC: ToolSpec = ToolSpec {
    id: "plusvibe",
    name: "PlusVibe",
    fields: &[
        api_key("API key", "Settings → API access"),
        reference(
            WORKSPACE_ID,
            "Workspace ID",
            "Settings → API access, beside the key",
        ),
    ],
    capabilities: ToolCapabilities {
        connection: ConnectionTest::Later,
        find: true,
        list: true,
        update: true,
        login: false,
        remove: true,
        tags: false,
        warmup: true,
        google: true,
    },
    tracking_host: None,
};

pub(super) const VENDOR: Vendor = Vendor {
    spec: &SPEC,
    home: Home::Vendor {
        base_url: "https://api.plusvibe.ai/api/v1",
        make: |http, base| Box::new(PlusVibe { http, base }),
    },
};

struct PlusVibe {
    http: Http,
    base: Url,
}

#[async_trait]
impl SendingTool for PlusVibe {
    async fn test_key(&self, credential: &Credential) -> Result<KeyCheck, ProviderError> {
        let workspace = credential.get(WORKSPACE_ID)?;
        let request = self
            .http
            .get(endpoint(&self.base, "/authenticate"))
            .header("x-api-key", secret_header(credential.get(API_KEY)?)?);
        mapping::checked(self.http.read(request).await?, workspace)
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
