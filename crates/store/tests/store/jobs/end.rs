//! How attempts end.

use chrono::TimeDelta;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_store::{JobState, NewJob, Outcome};

use super::{enqueue, failed, lease, only, worker};
use crate::support::worlds;

#[tokio::test]
async fn a_failure_is_tried_again_after_its_wait_and_then_given_up() {
    for world in worlds().await {
        let id = enqueue(&world.store, &NewJob::new("test").attempts(3)).await;
        let wait = TimeDelta::minutes(7);
        for attempt in 1..=3 {
            let leased = only(&world.store, worker(1, 1)).await;
            assert_eq!(leased.job.attempts, attempt);
            let ended = world.store.end_job(&leased.lease, failed(wait)).await;
            let left = ended.expect("ended").expect("held");
            let job = world.job(id).await;
            assert_eq!((job.state, job.attempts), (left, attempt));
            assert_eq!(job.last_error.as_deref(), Some("no luck"));
            if attempt < 3 {
                assert_eq!(left, JobState::Queued);
                assert_eq!(job.run_at, world.clock.now() + wait);
                world.clock.advance(wait - TimeDelta::milliseconds(1));
                assert!(lease(&world.store, worker(1, 1)).await.is_empty());
                world.clock.advance(TimeDelta::milliseconds(1));
            } else {
                assert_eq!(left, JobState::Dead);
                assert_eq!(job.finished_at, Some(world.clock.now()));
            }
        }
        world.clock.advance(TimeDelta::days(1));
        assert!(lease(&world.store, worker(1, 1)).await.is_empty());
    }
}

#[tokio::test]
async fn a_released_job_is_for_the_next_and_has_lost_no_attempt() {
    for world in worlds().await {
        let id = enqueue(&world.store, &NewJob::new("test").attempts(1)).await;
        let leased = only(&world.store, worker(1, 1)).await;
        let ended = world.store.end_job(&leased.lease, Outcome::Released).await;
        assert_eq!(ended.expect("ended"), Some(JobState::Queued));
        assert_eq!(world.job(id).await.attempts, 0);
        assert_eq!(only(&world.store, worker(2, 1)).await.job.id, id);
    }
}

#[tokio::test]
async fn a_job_that_is_put_off_waits_and_has_lost_no_attempt() {
    for world in worlds().await {
        let id = enqueue(&world.store, &NewJob::new("test").attempts(1)).await;
        for _ in 0..3 {
            let leased = only(&world.store, worker(1, 1)).await;
            let put_off = Outcome::PutOff {
                error: "the vendor is down".to_owned(),
                wait: TimeDelta::seconds(30),
            };
            let ended = world.store.end_job(&leased.lease, put_off).await;
            assert_eq!(ended.expect("ended"), Some(JobState::Queued));
            let job = world.job(id).await;
            assert_eq!(job.attempts, 0);
            assert_eq!(job.last_error.as_deref(), Some("the vendor is down"));
            assert!(lease(&world.store, worker(1, 1)).await.is_empty());
            world.clock.advance(TimeDelta::seconds(30));
        }
        only(&world.store, worker(1, 1)).await;
    }
}

#[tokio::test]
async fn an_end_lasts_only_with_the_effects_of_its_transaction() {
    for world in worlds().await {
        let id = enqueue(&world.store, &NewJob::new("test")).await;
        let leased = only(&world.store, worker(1, 1)).await;
        let tx = world.store.begin().await.expect("begun");
        let ended = tx.end_job(&leased.lease, Outcome::Done).await;
        assert_eq!(ended.expect("ended"), Some(JobState::Done));
        tx.roll_back().await;
        assert_eq!(world.job(id).await.state, JobState::Running);
    }
}

#[tokio::test]
async fn long_and_odd_errors_are_kept_as_far_as_it_goes() {
    for world in worlds().await {
        let id = enqueue(&world.store, &NewJob::new("test")).await;
        let leased = only(&world.store, worker(1, 1)).await;
        let error = format!("\0{}", "ü".repeat(5000));
        let hopeless = Outcome::Hopeless { error };
        let ended = world.store.end_job(&leased.lease, hopeless).await;
        assert_eq!(ended.expect("ended"), Some(JobState::Dead));
        let kept = world.job(id).await.last_error.expect("an error");
        assert!(kept.starts_with("\u{fffd}üü") && kept.len() < 2010);
    }
}
