//! What a running service does with jobs.

use std::time::Duration;

use chrono::TimeDelta;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_store::{JobFilter, JobState, LeaseRequest, NewJob, PageRequest};
use simpleinboxes_tests::{service::Ground, until::until};

use super::{FAIL, HANG, HOPELESS, PANIC, PUT_OFF, Probe, enqueue, job, reached};

const HOUR_IN_MS: u64 = 3_600_000;

#[tokio::test]
async fn a_job_is_done_as_soon_as_its_transaction_commits() {
    for mut ground in Ground::each().await {
        // The service would not find it by looking.
        ground.config.jobs.poll_ms = HOUR_IN_MS;
        let probe = Probe::new();
        let running = ground.start_with(probe.handlers()).await;
        for _ in 0..3 {
            let id = enqueue(running.store(), &job("anything")).await;
            reached(running.store(), id, JobState::Done).await;
        }
        assert_eq!(probe.begun().len(), 3);
        running.stop().await;
    }
}

#[tokio::test]
async fn jobs_that_others_enqueue_are_found_and_each_is_done_once() {
    for ground in Ground::each().await {
        let (one, two) = (Probe::new(), Probe::new());
        let first = ground.start_with(one.handlers()).await;
        let second = ground.start_with(two.handlers()).await;
        let outside = ground.database.open(ground.clock.clone()).await;
        let mut ids = Vec::new();
        for _ in 0..40 {
            ids.push(enqueue(&outside, &job("anything")).await);
        }
        for id in &ids {
            let done = reached(&outside, *id, JobState::Done).await;
            assert_eq!(done.attempts, 1);
        }
        let mut begun = one.begun();
        begun.extend(two.begun());
        begun.sort_unstable();
        assert_eq!(begun, ids);
        first.stop().await;
        second.stop().await;
    }
}

#[tokio::test]
async fn no_more_jobs_run_at_once_than_there_are_workers() {
    let mut ground = Ground::one().await;
    ground.config.jobs.workers = 2;
    let probe = Probe::new();
    let running = ground.start_with(probe.handlers()).await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(enqueue(running.store(), &job(HANG)).await);
    }
    for finished in 0..5 {
        let most = (finished + 2).min(5);
        let all_begun = async || (probe.begun().len() == most).then_some(());
        until("as many as may have begun", all_begun).await;
        let filter = JobFilter {
            state: Some(JobState::Running),
            ..JobFilter::default()
        };
        let page = running.store().jobs(&filter, PageRequest::first(9)).await;
        assert!(page.expect("a page").items.len() <= 2);
        probe.gate.add_permits(1);
    }
    for id in ids {
        reached(running.store(), id, JobState::Done).await;
    }
    running.stop().await;
}

#[tokio::test]
async fn failures_and_panics_are_tried_again_and_then_given_up() {
    for ground in Ground::each().await {
        let probe = Probe::new();
        let running = ground.start_with(probe.handlers()).await;
        for (what, words) in [
            (FAIL, "no luck"),
            (PANIC, "the handler panicked: out of luck"),
        ] {
            let id = enqueue(running.store(), &job(what).attempts(2)).await;
            let waiting = until("the first attempt failed", async || {
                let job = running.store().job(id).await.expect("an answer")?;
                job.last_error.is_some().then_some(job)
            })
            .await;
            let (state, attempts) = (waiting.state, waiting.attempts);
            assert_eq!((state, attempts), (JobState::Queued, 1));
            assert_eq!(waiting.last_error.as_deref(), Some(words));
            assert!(waiting.run_at - ground.clock.now() <= TimeDelta::minutes(1));
            ground.pass(Duration::from_secs(60));
            let dead = reached(running.store(), id, JobState::Dead).await;
            assert_eq!(dead.attempts, 2);
        }
        let metrics = running.api().plain(reqwest::Method::GET, "/metrics");
        let metrics = metrics.send().await.expect("an answer");
        let text = metrics.text();
        let line = r#"simpleinboxes_job_attempts_total{kind="test",outcome="failed"} 4"#;
        assert!(text.contains(line), "{text}");
        assert!(
            text.contains(r#"simpleinboxes_jobs{state="dead"}"#),
            "{text}"
        );
        running.stop().await;
    }
}

/// A vendor that is down uses up no attempts of those who wait for it.
#[tokio::test]
async fn what_is_put_off_is_no_attempt() {
    for ground in Ground::each().await {
        let probe = Probe::new();
        let running = ground.start_with(probe.handlers()).await;
        let id = enqueue(running.store(), &job(PUT_OFF).attempts(1)).await;
        for begun in 1..=3 {
            let waiting = until("it was put off", async || {
                let job = running.store().job(id).await.expect("an answer")?;
                let again = probe.begun().len() == begun && job.state == JobState::Queued;
                again.then_some(job)
            })
            .await;
            assert_eq!(waiting.attempts, 0);
            assert_eq!(
                waiting.last_error.as_deref(),
                Some("the vendor is left alone")
            );
            assert_eq!(waiting.run_at - ground.clock.now(), TimeDelta::seconds(30));
            ground.pass(Duration::from_secs(30));
        }
        running.stop().await;
    }
}

#[tokio::test]
async fn what_cannot_succeed_is_given_up_at_once() {
    let ground = Ground::one().await;
    let running = ground.start_with(Probe::new().handlers()).await;
    let hopeless = enqueue(running.store(), &job(HOPELESS)).await;
    let unknown = enqueue(running.store(), &NewJob::new("of tomorrow")).await;
    let dead = reached(running.store(), hopeless, JobState::Dead).await;
    assert_eq!(
        (dead.attempts, dead.last_error.as_deref()),
        (1, Some("no hope"))
    );
    let dead = reached(running.store(), unknown, JobState::Dead).await;
    let words = "this version of the program knows no kind of job called \"of tomorrow\"";
    assert_eq!(dead.last_error.as_deref(), Some(words));
    running.stop().await;
}

#[tokio::test]
async fn the_job_of_a_killed_process_is_done_by_another() {
    for ground in Ground::each().await {
        let probe = Probe::new();
        let running = ground.start_with(probe.handlers()).await;
        // All of it in one transaction of the store, so that the service does not come first.
        let killed = ground.database.open(ground.clock.clone()).await;
        let later = ground.clock.now() + TimeDelta::seconds(30);
        let id = enqueue(&killed, &job("anything").at(later)).await;
        running.stop().await;
        ground.pass(Duration::from_secs(30));
        let request = LeaseRequest {
            worker: id_of_worker(),
            limit: 1,
            time: TimeDelta::seconds(60),
            clock_offset: None,
        };
        let leased = killed.lease_jobs(request).await.expect("leased");
        assert_eq!(leased.len(), 1);
        killed.close().await.expect("closed");

        let running = ground.start_with(probe.handlers()).await;
        let other = enqueue(running.store(), &job("anything")).await;
        reached(running.store(), other, JobState::Done).await;
        assert_eq!(probe.begun(), [other]);
        ground.pass(Duration::from_secs(60));
        let done = reached(running.store(), id, JobState::Done).await;
        assert_eq!(done.attempts, 2);
        running.stop().await;
    }
}

fn id_of_worker() -> uuid::Uuid {
    uuid::Uuid::from_u128(7)
}
