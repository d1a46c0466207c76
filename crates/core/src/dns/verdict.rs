//! What was seen of a domain in the public DNS, judged.
//!
//! Delegation and mail records are two verdicts: a domain whose name servers have propagated can
//! still lack its records.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::TimeDelta;

use crate::Timestamp;
pub use crate::status::{MailDnsStatus, NameserverStatus};
use crate::status::{UnknownName, named};

/// For how long mail records may be missing or wrong after they were written.
const MAIL_GRACE: TimeDelta = TimeDelta::hours(48);

/// Minutes after a zone was made at which its delegation is looked up, before that becomes hourly.
const FIRST_CHECKS: [i64; 5] = [1, 2, 5, 15, 60];

/// Host names in lower case without a final dot.
pub type HostNames = BTreeSet<String>;

named! {
    /// What was seen of one kind of mail record.
    MailCheckStatus, "mail check status" {
        /// Not looked up yet, or no answer came.
        Unknown = "unknown",
        /// No such record.
        Missing = "missing",
        /// Not as expected, or more than one where there may be one only.
        Wrong = "wrong",
        /// As expected.
        Ok = "ok",
    }
}

/// Judges a delegation. `seen` is what each name server of the zone above said, nothing in it for a
/// domain that is not delegated; `before` what stood when the name servers were assigned, if that is
/// known.
#[must_use]
pub fn nameserver_status(
    assigned: &HostNames,
    before: Option<&HostNames>,
    seen: &[HostNames],
) -> NameserverStatus {
    if assigned.is_empty() || seen.is_empty() {
        return NameserverStatus::Unknown;
    }
    if seen.iter().all(|one| one == assigned) {
        return NameserverStatus::Propagated;
    }
    let is_old = |one: &HostNames| match before {
        Some(before) => one == before || one.is_empty(),
        None => one.is_disjoint(assigned),
    };
    if seen.iter().all(|one| one == assigned || is_old(one)) {
        NameserverStatus::Pending
    } else {
        NameserverStatus::Mismatch
    }
}

/// Judges one kind of mail record. Nothing is `expected` as long as it is not known; nothing is
/// `found` when no answer came.
#[must_use]
pub fn mail_check(expected: &[String], found: Option<&[String]>) -> MailCheckStatus {
    match found {
        None => MailCheckStatus::Unknown,
        Some(_) if expected.is_empty() => MailCheckStatus::Unknown,
        Some([]) => MailCheckStatus::Missing,
        Some(found) => {
            let sorted = |all: &[String]| {
                let mut all = all.to_vec();
                all.sort_unstable();
                all
            };
            if sorted(found) == sorted(expected) {
                MailCheckStatus::Ok
            } else {
                MailCheckStatus::Wrong
            }
        }
    }
}

/// Judges all kinds together. `written_at` is when the records were last written, `seen_before`
/// whether all of them were seen as they should be at some time since.
#[must_use]
pub fn mail_status(
    checks: &[MailCheckStatus],
    written_at: Timestamp,
    seen_before: bool,
    now: Timestamp,
) -> MailDnsStatus {
    let any = |wanted: &[MailCheckStatus]| checks.iter().any(|check| wanted.contains(check));
    if any(&[MailCheckStatus::Missing, MailCheckStatus::Wrong]) {
        if seen_before || now - written_at >= MAIL_GRACE {
            MailDnsStatus::Failing
        } else {
            MailDnsStatus::Pending
        }
    } else if checks.is_empty() || any(&[MailCheckStatus::Unknown]) {
        MailDnsStatus::Unknown
    } else {
        MailDnsStatus::Ready
    }
}

