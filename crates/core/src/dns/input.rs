//! From what somebody wrote to a record.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::caa::{issuer, report};
use super::{
    CaaTag, DomainName, Record, RecordData, RecordName, RecordNameError, RecordType, Target,
    TargetError, Text, TextError, Ttl, TtlOutOfRange,
};

/// A record as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordInput<'a> {
    /// Its type.
    pub kind: RecordType,
    /// Its name, full or relative to the domain.
    pub name: &'a str,
    /// What it says.
    pub content: &'a str,
    /// 60 to 86,400 seconds, or 1 for automatic.
    pub ttl: u32,
    /// Of an `MX` or `SRV`.
    pub priority: Option<u16>,
    /// Of an `SRV`.
    pub weight: Option<u16>,
    /// Of an `SRV`.
    pub port: Option<u16>,
    /// Of a `CAA`; 0 when left out.
    pub flags: Option<u8>,
    /// Of a `CAA`.
    pub tag: Option<CaaTag>,
}

/// A field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// `type`
    Type,
    /// `name`
    Name,
    /// `content`
    Content,
    /// `ttl`
    Ttl,
    /// `priority`
    Priority,
    /// `weight`
    Weight,
    /// `port`
    Port,
    /// `flags`
    Flags,
    /// `tag`
    Tag,
}

impl Field {
    /// The JSON pointer to it in a record.
    #[must_use]
    pub const fn pointer(self) -> &'static str {
        match self {
            Self::Type => "/type",
            Self::Name => "/name",
            Self::Content => "/content",
            Self::Ttl => "/ttl",
            Self::Priority => "/priority",
            Self::Weight => "/weight",
            Self::Port => "/port",
            Self::Flags => "/flags",
            Self::Tag => "/tag",
        }
    }
}

