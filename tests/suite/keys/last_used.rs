//! When a key was last used: exact to a minute, and not a write a request.

use std::time::Duration;

use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_store::Store;
use simpleinboxes_tests::{hold::Hold, service::Ground};

async fn last_used(store: &Store, ground: &Ground) -> Option<chrono::DateTime<chrono::Utc>> {
    let key = store
        .scoped(&ground.acme.caller())
        .api_key(ground.acme.key_id)
        .await;
    key.expect("the database answers")
        .expect("the key")
        .last_used_at
}

#[tokio::test]
async fn a_read_needs_no_write() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        // While nobody can write, whoever reads and writes nothing is not held up: were there a
        // write, it would fail for want of the lock.
        let hold = Hold::take(&ground.database, "api_keys, audit_log, workspaces").await;
        for _ in 0..20 {
            api.get("/workspaces").await.data(200);
        }
        hold.release().await;
    }
}

#[tokio::test]
async fn uses_are_written_in_time_and_a_minute_apart() {
    for ground in Ground::each().await {
        let before = ground.database.open(ground.clock.clone()).await;
        assert_eq!(last_used(&before, &ground).await, None);
        before.close().await.expect("closed");

        let mut used = Vec::new();
        // Before the first use, within the minute after it, and after that.
        for wait in [0, 59, 1] {
            ground.pass(Duration::from_secs(wait));
            let running = ground.start().await;
            running
                .with(&ground.acme.key)
                .get("/workspaces")
                .await
                .data(200);
            // What is gathered is written at the latest when the service stops.
            running.stop().await;
            let after = ground.database.open(ground.clock.clone()).await;
            used.push(last_used(&after, &ground).await.expect("written"));
            after.close().await.expect("closed");
        }
        assert_eq!(used[0], used[1]);
        assert_eq!(used[2], ground.clock.now());
    }
}
