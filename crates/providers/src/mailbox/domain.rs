//! Domains at a host, and the DNS records that it wants.

use secrecy::SecretString;

use super::address::DomainName;

/// A domain as the host has it, with everything that is to be written into its zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostDomain {
    /// Its name.
    pub name: DomainName,
    /// Whether the host takes it for ours.
    pub verified: bool,
    /// The records that prove it; empty where the host asks for no proof.
    pub verification: Vec<DnsRecord>,
    /// Where mail goes. Empty as long as the host does not tell, which may be until it is verified.
    pub mx: Vec<DnsRecord>,
    /// The terms for the domain's one SPF record, such as `include:spf.example.com`.
    pub spf: Vec<String>,
    /// The records that signatures are checked with.
    pub dkim: Dkim,
    /// Records that mail programs find their servers by.
    pub autodiscover: Vec<DnsRecord>,
}

/// How signing stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dkim {
    /// The records to write; empty before the key was made.
    pub records: Vec<DnsRecord>,
    /// Whether the host signs.
    pub signing: bool,
}

/// What came of asking the host to verify a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The host takes it for ours.
    Verified,
    /// The host does not see the proof yet. Ask again later.
    Pending {
        /// The host's words.
        reason: String,
    },
}

/// A record to be written into the zone of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DnsRecord {
    /// Its whole name, without a final dot.
    pub name: String,
    /// What it is.
    pub kind: RecordKind,
    /// Its content: a text, or a host without a final dot.
    pub content: String,
    /// How long it may be kept, in seconds, where the host says so.
    pub ttl: Option<u32>,
}

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// TXT.
    Txt,
    /// MX.
    Mx {
        /// Lower is tried first.
        priority: u16,
    },
    /// CNAME.
    Cname,
}

impl DnsRecord {
    /// A text.
    pub(super) fn txt(name: impl Into<String>, content: impl Into<String>) -> Self {
        Self::new(name, RecordKind::Txt, content)
    }

    /// A mail server.
    pub(super) fn mx(domain: &DomainName, priority: u16, host: impl Into<String>) -> Self {
        Self::new(domain.as_str(), RecordKind::Mx { priority }, host)
    }

    /// Another name.
    pub(super) fn cname(name: impl Into<String>, target: impl Into<String>) -> Self {
        Self::new(name, RecordKind::Cname, target)
    }

    fn new(name: impl Into<String>, kind: RecordKind, content: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            kind,
            content: content.into(),
            ttl: None,
        }
    }
}

/// A key that we made, for a host that signs with ours.
#[derive(Debug, Clone)]
pub struct DkimKey {
    /// The name below `_domainkey` under which the public half stands: letters, digits, hyphens.
    pub selector: String,
    /// The private half as PEM (PKCS#8 or PKCS#1).
    pub private_pem: SecretString,
    /// The content of the TXT record with the public half.
    pub public_record: String,
}

impl DkimKey {
    /// Whether the selector is one label of a name.
    pub(super) fn is_named(&self) -> bool {
        let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        (1..=63).contains(&self.selector.len())
            && self.selector.bytes().all(inner)
            && !self.selector.starts_with('-')
            && !self.selector.ends_with('-')
    }
}
