//! Waiting for what will come about, and no longer than it takes.

use std::time::Duration;

use tokio::time::Instant;

/// When to give up. Nothing is measured by it: it only ends a test that would hang.
pub const PATIENCE: Duration = Duration::from_secs(180);

/// How long to leave the processor to others between two looks.
const LOOK: Duration = Duration::from_millis(10);

/// Looks until there is something, and gives it.
///
/// # Panics
/// When there still is nothing after three minutes.
#[track_caller]
pub fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> impl Future<Output = T> {
    let place = std::panic::Location::caller();
    async move {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = look().await {
                return found;
            }
            assert!(Instant::now() < end, "{place}: waited in vain: {what}");
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// Waits for an end that must come.
///
/// # Panics
/// When it has not come after three minutes.
#[track_caller]
pub fn in_time<T>(what: &str, work: impl Future<Output = T>) -> impl Future<Output = T> {
    let place = std::panic::Location::caller();
    async move {
        match tokio::time::timeout(PATIENCE, work).await {
            Ok(done) => done,
            Err(_) => panic!("{place}: waited in vain: {what}"),
        }
    }
}
