//! Namecheap, XML API v2.
//!
//! Sources (stored copies, read in November 2026): "Namecheap API v2 Reference" in the official Go
//! SDK with its fixtures and errors, the page on Namecheap in DNSControl's documentation, and an
//! older public client for the codes of authentication.
//! - One address for all commands. The parameters, with user name and key among them, are sent as
//!   the form of a `POST`, which keeps the key out of the URL.
//! - `ClientIp` is the IPv4 address that the call comes from. It must be allowed in the account's
//!   settings: else error 1011150, "Invalid request IP: x.x.x.x".
//! - Answers are XML with HTTP status 200; `Status="ERROR"` with `<Errors>` for refusals.
//! - Over the limit (20 a minute, 700 an hour, 8,000 a day) the HTTP status is **405**; the call was
//!   not carried out.
//! - Name servers are set per `SLD` and `TLD`, so that suffixes of two labels must be known.
//!
//! Not confirmed against a live account: whether the codes of the older client (1010101 … 1017411)
//! still are what the API answers; the largest number of name servers, so that none is declared
//! (the names together may have 1,200 characters).

mod mapping;
mod wire;

use std::net::Ipv4Addr;

use async_trait::async_trait;
use reqwest::RequestBuilder;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use url::{Url, form_urlencoded};

use super::credential::RegistrarCredential;
use super::fields::{FieldName, api_key, username};
use super::port::{DomainPage, OwnRegistrar, RegistrarSpec};
use super::vendors::Vendor;
use crate::domain_name::DomainName;
use crate::http::Http;
use crate::registrar::{NameServers, RegistrarError};
use wire::PAGE;

/// Most characters of all name servers together.
const LONGEST_SERVERS: usize = 1200;
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

const SPEC: RegistrarSpec = RegistrarSpec {
    id: "namecheap",
    name: "Namecheap",
    fields: &[
        username(),
        api_key("API key", "Profile, Tools, Namecheap API Access."),
    ],
    needs_ip_allowlist: true,
    documentation_url: "https://www.namecheap.com/support/api/intro/",
    most_name_servers: None,
};

pub(super) const VENDOR: Vendor = Vendor {
    spec: &SPEC,
    base_url: "https://api.namecheap.com/xml.response",
    make: |making| {
        Box::new(Namecheap {
            http: making.http.limited_by(mapping::is_limit),
            base: making.base,
            outbound: making.outbound,
        })
    },
};

struct Namecheap {
    http: Http,
    base: Url,
    outbound: Option<Ipv4Addr>,
}

impl Namecheap {
    /// The form is a secret.
    fn command(
        &self,
        credential: &RegistrarCredential,
        command: &str,
        parameters: &[(&str, &str)],
    ) -> Result<RequestBuilder, RegistrarError> {
        let user = credential.get(FieldName::Username)?;
        let address = self.outbound.ok_or(RegistrarError::AddressUnknown)?;
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("ApiUser", user)
            .append_pair("ApiKey", credential.get(FieldName::ApiKey)?)
            .append_pair("UserName", user)
            .append_pair("ClientIp", &address.to_string())
            .append_pair("Command", command)
            .extend_pairs(parameters)
            .finish();
        let request = self.http.post(self.base.clone());
        Ok(request.header(CONTENT_TYPE, FORM).body(form))
    }
}

#[async_trait]
impl OwnRegistrar for Namecheap {
    async fn test(&self, credential: &RegistrarCredential) -> Result<(), RegistrarError> {
        let request = self.command(credential, "namecheap.users.getBalances", &[])?;
        mapping::checked(self.http.read(request).await?, self.outbound)
    }

    async fn domains(
        &self,
        credential: &RegistrarCredential,
        page: Option<u32>,
    ) -> Result<DomainPage, RegistrarError> {
        let page = page.unwrap_or(1);
        let (number, size) = (page.to_string(), PAGE.to_string());
        let parameters = [("Page", number.as_str()), ("PageSize", size.as_str())];
        let request = self.command(credential, "namecheap.domains.getList", &parameters)?;
        mapping::listed(self.http.read(request).await?, self.outbound, page)
    }

    async fn name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
    ) -> Result<Vec<DomainName>, RegistrarError> {
        let (sld, tld) = parts(domain)?;
        let parameters = [("SLD", sld), ("TLD", tld)];
        let request = self.command(credential, "namecheap.domains.dns.getList", &parameters)?;
        mapping::servers(self.http.read(request).await?, self.outbound)
    }

    async fn set_name_servers(
        &self,
        credential: &RegistrarCredential,
        domain: &DomainName,
        servers: &NameServers,
    ) -> Result<(), RegistrarError> {
        let (sld, tld) = parts(domain)?;
        let hosts = servers.texts().join(",");
        if hosts.len() > LONGEST_SERVERS {
            return Err(RegistrarError::Refused {
                reason: format!("the name servers have more than {LONGEST_SERVERS} characters"),
            });
        }
        let parameters = [("SLD", sld), ("TLD", tld), ("Nameservers", &hosts)];
        let request = self.command(credential, "namecheap.domains.dns.setCustom", &parameters)?;
        let reply = self.http.send(request).await;
        let reply = reply.map_err(RegistrarError::from);
        let done = reply.and_then(|reply| mapping::done(reply, self.outbound));
        done.map_err(RegistrarError::of_change)
    }
}

/// A registered domain's label and suffix.
fn parts(domain: &DomainName) -> Result<(&str, &str), RegistrarError> {
    let parts = domain.split().filter(|(label, _)| !label.contains('.'));
    parts.ok_or_else(|| RegistrarError::NoSuchDomain {
        reason: "it is not a name that is registered by itself".to_owned(),
    })
}
