//! The blocklists.

use serde::{Deserialize, Serialize};

/// A blocklist of domains: the values of `BlocklistName` in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blocklist {
    /// Spamhaus DBL.
    SpamhausDbl,
    /// URIBL.
    Uribl,
    /// SURBL.
    Surbl,
}

impl Blocklist {
    /// All of them, in the order of the API.
    pub const ALL: [Self; 3] = [Self::SpamhausDbl, Self::Uribl, Self::Surbl];

    /// As it is in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SpamhausDbl => "spamhaus_dbl",
            Self::Uribl => "uribl",
            Self::Surbl => "surbl",
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SpamhausDbl => "Spamhaus DBL",
            Self::Uribl => "URIBL",
            Self::Surbl => "SURBL",
        }
    }

    /// Its public zone.
    #[must_use]
    pub const fn zone(self) -> &'static str {
        match self {
            Self::SpamhausDbl => "dbl.spamhaus.org",
            Self::Uribl => "multi.uribl.com",
            Self::Surbl => "multi.surbl.org",
        }
    }

    /// The name that it lists so that one can try.
    #[must_use]
    pub const fn test_name(self) -> &'static str {
        match self {
            Self::SpamhausDbl => "dbltest.com",
            Self::Uribl => "test.uribl.com",
            Self::Surbl => "test.surbl.org",
        }
    }

    /// Where people ask for a domain to be taken off. None of the lists has an API for it.
    #[must_use]
    pub const fn removal_url(self) -> &'static str {
        match self {
            Self::SpamhausDbl => "https://check.spamhaus.org/",
            Self::Uribl => "https://admin.uribl.com/",
            Self::Surbl => "https://surbl.org/surbl-analysis",
        }
    }
}
