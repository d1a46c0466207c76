//! What is counted of jobs. The kinds are those that have handlers, so their number is bounded.

use std::{
    sync::{Arc, atomic::AtomicI64},
    time::Duration,
};

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};
use simpleinboxes_store::{JobState, Store, StoreError};

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Attempt {
    kind: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Kind {
    kind: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct State {
    state: &'static str,
}

/// What is counted of jobs.
#[derive(Clone, Debug)]
pub struct JobMetrics(Arc<Families>);

#[derive(Debug)]
struct Families {
    attempts: Family<Attempt, Counter>,
    seconds: Family<Kind, Histogram>,
    jobs: Family<State, Gauge<i64, AtomicI64>>,
}

impl Default for JobMetrics {
    fn default() -> Self {
        Self(Arc::new(Families {
            attempts: Family::default(),
            seconds: Family::new_with_constructor(|| {
                Histogram::new([0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0])
            }),
            jobs: Family::default(),
        }))
    }
}

impl JobMetrics {
    /// Makes them visible.
    pub fn register(&self, registry: &mut Registry) {
        let families = &*self.0;
        registry.register(
            "job_attempts",
            "Attempts at jobs that ended",
            families.attempts.clone(),
        );
        registry.register_with_unit(
            "job_duration",
            "Time of an attempt",
            Unit::Seconds,
            families.seconds.clone(),
        );
        registry.register(
            "jobs",
            "Jobs that wait, run, and were given up, at the last look",
            families.jobs.clone(),
        );
    }

    pub(super) fn ended(&self, kind: &'static str, outcome: &'static str, took: Duration) {
        let attempt = Attempt { kind, outcome };
        self.0.attempts.get_or_create(&attempt).inc();
        let seconds = self.0.seconds.get_or_create(&Kind { kind });
        seconds.observe(took.as_secs_f64());
    }

    /// Counts what is in the queue.
    pub(super) async fn look(&self, store: &Store) -> Result<(), StoreError> {
        for (state, count) in store.job_counts().await? {
            let state = State {
                state: JobState::as_str(state),
            };
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            self.0.jobs.get_or_create(&state).set(count);
        }
        Ok(())
    }
}
