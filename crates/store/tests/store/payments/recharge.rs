//! Automatic top-ups: when one is due, and what becomes of its attempts.

use chrono::TimeDelta;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::status::{DeclineReason, TopupKind};
use simpleinboxes_store::{
    AUTO_RECHARGE_JOB, AutoRecharge, Fallback, JobFilter, JobState, NewAutoRecharge, PageRequest,
    RechargeStep, Topup, Wallet,
};
use uuid::Uuid;

use super::report;
use crate::support::{World, worlds};

fn setting() -> NewAutoRecharge {
    NewAutoRecharge {
        enabled: true,
        threshold: Cents::new(5_000),
        amount: Cents::new(20_000),
        monthly_limit: None,
    }
}

impl World {
    /// acme with 60.00 in its wallet, a card, and this setting.
    async fn with_setting(&self, setting: &NewAutoRecharge) {
        self.become_customer().await;
        self.save_card().await;
        self.pay_in(Wallet::Master, "start", 6_000).await;
        self.set(Wallet::Master, setting).await;
    }

    async fn set(&self, wallet: Wallet, setting: &NewAutoRecharge) -> AutoRecharge {
        let caller = self.acme.caller;
        self.run(&caller, async |tx| {
            tx.set_auto_recharge(wallet, setting).await
        })
        .await
        .expect("set")
        .expect("in use")
    }

    async fn shown(&self) -> AutoRecharge {
        let scoped = self.store.scoped(&self.acme.caller);
        scoped.auto_recharge(Wallet::Master).await.expect("read")
    }

    /// The wallets of the jobs that are waiting.
    async fn waiting(&self) -> Vec<Uuid> {
        let filter = JobFilter {
            state: Some(JobState::Queued),
            kind: Some(AUTO_RECHARGE_JOB.to_owned()),
            account: None,
        };
        let page = self.store.jobs(&filter, PageRequest::first(50)).await;
        let page = page.expect("a page");
        page.items
            .iter()
            .map(|job| {
                let wallet = job.payload["wallet"].as_str().expect("a wallet");
                wallet.parse().expect("an id")
            })
            .collect()
    }

    async fn step(&self) -> RechargeStep {
        let [wallet] = self.waiting().await[..] else {
            panic!("one job")
        };
        self.ledger(&self.system(), async |tx| {
            tx.begin_recharge(wallet, "sandbox").await
        })
        .await
        .expect("a step")
    }

    async fn begun(&self) -> Topup {
        match self.step().await {
            RechargeStep::Begun(topup) => topup,
            other => panic!("{other:?}"),
        }
    }

    async fn decline(&self, topup: &Topup) {
        let reason = DeclineReason::CardDeclined;
        let failed = self
            .ledger(&self.system(), async |tx| {
                tx.fail_recharge(topup.id, reason, "Your card was declined.")
                    .await
            })
            .await;
        failed.expect("failed").expect("counted");
    }
}

