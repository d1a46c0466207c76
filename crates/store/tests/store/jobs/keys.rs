//! Jobs with a key: one among the unfinished.

use chrono::TimeDelta;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_store::{JobState, NewJob, Outcome};

use super::{enqueue, failed, lease, only, worker};
use crate::support::worlds;

fn keyed(number: u32) -> NewJob {
    NewJob::new("test").key("k").payload(&number).expect("JSON")
}

#[tokio::test]
async fn while_one_waits_the_earlier_time_and_the_newer_payload_count() {
    for world in worlds().await {
        let now = world.clock.now();
        let hours = TimeDelta::hours;
        let first = enqueue(&world.store, &keyed(1).at(now + hours(2))).await;
        let again = enqueue(&world.store, &keyed(2).at(now + hours(3))).await;
        assert_eq!(first, again);
        let job = world.job(first).await;
        assert_eq!((job.run_at, job.payload), (now + hours(2), 2.into()));
        enqueue(&world.store, &keyed(3).at(now + hours(1))).await;
        assert_eq!(world.job(first).await.run_at, now + hours(1));
        let other = enqueue(&world.store, &keyed(4).key("other")).await;
        assert_ne!(first, other);
        assert_eq!(world.all_jobs().await.len(), 2);
    }
}

#[tokio::test]
async fn a_back_off_is_not_cut_short() {
    for world in worlds().await {
        let id = enqueue(&world.store, &keyed(1)).await;
        let leased = only(&world.store, worker(1, 1)).await;
        let wait = TimeDelta::minutes(10);
        let ended = world.store.end_job(&leased.lease, failed(wait)).await;
        assert_eq!(ended.expect("ended"), Some(JobState::Queued));
        assert_eq!(enqueue(&world.store, &keyed(2)).await, id);
        assert!(lease(&world.store, worker(1, 1)).await.is_empty());
        world.clock.advance(wait);
        assert_eq!(only(&world.store, worker(1, 1)).await.job.id, id);
    }
}

#[tokio::test]
async fn while_one_runs_it_is_run_once_more_afterwards() {
    for world in worlds().await {
        let id = enqueue(&world.store, &keyed(1)).await;
        let leased = only(&world.store, worker(1, 1)).await;
        for number in 2..5 {
            assert_eq!(enqueue(&world.store, &keyed(number)).await, id);
        }
        // Not at the same time as the one that runs.
        assert!(lease(&world.store, worker(2, 9)).await.is_empty());
        let ended = world.store.end_job(&leased.lease, Outcome::Done).await;
        assert_eq!(ended.expect("ended"), Some(JobState::Queued));
        let again = only(&world.store, worker(2, 9)).await;
        assert_eq!((again.job.id, again.job.attempts), (id, 1));
        assert_eq!(again.job.payload, 4);
        let ended = world.store.end_job(&again.lease, Outcome::Done).await;
        assert_eq!(ended.expect("ended"), Some(JobState::Done));
        // The key is free.
        assert_ne!(enqueue(&world.store, &keyed(5)).await, id);
    }
}

#[tokio::test]
async fn what_was_asked_for_meanwhile_survives_one_that_is_given_up() {
    for world in worlds().await {
        let id = enqueue(&world.store, &keyed(1).account(world.acme.account)).await;
        let leased = only(&world.store, worker(1, 1)).await;
        let later = world.clock.now() + TimeDelta::minutes(10);
        enqueue(&world.store, &keyed(2).at(later)).await;
        let hopeless = Outcome::Hopeless {
            error: "never".to_owned(),
        };
        let ended = world.store.end_job(&leased.lease, hopeless).await;
        assert_eq!(ended.expect("ended"), Some(JobState::Dead));
        let dead = world.job(id).await;
        assert_eq!(dead.last_error.as_deref(), Some("never"));
        assert!(lease(&world.store, worker(1, 1)).await.is_empty());
        world.clock.set(later);
        let again = only(&world.store, worker(1, 1)).await.job;
        assert_ne!(again.id, id);
        assert_eq!(
            (again.key.as_deref(), again.account, again.attempts),
            (Some("k"), Some(world.acme.account), 1)
        );
        assert_eq!((again.payload, again.last_error), (2.into(), None));
    }
}

#[tokio::test]
async fn many_that_ask_at_once_get_one_job() {
    for world in worlds().await {
        let other = world.database.open(world.clock.clone()).await;
        let asks = (0..40).map(|number| {
            let store = if number % 2 == 0 {
                &world.store
            } else {
                &other
            };
            async move { enqueue(store, &keyed(number)).await }
        });
        let ids = futures::future::join_all(asks).await;
        assert!(ids.iter().all(|id| *id == ids[0]));
        assert_eq!(world.all_jobs().await.len(), 1);
    }
}

#[tokio::test]
async fn what_is_ensured_leaves_what_is_there_as_it_is() {
    for world in worlds().await {
        let now = world.clock.now();
        let ensure = async |job: NewJob| {
            let ensured = world.store.write(async |tx| tx.ensure_job(&job).await);
            ensured.await.expect("ensured")
        };
        assert!(ensure(keyed(1).at(now + TimeDelta::hours(2))).await);
        assert!(!ensure(keyed(2)).await);
        let jobs = world.all_jobs().await;
        assert_eq!(jobs.len(), 1);
        assert_eq!(jobs[0].run_at, now + TimeDelta::hours(2));
        assert_eq!(jobs[0].payload, 1);
    }
}
