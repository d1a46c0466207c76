//! Leases: a job by one worker at a time, and none lost with its worker.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use simpleinboxes_core::clock::{Clock as _, OffsetClock};
use simpleinboxes_store::{JobState, LeaseRequest, NewJob, Outcome, StoreError};

use super::{TIME, enqueue, failed, lease, numbered, only, worker};
use crate::support::worlds;

#[tokio::test]
async fn a_job_is_there_when_its_transaction_commits_and_else_not() {
    for world in worlds().await {
        let refused: Result<(), StoreError> = world
            .store
            .write(async |tx| {
                tx.enqueue(&NewJob::new("test")).await?;
                Err(StoreError::NotFound("reason to go on"))
            })
            .await;
        refused.expect_err("rolled back");
        assert!(lease(&world.store, worker(1, 9)).await.is_empty());
        let scoped = world.run(&world.acme.caller, async |scoped| {
            scoped.enqueue(&NewJob::new("test")).await
        });
        let id = scoped.await.expect("enqueued");
        let leased = only(&world.store, worker(1, 9)).await;
        assert_eq!(leased.job.id, id);
        assert_eq!(leased.job.account, Some(world.acme.account));
    }
}

#[tokio::test]
async fn whoever_waits_is_woken_by_a_commit_that_enqueued() {
    for world in worlds().await {
        let tx = world.store.begin().await.expect("begun");
        tx.enqueue(&NewJob::new("test")).await.expect("enqueued");
        let wait = world.store.job_enqueued();
        let mut wait = Box::pin(wait);
        assert!(futures::poll!(&mut wait).is_pending());
        tx.commit().await.expect("committed");
        assert!(futures::poll!(&mut wait).is_ready());
        // Nothing was enqueued: nobody is woken.
        world.workspace(&world.acme.caller, "Northwind").await;
        assert!(futures::poll!(Box::pin(world.store.job_enqueued())).is_pending());
    }
}

#[tokio::test]
async fn a_job_is_not_begun_before_its_time() {
    for world in worlds().await {
        let later = world.clock.now() + TimeDelta::days(35);
        enqueue(&world.store, &NewJob::new("test").at(later)).await;
        world.clock.set(later - TimeDelta::milliseconds(1));
        assert!(lease(&world.store, worker(1, 9)).await.is_empty());
        world.clock.set(later);
        only(&world.store, worker(1, 9)).await;
    }
}

#[tokio::test]
async fn a_lease_that_ran_out_passes_to_another_and_can_end_nothing() {
    for world in worlds().await {
        let id = enqueue(&world.store, &NewJob::new("test")).await;
        let killed = only(&world.store, worker(1, 1)).await;
        world.clock.advance(TIME - TimeDelta::milliseconds(1));
        assert!(lease(&world.store, worker(2, 1)).await.is_empty());
        world.clock.advance(TimeDelta::milliseconds(1));
        // Whoever holds it is alive when it asks for more itself.
        assert!(lease(&world.store, worker(1, 1)).await.is_empty());
        // It is due again, at once or with the next look.
        let mut again = lease(&world.store, worker(2, 1)).await;
        again.extend(lease(&world.store, worker(2, 1)).await);
        assert_eq!(again.len(), 1);
        let again = again.remove(0);
        assert_eq!((again.job.id, again.job.attempts), (id, 2));
        assert_eq!(again.job.last_error.as_deref(), Some("its worker was lost"));
        for outcome in [Outcome::Done, Outcome::Released, failed(TIME)] {
            let ended = world.store.end_job(&killed.lease, outcome).await;
            assert_eq!(ended.expect("an answer"), None);
        }
        let both = [killed.lease, again.lease];
        let held = world.store.renew_leases(&both, TIME).await;
        assert_eq!(held.expect("renewed"), [again.lease]);
        let ended = world.store.end_job(&again.lease, Outcome::Done).await;
        assert_eq!(ended.expect("ended"), Some(JobState::Done));
    }
}

#[tokio::test]
async fn a_renewed_lease_lasts_longer_and_is_never_made_shorter() {
    for world in worlds().await {
        let id = enqueue(&world.store, &NewJob::new("test")).await;
        let leased = only(&world.store, worker(1, 1)).await;
        world.clock.advance(TIME / 2);
        let renew = async |time| {
            let held = world.store.renew_leases(&[leased.lease], time).await;
            assert_eq!(held.expect("renewed"), [leased.lease]);
            world.job(id).await.leased_until.expect("a lease") - world.clock.now()
        };
        assert_eq!(renew(TIME).await, TIME);
        assert_eq!(renew(TimeDelta::seconds(1)).await, TIME);
        world.clock.advance(TIME - TimeDelta::milliseconds(1));
        assert!(lease(&world.store, worker(2, 1)).await.is_empty());
    }
}

