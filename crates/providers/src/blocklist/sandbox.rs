//! The embedded blocklists: they ask nobody, and answer by the words in a domain's first label,
//! parted by hyphens.
//!
//! `blocked`: every list has it. `burned`: every list has it, and takes it off six hours after it
//! was asked to. `manual`: every list has it, and takes requests of people alone. `warned`: every
//! list warns of it. `silent`: the last list does not answer. All other domains are clean.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use serde_json::json;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::clock::Clock;

use super::{
    Blocklist, Blocklists, Finding, ListTraffic, Listing, RemovalFailed, RemovalRequest, Severity,
    Unchecked, Verdict,
};
use crate::domain_name::DomainName;
use crate::state::{SandboxState, StateError, Write};

/// The requests for removal, each by its list and domain.
const REMOVAL: &str = "blocklist_removal";

/// The word of domains that people alone get off the lists.
const BY_HAND: &str = "manual";

/// How long a list takes to take a domain off.
const REMOVED_AFTER: TimeDelta = TimeDelta::hours(6);

/// The embedded blocklists.
#[derive(Debug)]
pub struct SandboxBlocklists {
    state: Arc<dyn SandboxState>,
    clock: Arc<dyn Clock>,
}

impl SandboxBlocklists {
    /// Blocklists that answer at once.
    #[must_use]
    pub fn new(state: Arc<dyn SandboxState>, clock: Arc<dyn Clock>) -> Self {
        Self { state, clock }
    }

    fn finding(&self, list: Blocklist, verdict: Verdict) -> Finding {
        Finding {
            list,
            verdict,
            return_code: None,
            checked_at: Some(self.clock.now()),
        }
    }

    /// What a list says of a domain whose first label has this word.
    async fn verdict(&self, list: Blocklist, domain: &DomainName) -> Verdict {
        let has = |word: &str| has_word(domain, word);
        if has("blocked") || has(BY_HAND) {
            return listed(Severity::Blocked);
        }
        if has("burned") {
            return match self.was_taken_off(list, domain).await {
                Ok(true) => Verdict::Clean,
                Ok(false) => listed(Severity::Blocked),
                Err(_) => Verdict::Unknown(Unchecked::Failed),
            };
        }
        if has("warned") {
            return listed(Severity::Warned);
        }
        if has("silent") && list == Blocklist::Surbl {
            return Verdict::Unknown(Unchecked::TimedOut);
        }
        Verdict::Clean
    }

    async fn was_taken_off(
        &self,
        list: Blocklist,
        domain: &DomainName,
    ) -> Result<bool, StateError> {
        let found = self.state.get(REMOVAL, &key(list, domain)).await?;
        let requested = found.and_then(|found| {
            let at: Timestamp = found.value["requestedAt"].as_str()?.parse().ok()?;
            Some(at)
        });
        Ok(requested.is_some_and(|at| at + REMOVED_AFTER <= self.clock.now()))
    }
}

/// Whether the first label of a registrable domain has a word.
fn has_word(domain: &DomainName, word: &str) -> bool {
    let label = domain.split().map_or("", |(label, _)| label);
    label.split('-').any(|part| part == word)
}

fn key(list: Blocklist, domain: &DomainName) -> String {
    format!("{}:{domain}", list.as_str())
}

fn registrable(domain: &DomainName) -> DomainName {
    domain.registrable().unwrap_or_else(|| domain.clone())
}

fn listed(severity: Severity) -> Verdict {
    Verdict::Listed(Listing {
        severity,
        reasons: vec!["listed in the sandbox"],
    })
}

#[async_trait]
impl Blocklists for SandboxBlocklists {
    async fn check(&self, domain: &DomainName) -> Vec<Finding> {
        let domain = registrable(domain);
        let mut findings = Vec::with_capacity(Blocklist::ALL.len());
        for list in Blocklist::ALL {
            let verdict = self.verdict(list, &domain).await;
            findings.push(self.finding(list, verdict));
        }
        findings
    }

    async fn check_now(&self, domain: &DomainName) -> Vec<Finding> {
        self.check(domain).await
    }

    async fn request_removal(
        &self,
        list: Blocklist,
        domain: &DomainName,
    ) -> Result<RemovalRequest, RemovalFailed> {
        let domain = registrable(domain);
        if has_word(&domain, BY_HAND) {
            return Ok(RemovalRequest::ByHand);
        }
        let id = key(list, &domain);
        let failed = |error: StateError| RemovalFailed(error.to_string());
        // One that is there counts from its own time.
        if self
            .state
            .get(REMOVAL, &id)
            .await
            .map_err(failed)?
            .is_none()
        {
            let write = Write {
                kind: REMOVAL,
                id,
                expected: None,
                value: Some(json!({ "requestedAt": self.clock.now().to_rfc3339() })),
            };
            self.state.commit(vec![write]).await.map_err(failed)?;
        }
        Ok(RemovalRequest::Taken)
    }

    async fn probe(&self, list: Blocklist) -> Finding {
        self.finding(list, listed(Severity::Blocked))
    }

    fn traffic(&self) -> Vec<ListTraffic> {
        Vec::new()
    }
}
