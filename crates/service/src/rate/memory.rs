//! Windows counted in this process.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use super::Counted;

/// The counts of the current window. Those of the one before are dropped when it is over, so that
/// what is kept is bounded by the requests of one window.
#[derive(Debug)]
pub(super) struct Windows<K>(Mutex<Window<K>>);

#[derive(Debug)]
struct Window<K> {
    number: u64,
    counts: HashMap<K, u64>,
}

impl<K> Default for Windows<K> {
    fn default() -> Self {
        Self(Mutex::new(Window {
            number: 0,
            counts: HashMap::new(),
        }))
    }
}

impl<K: Eq + Hash> Windows<K> {
    /// Counts a request of `key` at `now`, in Unix seconds.
    pub(super) fn count(&self, key: K, now: u64, window_seconds: u64) -> Counted {
        let number = now / window_seconds;
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if window.number != number {
            *window = Window {
                number,
                counts: HashMap::new(),
            };
        }
        let count = window.counts.entry(key).or_default();
        *count += 1;
        Counted {
            count: *count,
            left: window_seconds - now % window_seconds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_counts_each_key_and_starts_anew() {
        let windows = Windows::default();
        assert_eq!(windows.count("a", 120, 60).count, 1);
        assert_eq!(windows.count("a", 121, 60).count, 2);
        assert_eq!(windows.count("b", 121, 60).count, 1);
        let last = windows.count("a", 179, 60);
        assert_eq!((last.count, last.left), (3, 1));
        let next = windows.count("a", 180, 60);
        assert_eq!((next.count, next.left), (1, 60));
    }
}
