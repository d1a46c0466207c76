//! Porkbun, JSON API v3.
//!
//! Sources (stored copies, read in November 2026): the vendor's OpenAPI document "Porkbun API v3"
//! and the page on Porkbun in DNSControl's documentation.
//! - Every call is a `POST` with `apikey` and `secretapikey` in its JSON body.
//! - `/ping` succeeds **without credentials**, too: only `credentialsValid: true` says that they
//!   are good.
//! - An error is `{status: "ERROR", message, code}`, with HTTP status 400 for most, 403 when a
//!   second factor is needed, 429 for limits (with `ttlRemaining`). Older answers had errors with
//!   HTTP status 200, so the body's `status` is what counts.
//! - A domain must be opted in to API access by its owner, one by one.
//! - Lists come in pages of 1,000 by offset.
//!
//! Not confirmed against a live account: the code for a domain that is not opted in (told by its
//! words, "opted in"); whether `INVALID_DOMAIN` is all that a domain of others gives; the largest
//! number of name servers, so that none is declared.

mod mapping;
mod wire;

use async_trait::async_trait;
use reqwest::RequestBuilder;
use serde::Serialize;
use url::Url;

use super::credential::RegistrarCredential;
use super::fields::{FieldName, api_key, api_secret};
use super::port::{DomainPage, OwnRegistrar, RegistrarSpec};
use super::vendors::Vendor;
use crate::domain_name::DomainName;
use crate::http::{Http, endpoint};
use crate::registrar::{NameServers, RegistrarError};
use wire::{Credentials, PAGE};

const SPEC: RegistrarSpec = RegistrarSpec {
    id: "porkbun",
    name: "Porkbun",
    fields: &[
        api_key("API key", "Account, API access. Begins with pk1_."),
        api_secret(
            "Secret key",
            "Shown once beside the API key. Begins with sk1_.",
        ),
    ],
    needs_ip_allowlist: false,
    documentation_url: "https://porkbun.com/api/json/v3/documentation",
    most_name_servers: None,
};

pub(super) const VENDOR: Vendor = Vendor {
    spec: &SPEC,
    base_url: "https://api.porkbun.com/api/json/v3",
    make: |making| {
        Box::new(Porkbun {
            http: making.http.limited_by(mapping::is_limit),
            base: making.base,
        })
    },
};

struct Porkbun {
    http: Http,
    base: Url,
}

impl Porkbun {
    fn post<T: Serialize>(
        &self,
        path: &str,
        credential: &RegistrarCredential,
        body: T,
    ) -> Result<RequestBuilder, RegistrarError> {
        let body = Credentials {
            apikey: credential.get(FieldName::ApiKey)?,
            secretapikey: credential.get(FieldName::ApiSecret)?,
            body,
        };
        Ok(self.http.post(endpoint(&self.base, path)).json(&body))
    }
}

#[async_trait]
impl OwnRegistrar for Porkbun {
    async fn test(&self, credential: &RegistrarCredential) -> Result<(), RegistrarError> {
        let request = self.post("/ping", credential, wire::Nothing {})?;
        mapping::checked(&self.http.read(request).await?)
    }

    async fn domains(
        &self,
        credential: &RegistrarCredential,
        page: Option<u32>,
    ) -> Result<DomainPage, RegistrarError> {
        let start = page.unwrap_or(0);
        let body = wire::From {
            start: start.to_string(),
        };
        let request = self.post("/domain/listAll", credential, body)?;
        let domains = mapping::listed(&self.http.read(request).await?)?;
        let is_full = domains.len() >= PAGE as usize;
        Ok(DomainPage {
            domains,
            next: is_full.then_some(start.saturating_add(PAGE)),
        })
    }

    async fn name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
    ) -> Result<Vec<DomainName>, RegistrarError> {
        let path = format!("/domain/getNs/{domain}");
        let request = self.post(&path, credential, wire::Nothing {})?;
        mapping::servers(&self.http.read(request).await?)
    }

    async fn set_name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
        servers: &NameServers,
    ) -> Result<(), RegistrarError> {
        let path = format!("/domain/updateNs/{domain}");
        let body = wire::Servers {
            ns: servers.texts(),
        };
        let request = self.post(&path, credential, body)?;
        let reply = self.http.send(request).await;
        let done = reply
            .map_err(RegistrarError::from)
            .and_then(|reply| mapping::done(&reply));
        done.map_err(RegistrarError::of_change)
    }
}
