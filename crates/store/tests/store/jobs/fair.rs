//! No account holds up another's jobs.

use simpleinboxes_store::{NewJob, Outcome};

use super::{enqueue, lease, numbered, worker};
use crate::support::worlds;

#[tokio::test]
async fn one_job_of_an_account_does_not_wait_for_ten_thousand_of_another() {
    for world in worlds().await {
        let (acme, rival) = (world.acme.account, world.rival.account);
        let many = world.store.write(async |tx| {
            for number in 0..10_000 {
                tx.enqueue(&numbered(acme, number)).await?;
            }
            Ok::<_, simpleinboxes_store::StoreError>(())
        });
        many.await.expect("enqueued");
        // The first one in goes first, so that the other account is not simply the first.
        assert_eq!(lease(&world.store, worker(1, 1)).await.len(), 1);
        let theirs = enqueue(&world.store, &numbered(rival, 0)).await;
        let next = lease(&world.store, worker(1, 1)).await;
        assert_eq!(next[0].job.id, theirs);
    }
}

#[tokio::test]
async fn accounts_take_turns_and_so_does_work_of_no_account() {
    for world in worlds().await {
        let (acme, rival) = (world.acme.account, world.rival.account);
        for number in 0..4 {
            enqueue(&world.store, &numbered(acme, number)).await;
        }
        for number in 0..3 {
            enqueue(&world.store, &numbered(rival, number)).await;
        }
        enqueue(&world.store, &NewJob::new("ours")).await;
        let mut served = Vec::new();
        for _ in 0..8 {
            served.push(lease(&world.store, worker(1, 1)).await[0].job.account);
        }
        let mut first: Vec<_> = served[..3].to_vec();
        first.sort_unstable();
        let mut each = vec![None, Some(acme), Some(rival)];
        each.sort_unstable();
        assert_eq!(first, each);
        assert_ne!(served[3], served[4]);
        assert_ne!(served[5], served[6]);
        assert_eq!(served[7], Some(acme));
        assert!(lease(&world.store, worker(1, 1)).await.is_empty());
    }
}

#[tokio::test]
async fn many_taken_at_once_are_shared_as_well() {
    for world in worlds().await {
        let (acme, rival) = (world.acme.account, world.rival.account);
        for number in 0..20 {
            enqueue(&world.store, &numbered(acme, number)).await;
        }
        for number in 0..3 {
            enqueue(&world.store, &numbered(rival, number)).await;
        }
        let count = |leased: &[simpleinboxes_store::Leased]| {
            let theirs = leased.iter().filter(|l| l.job.account == Some(rival));
            (leased.len(), theirs.count())
        };
        assert_eq!(count(&lease(&world.store, worker(1, 4)).await), (4, 2));
        assert_eq!(count(&lease(&world.store, worker(1, 6)).await), (6, 1));
        assert_eq!(count(&lease(&world.store, worker(1, 30)).await), (13, 0));
    }
}

#[tokio::test]
async fn jobs_of_one_account_are_begun_in_the_order_of_their_times() {
    for world in worlds().await {
        let acme = world.acme.account;
        let now = simpleinboxes_core::clock::Clock::now(&*world.clock);
        let minutes = chrono::TimeDelta::minutes;
        for (number, early) in [(0, 1), (1, 3), (2, 2)] {
            let job = numbered(acme, number).at(now - minutes(early));
            enqueue(&world.store, &job).await;
        }
        let mut order = Vec::new();
        for _ in 0..3 {
            let leased = super::only(&world.store, worker(1, 1)).await;
            order.push(leased.job.payload.as_u64());
            let ended = world.store.end_job(&leased.lease, Outcome::Done).await;
            ended.expect("ended");
        }
        assert_eq!(order, [Some(1), Some(2), Some(0)]);
    }
}
