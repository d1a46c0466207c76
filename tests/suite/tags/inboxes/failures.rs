//! Mailboxes that can't be made, now or ever.

use std::time::Duration;

use simpleinboxes_core::status::{DomainStatus, InboxStatus, MailboxProvider};
use simpleinboxes_tests::until::until;

use super::{Yard, text};

#[tokio::test]
async fn one_that_is_refused_fails_alone_and_is_paid_back() {
    for yard in Yard::each().await {
        let usernames = ["jane", "refused.john", "taken.jim", "zoe"];
        let order = yard
            .order(MailboxProvider::Google, "try-northwind.com", &usernames)
            .await;
        let made = yard.made("try-northwind.com").await;
        let status = |name: &str| text(&made[name]["status"]);
        assert_eq!(
            usernames.map(status),
            ["active", "failed", "failed", "active"]
        );
        let reason = text(&made["refused.john"]["failureReason"]);
        assert!(reason.contains("reserved"), "{reason}");
        yard.get(&made["refused.john"], "/credentials")
            .await
            .refused(409, "CONFLICT");
        let caller = yard.ground.acme.caller();
        let placed = until("the order is active", async || {
            yard.ground.pass(Duration::from_secs(1));
            let scoped = yard.running.store().scoped(&caller);
            let found = scoped.order(order).await.expect("read").expect("there");
            (found.domains[0].status == DomainStatus::Active).then_some(found)
        })
        .await;
        assert_eq!(placed.order.refunded.get(), 2 * 350);
    }
}

#[tokio::test]
async fn a_domain_is_lost_when_none_can_be_made() {
    for yard in Yard::each().await {
        let order = yard
            .order(
                MailboxProvider::Microsoft,
                "try-northwind.com",
                &["refused.jane", "refused.john"],
            )
            .await;
        let made = yard.made("try-northwind.com").await;
        assert!(made.values().all(|inbox| inbox["status"] == "failed"));
        let caller = yard.ground.acme.caller();
        let scoped = yard.running.store().scoped(&caller);
        let found = scoped.order(order).await.expect("read").expect("there");
        assert_eq!(found.domains[0].status, DomainStatus::Failed);
        assert_eq!(found.order.refunded, found.order.pricing.total);
    }
}

#[tokio::test]
async fn what_passes_is_waited_for_and_holds_up_nobody_else() {
    for yard in Yard::each().await {
        let google = MailboxProvider::Google;
        // Verified when it is asked for the third time.
        let slow = yard.inbox(google, "slow-northwind.com", "jane").await;
        assert_eq!(slow["status"], "active");
        yard.order(google, "try-northwind.com", &["down.jane", "john"])
            .await;
        let domain = "try-northwind.com";
        let john = until("the other one is made", async || {
            yard.ground.pass(Duration::from_secs(1));
            let path = format!("/inboxes?domain={domain}&q=john&status=active");
            let found = yard.api.get(&path).await.data(200);
            found.as_array()?.first().cloned()
        })
        .await;
        assert_eq!(text(&john["username"]), "john");
        let path = format!("/inboxes?domain={domain}&q=down");
        let down = yard.api.get(&path).await.data(200);
        assert_eq!(down[0]["status"], InboxStatus::Provisioning.as_str());
        // It is given up alone, when no attempt is left.
        let made = until("it is given up", async || {
            yard.ground.pass(Duration::from_secs(600));
            let found = yard.api.get(&path).await.data(200);
            (found[0]["status"] == "failed").then(|| found[0].clone())
        })
        .await;
        assert!(text(&made["failureReason"]).contains("503"), "{made}");
    }
}
