//! Automatic top-ups in the sandbox: what a card does, they do.

use std::time::Duration;

use simpleinboxes_core::status::DeclineReason;
use simpleinboxes_store::{AutoRecharge, Wallet};
use simpleinboxes_tests::{service::Ground, until::until};

use super::{Till, charge, credit, recharge, set_recharge};

impl Till {
    /// 60.00 in the wallet, this card, and the setting.
    async fn with_card(&self, number: &str) {
        self.save_card(number).await;
        credit(self.store(), &self.ground.acme, 6_000).await;
        set_recharge(self.store(), &self.ground.acme, None).await;
    }

    async fn failures(&self, count: u32) -> AutoRecharge {
        until(&format!("{count} failures"), async || {
            let now = recharge(self.store(), &self.ground.acme).await;
            (now.consecutive_failures == count).then_some(now)
        })
        .await
    }
}

#[tokio::test]
async fn a_dip_is_filled_up_once() {
    for till in Till::each().await {
        till.with_card("4242424242424242").await;
        for charged in 0..5 {
            let key = format!("order-{charged}");
            charge(till.store(), &till.ground.acme, &key, 300).await;
        }
        till.holds(Wallet::Master, 24_500).await;
        // Time passes, upkeep looks, replicas look: there is nothing more to do.
        let second = till.ground.start().await;
        till.ground.pass(Duration::from_secs(3600));
        charge(till.store(), &till.ground.acme, "after", 100).await;
        till.holds(Wallet::Master, 24_400).await;
        let shown = recharge(till.store(), &till.ground.acme).await;
        assert_eq!(shown.charged_this_month.get(), 20_000);
        till.sound().await;
        second.stop().await;
        till.running.stop().await;
    }
}

#[tokio::test]
async fn a_card_that_is_declined_is_tried_three_times() {
    for till in Till::each().await {
        till.with_card("4000000000000341").await;
        charge(till.store(), &till.ground.acme, "order", 1_500).await;
        let first = till.failures(1).await;
        assert_eq!(first.last_failure_reason, Some(DeclineReason::CardDeclined));
        assert!(first.next_attempt_at.is_some());
        till.ground.pass(Duration::from_secs(3600));
        till.failures(2).await;
        till.ground.pass(Duration::from_secs(6 * 3600));
        let off = till.failures(3).await;
        assert!(!off.enabled && off.next_attempt_at.is_none());
        till.holds(Wallet::Master, 4_500).await;

        // With another card, set anew, it works right away.
        till.save_card("4242424242424242").await;
        set_recharge(till.store(), &till.ground.acme, None).await;
        till.holds(Wallet::Master, 24_500).await;
        till.sound().await;
        till.running.stop().await;
    }
}

#[tokio::test]
async fn what_banks_want_is_told_apart() {
    let till = Till::on(Ground::one().await).await;
    let setup = till
        .api
        .post("/payments/setup-intent", &serde_json::Value::Null);
    let setup = setup.await.data(201);
    let secret = setup["clientSecret"].as_str().expect("a secret");
    let url = format!("{}/sandbox/setup/{secret}", till.api.origin());
    let page = till.browser.get(&url).await;
    let typed = super::browser::card("4000002500003155");
    let asked = till.browser.send(&page, &typed).await;
    let yes = [("answer", "yes".to_owned())];
    let saved = till.browser.send(&asked, &yes).await;
    assert!(saved.html.contains("Saved"), "{}", saved.html);
    until("the card is saved", async || {
        let found = till.api.get("/payments/method").await.data(200);
        found["paymentMethod"].is_object().then_some(())
    })
    .await;
    set_recharge(till.store(), &till.ground.acme, None).await;
    let failed = till.failures(1).await;
    let reason = Some(DeclineReason::AuthenticationRequired);
    assert_eq!(failed.last_failure_reason, reason);
    till.running.stop().await;
}

#[tokio::test]
async fn a_slow_payment_is_waited_for_and_not_made_twice() {
    for till in Till::each().await {
        till.with_card("4000000000006009").await;
        charge(till.store(), &till.ground.acme, "order", 1_500).await;
        until("an attempt was begun", async || {
            let now = recharge(till.store(), &till.ground.acme).await;
            now.last_attempt_at.map(drop)
        })
        .await;
        charge(till.store(), &till.ground.acme, "more", 500).await;
        // It is asked about every ten minutes, and decided when it is asked for the second time.
        until("the money is there", async || {
            till.ground.pass(Duration::from_secs(601));
            let held = super::balance(till.store(), &till.ground.acme, Wallet::Master).await;
            assert!(held == 4_000 || held == 24_000, "{held}");
            (held == 24_000).then_some(())
        })
        .await;
        let shown = recharge(till.store(), &till.ground.acme).await;
        assert_eq!(shown.charged_this_month.get(), 20_000);
        till.sound().await;
        till.running.stop().await;
    }
}

#[tokio::test]
async fn the_monthly_limit_holds() {
    let till = Till::on(Ground::one().await).await;
    till.save_card("4242424242424242").await;
    set_recharge(till.store(), &till.ground.acme, Some(30_000)).await;
    till.holds(Wallet::Master, 20_000).await;
    charge(till.store(), &till.ground.acme, "much", 19_000).await;
    until("the job was done", async || {
        let jobs = super::waiting(till.store()).await;
        (jobs == 0).then_some(())
    })
    .await;
    till.holds(Wallet::Master, 1_000).await;
    till.running.stop().await;
}
