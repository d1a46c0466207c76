//! Domains of the account, and the proof that they are ours.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use url::Url;

use super::wire::{Domain, Failure, Proof};
use super::{Google, client, mapping};
use crate::mailbox::vendor::{Content, tidy};
use crate::mailbox::{DomainName, HostDomain, MailboxError, Verdict};

impl Google {
    fn domain_url(&self, rest: &[&str]) -> Url {
        let all = ["customer", &self.customer, "domains"];
        self.client.directory(&[&all, rest].concat())
    }

    pub(super) async fn find_domain(
        &self,
        name: &DomainName,
    ) -> Result<Option<Domain>, MailboxError> {
        self.client.find(&self.domain_url(&[name.as_str()])).await
    }

    pub(super) async fn need_domain(&self, name: &DomainName) -> Result<Domain, MailboxError> {
        let found = self.find_domain(name).await?;
        found.ok_or(MailboxError::no_domain())
    }

    pub(super) async fn make_domain(&self, name: &DomainName) -> Result<Domain, MailboxError> {
        let body = Content::Json(json!({"domainName": name.as_str()}));
        let url = self.domain_url(&[]);
        client::success(self.client.send(Method::POST, &url, &body).await?)?;
        self.need_domain(name).await
    }

    /// A domain with its records. The proof is the same whenever it is asked for.
    pub(super) async fn describe(&self, domain: &Domain) -> Result<HostDomain, MailboxError> {
        let body = json!({"site": site(&domain.domain_name), "verificationMethod": "DNS_TXT"});
        let url = self.client.verification(&["token"]);
        let body = Content::Json(body);
        let reply = self.client.send(Method::POST, &url, &body).await?;
        let proof: Proof = client::success(reply)?.json()?;
        mapping::described(domain, &proof.token)
    }

    /// Has Google look for the proof.
    pub(super) async fn verify(&self, name: &DomainName) -> Result<Verdict, MailboxError> {
        if self.need_domain(name).await?.verified {
            return Ok(Verdict::Verified);
        }
        let mut url = self.client.verification(&["webResource"]);
        url.set_query(Some("verificationMethod=DNS_TXT"));
        let body = Content::Json(json!({"site": site(name.as_str())}));
        let reply = self.client.send(Method::POST, &url, &body).await?;
        let pending = |reason: Option<String>, otherwise: &str| Verdict::Pending {
            reason: reason.unwrap_or_else(|| otherwise.to_owned()),
        };
        if reply.status == StatusCode::BAD_REQUEST {
            let said: Option<Failure> = reply.error();
            let reason = said.and_then(|said| tidy(&said.error.message, &[]));
            return Ok(pending(reason, "the record was not found"));
        }
        client::success(reply)?;
        Ok(if self.need_domain(name).await?.verified {
            Verdict::Verified
        } else {
            pending(
                None,
                "the proof was found, and the directory does not know of it yet",
            )
        })
    }

    pub(super) async fn remove_domain(&self, name: &DomainName) -> Result<(), MailboxError> {
        match self.client.delete(&self.domain_url(&[name.as_str()])).await {
            // The directory says so in several ways as long as users are left.
            Err(MailboxError::Taken { reason } | MailboxError::Full { reason }) => {
                Err(MailboxError::Refused { reason })
            }
            outcome => outcome,
        }
    }
}

fn site(domain: &str) -> Value {
    json!({"type": "INET_DOMAIN", "identifier": domain})
}