#[tokio::test]
async fn what_kills_its_worker_each_time_is_given_up() {
    for world in worlds().await {
        let id = enqueue(&world.store, &NewJob::new("test").attempts(3)).await;
        for number in 1..=3 {
            let leased = only(&world.store, worker(number, 1)).await;
            assert_eq!(u128::from(leased.job.attempts), number);
            world.clock.advance(TIME);
        }
        assert!(lease(&world.store, worker(4, 1)).await.is_empty());
        assert_eq!(world.job(id).await.state, JobState::Dead);
    }
}

#[tokio::test]
async fn two_stores_that_lease_together_never_take_the_same_job() {
    const JOBS: u32 = 120;
    for world in worlds().await {
        let other = world.database.open(world.clock.clone()).await;
        let enqueued = world.store.write(async |tx| {
            for number in 0..JOBS {
                let tenant = if number % 3 == 0 {
                    &world.acme
                } else {
                    &world.rival
                };
                tx.enqueue(&numbered(tenant.account, number)).await?;
            }
            Ok::<_, StoreError>(())
        });
        enqueued.await.expect("enqueued");
        let workers = (1..=8_u32).map(|number| {
            let store = if number % 2 == 0 {
                &world.store
            } else {
                &other
            };
            async move {
                let mut taken = Vec::new();
                loop {
                    let leased = lease(store, worker(number.into(), 1 + number % 3)).await;
                    if leased.is_empty() {
                        return taken;
                    }
                    for leased in leased {
                        taken.push(leased.job.id);
                        let ended = store.end_job(&leased.lease, Outcome::Done).await;
                        assert_eq!(ended.expect("ended"), Some(JobState::Done));
                    }
                }
            }
        });
        let taken = futures::future::join_all(workers).await;
        let mut times = BTreeMap::new();
        for id in taken.into_iter().flatten() {
            *times.entry(id).or_insert(0) += 1;
        }
        assert!(times.values().all(|n| *n == 1));
        // Where others were at work on the last ones, some may have gone home early.
        let rest = lease(&world.store, worker(99, JOBS)).await.len();
        assert_eq!(times.len() + rest, JOBS as usize);
    }
}

#[tokio::test]
async fn time_that_is_moved_moves_leases_along_and_stops_those_behind() {
    for world in worlds().await {
        let clock = std::sync::Arc::new(OffsetClock::over(world.clock.clone()));
        let store = world.database.open(clock.clone()).await;
        enqueue(&store, &NewJob::new("test")).await;
        let days = TimeDelta::days;
        let request = |number, offset| LeaseRequest {
            clock_offset: Some(offset),
            ..worker(number, 1)
        };
        let leased = only(&store, request(1, days(0))).await;
        assert_eq!(
            store.advance_clock(days(35)).await.expect("moved"),
            days(35)
        );
        assert_eq!(store.clock_offset().await.expect("an answer"), days(35));
        enqueue(&store, &NewJob::new("test")).await;
        // Behind: it gets nothing, or its lease would be over already.
        assert!(lease(&store, request(1, days(0))).await.is_empty());
        assert!(clock.move_to(days(35)));
        let second = only(&store, request(2, days(35))).await;
        assert_ne!(second.lease, leased.lease);
        assert!(lease(&store, request(2, days(35))).await.is_empty());
        let ended = store.end_job(&leased.lease, Outcome::Done).await;
        assert_eq!(ended.expect("ended"), Some(JobState::Done));
    }
}

#[tokio::test]
async fn time_only_moves_forward_and_not_for_ever() {
    for world in worlds().await {
        let days = TimeDelta::days;
        for by in [days(0), days(-1), days(36_526), TimeDelta::MAX] {
            let refused = world.store.advance_clock(by).await;
            assert!(
                matches!(refused, Err(StoreError::Limit { .. })),
                "{refused:?}"
            );
        }
        let moves = (0..10).map(|_| world.store.advance_clock(days(1)));
        for moved in futures::future::join_all(moves).await {
            moved.expect("moved");
        }
        assert_eq!(world.store.clock_offset().await.expect("read"), days(10));
    }
}
