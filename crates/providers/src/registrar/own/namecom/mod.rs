//! Name.com, Core API.
//!
//! Sources (stored copies, read in November 2026): the OpenAPI document "name.com Core API" 1.7.0,
//! the official Go client, and the page on Name.com in DNSControl's documentation.
//! - HTTP Basic: the account's user name and an API token. The test system
//!   (`https://api.dev.name.com`) has user names with `-test` at the end and tokens of its own.
//! - `GET /core/v1/hello` answers with the user name when the token is good.
//! - `POST /core/v1/domains/{domain}:setNameservers` wants `Content-Type: application/json` (else
//!   415) and answers with the whole domain, which must show the name servers.
//! - Errors are `{message, details}`: 401 unknown, 403 not allowed (two-step verification without
//!   API access; also an expired domain), 404, 429 with `x-ratelimit-reset`, the unix time at which
//!   the limit ends. 20 calls a second, 3,000 an hour.
//!
//! Not confirmed against a live account: the texts of 403, by which "authentication" is told from
//! a missing right; the largest number of name servers, so that none is declared.

mod mapping;
mod wire;

use async_trait::async_trait;
use reqwest::RequestBuilder;
use url::Url;

use super::credential::RegistrarCredential;
use super::fields::{FieldName, api_key, username};
use super::port::{DomainPage, OwnRegistrar, RegistrarSpec};
use super::vendors::Vendor;
use crate::domain_name::DomainName;
use crate::http::{Http, endpoint};
use crate::registrar::{NameServers, RegistrarError};

const SPEC: RegistrarSpec = RegistrarSpec {
    id: "namecom",
    name: "Name.com",
    fields: &[
        username(),
        api_key("API token", "Account settings, API token management."),
    ],
    needs_ip_allowlist: false,
    documentation_url: "https://docs.name.com",
    most_name_servers: None,
};

pub(super) const VENDOR: Vendor = Vendor {
    spec: &SPEC,
    base_url: "https://api.name.com",
    make: |making| {
        Box::new(NameCom {
            http: making.http,
            base: making.base,
        })
    },
};

struct NameCom {
    http: Http,
    base: Url,
}

impl NameCom {
    fn signed(
        &self,
        request: RequestBuilder,
        credential: &RegistrarCredential,
    ) -> Result<RequestBuilder, RegistrarError> {
        let user = credential.get(FieldName::Username)?;
        let token = credential.get(FieldName::ApiKey)?;
        Ok(request.basic_auth(user, Some(token)))
    }
}

#[async_trait]
impl OwnRegistrar for NameCom {
    async fn test(&self, credential: &RegistrarCredential) -> Result<(), RegistrarError> {
        let url = endpoint(&self.base, "/core/v1/hello");
        let request = self.signed(self.http.get(url), credential)?;
        mapping::checked(self.http.read(request).await?)
    }

    async fn domains(
        &self,
        credential: &RegistrarCredential,
        page: Option<u32>,
    ) -> Result<DomainPage, RegistrarError> {
        let url = wire::some_domains(&self.base, page.unwrap_or(1));
        let request = self.signed(self.http.get(url), credential)?;
        mapping::listed(self.http.read(request).await?)
    }

    async fn name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
    ) -> Result<Vec<DomainName>, RegistrarError> {
        let url = endpoint(&self.base, &format!("/core/v1/domains/{domain}"));
        let request = self.signed(self.http.get(url), credential)?;
        mapping::servers(self.http.read(request).await?)
    }

    async fn set_name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
        servers: &NameServers,
    ) -> Result<(), RegistrarError> {
        let url = endpoint(
            &self.base,
            &format!("/core/v1/domains/{domain}:setNameservers"),
        );
        let body = wire::NewServers {
            nameservers: servers.texts(),
        };
        let request = self.signed(self.http.post(url).json(&body), credential)?;
        let reply = self.http.send(request).await;
        let reply = reply.map_err(RegistrarError::from);
        let done = reply.and_then(|reply| mapping::done(reply, servers));
        done.map_err(RegistrarError::of_change)
    }
}
