//! Work that comes again.

use std::time::Duration;

use async_trait::async_trait;
use chrono::TimeDelta;
use simpleinboxes::jobs::{Context, Handler, Handlers, JobError};
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_store::{Job, JobFilter, JobState, PageRequest, Store};
use simpleinboxes_tests::{service::Ground, until::until};

use super::{Probe, enqueue, job, reached};

const EVERY: Duration = Duration::from_secs(600);

/// The jobs of a kind.
async fn of_kind(store: &Store, kind: &str) -> Vec<Job> {
    let filter = JobFilter {
        kind: Some(kind.to_owned()),
        ..JobFilter::default()
    };
    let page = store.jobs(&filter, PageRequest::first(99)).await;
    page.expect("a page").items
}

/// Waits until the recurring job waits for `at` the `attempts`-th time.
async fn waits(ground: &Ground, store: &Store, kind: &str) {
    let next = ground.clock.now() + TimeDelta::from_std(EVERY).expect("a time");
    until("the next is in the queue", async || {
        let jobs = of_kind(store, kind).await;
        let next = jobs
            .iter()
            .any(|job| job.state == JobState::Queued && (job.run_at, job.attempts) == (next, 0));
        next.then_some(())
    })
    .await;
}

#[tokio::test]
async fn housekeeping_is_there_once_and_comes_every_ten_minutes() {
    for ground in Ground::each().await {
        let probe = Probe::new();
        let handlers = || Handlers::of_program().with(probe.clone());
        let (one, two) = (
            ground.start_with(handlers()).await,
            ground.start_with(handlers()).await,
        );
        waits(&ground, one.store(), "housekeeping").await;
        let old = enqueue(one.store(), &job("anything")).await;
        reached(one.store(), old, JobState::Done).await;
        for _ in 0..3 {
            ground.pass(EVERY);
            waits(&ground, one.store(), "housekeeping").await;
            assert_eq!(of_kind(one.store(), "housekeeping").await.len(), 1);
        }
        assert!(one.store().job(old).await.expect("an answer").is_some());
        // It is done: what is old enough is gone.
        ground.pass(Duration::from_secs(7 * 86_400));
        let gone = async || {
            let found = one.store().job(old).await.expect("an answer");
            found.is_none().then_some(())
        };
        until("the old job is forgotten", gone).await;
        one.stop().await;
        two.stop().await;
    }
}

/// Fails always.
struct Unlucky;

#[async_trait]
impl Handler for Unlucky {
    fn kind(&self) -> &'static str {
        "unlucky"
    }

    fn every(&self) -> Option<TimeDelta> {
        TimeDelta::from_std(EVERY).ok()
    }

    async fn run(&self, _: &Job, _: &Context) -> Result<(), JobError> {
        Err(JobError::dead("always"))
    }
}

#[tokio::test]
async fn recurring_work_comes_again_also_after_it_was_given_up() {
    for ground in Ground::each().await {
        let running = ground.start_with(Handlers::default().with(Unlucky)).await;
        for given_up in 1..=3 {
            waits(&ground, running.store(), "unlucky").await;
            let jobs = of_kind(running.store(), "unlucky").await;
            let dead = jobs.iter().filter(|job| job.state == JobState::Dead);
            assert_eq!((dead.count(), jobs.len()), (given_up, given_up + 1));
            ground.pass(EVERY);
        }
        running.stop().await;
    }
}
