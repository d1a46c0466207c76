//! The embedded blocklists: they ask nobody, and answer by the words in a domain's first label,
//! parted by hyphens.
//!
//! `blocked`: every list has it. `warned`: every list warns of it. `silent`: the last list does not
//! answer. All other domains are clean.

use std::sync::Arc;

use async_trait::async_trait;
use simpleinboxes_core::clock::Clock;

use super::{Blocklist, Blocklists, Finding, Listing, Severity, Unchecked, Verdict};
use crate::domain_name::DomainName;

/// The embedded blocklists.
#[derive(Debug)]
pub struct SandboxBlocklists {
    clock: Arc<dyn Clock>,
}

impl SandboxBlocklists {
    /// Blocklists that answer at once.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock }
    }

    fn finding(&self, list: Blocklist, verdict: Verdict) -> Finding {
        Finding {
            list,
            verdict,
            return_code: None,
            checked_at: Some(self.clock.now()),
        }
    }
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
        let registrable = domain.registrable().unwrap_or_else(|| domain.clone());
        let label = registrable.split().map_or("", |(label, _)| label);
        let has = |word: &str| label.split('-').any(|part| part == word);
        let verdict = |list| {
            if has("blocked") {
                listed(Severity::Blocked)
            } else if has("warned") {
                listed(Severity::Warned)
            } else if has("silent") && list == Blocklist::Surbl {
                Verdict::Unknown(Unchecked::TimedOut)
            } else {
                Verdict::Clean
            }
        };
        let finding = |list| self.finding(list, verdict(list));
        Blocklist::ALL.into_iter().map(finding).collect()
    }

    async fn probe(&self, list: Blocklist) -> Finding {
        self.finding(list, listed(Severity::Blocked))
    }
}