/// A field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {issue}", .field.pointer())]
pub struct FieldError {
    /// Which.
    pub field: Field,
    /// Why.
    pub issue: Issue,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Issue {
    /// The type needs the field.
    #[error("is required for {0}")]
    Required(RecordType),
    /// The type does not have the field.
    #[error("is not a field of {0}")]
    NotOfType(RecordType),
    /// The name is none.
    #[error(transparent)]
    Name(#[from] RecordNameError),
    /// The time is none.
    #[error(transparent)]
    Ttl(#[from] TtlOutOfRange),
    /// The target is none.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// The text is none.
    #[error(transparent)]
    Text(#[from] TextError),
    /// No IPv4 address.
    #[error("must be an IPv4 address")]
    Ipv4,
    /// No IPv6 address.
    #[error("must be an IPv6 address")]
    Ipv6,
    /// `NS` at the domain itself: those are assigned.
    #[error("must be below the domain: its own name servers are assigned")]
    NsOfDomain,
    /// `CNAME` at the domain itself, which has other records always.
    #[error("must be below the domain: a CNAME can't stand beside the domain's own records")]
    CnameOfDomain,
    /// An `MX` that says 'no mail' and something besides.
    #[error("must be 0 with the content '.', which says that the name takes no mail")]
    NoMailPriority,
    /// No issuer.
    #[error("must be the name of a certificate authority, such as letsencrypt.org, or ;")]
    Issuer,
    /// No place to report to.
    #[error("must be a mailto: or https: URL")]
    Report,
    /// What a library that knows this kind of record says.
    #[error("{0}")]
    Other(String),
}

/// Collects what is wrong while a record is read.
struct Reader<'a> {
    input: &'a RecordInput<'a>,
    errors: Vec<FieldError>,
}

impl RecordInput<'_> {
    /// Checks everything that can be said about the record alone.
    ///
    /// # Errors
    /// Every field that is wrong, at least one.
    pub fn check(&self, domain: &DomainName) -> Result<Record, Vec<FieldError>> {
        let mut reader = Reader {
            input: self,
            errors: Vec::new(),
        };
        let name = reader.name(domain);
        let ttl = reader.keep(Field::Ttl, Ttl::new(self.ttl));
        reader.refuse_others();
        let data = reader.data();
        match (name, ttl, data) {
            (Some(name), Some(ttl), Some(data)) if reader.errors.is_empty() => {
                Ok(Record { name, ttl, data })
            }
            _ => Err(reader.errors),
        }
    }
}

impl Reader<'_> {
    fn say(&mut self, field: Field, issue: Issue) {
        self.errors.push(FieldError { field, issue });
    }

    fn keep<T>(&mut self, field: Field, read: Result<T, impl Into<Issue>>) -> Option<T> {
        read.map_err(|error| self.say(field, error.into())).ok()
    }

    fn name(&mut self, domain: &DomainName) -> Option<RecordName> {
        let name = self.keep(Field::Name, RecordName::read(self.input.name, domain))?;
        if name.is_apex(domain) {
            match self.input.kind {
                RecordType::Ns => self.say(Field::Name, Issue::NsOfDomain),
                RecordType::Cname => self.say(Field::Name, Issue::CnameOfDomain),
                _ => {}
            }
        }
        Some(name)
    }

    /// Fields that the type does not have.
    fn refuse_others(&mut self) {
        let kind = self.input.kind;
        let is = |kinds: &[RecordType]| kinds.contains(&kind);
        let given = [
            (
                Field::Priority,
                self.input.priority.is_some(),
                is(&[RecordType::Mx, RecordType::Srv]),
            ),
            (
                Field::Weight,
                self.input.weight.is_some(),
                is(&[RecordType::Srv]),
            ),
            (
                Field::Port,
                self.input.port.is_some(),
                is(&[RecordType::Srv]),
            ),
            (
                Field::Flags,
                self.input.flags.is_some(),
                is(&[RecordType::Caa]),
            ),
            (Field::Tag, self.input.tag.is_some(), is(&[RecordType::Caa])),
        ];
        for (field, is_given, belongs) in given {
            if is_given && !belongs {
                self.say(field, Issue::NotOfType(kind));
            }
        }
    }

    fn need<T>(&mut self, field: Field, given: Option<T>) -> Option<T> {
        if given.is_none() {
            self.say(field, Issue::Required(self.input.kind));
        }
        given
    }

    fn data(&mut self) -> Option<RecordData> {
        let content = self.input.content;
        Some(match self.input.kind {
            RecordType::A => {
                let address = content.parse::<Ipv4Addr>().map_err(|_| Issue::Ipv4);
                RecordData::A(self.keep(Field::Content, address)?)
            }
            RecordType::Aaaa => {
                let address = content.parse::<Ipv6Addr>().map_err(|_| Issue::Ipv6);
                RecordData::Aaaa(self.keep(Field::Content, address)?)
            }
            RecordType::Cname => RecordData::Cname(self.target()?),
            RecordType::Ns => RecordData::Ns(self.target()?),
            RecordType::Txt => RecordData::Txt(self.keep(Field::Content, content.parse::<Text>())?),
            RecordType::Mx => self.mx()?,
            RecordType::Srv => self.srv()?,
            RecordType::Caa => self.caa()?,
        })
    }

    fn target(&mut self) -> Option<Target> {
        self.keep(Field::Content, self.input.content.parse())
    }

    fn mx(&mut self) -> Option<RecordData> {
        let priority = self.need(Field::Priority, self.input.priority);
        let target = if self.input.content == "." {
            if priority.is_some_and(|priority| priority != 0) {
                self.say(Field::Priority, Issue::NoMailPriority);
            }
            Some(Target::none())
        } else {
            self.target()
        };
        Some(RecordData::Mx {
            priority: priority?,
            target: target?,
        })
    }

    fn srv(&mut self) -> Option<RecordData> {
        let priority = self.need(Field::Priority, self.input.priority);
        let weight = self.need(Field::Weight, self.input.weight);
        let port = self.need(Field::Port, self.input.port);
        let target = self.target();
        Some(RecordData::Srv {
            priority: priority?,
            weight: weight?,
            port: port?,
            target: target?,
        })
    }

    fn caa(&mut self) -> Option<RecordData> {
        let tag = self.need(Field::Tag, self.input.tag)?;
        let value = match tag {
            CaaTag::Iodef => report(self.input.content),
            CaaTag::Issue | CaaTag::Issuewild | CaaTag::Issuemail => issuer(self.input.content),
        };
        Some(RecordData::Caa {
            flags: self.input.flags.unwrap_or(0),
            tag,
            value: self.keep(Field::Content, value)?,
        })
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pointer()[1..])
    }
}
