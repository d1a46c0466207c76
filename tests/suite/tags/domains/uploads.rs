//! Uploads of domains to their sending tool, asked for again.

use futures::future::join_all;
use serde_json::{Value, json};
use simpleinboxes_core::status::{DomainStatus, InboxStatus, OrderStatus};
use simpleinboxes_store::testing::snapshot;
use simpleinboxes_tests::{
    api::{Answer, Api, Call},
    service::{Ground, Running},
};

const AT_ONCE: usize = 50;

/// A service on each engine that does no work by itself, with two domains that have a sending tool,
/// and one that has none.
async fn worlds() -> Vec<(Ground, Running)> {
    let mut worlds = Vec::new();
    for mut ground in Ground::each().await {
        ground.config.jobs.workers = 0;
        let running = ground.start().await;
        let owner = running.with(&ground.acme.key);
        let workspace = owner.make_client("Northwind").await;
        let seed = running.seed(&ground.acme, workspace.parse().expect("an id"));
        let credential = owner.make_credential("Northwind", "The first").await;
        for name in ["one.com", "two.com", "without.com"] {
            let order = seed.order(OrderStatus::Active).await;
            let domain = seed.domain(order, name, DomainStatus::Active).await;
            seed.inbox(order, domain, "jane", InboxStatus::Active).await;
            if name != "without.com" {
                let body = json!({"credentialId": credential});
                let path = format!("/domains/{name}/add-sending-tool");
                let attached = owner.post(&path, &body).await.data(200);
                assert_eq!(attached["uploadAction"], Value::Null);
            }
        }
        worlds.push((ground, running));
    }
    worlds
}

fn reupload(api: &Api, domain: &str, key: &str) -> Call {
    let path = format!("/domains/{domain}/reupload");
    api.request(reqwest::Method::POST, &path).once(key)
}

fn is_replay(answer: &Answer) -> bool {
    answer.header("idempotent-replayed") == Some("true")
}

async fn effects(running: &Running) -> usize {
    snapshot(running.store()).await["domain_actions"].len()
}

#[tokio::test]
async fn a_repeat_queues_nothing_again() {
    for (ground, running) in worlds().await {
        let owner = running.with(&ground.acme.key);
        let before = effects(&running).await;
        let first = reupload(&owner, "one.com", "again").await;
        let action = first.data(202);
        assert_eq!(action["type"], "upload_to_sending_tool");
        assert_eq!(
            (&action["status"], &action["itemsTotal"]),
            (&json!("queued"), &json!(1))
        );
        let again = reupload(&owner, "one.com", "again").await;
        assert!(!is_replay(&first) && is_replay(&again));
        assert_eq!((first.status, &first.body), (again.status, &again.body));
        // After a restart as well.
        let restarted = ground.start().await;
        let later = reupload(&restarted.with(&ground.acme.key), "one.com", "again").await;
        assert!(is_replay(&later) && later.body == first.body);
        assert_eq!(effects(&running).await - before, 1);
        // The key was for this domain.
        let other = reupload(&owner, "two.com", "again").await;
        other.refused(409, "IDEMPOTENCY_KEY_REUSED");
        // With another key it is another request, and the upload is still to come.
        let other = reupload(&owner, "one.com", "another").await;
        other.refused(409, "CONFLICT");
        assert_eq!(effects(&running).await - before, 1);
        restarted.stop().await;
    }
}

#[tokio::test]
async fn many_at_once_are_one() {
    for (ground, running) in worlds().await {
        let owner = running.with(&ground.acme.key);
        let before = effects(&running).await;
        let calls = (0..AT_ONCE).map(|_| {
            let call = reupload(&owner, "one.com", "at-once");
            async move { call.await }
        });
        let mut fresh = 0;
        for answer in join_all(calls).await {
            if answer.status == 409 {
                answer.refused(409, "CONFLICT");
                continue;
            }
            answer.data(202);
            fresh += usize::from(!is_replay(&answer));
        }
        assert_eq!(fresh, 1);
        assert_eq!(effects(&running).await - before, 1);
        let actions = owner.get("/domains/one.com/actions?status=all").await;
        assert_eq!(actions.data(200).as_array().map(Vec::len), Some(1));
    }
}

#[tokio::test]
async fn a_domain_without_a_tool_is_not_uploaded() {
    for (ground, running) in worlds().await {
        let owner = running.with(&ground.acme.key);
        let answer = reupload(&owner, "without.com", "none").await;
        let error = answer.refused(409, "CONFLICT");
        let message = error["message"].as_str().expect("a message");
        assert!(message.contains("no sending tool"), "{message}");
        let none = reupload(&owner, "not-here.com", "none-here").await;
        none.refused(404, "NOT_FOUND");
    }
}
