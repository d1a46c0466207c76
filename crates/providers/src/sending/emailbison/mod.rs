//! EmailBison.
//!
//! Sources (stored copies, read in November 2026): the page "Authentication" of
//! docs.emailbison.com and the credential test of the vendor's own n8n node.
//! - Every customer has an installation of their own (`https://dedi.emailbison.com`, or the
//!   customer's domain): the base URL is part of the credential and is called through the
//!   outbound guard only. People paste it with `/api` at its end; that is dropped.
//! - `Authorization: Bearer <token>`. A token belongs to one workspace, or, of the kind that the
//!   vendor advises against, follows its user from workspace to workspace.
//! - The token is tested by `GET /api/users`; the answer has a `data` member, which is also all
//!   that the vendor's node looks for.
//! - Accounts: the vendor's OpenAPI document, as its customers keep copies of it (read in November
//!   2026). `PATCH /api/sender-emails/{id}` takes name, daily limit and signature, and no password:
//!   an account whose password changed is taken out and added anew. Warm-up is switched by `PATCH
//!   /api/warmup/sender-emails/enable` and `…/disable`. Tags exist, by ids of their own: not used.
//! - The application is a Laravel one: without `Accept: application/json` a bad token is answered
//!   by a redirect to the login page.
//!
//! Not confirmed against a live account: the members of `data`, the shape of errors (Laravel's
//! `{message}` is read), the rate limit.

mod accounts;
mod mapping;
mod wire;

use async_trait::async_trait;

use super::account::{AccountPage, Mailbox, ToolAccount};
use super::credential::Credential;
use super::error::SendingError;
use super::fields::{API_KEY, BASE_URL, CredentialField, FieldFormat, api_key};
use super::port::{ConnectionTest, KeyCheck, SendingTool, ToolCapabilities, ToolSpec};
use super::vendors::{Home, Vendor};
use crate::error::ProviderError;
use crate::http::Http;
use crate::outbound::OutboundPolicy;

const SPEC: ToolSpec = ToolSpec {
    id: "emailbison",
    name: "EmailBison",
    fields: &[
        CredentialField {
            name: BASE_URL,
            label: "Server URL",
            help: "The address at which you sign in to EmailBison, without /api",
            secret: false,
            required: true,
            format: FieldFormat::BaseUrl,
        },
        api_key(
            "API token",
            "Settings → Developer API → New API token, of type api-user",
        ),
    ],
    capabilities: ToolCapabilities {
        connection: ConnectionTest::AtOnce,
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
    home: Home::Customer {
        make: |http, policy| Box::new(EmailBison { http, policy }),
    },
};

struct EmailBison {
    http: Http,
    policy: OutboundPolicy,
}

#[async_trait]
impl SendingTool for EmailBison {
    async fn test_key(&self, credential: &Credential) -> Result<KeyCheck, ProviderError> {
        let base = self.policy.check_url(credential.get(BASE_URL)?)?;
        let request = self
            .http
            .get(wire::user(&base))
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