#[tokio::test]
async fn a_dip_is_topped_up_once() {
    for world in worlds().await {
        world.with_setting(&setting()).await;
        let first = world.acme.first.id;
        world.charge(first, "a", 1_000).await.expect("charged");
        assert!(world.waiting().await.is_empty(), "5,000 is not below 5,000");
        world.charge(first, "b", 1).await.expect("charged");
        world.charge(first, "c", 1).await.expect("charged");
        assert_eq!(world.waiting().await.len(), 1);

        let topup = world.begun().await;
        assert_eq!(
            (topup.kind, topup.amount),
            (TopupKind::Auto, Cents::new(20_000))
        );
        assert_eq!(topup.payment_method.as_deref(), Some("pm_1"));
        // Whoever comes now finds the attempt and makes no other.
        assert_eq!(world.step().await, RechargeStep::UnderWay(topup.clone()));
        world.charge(first, "d", 8).await.expect("charged");
        world.paid(topup.id, &report(20_000)).await.expect("paid");
        assert_eq!(world.held(&topup).await, 24_990);
        assert_eq!(world.step().await, RechargeStep::Nothing);
        let shown = world.shown().await;
        assert_eq!(shown.charged_this_month, Cents::new(20_000));
        assert_eq!(shown.consecutive_failures, 0);
        assert!(shown.last_attempt_at.is_some() && shown.next_attempt_at.is_none());
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn a_charge_during_an_attempt_that_leaves_too_little_is_another_dip() {
    for world in worlds().await {
        let small = NewAutoRecharge {
            amount: Cents::new(500),
            ..setting()
        };
        world.with_setting(&small).await;
        let first = world.acme.first.id;
        world.charge(first, "a", 1_001).await.expect("charged");
        let topup = world.begun().await;
        world.charge(first, "b", 3_000).await.expect("charged");
        world.paid(topup.id, &report(500)).await.expect("paid");
        let next = world.begun().await;
        assert_ne!(next.id, topup.id);
        let mut second = report(500);
        second.payment = Some("pi_2".to_owned());
        world.paid(next.id, &second).await.expect("paid");
        // Still below, but no charge came since: once for each time.
        assert_eq!(world.held(&next).await, 2_999);
        assert_eq!(world.step().await, RechargeStep::Nothing);
    }
}

#[tokio::test]
async fn after_three_failures_in_a_row_it_is_off() {
    for world in worlds().await {
        world.with_setting(&setting()).await;
        let first = world.acme.first.id;
        world.charge(first, "a", 2_000).await.expect("charged");
        for (failures, wait) in [(1, 1), (2, 6)] {
            let topup = world.begun().await;
            let now = topup.created_at;
            world.decline(&topup).await;
            let shown = world.shown().await;
            let next = now + TimeDelta::hours(wait);
            assert_eq!(shown.consecutive_failures, failures);
            assert_eq!(shown.next_attempt_at, Some(next));
            assert_eq!(shown.last_failure_reason, Some(DeclineReason::CardDeclined));
            assert!(shown.enabled);
            assert_eq!(world.step().await, RechargeStep::Later(next));
            // A charge does not bring it forward.
            world
                .charge(first, &format!("more-{failures}"), 1)
                .await
                .expect("charged");
            assert_eq!(world.step().await, RechargeStep::Later(next));
            world.clock.advance(TimeDelta::hours(wait));
        }
        let topup = world.begun().await;
        world.decline(&topup).await;
        let shown = world.shown().await;
        assert_eq!((shown.enabled, shown.consecutive_failures), (false, 3));
        assert_eq!(shown.next_attempt_at, None);
        assert_eq!(world.step().await, RechargeStep::Nothing);
        world.charge(first, "last", 1).await.expect("charged");
        assert_eq!(world.step().await, RechargeStep::Nothing);

        let anew = world.set(Wallet::Master, &setting()).await;
        assert_eq!((anew.enabled, anew.consecutive_failures), (true, 0));
        assert_eq!(anew.last_failure_reason, None);
        assert!(anew.last_attempt_at.is_some());
        world.begun().await;
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn without_a_card_an_attempt_fails_at_once() {
    for world in worlds().await {
        world.with_setting(&setting()).await;
        world
            .run(&world.system(), async |tx| {
                tx.keep_payment_method("sandbox", None).await
            })
            .await
            .expect("removed");
        world
            .charge(world.acme.first.id, "a", 2_000)
            .await
            .expect("charged");
        let step = world.step().await;
        let RechargeStep::Failed(failure) = step else {
            panic!("{step:?}")
        };
        assert_eq!(failure.reason, DeclineReason::PaymentMethodMissing);
        assert_eq!(world.shown().await.consecutive_failures, 1);
    }
}

#[tokio::test]
async fn no_more_is_paid_in_a_month_than_the_limit() {
    for world in worlds().await {
        let limited = NewAutoRecharge {
            amount: Cents::new(2_000),
            monthly_limit: Some(Cents::new(3_999)),
            ..setting()
        };
        world.with_setting(&limited).await;
        let first = world.acme.first.id;
        world.charge(first, "a", 1_500).await.expect("charged");
        let topup = world.begun().await;
        world.paid(topup.id, &report(2_000)).await.expect("paid");
        world.charge(first, "b", 2_000).await.expect("charged");
        assert_eq!(
            world.step().await,
            RechargeStep::Nothing,
            "beyond the limit"
        );
        world.clock.advance(TimeDelta::days(31));
        assert_eq!(world.shown().await.charged_this_month, Cents::ZERO);
        assert_eq!(world.step().await, RechargeStep::Nothing, "it was left out");
        world.charge(first, "c", 1).await.expect("charged");
        world.begun().await;
    }
}

#[tokio::test]
async fn a_wallet_that_is_below_when_it_is_set_is_topped_up_right_away() {
    for world in worlds().await {
        world.become_customer().await;
        world.save_card().await;
        world.set(Wallet::Master, &setting()).await;
        let topup = world.begun().await;
        // Set anew while the attempt is under way: it is not made twice.
        world.set(Wallet::Master, &setting()).await;
        assert!(matches!(world.step().await, RechargeStep::UnderWay(_)));
        world.paid(topup.id, &report(20_000)).await.expect("paid");
        assert_eq!(world.step().await, RechargeStep::Nothing);

        let off = NewAutoRecharge {
            enabled: false,
            ..setting()
        };
        world.set(Wallet::Master, &off).await;
        let first = world.acme.first.id;
        world.charge(first, "a", 19_000).await.expect("charged");
        assert_eq!(world.step().await, RechargeStep::Nothing);
    }
}

#[tokio::test]
async fn a_fallback_can_make_both_wallets_due() {
    for world in worlds().await {
        world.with_setting(&setting()).await;
        let fallback = Fallback {
            enabled: true,
            monthly_limit: None,
        };
        let own = world.dedicated("Own", fallback).await;
        let caller = world.acme.caller;
        let unused = world
            .run(&caller, async |tx| {
                let first = Wallet::Workspace(world.acme.first.id);
                tx.set_auto_recharge(first, &setting()).await
            })
            .await;
        assert_eq!(unused.expect("read"), None);
        world.pay_in(Wallet::Workspace(own), "own", 5_000).await;
        world.set(Wallet::Workspace(own), &setting()).await;
        world.charge(own, "a", 7_000).await.expect("charged");
        assert_eq!(world.waiting().await.len(), 2);
    }
}

#[tokio::test]
async fn what_a_crash_left_is_found_again() {
    for world in worlds().await {
        world.with_setting(&setting()).await;
        let neglected = async || {
            let now = simpleinboxes_core::clock::Clock::now(&*world.clock);
            let found = world.store.neglected_recharges(now, 10).await;
            found.expect("read").len()
        };
        assert_eq!(neglected().await, 0);
        world
            .charge(world.acme.first.id, "a", 2_000)
            .await
            .expect("charged");
        world.clock.advance(TimeDelta::minutes(10));
        assert_eq!(neglected().await, 1, "due and not begun");
        let topup = world.begun().await;
        assert_eq!(neglected().await, 0, "begun just now");
        world.clock.advance(TimeDelta::minutes(10));
        assert_eq!(neglected().await, 1, "begun and not ended");
        world.paid(topup.id, &report(20_000)).await.expect("paid");
        assert_eq!(neglected().await, 0);
    }
}
