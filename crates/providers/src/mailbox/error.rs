//! What can go wrong at a mailbox host, sorted by who can do something about it.

use std::fmt;
use std::time::Duration;

use thiserror::Error;

use crate::error::{Outage, ProviderError};

/// Why a host did not do what was asked. Reasons are the host's own words, shortened and without
/// secrets.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MailboxError {
    /// The name belongs to somebody else: another account has the domain, or the address is that
    /// of a mailbox, an alias or a group that is not ours.
    #[error("it is taken: {reason}")]
    Taken {
        /// The host's words, or ours.
        reason: String,
    },
    /// The host has no such domain, or no such mailbox of ours.
    #[error("the host has no such {what}")]
    NotFound {
        /// `domain` or `mailbox`.
        what: &'static str,
    },
    /// The domain has to be verified first.
    #[error("the host has not verified the domain yet")]
    NotVerified,
    /// The host will never do it as it was asked: a password against its rules, a reserved name.
    #[error("the host refused it: {reason}")]
    Refused {
        /// The host's words.
        reason: String,
    },
    /// The account at the host has no licence or no room left; the operator must see to it.
    #[error("the account at the host is full: {reason}")]
    Full {
        /// The host's words.
        reason: String,
    },
    /// The host has no way to do it by program.
    #[error("the host cannot {0} by program")]
    Unsupported(Capability),
    /// The host is not to be reached, is busy, or does not take our credentials.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// What we keep ourselves could not be read or written. The text is for the operator's log.
    #[error("the mailboxes could not be read or kept")]
    State(String),
}

/// What a host may be able to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capability {
    /// Give a mailbox another name.
    Rename,
    /// Set a password.
    Password,
    /// Set a photo.
    Photo,
    /// Tell of the second factor.
    Mfa,
    /// Have mail to unknown addresses go to a mailbox.
    CatchAll,
    /// Switch on DKIM.
    Dkim,
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rename => "rename a mailbox",
            Self::Password => "set a password",
            Self::Photo => "set a photo",
            Self::Mfa => "tell of a second factor",
            Self::CatchAll => "have mail to unknown addresses go to a mailbox",
            Self::Dkim => "switch on DKIM",
        })
    }
}

impl MailboxError {
    /// Whether the same call may succeed later without anybody doing anything about it.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::NotVerified | Self::State(_) => true,
            Self::Provider(error) => matches!(
                error,
                ProviderError::RateLimited { .. } | ProviderError::Unavailable(_)
            ),
            Self::Taken { .. }
            | Self::NotFound { .. }
            | Self::Refused { .. }
            | Self::Full { .. }
            | Self::Unsupported(_) => false,
        }
    }

    /// How long the vendor is left alone, if that is why it was not asked.
    #[must_use]
    pub const fn circuit_open(&self) -> Option<Duration> {
        match self {
            Self::Provider(error) => error.circuit_open(),
            _ => None,
        }
    }

    pub(super) const fn no_domain() -> Self {
        Self::NotFound { what: "domain" }
    }

    pub(super) const fn no_mailbox() -> Self {
        Self::NotFound { what: "mailbox" }
    }

    pub(super) fn taken(reason: impl Into<String>) -> Self {
        Self::Taken {
            reason: reason.into(),
        }
    }

    pub(super) fn refused(reason: impl Into<String>) -> Self {
        Self::Refused {
            reason: reason.into(),
        }
    }
}

impl From<Outage> for MailboxError {
    fn from(outage: Outage) -> Self {
        Self::Provider(outage.into())
    }
}
