//! The end of a service that has jobs under way.

use simpleinboxes_store::JobState;
use simpleinboxes_tests::{service::Ground, until::until};

use super::{HANG, Probe, enqueue, job, reached};

#[tokio::test]
async fn what_is_under_way_may_end() {
    for ground in Ground::each().await {
        let probe = Probe::new();
        let running = ground.start_with(probe.handlers()).await;
        let watching = ground.database.open(ground.clock.clone()).await;
        let id = enqueue(running.store(), &job(HANG)).await;
        let begun = async || (!probe.begun().is_empty()).then_some(());
        until("it has begun", begun).await;
        let stopping = tokio::spawn(running.stop());
        // What comes while it stops is left to others.
        let late = enqueue(&watching, &job("anything")).await;
        probe.gate.add_permits(1);
        stopping.await.expect("stopped");
        reached(&watching, id, JobState::Done).await;
        let late = watching.job(late).await.expect("an answer").expect("a job");
        assert!(late.state == JobState::Queued || late.attempts == 1);
    }
}

#[tokio::test]
async fn what_does_not_end_in_time_is_released_for_others() {
    for mut ground in Ground::each().await {
        ground.config.limits.shutdown_seconds = 0;
        let probe = Probe::new();
        let running = ground.start_with(probe.handlers()).await;
        let id = enqueue(running.store(), &job(HANG).attempts(1)).await;
        let begun = async || (!probe.begun().is_empty()).then_some(());
        until("it has begun", begun).await;
        running.stop().await;
        let watching = ground.database.open(ground.clock.clone()).await;
        let released = watching.job(id).await.expect("an answer").expect("a job");
        let (state, attempts) = (released.state, released.attempts);
        assert_eq!((state, attempts), (JobState::Queued, 0));
        assert_eq!(released.leased_until, None);

        let again = ground.start_with(probe.handlers()).await;
        probe.gate.add_permits(1);
        reached(&watching, id, JobState::Done).await;
        again.stop().await;
    }
}
