//! What the tool has, against what it was handed.

use std::time::Duration;

use serde_json::{Value, json};
use simpleinboxes_tests::{made::text, tool::Fault, until::until};

use super::World;

/// Longer than it takes until a credential's accounts are listed again.
const A_WHILE: Duration = Duration::from_secs(7 * 3600);

impl World {
    async fn drift(&self, email: &str) -> Value {
        self.inbox(email).await["sendingTool"]["drift"].take()
    }

    /// What the next listing shows of an inbox.
    async fn seen_next(&self, email: &str) -> String {
        let before = self.drift(email).await["checkedAt"].clone();
        let mut looks = 0_u32;
        until("it is looked at again", async || {
            // The listing before may have ended just now, and have put off the next one from then.
            let due = looks.is_multiple_of(200);
            self.ground
                .pass(if due { A_WHILE } else { Duration::from_secs(1) });
            looks += 1;
            let drift = self.drift(email).await;
            (drift["checkedAt"] != before).then(|| text(&drift["status"]))
        })
        .await
    }
}

#[tokio::test]
async fn what_the_tool_has_otherwise_is_told_with_the_inbox() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        let usernames = ["altered", "broken", "cooled", "kept", "lost"];
        world.uploaded("northwind.com", &usernames).await;
        assert_eq!(world.seen_next("kept@northwind.com").await, "in_sync");

        accounts.alter("altered@northwind.com", "daily_limit", json!(500));
        accounts.can_sign_in("broken@northwind.com", false);
        accounts.alter("cooled@northwind.com", "warmup_status", json!(0));
        accounts.lose("lost@northwind.com");
        // What others have there is nothing to us.
        accounts.put(json!({"email": "boss@elsewhere.com", "daily_limit": 1}));
        // What is missing is known at the end alone.
        assert_eq!(world.seen_next("lost@northwind.com").await, "missing");
        for (username, expected) in [
            ("altered", "changed"),
            ("broken", "disconnected"),
            ("cooled", "changed"),
            ("kept", "in_sync"),
            ("lost", "missing"),
        ] {
            let drift = world.drift(&format!("{username}@northwind.com")).await;
            assert_eq!(drift["status"], expected, "{username}");
        }
        // Handed over again, nothing is known until the next look.
        accounts.can_sign_in("broken@northwind.com", true);
        world.reupload("northwind.com").await;
        world
            .ended("northwind.com", "upload_to_sending_tool", "succeeded")
            .await;
        let unknown = json!({"status": "unknown", "checkedAt": null});
        assert_eq!(world.drift("lost@northwind.com").await, unknown);
        assert_eq!(world.seen_next("lost@northwind.com").await, "in_sync");
        for username in ["altered", "cooled"] {
            let drift = world.drift(&format!("{username}@northwind.com")).await;
            assert_eq!(drift["status"], "in_sync", "{username} is mended");
        }
    }
}

#[tokio::test]
async fn a_listing_goes_through_all_pages() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        world.uploaded("northwind.com", &["zoe"]).await;
        for number in 0..250 {
            accounts.put(json!({"email": format!("other{number:03}@elsewhere.com")}));
        }
        let _ = accounts.seen();
        assert_eq!(world.seen_next("zoe@northwind.com").await, "in_sync");
        let pages = accounts.seen().into_iter();
        assert!(pages.filter(|seen| seen.path == "/accounts").count() >= 3);
    }
}

#[tokio::test]
async fn a_tool_that_does_not_answer_has_lost_nothing() {
    for world in World::each().await {
        let accounts = &world.tool.accounts;
        world.uploaded("northwind.com", &["jane"]).await;
        for fault in [Fault::Down, Fault::Busy(1800)] {
            accounts.fault(Some(fault));
            let _ = accounts.seen();
            world.ground.pass(A_WHILE);
            until("the tool is asked", async || {
                world.ground.pass(Duration::from_secs(1));
                (!accounts.seen().is_empty()).then_some(())
            })
            .await;
            assert_ne!(world.drift("jane@northwind.com").await["status"], "missing");
        }
        accounts.fault(None);
        assert_eq!(world.seen_next("jane@northwind.com").await, "in_sync");
    }
}
