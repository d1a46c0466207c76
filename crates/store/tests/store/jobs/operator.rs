//! What operators do: look, retry, and have old ones forgotten.

use chrono::TimeDelta;
use simpleinboxes_core::id::JobId;
use simpleinboxes_store::{JobFilter, JobState, NewJob, Outcome, PageRequest, Retried, StoreError};

use super::{enqueue, numbered, only, worker};
use crate::support::{World, worlds};

/// A job that was given up.
async fn dead(world: &World, job: &NewJob) -> JobId {
    let id = enqueue(&world.store, job).await;
    let leased = only(&world.store, worker(1, 1)).await;
    let hopeless = Outcome::Hopeless {
        error: "never".to_owned(),
    };
    let ended = world.store.end_job(&leased.lease, hopeless).await;
    assert_eq!(ended.expect("ended"), Some(JobState::Dead));
    id
}

#[tokio::test]
async fn jobs_are_listed_by_state_kind_and_account_page_by_page() {
    for world in worlds().await {
        let ours = dead(&world, &NewJob::new("other")).await;
        let mut ids = Vec::new();
        for number in 0..5 {
            ids.push(enqueue(&world.store, &numbered(world.acme.account, number)).await);
        }
        let theirs = enqueue(&world.store, &numbered(world.rival.account, 0)).await;
        let list = async |filter: JobFilter| {
            let page = world.store.jobs(&filter, PageRequest::first(10)).await;
            let jobs = page.expect("a page").items;
            jobs.iter().map(|job| job.id).collect::<Vec<_>>()
        };
        let state = |state| JobFilter {
            state: Some(state),
            ..JobFilter::default()
        };
        assert_eq!(list(state(JobState::Dead)).await, [ours]);
        assert_eq!(list(state(JobState::Running)).await, []);
        let kind = JobFilter {
            kind: Some("other".to_owned()),
            ..JobFilter::default()
        };
        assert_eq!(list(kind).await, [ours]);
        let account = JobFilter {
            account: Some(world.rival.account),
            ..JobFilter::default()
        };
        assert_eq!(list(account).await, [theirs]);

        let queued = state(JobState::Queued);
        let first = world.store.jobs(&queued, PageRequest::first(4)).await;
        let first = first.expect("a page");
        let next = PageRequest {
            limit: 4,
            cursor: first.next,
        };
        let second = world.store.jobs(&queued, next).await.expect("a page");
        let seen = first.items.iter().chain(&second.items);
        let seen: Vec<_> = seen.map(|job| job.id).collect();
        ids.push(theirs);
        ids.reverse();
        assert_eq!((seen, second.next), (ids, None));
        let counts = world.store.job_counts().await.expect("counts");
        let expected = [
            (JobState::Queued, 6),
            (JobState::Running, 0),
            (JobState::Dead, 1),
        ];
        assert_eq!(counts, expected);
    }
}

#[tokio::test]
async fn only_what_was_given_up_is_retried() {
    for world in worlds().await {
        let id = dead(&world, &NewJob::new("test").key("k").attempts(1)).await;
        let retry = async |id| world.store.retry_job(id).await.expect("an answer");
        let newer = enqueue(&world.store, &NewJob::new("test").key("k")).await;
        assert_eq!(retry(id).await, Retried::Replaced(newer));
        let leased = only(&world.store, worker(1, 1)).await;
        assert_eq!(leased.job.id, newer);
        let ended = world.store.end_job(&leased.lease, Outcome::Done).await;
        ended.expect("ended");
        assert_eq!(retry(newer).await, Retried::Not(JobState::Done));
        assert_eq!(retry(id).await, Retried::Queued);
        assert_eq!(retry(id).await, Retried::Not(JobState::Queued));
        let again = only(&world.store, worker(1, 1)).await;
        assert_eq!((again.job.id, again.job.attempts), (id, 1));
        let unknown = JobId::from_uuid(uuid::Uuid::from_u128(7));
        let none = world.store.retry_job(unknown).await;
        assert!(matches!(none, Err(StoreError::NotFound("job"))), "{none:?}");
        assert_eq!(world.store.job(unknown).await.expect("an answer"), None);
    }
}

#[tokio::test]
async fn finished_jobs_are_forgotten_after_a_while() {
    for world in worlds().await {
        let given_up = dead(&world, &NewJob::new("test")).await;
        let done = enqueue(&world.store, &NewJob::new("test")).await;
        let leased = only(&world.store, worker(1, 1)).await;
        let ended = world.store.end_job(&leased.lease, Outcome::Done).await;
        ended.expect("ended");
        let waits = enqueue(&world.store, &NewJob::new("test")).await;
        let mut left = Vec::new();
        for days in [6, 1, 82, 1] {
            world.clock.advance(TimeDelta::days(days));
            let purged = world.store.purge_jobs().await.expect("purged");
            let ids: Vec<_> = world.all_jobs().await.iter().map(|job| job.id).collect();
            left.push((purged.done, purged.dead, ids));
        }
        let expected = [
            (0, 0, vec![waits, done, given_up]),
            (1, 0, vec![waits, given_up]),
            (0, 0, vec![waits, given_up]),
            (0, 1, vec![waits]),
        ];
        assert_eq!(left, expected);
    }
}