/// When to look the delegation up next: 1, 2, 5, 15 and 60 minutes after the zone was made, hourly
/// after that, daily once it has propagated.
#[must_use]
pub fn next_check(zone_made_at: Timestamp, propagated: bool, now: Timestamp) -> Timestamp {
    if propagated {
        return now + TimeDelta::days(1);
    }
    FIRST_CHECKS
        .iter()
        .map(|minutes| zone_made_at + TimeDelta::minutes(*minutes))
        .find(|at| *at > now)
        .unwrap_or(now + TimeDelta::hours(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> HostNames {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn at(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn delegations_are_judged_by_what_stood_before() {
        use NameserverStatus::{Mismatch, Pending, Propagated, Unknown};
        for (before, seen, expected) in [
            (Some("old"), vec![], Unknown),
            (Some("old"), vec!["a b", "a b"], Propagated),
            (Some("old"), vec!["old"], Pending),
            (Some("old"), vec!["a b", "old"], Pending),
            (Some("old"), vec![""], Pending),
            (Some(""), vec!["", "a b"], Pending),
            (Some("old"), vec!["a"], Mismatch),
            (Some("old"), vec!["a b c"], Mismatch),
            (Some("old"), vec!["a old"], Mismatch),
            (Some("old"), vec!["other"], Mismatch),
            (Some("old"), vec!["a b", "other"], Mismatch),
            (None, vec!["other"], Pending),
            (None, vec!["a other"], Mismatch),
            (None, vec![""], Pending),
        ] {
            let all: Vec<_> = seen.iter().map(|one| names(one)).collect();
            let before = before.map(names);
            let status = nameserver_status(&names("a b"), before.as_ref(), &all);
            assert_eq!(status, expected, "{before:?} {seen:?}");
        }
        let none = HostNames::new();
        assert_eq!(
            nameserver_status(&none, None, std::slice::from_ref(&none)),
            Unknown
        );
    }

    #[test]
    fn mail_records_are_compared_as_sets() {
        use MailCheckStatus::{Missing, Ok, Unknown, Wrong};
        let texts = |all: &[&str]| -> Vec<String> { all.iter().map(ToString::to_string).collect() };
        for (expected, found, status) in [
            (vec!["1 a", "5 b"], Some(vec!["5 b", "1 a"]), Ok),
            (vec!["1 a", "5 b"], Some(vec!["1 a"]), Wrong),
            (vec!["1 a"], Some(vec!["1 a", "5 b"]), Wrong),
            (vec!["1 a"], Some(vec!["1 a", "1 a"]), Wrong),
            (vec!["1 a"], Some(vec![]), Missing),
            (vec!["1 a"], None, Unknown),
            (vec![], Some(vec!["1 a"]), Unknown),
        ] {
            let found = found.map(|found| texts(&found));
            let seen = mail_check(&texts(&expected), found.as_deref());
            assert_eq!(seen, status, "{expected:?} {found:?}");
        }
    }

    #[test]
    fn mail_has_two_days_unless_it_worked_before() {
        use MailCheckStatus as Check;
        let two_days = 48 * 60;
        let three = [Check::Ok, Check::Ok, Check::Ok];
        for (fourth, before, minutes, expected) in [
            (Check::Ok, false, 0, MailDnsStatus::Ready),
            (Check::Unknown, false, 0, MailDnsStatus::Unknown),
            (Check::Missing, false, two_days - 1, MailDnsStatus::Pending),
            (Check::Wrong, false, two_days, MailDnsStatus::Failing),
            (Check::Wrong, true, 1, MailDnsStatus::Failing),
        ] {
            let mut all = three.to_vec();
            all.push(fourth);
            let status = mail_status(&all, at(0), before, at(minutes));
            assert_eq!(status, expected, "{fourth} {before} {minutes}");
        }
        let mixed = [Check::Unknown, Check::Missing];
        let status = mail_status(&mixed, at(0), false, at(0));
        assert_eq!(status, MailDnsStatus::Pending);
        assert_eq!(
            mail_status(&[], at(0), false, at(0)),
            MailDnsStatus::Unknown
        );
    }

    #[test]
    fn checks_become_rarer() {
        for (now, next) in [
            (0, 1),
            (1, 2),
            (2, 5),
            (5, 15),
            (15, 60),
            (60, 120),
            (75, 135),
        ] {
            assert_eq!(next_check(at(0), false, at(now)), at(next));
        }
        assert_eq!(next_check(at(0), true, at(3)), at(3 + 24 * 60));
    }
}
