//! Domains of the tenant.

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::wire::{Domain, Failure, List, Record};
use super::{Microsoft, client, mapping};
use crate::mailbox::vendor::{Content, tidy};
use crate::mailbox::{Dkim, DomainName, HostDomain, MailboxError, Verdict};

const MAIL: &str = "Email";

impl Microsoft {
    pub(super) async fn find_domain(
        &self,
        name: &DomainName,
    ) -> Result<Option<Domain>, MailboxError> {
        self.client
            .find(&self.client.url(&["domains", name.as_str()]))
            .await
    }

    pub(super) async fn need_domain(&self, name: &DomainName) -> Result<Domain, MailboxError> {
        self.find_domain(name)
            .await?
            .ok_or(MailboxError::no_domain())
    }

    pub(super) async fn make_domain(&self, name: &DomainName) -> Result<Domain, MailboxError> {
        let body = Content::Json(json!({"id": name.as_str()}));
        let url = self.client.url(&["domains"]);
        let reply = self.client.send(Method::POST, &url, &body).await?;
        Ok(client::success(reply)?.json()?)
    }

    /// A domain with its records. Those for mail are there once it is verified.
    pub(super) async fn describe(&self, domain: &Domain) -> Result<HostDomain, MailboxError> {
        let name: DomainName = domain
            .id
            .parse()
            .map_err(|_| MailboxError::from(crate::Outage::Garbage))?;
        let records = async |kind| {
            let url = self.client.url(&["domains", name.as_str(), kind]);
            let list: List<Record> = self.client.read(&url).await?;
            Ok::<_, MailboxError>(list.value)
        };
        let proofs = records("verificationDnsRecords").await?;
        let (services, dkim) = if domain.is_verified {
            let services = records("serviceConfigurationRecords").await?;
            (services, self.signing(&name).await?.unwrap_or_default())
        } else {
            (Vec::new(), Dkim::default())
        };
        Ok(mapping::described(
            &name,
            domain.is_verified,
            &proofs,
            &services,
            dkim,
        ))
    }

    /// Has Microsoft look for the proof, and says that the domain is for mail.
    pub(super) async fn verify(&self, name: &DomainName) -> Result<Verdict, MailboxError> {
        let mut domain = self.need_domain(name).await?;
        if !domain.is_verified {
            let url = self.client.url(&["domains", name.as_str(), "verify"]);
            let reply = self
                .client
                .send(Method::POST, &url, &Content::Nothing)
                .await?;
            if reply.status == StatusCode::BAD_REQUEST {
                let said: Option<Failure> = reply.error();
                let reason = said.and_then(|said| tidy(&said.error.message, &[]));
                let reason = reason.unwrap_or_else(|| "the record was not found".to_owned());
                return Ok(Verdict::Pending { reason });
            }
            client::success(reply)?;
            domain = self.need_domain(name).await?;
        }
        if !domain
            .supported_services
            .iter()
            .any(|service| service == MAIL)
        {
            self.use_for_mail(&domain).await?;
        }
        Ok(Verdict::Verified)
    }

    async fn use_for_mail(&self, domain: &Domain) -> Result<(), MailboxError> {
        let mut services = domain.supported_services.clone();
        services.push(MAIL.to_owned());
        let body = Content::Json(json!({"supportedServices": services}));
        let url = self.client.url(&["domains", &domain.id]);
        let reply = self.client.send(Method::PATCH, &url, &body).await?;
        client::success(reply).map(drop)
    }

    pub(super) async fn remove_domain(&self, name: &DomainName) -> Result<(), MailboxError> {
        let url = self.client.url(&["domains", name.as_str()]);
        let reply = self
            .client
            .send(Method::DELETE, &url, &Content::Nothing)
            .await?;
        if reply.status == StatusCode::NOT_FOUND {
            return Ok(());
        }
        client::success(reply).map(drop)
    }
}
