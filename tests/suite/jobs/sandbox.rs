//! A sandbox's time, moved while services run.

use chrono::{TimeDelta, Utc};
use serde_json::json;
use simpleinboxes_store::{JobState, NewJob};
use simpleinboxes_tests::{process::Launch, service::Ground, until::until};
use tempfile::TempDir;

use super::{Probe, enqueue, job, reached};

fn sandbox(ground: &Ground, folder: &TempDir) -> Launch {
    let launch = ground.launch("program::child", folder.path());
    launch.env("SIMPLEINBOXES_ENVIRONMENT", "sandbox")
}

#[tokio::test]
async fn time_that_is_moved_passes_in_every_process() {
    for ground in Ground::each().await {
        let folder = TempDir::new().expect("a folder");
        let launch = sandbox(&ground, &folder);
        let (one, first) = launch.serve().await;
        let (two, second) = launch.serve().await;
        let apis = [first, second].map(|api| api.with(&ground.acme.key));
        let end = (Utc::now() + TimeDelta::days(30)).to_rfc3339();
        let body = json!({"name": "A month", "scopes": ["read"], "expiresAt": end});
        let made = apis[0].make_key_as(&body).await;
        let store = ground.database.open(ground.clock.clone()).await;
        let later = Utc::now() + TimeDelta::days(34);
        let due = enqueue(&store, &NewJob::new("of tomorrow").at(later)).await;
        for api in &apis {
            api.with(&made.key).get("/workspaces").await.data(200);
        }

        let moved = launch.advance("35d").await;
        let now = moved.output.trim().strip_prefix("The time is now ");
        let now = now.and_then(|now| now.strip_suffix('.')).expect("a time");
        let now: chrono::DateTime<Utc> = now.parse().expect("a time");
        let passed = now - Utc::now();
        assert!(passed > TimeDelta::days(34) && passed <= TimeDelta::days(35));
        for api in &apis {
            let key = api.with(&made.key);
            until("the key has ended", async || {
                (key.get("/workspaces").await.status == 401).then_some(())
            })
            .await;
        }
        reached(&store, due, JobState::Dead).await;
        // A process that is started later has the same time.
        let (three, third) = launch.serve().await;
        let late = third.with(&made.key).get("/workspaces").await;
        late.refused(401, "INVALID_API_KEY");
        for program in [one, two, three] {
            program.kill().await;
        }
    }
}

#[tokio::test]
async fn a_move_wakes_the_workers() {
    for mut ground in Ground::each().await {
        ground.config.environment = simpleinboxes::config::Environment::Sandbox;
        ground.config.jobs.poll_ms = 3_600_000;
        let probe = Probe::new();
        let running = ground.start_with(probe.handlers()).await;
        let days = TimeDelta::days;
        let later = simpleinboxes_core::clock::Clock::now(&*ground.clock) + days(35);
        let id = enqueue(running.store(), &job("anything").at(later)).await;
        let outside = ground.database.open(ground.clock.clone()).await;
        outside.advance_clock(days(34)).await.expect("moved");
        outside.advance_clock(days(1)).await.expect("moved");
        let done = reached(running.store(), id, JobState::Done).await;
        assert!(done.finished_at.is_some_and(|at| at >= later));
        running.stop().await;
    }
}

#[tokio::test]
async fn time_is_moved_in_a_sandbox_alone_and_forward_alone() {
    let ground = Ground::one().await;
    let folder = TempDir::new().expect("a folder");
    let refused = async |launch: Launch, line: &[&str]| {
        let ended = launch.args(line.iter().copied()).run().await;
        assert!(!ended.status.success(), "{}", ended.output);
        ended.log
    };
    let live = ground.launch("program::child", folder.path());
    let log = refused(live, &["sandbox", "advance", "35d"]).await;
    assert!(log.contains("in a sandbox only"), "{log}");
    for (by, words) in [
        ("0s", "forward only"),
        ("200years", "forward only"),
        ("soon", "invalid value"),
        ("-5d", "unexpected argument"),
    ] {
        let log = refused(sandbox(&ground, &folder), &["sandbox", "advance", by]).await;
        assert!(log.contains(words), "{by}: {log}");
    }
    let store = ground.database.open(ground.clock.clone()).await;
    assert_eq!(store.clock_offset().await.expect("read"), TimeDelta::zero());
}
