//! What holds among the records of a domain.

use std::fmt;

use super::{MailText, Record, RecordType};

/// The most records that a domain can have.
pub const MAX_RECORDS: usize = 1000;

/// A record that a domain has, or is to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Present<'a> {
    /// The record.
    pub record: &'a Record,
    /// Whether the service keeps it itself.
    pub managed: bool,
}

/// Why a record does not go together with the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash<'a> {
    /// The rule that it breaks.
    pub rule: ClashRule,
    /// The other record; none for the limit.
    pub with: Option<&'a Record>,
}

/// The rules among the records of a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClashRule {
    /// The same type, name and content once more.
    Duplicate,
    /// A CNAME beside another record of its name, whichever of the two is new.
    CnameNotAlone,
    /// A second text of a kind of which a name can have one.
    Second(MailText),
    /// Something that a managed record stands for.
    Managed,
    /// One more than there may be.
    TooMany,
}

/// Whether `new` can be added to the records that are there.
///
/// # Errors
/// The first rule that it breaks, and with which record.
pub fn check_addition<'a>(
    present: impl IntoIterator<Item = Present<'a>>,
    new: Present<'_>,
) -> Result<(), Clash<'a>> {
    let mut count = 0;
    let mut worst: Option<Clash<'a>> = None;
    for there in present {
        count += 1;
        let Some(rule) = between(there, new) else {
            continue;
        };
        if rule == ClashRule::Duplicate {
            return Err(Clash::of(rule, there.record));
        }
        worst.get_or_insert(Clash::of(rule, there.record));
    }
    match worst {
        Some(clash) => Err(clash),
        None if count >= MAX_RECORDS => Err(Clash {
            rule: ClashRule::TooMany,
            with: None,
        }),
        None => Ok(()),
    }
}

/// Whether `new` takes the place of `old` when it is written over what is there: the same record, the
/// CNAME of its name, or the text of its kind of its name.
#[must_use]
pub fn is_version_of(new: &Record, old: &Record) -> bool {
    if new.name != old.name || new.kind() != old.kind() {
        return false;
    }
    match new.kind() {
        RecordType::Cname => true,
        RecordType::Txt if new.mail_text().is_some() => new.mail_text() == old.mail_text(),
        _ => new.is_same_as(old),
    }
}

fn between(there: Present<'_>, new: Present<'_>) -> Option<ClashRule> {
    let (old, add) = (there.record, new.record);
    if old.name != add.name {
        return None;
    }
    if old.is_same_as(add) {
        return Some(ClashRule::Duplicate);
    }
    if old.kind() == RecordType::Cname || add.kind() == RecordType::Cname {
        return Some(ClashRule::CnameNotAlone);
    }
    if let Some(text) = add.mail_text()
        && old.mail_text() == Some(text)
    {
        return Some(ClashRule::Second(text));
    }
    let stands_for = old.kind() == add.kind() && add.kind() != RecordType::Txt;
    (there.managed && !new.managed && stands_for).then_some(ClashRule::Managed)
}

impl<'a> Clash<'a> {
    const fn of(rule: ClashRule, with: &'a Record) -> Self {
        Self {
            rule,
            with: Some(with),
        }
    }
}

impl fmt::Display for Clash<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rule {
            ClashRule::Duplicate => f.write_str("the domain has this record already")?,
            ClashRule::CnameNotAlone => {
                f.write_str("a CNAME must be the only record of its name")?
            }
            ClashRule::Second(kind) => write!(f, "a name can have one {kind} record")?,
            ClashRule::Managed => f.write_str("a managed record stands for this already")?,
            ClashRule::TooMany => write!(f, "a domain can have {MAX_RECORDS} records")?,
        }
        match self.with {
            Some(record) => write!(f, " ({record})"),
            None => Ok(()),
        }
    }
}
