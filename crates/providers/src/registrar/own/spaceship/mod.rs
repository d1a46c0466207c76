//! Spaceship, API v1.
//!
//! Sources (stored copies, read in November 2026): the official Go SDK and the section "Rate Limits
//! & Retry" of the official Terraform provider; a community SDK for the shapes of errors.
//! - Headers `X-API-Key` and `X-API-Secret`; keys carry scopes. 401 unknown key, 403 scope.
//! - Errors are `{detail}`; 404 unknown domain, 422 validation, 429 with `Retry-After` in seconds, up
//!   to about 300. A limited call was not carried out.
//! - Name servers are set by `PUT /domains/{domain}/nameservers` with `{provider: "custom", hosts}`.
//!   A domain, and its name servers, may be asked for or changed 5 to 10 times in 5 minutes, the
//!   list 300 times: it is read where a domain was asked for too often.
//! - Lists come in pages of at most 100, by `take` and `skip`.
//!
//! Not confirmed against a live account: whether the answer to the `PUT` has a body (the SDK reads
//! one; another client's tests have 204): one that is there must show the hosts. The largest number
//! of name servers, so that none is declared.

mod mapping;
mod wire;

use async_trait::async_trait;
use reqwest::RequestBuilder;
use url::Url;

use super::credential::RegistrarCredential;
use super::fields::{FieldName, api_key, api_secret};
use super::port::{DomainPage, OwnRegistrar, RegistrarSpec};
use super::vendors::Vendor;
use crate::domain_name::DomainName;
use crate::error::ProviderError;
use crate::http::{Http, endpoint, secret_header};
use crate::registrar::{NameServers, RegistrarError};
use wire::PAGE;

/// Pages of the list that are read for one domain at most.
const MOST_PAGES: u32 = 50;

const SPEC: RegistrarSpec = RegistrarSpec {
    id: "spaceship",
    name: "Spaceship",
    fields: &[
        api_key(
            "API key",
            "API Manager, with the rights to read and write domains.",
        ),
        api_secret("API secret", "Shown once beside the API key."),
    ],
    needs_ip_allowlist: false,
    documentation_url: "https://docs.spaceship.dev",
    most_name_servers: None,
};

pub(super) const VENDOR: Vendor = Vendor {
    spec: &SPEC,
    base_url: "https://spaceship.dev/api/v1",
    make: |making| {
        Box::new(Spaceship {
            http: making.http,
            base: making.base,
        })
    },
};

struct Spaceship {
    http: Http,
    base: Url,
}

impl Spaceship {
    fn signed(
        &self,
        request: RequestBuilder,
        credential: &RegistrarCredential,
    ) -> Result<RequestBuilder, RegistrarError> {
        let key = secret_header(credential.get(FieldName::ApiKey)?)?;
        let secret = secret_header(credential.get(FieldName::ApiSecret)?)?;
        Ok(request
            .header("x-api-key", key)
            .header("x-api-secret", secret))
    }

    fn get(
        &self,
        url: Url,
        credential: &RegistrarCredential,
    ) -> Result<RequestBuilder, RegistrarError> {
        self.signed(self.http.get(url), credential)
    }

    /// The name servers as the list tells them; nothing when it does not.
    async fn listed_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
    ) -> Option<Vec<DomainName>> {
        let mut page = None;
        for _ in 0..MOST_PAGES {
            let listed = self.domains(credential, page).await.ok()?;
            let mut domains = listed.domains.into_iter();
            if let Some(found) = domains.find(|one| one.domain == *domain) {
                return found.name_servers;
            }
            page = Some(listed.next?);
        }
        None
    }
}

#[async_trait]
impl OwnRegistrar for Spaceship {
    async fn test(&self, credential: &RegistrarCredential) -> Result<(), RegistrarError> {
        let request = self.get(wire::one_domain(&self.base), credential)?;
        mapping::listed(self.http.read(request).await?, 0)?;
        Ok(())
    }

    async fn domains(
        &self,
        credential: &RegistrarCredential,
        page: Option<u32>,
    ) -> Result<DomainPage, RegistrarError> {
        let skip = page.unwrap_or(0);
        let request = self.get(wire::some_domains(&self.base, PAGE, skip), credential)?;
        mapping::listed(self.http.read(request).await?, skip)
    }

    async fn name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
    ) -> Result<Vec<DomainName>, RegistrarError> {
        let url = endpoint(&self.base, &format!("/domains/{domain}"));
        let request = self.get(url, credential)?;
        match mapping::servers(self.http.read(request).await?) {
            Err(limit @ RegistrarError::Provider(ProviderError::RateLimited { .. })) => {
                let listed = self.listed_servers(credential, domain).await;
                listed.ok_or(limit)
            }
            told => told,
        }
    }

    async fn set_name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
        servers: &NameServers,
    ) -> Result<(), RegistrarError> {
        let url = endpoint(&self.base, &format!("/domains/{domain}/nameservers"));
        let body = wire::Custom::new(servers.texts());
        let request = self.signed(self.http.put(url).json(&body), credential)?;
        let reply = self.http.send(request).await;
        let reply = reply.map_err(RegistrarError::from);
        let done = reply.and_then(|reply| mapping::done(reply, servers));
        done.map_err(RegistrarError::of_change)
    }
}
