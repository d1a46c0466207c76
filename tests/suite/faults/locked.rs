//! Somebody else holds the database's lock.

use futures::future::join_all;
use reqwest::Method;
use serde_json::json;
use simpleinboxes_tests::{hold::Hold, service::Ground};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_locked_database_stops_writes_alone_and_only_while_it_is_locked() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        let hold = Hold::take(&ground.database, "workspaces, audit_log").await;
        let make = |number| api.post("/clients", &json!({"name": format!("Client {number}")}));
        let writes = join_all((0..5).map(|number| async move { make(number).await }));
        let reads = async {
            for _ in 0..20 {
                api.get("/clients").await.data(200);
                assert_eq!(
                    running.api().plain(Method::GET, "/readyz").await.status,
                    200
                );
            }
        };
        let (writes, ()) = tokio::join!(writes, reads);
        for write in writes {
            write.refused(503, "SERVICE_UNAVAILABLE");
            assert!(write.number("retry-after") > 0);
        }
        hold.release().await;
        // The first write after it succeeds, and what was refused had no effect.
        make(0).await.data(201);
        assert_eq!(api.all("/clients").await.len(), 2);
    }
}

#[tokio::test]
async fn what_was_refused_for_the_lock_can_be_repeated() {
    for ground in Ground::each().await {
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        let make = || {
            api.post("/clients", &json!({"name": "Northwind"}))
                .once("again")
        };
        let hold = Hold::take(&ground.database, "workspaces, audit_log").await;
        make().await.refused(503, "SERVICE_UNAVAILABLE");
        hold.release().await;
        let first = make().await;
        first.data(201);
        assert_eq!(first.header("idempotent-replayed"), None);
        assert_eq!(make().await.body, first.body);
    }
}
