//! What goes on between us and each list, since this process began.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::{Blocklist, Unchecked, Verdict};

/// What goes on between us and one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListTraffic {
    /// The list.
    pub list: Blocklist,
    /// Whether it is asked.
    pub state: ListState,
    /// How long until it is asked again, where it is not and will be.
    pub retry_after: Option<Duration>,
    /// Questions since the process began, by what came of them.
    pub questions: Vec<(&'static str, u64)>,
}

/// Whether a list is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListState {
    /// It is.
    Asked,
    /// Not now: our own limit for it is reached.
    AtLimit,
    /// Not now: it refused, or said that it was asked too often.
    Paused,
}

impl ListState {
    /// As it is told.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::AtLimit => "at_limit",
            Self::Paused => "paused",
        }
    }
}

/// What came of questions, in the order of [`Counts`].
const OUTCOMES: [&str; 8] = [
    "clean",
    "listed",
    "refused",
    "over_quota",
    "timed_out",
    "failed",
    "unknown_code",
    "not_asked",
];

/// How often each came.
#[derive(Debug, Default)]
pub(super) struct Counts([AtomicU64; OUTCOMES.len()]);

impl Counts {
    pub(super) fn add(&self, verdict: &Verdict) {
        let outcome = outcome(verdict);
        let place = OUTCOMES.iter().position(|one| *one == outcome);
        if let Some(count) = place.and_then(|place| self.0.get(place)) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub(super) fn told(&self) -> Vec<(&'static str, u64)> {
        let counts = self.0.iter().map(|count| count.load(Ordering::Relaxed));
        OUTCOMES.into_iter().zip(counts).collect()
    }
}

const fn outcome(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Clean => "clean",
        Verdict::Listed(_) => "listed",
        Verdict::Unknown(Unchecked::Refused) => "refused",
        Verdict::Unknown(Unchecked::OverQuota) => "over_quota",
        Verdict::Unknown(Unchecked::TimedOut) => "timed_out",
        Verdict::Unknown(Unchecked::Failed) => "failed",
        Verdict::Unknown(Unchecked::UnknownCode) => "unknown_code",
        Verdict::Unknown(Unchecked::NotAsked) => "not_asked",
    }
}
