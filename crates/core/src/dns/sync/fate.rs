//! What becomes of a record by its own three sides.

use super::{Conflict, ConflictReason, Found, Here};
use crate::dns::{ClashRule, Present, Record, RecordType};

/// What is to be done about one record here. Indices are those of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// The same on both sides.
    Same(usize),
    /// Write it over the host's.
    Overwrite(usize),
    /// Write it at the host.
    Add,
    /// Take what the host has.
    Adopt(usize),
    /// Delete it here.
    Drop,
    /// Leave it, for this reason; with what the host has.
    Leave(ConflictReason, Option<usize>),
}

/// What the record's own three sides say.
/// `base` is what both sides had, where they ever had the same.
pub(super) fn fate<K>(
    one: &Here<K>,
    base: Option<&Record>,
    there: Option<(usize, &Found)>,
) -> Fate {
    use ConflictReason::{ChangedOnBothSides, InvalidAtHost};
    let untouched_here = base == Some(&one.record);
    let Some((at, found)) = there else {
        return match base {
            None => Fate::Add,
            Some(_) if one.managed => Fate::Add,
            Some(_) if untouched_here => Fate::Drop,
            Some(_) => Fate::Leave(ChangedOnBothSides, None),
        };
    };
    match found.valid() {
        Some(record) if *record == one.record => Fate::Same(at),
        _ if one.managed => Fate::Overwrite(at),
        None => Fate::Leave(InvalidAtHost, Some(at)),
        Some(_) if untouched_here => Fate::Adopt(at),
        Some(record) if base == Some(record) => Fate::Overwrite(at),
        Some(_) => Fate::Leave(ChangedOnBothSides, Some(at)),
    }
}

/// Whether a record can't stand beside one at the host because one of them is a CNAME.
pub(super) fn blocks(record: &Record, found: &Found) -> bool {
    let (kind, name) = match found {
        Found::Valid(other) => (other.kind().as_str(), other.name.as_str()),
        Found::Invalid(raw) | Found::Foreign(raw) => (raw.kind.as_str(), raw.name.as_str()),
    };
    let cname = RecordType::Cname;
    record.name.as_str() == name && (kind == cname.as_str() || record.kind() == cname)
}

/// Why a record of the host that breaks a rule here is left there.
pub(super) fn reason_of(rule: ClashRule) -> ConflictReason {
    match rule {
        ClashRule::CnameNotAlone => ConflictReason::BlockedByCname,
        ClashRule::Duplicate | ClashRule::Second(_) | ClashRule::Managed | ClashRule::TooMany => {
            ConflictReason::InvalidAtHost
        }
    }
}

pub(super) fn unmanaged(record: &Record) -> Present<'_> {
    Present {
        record,
        managed: false,
    }
}

pub(super) fn conflict<K: Clone>(
    one: Option<&Here<K>>,
    reason: ConflictReason,
    found: Option<&Found>,
) -> Conflict<K> {
    let here = one.map(|one| Found::Valid(one.record.clone()).raw());
    let there = found.map(Found::raw);
    let shown = there.as_ref().or(here.as_ref());
    let cut = |text: &str, most| -> String { text.chars().take(most).collect() };
    Conflict {
        key: one.map(|one| one.key.clone()),
        kind: shown.map(|raw| raw.kind.clone()).unwrap_or_default(),
        name: shown.map(|raw| raw.name.clone()).unwrap_or_default(),
        reason,
        here: here.map(|raw| cut(&raw.content, 4096)),
        at_host: there.map(|raw| cut(&raw.content, 4096)),
    }
}
