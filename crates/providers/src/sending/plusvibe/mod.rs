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

mod mapping;
mod wire;

use async_trait::async_trait;
use url::Url;

use super::credential::Credential;
use super::fields::{API_KEY, WORKSPACE_ID, api_key, reference};
use super::port::{KeyCheck, SendingTool, ToolSpec};
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
}
