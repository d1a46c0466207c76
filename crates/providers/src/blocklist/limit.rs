//! How often a list may be asked.

use std::sync::{Mutex, PoisonError};

use chrono::Duration;
use simpleinboxes_core::Timestamp;

use super::{ListSettings, ListState};

/// Counts questions in two windows, a minute and a day, and remembers a pause. All of it lives in
/// this process.
#[derive(Debug)]
pub(super) struct Limit {
    windows: [(Duration, u32); 2],
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// When each window began, and the questions in it.
    counts: [Option<(Timestamp, u32)>; 2],
    paused_until: Option<Timestamp>,
}

impl Limit {
    pub(super) fn new(settings: &ListSettings) -> Self {
        Self {
            windows: [
                (Duration::minutes(1), settings.per_minute),
                (Duration::days(1), settings.per_day),
            ],
            state: Mutex::default(),
        }
    }

    /// Counts a question, if it may be asked.
    pub(super) fn take(&self, now: Timestamp) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.paused_until.is_some_and(|until| now < until) {
            return false;
        }
        let mut counts = state.counts;
        for ((length, most), count) in self.windows.iter().zip(&mut counts) {
            let (began, asked) = match *count {
                Some((began, asked)) if now < began + *length => (began, asked),
                _ => (now, 0),
            };
            if asked >= *most {
                return false;
            }
            *count = Some((began, asked + 1));
        }
        state.counts = counts;
        true
    }

    /// Whether a question may be asked, and if not, how long until one may; nothing where the limit
    /// allows none at all.
    pub(super) fn state(&self, now: Timestamp) -> (ListState, Option<Duration>) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = state.paused_until.filter(|until| now < *until) {
            return (ListState::Paused, Some(until - now));
        }
        let full = self.windows.iter().zip(&state.counts);
        let full = full.filter_map(|((length, most), count)| match *count {
            Some((began, asked)) if now < began + *length && asked >= *most => {
                Some((began + *length - now, *most))
            }
            _ if *most == 0 => Some((*length, 0)),
            _ => None,
        });
        let full: Vec<(Duration, u32)> = full.collect();
        if full.is_empty() {
            return (ListState::Asked, None);
        }
        let never = full.iter().any(|(_, most)| *most == 0);
        let longest = full.iter().map(|(left, _)| *left).max();
        (ListState::AtLimit, longest.filter(|_| !never))
    }

    /// Asks nothing until then.
    pub(super) fn pause(&self, until: Timestamp) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.paused_until = Some(until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_timestamp(1_795_608_000 + seconds, 0).expect("a time")
    }

    #[test]
    fn both_windows_count() {
        let limit = Limit::new(&ListSettings {
            per_minute: 2,
            per_day: 3,
            ..ListSettings::default()
        });
        let taken: Vec<bool> = [0, 1, 59, 60, 61, 86_399, 86_400, 86_401]
            .map(|seconds| limit.take(at(seconds)))
            .into();
        assert_eq!(taken, [true, true, false, true, false, false, true, true]);
    }

    #[test]
    fn its_state_is_told() {
        let limit = Limit::new(&ListSettings {
            per_minute: 1,
            per_day: 2,
            ..ListSettings::default()
        });
        let state = |seconds| limit.state(at(seconds));
        assert_eq!(state(0), (ListState::Asked, None));
        assert!(limit.take(at(0)));
        let left = |seconds| Some(Duration::seconds(seconds));
        assert_eq!(state(20), (ListState::AtLimit, left(40)));
        assert_eq!(state(60), (ListState::Asked, None));
        assert!(limit.take(at(60)));
        assert_eq!(state(61), (ListState::AtLimit, left(86_339)));
        limit.pause(at(100));
        assert_eq!(state(61), (ListState::Paused, left(39)));
        assert_eq!(state(86_400), (ListState::Asked, None));
        let none = Limit::new(&ListSettings {
            per_day: 0,
            ..ListSettings::default()
        });
        assert_eq!(none.state(at(0)), (ListState::AtLimit, None));
    }

    #[test]
    fn pauses_end() {
        let limit = Limit::new(&ListSettings::default());
        limit.pause(at(10));
        assert!(!limit.take(at(9)));
        assert!(limit.take(at(10)));
    }
}
