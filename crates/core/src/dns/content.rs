//! What a record says, by type.

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::{CaaTag, RecordType, Target, Text};

/// What a record says, by type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordData {
    /// An IPv4 address.
    A(Ipv4Addr),
    /// An IPv6 address.
    Aaaa(Ipv6Addr),
    /// The host that the name stands for.
    Cname(Target),
    /// A mail server.
    Mx {
        /// The lowest is tried first.
        priority: u16,
        /// The server.
        target: Target,
    },
    /// A text.
    Txt(Text),
    /// A server of a service.
    Srv {
        /// The lowest is tried first.
        priority: u16,
        /// Its share among those of the same priority.
        weight: u16,
        /// Where it listens.
        port: u16,
        /// The server.
        target: Target,
    },
    /// Who may issue certificates.
    Caa {
        /// 128 makes it critical.
        flags: u8,
        /// What it is about.
        tag: CaaTag,
        /// Its value.
        value: String,
    },
    /// A name server.
    Ns(Target),
}

impl RecordData {
    /// The type.
    #[must_use]
    pub const fn kind(&self) -> RecordType {
        match self {
            Self::A(_) => RecordType::A,
            Self::Aaaa(_) => RecordType::Aaaa,
            Self::Cname(_) => RecordType::Cname,
            Self::Mx { .. } => RecordType::Mx,
            Self::Txt(_) => RecordType::Txt,
            Self::Srv { .. } => RecordType::Srv,
            Self::Caa { .. } => RecordType::Caa,
            Self::Ns(_) => RecordType::Ns,
        }
    }

    /// The content as the API has it.
    #[must_use]
    pub fn content(&self) -> Cow<'_, str> {
        match self {
            Self::A(address) => address.to_string().into(),
            Self::Aaaa(address) => address.to_string().into(),
            Self::Cname(target) | Self::Ns(target) => target.as_str().into(),
            Self::Mx { target, .. } | Self::Srv { target, .. } => target.as_str().into(),
            Self::Txt(text) => text.as_str().into(),
            Self::Caa { value, .. } => value.into(),
        }
    }

    /// The preference of an `MX` or priority of an `SRV`.
    #[must_use]
    pub const fn priority(&self) -> Option<u16> {
        match self {
            Self::Mx { priority, .. } | Self::Srv { priority, .. } => Some(*priority),
            _ => None,
        }
    }

    /// The weight of an `SRV`.
    #[must_use]
    pub const fn weight(&self) -> Option<u16> {
        match self {
            Self::Srv { weight, .. } => Some(*weight),
            _ => None,
        }
    }

    /// The port of an `SRV`.
    #[must_use]
    pub const fn port(&self) -> Option<u16> {
        match self {
            Self::Srv { port, .. } => Some(*port),
            _ => None,
        }
    }

    /// The flags of a `CAA`.
    #[must_use]
    pub const fn flags(&self) -> Option<u8> {
        match self {
            Self::Caa { flags, .. } => Some(*flags),
            _ => None,
        }
    }

    /// What a `CAA` is about.
    #[must_use]
    pub const fn tag(&self) -> Option<CaaTag> {
        match self {
            Self::Caa { tag, .. } => Some(*tag),
            _ => None,
        }
    }
}
