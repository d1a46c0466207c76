//! The operator's commands.

use simpleinboxes_core::id::JobId;
use simpleinboxes_store::{JobState, NewJob};
use simpleinboxes_tests::{process::Ended, service::Ground};
use tempfile::TempDir;

use super::enqueue;

/// Runs the program with a command on the ground's database.
async fn run(ground: &Ground, folder: &TempDir, line: &[&str]) -> Ended {
    let launch = ground.launch("program::child", folder.path());
    launch.args(line.iter().copied()).run().await
}

async fn well(ground: &Ground, folder: &TempDir, line: &[&str]) -> String {
    let ended = run(ground, folder, line).await;
    assert!(ended.status.success(), "{}", ended.log);
    ended.output
}

async fn refused(ground: &Ground, folder: &TempDir, line: &[&str]) -> String {
    let ended = run(ground, folder, line).await;
    assert!(!ended.status.success(), "{}", ended.output);
    ended.log
}

/// What is in the queue from the start of the service on.
const RECURRING: [&str; 7] = [
    "domain-checks",
    "housekeeping",
    "orders-upkeep",
    "payments-upkeep",
    "recovery-upkeep",
    "tool-listings",
    "work-upkeep",
];

#[tokio::test]
async fn jobs_are_run_listed_shown_and_retried() {
    for ground in Ground::each().await {
        let folder = TempDir::new().expect("a folder");
        let store = ground.database.open(ground.clock.clone()).await;
        let new = NewJob::new("of tomorrow").account(ground.acme.id);
        let new = new
            .payload(&serde_json::json!({"wallet": 7}))
            .expect("JSON");
        let id = enqueue(&store, &new).await;
        let text = id.to_string();

        let ran = well(&ground, &folder, &["jobs", "run-due"]).await;
        for recurring in RECURRING {
            assert!(ran.contains(&format!("{recurring}  done")), "{ran}");
        }
        assert!(
            ran.contains(&format!("{text}  of tomorrow  failed, dead now: ")),
            "{ran}"
        );
        assert!(
            ran.ends_with(&format!(
                "Nothing more is due; {} done, 1 failed.\n",
                RECURRING.len()
            )),
            "{ran}"
        );
        let ran = well(&ground, &folder, &["jobs", "run-due"]).await;
        assert_eq!(ran, "Nothing more is due; 0 done, 0 failed.\n");

        let all = well(&ground, &folder, &["jobs", "list"]).await;
        let lines: Vec<_> = all.lines().collect();
        assert_eq!(lines.len(), 2 + RECURRING.len(), "{all}");
        assert!(
            lines[0].starts_with("ID ") && lines[0].ends_with("ERROR"),
            "{all}"
        );
        let dead = well(&ground, &folder, &["jobs", "list", "--state", "dead"]).await;
        let lines: Vec<_> = dead.lines().collect();
        let account = ground.acme.id.to_string();
        assert!(
            lines.len() == 2
                && [&text, "dead", "1/10", &account]
                    .iter()
                    .all(|w| lines[1].contains(*w)),
            "{dead}"
        );
        let kind = ["jobs", "list", "--kind", "housekeeping", "--limit", "1"];
        assert_eq!(well(&ground, &folder, &kind).await.lines().count(), 2);
        let limited = well(&ground, &folder, &["jobs", "list", "--limit", "1"]).await;
        assert!(
            limited.ends_with("There are more; --limit shows them.\n"),
            "{limited}"
        );

        let shown = well(&ground, &folder, &["jobs", "show", &text]).await;
        for words in ["{\"wallet\":7}", "dead", "knows no kind of job", "1 of 10"] {
            assert!(shown.contains(words), "{words} in {shown}");
        }
        let retried = well(&ground, &folder, &["jobs", "retry", &text]).await;
        assert_eq!(retried, format!("{text} is in the queue again.\n"));
        let job = store.job(id).await.expect("an answer").expect("a job");
        assert_eq!((job.state, job.attempts), (JobState::Queued, 0));
    }
}

#[tokio::test]
async fn what_cannot_be_done_is_said() {
    let ground = Ground::one().await;
    let folder = TempDir::new().expect("a folder");
    let store = ground.database.open(ground.clock.clone()).await;
    let id = enqueue(&store, &NewJob::new("test")).await.to_string();
    let log = refused(&ground, &folder, &["jobs", "retry", &id]).await;
    assert!(log.contains("was not given up: it is queued"), "{log}");
    let none = JobId::from_uuid(uuid::Uuid::from_u128(7)).to_string();
    for verb in ["show", "retry"] {
        let log = refused(&ground, &folder, &["jobs", verb, &none]).await;
        assert!(log.contains(&format!("there is no job {none}")), "{log}");
    }
    let log = refused(&ground, &folder, &["jobs", "show", "ord_7"]).await;
    assert!(log.contains("not a job id"), "{log}");
    let log = refused(&ground, &folder, &["jobs", "list", "--state", "gone"]).await;
    assert!(log.contains("unknown job state"), "{log}");
}
