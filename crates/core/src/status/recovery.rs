//! The states and kinds of the Recovery Pool.

use std::fmt;
use std::str::FromStr;

use super::UnknownName;

named! {
    /// Where an entry of the Recovery Pool stands.
    RecoveryStatus, "status of a recovery entry" {
        /// Taken in, no mail is sent.
        Resting = "resting",
        /// Its reputation is being worked on.
        Healing = "healing",
        /// It can be reactivated.
        Ready = "ready",
        /// It is being set up again.
        Reactivating = "reactivating",
        /// It is back in use.
        Reactivated = "reactivated",
        /// It was taken out for good.
        Removed = "removed",
    }
}

named! {
    /// Why a domain is parked.
    RecoveryReason, "reason of a recovery entry" {
        /// Its reputation is spoilt.
        Burned = "burned",
        /// It is not in use for now.
        Dormant = "dormant",
        /// It never was in use.
        Unused = "unused",
    }
}

named! {
    /// The verdict over all blocklists.
    HealthLight, "health light" {
        /// All lists answered, and none lists the domain.
        Green = "green",
        /// None blocks the domain, but one warns or said nothing.
        Yellow = "yellow",
        /// At least one blocks the domain.
        Red = "red",
    }
}

named! {
    /// A blocklist of domains.
    BlocklistName, "blocklist" {
        /// Spamhaus DBL.
        SpamhausDbl = "spamhaus_dbl",
        /// URIBL.
        Uribl = "uribl",
        /// SURBL.
        Surbl = "surbl",
    }
}

named! {
    /// What a blocklist says of a domain.
    BlocklistVerdict, "verdict of a blocklist" {
        /// It answered that it does not list the domain.
        Clean = "clean",
        /// It lists the domain to warn of it: it is unsure, or somebody abuses an honest domain.
        Warned = "warned",
        /// It lists the domain, and mail with it is refused by who uses the list.
        Blocked = "blocked",
        /// It said nothing about the domain.
        Unknown = "unknown",
    }
}

impl BlocklistVerdict {
    /// Whether it lists the domain; nothing when it said nothing.
    #[must_use]
    pub const fn is_listed(self) -> Option<bool> {
        match self {
            Self::Clean => Some(false),
            Self::Warned | Self::Blocked => Some(true),
            Self::Unknown => None,
        }
    }
}

named! {
    /// How far a request stands to take a domain off a blocklist.
    RemovalState, "state of a removal request" {
        /// A person has to ask the list's operator.
        Open = "open",
        /// The list's operator was asked.
        Requested = "requested",
        /// The list does not have the domain any more.
        Granted = "granted",
    }
}

named! {
    /// What there is to know about a domain in the pool.
    RecoveryNotificationType, "type of recovery notification" {
        /// It has healed.
        ReadyToReactivate = "ready_to_reactivate",
        /// A blocklist has it that had not.
        NewlyListed = "newly_listed",
        /// A blocklist took it off.
        Delisted = "delisted",
        /// It is back in use.
        Reactivated = "reactivated",
        /// It could not be set up again.
        ReactivationFailed = "reactivation_failed",
    }
}

named! {
    /// Why a domain was not taken in.
    RecoveryRejection, "rejection of a recovery domain" {
        /// It is there.
        AlreadyInPool = "already_in_pool",
        /// It is a domain of the caller's that is not active.
        NotActive = "not_active",
        /// Somebody else has it here, or it can't be parked.
        Unavailable = "unavailable",
    }
}

impl BlocklistName {
    /// Its name for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::SpamhausDbl => "Spamhaus DBL",
            Self::Uribl => "URIBL",
            Self::Surbl => "SURBL",
        }
    }
}
