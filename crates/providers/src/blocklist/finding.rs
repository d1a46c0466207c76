//! What a blocklist said.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::recovery;
use simpleinboxes_core::status::{BlocklistVerdict, HealthLight};
use thiserror::Error;

use super::Blocklist;

/// What one list says of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The list.
    pub list: Blocklist,
    /// What it says.
    pub verdict: Verdict,
    /// The address that it answered with, if it gave one.
    pub return_code: Option<Ipv4Addr>,
    /// When it was asked; for an answer that was kept, the moment at which it came. Nothing when
    /// it was not asked.
    pub checked_at: Option<Timestamp>,
}

/// What a list says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It does not list the domain.
    Clean,
    /// It lists the domain.
    Listed(Listing),
    /// It said nothing about the domain.
    Unknown(Unchecked),
}

/// A listed domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// How bad it is.
    pub severity: Severity,
    /// Why, in words.
    pub reasons: Vec<&'static str>,
}

/// How bad a listing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The list is unsure, or somebody abuses an honest domain.
    Warned,
    /// Mail with the domain in it is refused by who uses the list.
    Blocked,
}

/// Why a list said nothing about the domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unchecked {
    /// It refuses our resolver.
    #[error("the list refuses to answer our resolver")]
    Refused,
    /// It was asked too often.
    #[error("the list says that it was asked too often")]
    OverQuota,
    /// No answer came in time.
    #[error("the list did not answer in time")]
    TimedOut,
    /// The look-up failed.
    #[error("the look-up failed")]
    Failed,
    /// It answered what nobody documents.
    #[error("the list answered with a code that is not documented")]
    UnknownCode,
    /// It was not asked: our own limit for it is reached, or it refused a short while ago.
    #[error("the list was not asked, to keep to its limits")]
    NotAsked,
}

impl Finding {
    /// What the answer means, in words of at most 200 characters; nothing for a clean domain.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        match &self.verdict {
            Verdict::Clean => None,
            Verdict::Listed(listing) => Some(listing.reasons.join(", ")),
            Verdict::Unknown(unchecked) => Some(unchecked.to_string()),
        }
    }
}

impl Finding {
    /// Its verdict, as it is kept.
    #[must_use]
    pub const fn told(&self) -> BlocklistVerdict {
        match &self.verdict {
            Verdict::Clean => BlocklistVerdict::Clean,
            Verdict::Listed(listing) => match listing.severity {
                Severity::Warned => BlocklistVerdict::Warned,
                Severity::Blocked => BlocklistVerdict::Blocked,
            },
            Verdict::Unknown(_) => BlocklistVerdict::Unknown,
        }
    }
}

/// The verdict over all lists.
#[must_use]
pub fn light(findings: &[Finding]) -> HealthLight {
    recovery::light(findings.iter().map(Finding::told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lights_follow_their_rule() {
        let finding = |verdict| Finding {
            list: Blocklist::Uribl,
            verdict,
            return_code: None,
            checked_at: None,
        };
        let listed = |severity| {
            finding(Verdict::Listed(Listing {
                severity,
                reasons: vec!["x"],
            }))
        };
        let clean = || finding(Verdict::Clean);
        let unknown = || finding(Verdict::Unknown(Unchecked::TimedOut));
        for (findings, expected) in [
            (vec![clean(), clean()], HealthLight::Green),
            (vec![clean(), unknown()], HealthLight::Yellow),
            (vec![clean(), listed(Severity::Warned)], HealthLight::Yellow),
            (vec![unknown(), listed(Severity::Blocked)], HealthLight::Red),
            (vec![], HealthLight::Yellow),
        ] {
            assert_eq!(light(&findings), expected, "{findings:?}");
        }
    }
}
