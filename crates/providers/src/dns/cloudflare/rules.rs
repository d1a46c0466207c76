//! Forwarding by a redirect rule.

use reqwest::Method;
use serde::de::IgnoredAny;
use simpleinboxes_core::dns::{DomainName, Record, RecordInput, RecordType, Ttl};

use super::Cloudflare;
use super::wire::{ActionParameters, FromValue, Rule, Rules, Ruleset, TargetUrl};
use super::zones::path;
use crate::dns::{DnsHostError, Forwarding, Zone};
use crate::error::Outage;

/// By which our rule is known among the others of a zone.
const REFERENCE: &str = "simpleinboxes_forwarding";

const ENTRY: &str = "/rulesets/phases/http_request_dynamic_redirect/entrypoint";

/// Where proxied names lead that have no server of their own (RFC 5737): nobody gets there.
const NOWHERE: &str = "192.0.2.1";

impl Cloudflare {
    pub(super) async fn forward(
        &self,
        zone: &Zone,
        forwarding: &Forwarding,
    ) -> Result<(), DnsHostError> {
        let rule = rule(&zone.domain, forwarding);
        let (method, below) = match self.redirects(zone).await? {
            None => {
                let path = path(&zone.id, ENTRY)?;
                let rules = Rules { rules: [rule] };
                let sent = self
                    .client
                    .send::<IgnoredAny>(Method::PUT, &path, Some(&rules));
                sent.await?;
                return Ok(());
            }
            Some(there) => match ours(&there) {
                Some(rule) => (Method::PATCH, rule_path(&there, rule)),
                None => (Method::POST, format!("/rulesets/{}/rules", there.id)),
            },
        };
        let path = path(&zone.id, &below)?;
        self.client
            .send::<IgnoredAny>(method, &path, Some(&rule))
            .await?;
        Ok(())
    }

    pub(super) async fn forward_no_more(&self, zone: &Zone) -> Result<(), DnsHostError> {
        let Some(there) = self.redirects(zone).await? else {
            return Ok(());
        };
        let Some(rule) = ours(&there) else {
            return Ok(());
        };
        let path = path(&zone.id, &rule_path(&there, rule))?;
        match self.client.act::<IgnoredAny>(Method::DELETE, &path).await {
            Ok(_) => Ok(()),
            Err(failure) if failure.is_missing => Ok(()),
            Err(failure) => Err(failure.error),
        }
    }

    /// The rules of the phase; nothing if there never was one.
    async fn redirects(&self, zone: &Zone) -> Result<Option<Ruleset>, DnsHostError> {
        let path = path(&zone.id, ENTRY)?;
        match self.client.get::<Ruleset>(&path, &[]).await {
            Ok(found) => {
                let found = found.result.ok_or(Outage::Garbage)?;
                let ids = found.rules.iter().map(|rule| &rule.id);
                let usable = ids.chain([&found.id]).all(|id| super::settings::is_id(id));
                Ok(Some(usable.then_some(found).ok_or(Outage::Garbage)?))
            }
            Err(failure) if failure.is_missing => Ok(None),
            Err(failure) => Err(failure.error),
        }
    }
}

fn ours(there: &Ruleset) -> Option<&str> {
    let mut rules = there.rules.iter();
    let ours = rules.find(|rule| rule.reference.as_deref() == Some(REFERENCE))?;
    Some(&ours.id)
}

fn rule_path(there: &Ruleset, rule: &str) -> String {
    format!("/rulesets/{}/rules/{rule}", there.id)
}

fn rule(domain: &DomainName, forwarding: &Forwarding) -> Rule {
    let keeps_path = forwarding.keeps_path();
    let target_url = if keeps_path {
        // A URL has no quotes or backslashes that are not encoded.
        let base = forwarding.base();
        TargetUrl::Expression(format!(r#"concat("{base}", http.request.uri.path)"#))
    } else {
        TargetUrl::Value(forwarding.url().to_string())
    };
    Rule {
        reference: REFERENCE,
        description: "Forwarding, kept by SimpleInboxes",
        expression: format!(r#"(http.host eq "{domain}") or (http.host eq "www.{domain}")"#),
        action: "redirect",
        action_parameters: ActionParameters {
            from_value: FromValue {
                target_url,
                status_code: forwarding.status(),
                preserve_query_string: keeps_path,
            },
        },
        enabled: true,
    }
}

/// The domain and its `www`, to be proxied.
pub(super) fn records(domain: &DomainName) -> Vec<Record> {
    ["@", "www"]
        .into_iter()
        .filter_map(|name| {
            let input = RecordInput {
                kind: RecordType::A,
                name,
                content: NOWHERE,
                ttl: Ttl::AUTOMATIC.get(),
                priority: None,
                weight: None,
                port: None,
                flags: None,
                tag: None,
            };
            // Only a domain of more than 249 characters has no `www`.
            input.check(domain).ok()
        })
        .collect()
}
