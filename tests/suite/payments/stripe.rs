//! The service over Stripe's adapter, with a Stripe that fails, repeats and disorders.

use serde_json::{Value, json};
use simpleinboxes_core::{clock::Clock as _, status::TopupKind};
use simpleinboxes_store::{Caller, Wallet};
use simpleinboxes_tests::{service::Ground, until::until};

use super::{
    Till, charge, credit, recharge, set_recharge,
    stub::{
        self,
        fake::{Fake, Fault},
    },
};

/// A service that calls a Stripe of its own.
pub struct Shop {
    pub till: Till,
    pub fake: Fake,
}

impl Shop {
    pub async fn each() -> Vec<Self> {
        let mut shops = Vec::new();
        for ground in Ground::each().await {
            shops.push(Self::on(ground).await);
        }
        shops
    }

    pub async fn on(mut ground: Ground) -> Self {
        let fake = Fake::open().await;
        stub::configure(&mut ground, &fake);
        let till = Till::on(ground).await;
        Self { till, fake }
    }

    pub async fn report(&self, id: &str, name: &str, object: &Value) {
        let body = stub::event(id, name, object);
        let answer = stub::report(&self.till.api, &self.till.ground, &body).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    /// What came of a report.
    pub async fn outcome(&self, id: &str) -> String {
        until("the report was acted upon", async || {
            let found = self.till.store().payment_event_named("stripe", id).await;
            found.expect("read")?.outcome
        })
        .await
    }

    pub async fn pending(&self) -> usize {
        let late = self.till.ground.clock.now() + chrono::TimeDelta::days(2);
        let store = self.till.store();
        let found = store.pending_topups(TopupKind::Manual, late, 100).await;
        found.expect("read").len()
    }

    /// Saves a card of this kind, as Stripe's form and its reports do it.
    pub async fn save_card(&self, kind: &str) {
        let intent = self.till.api.post("/payments/setup-intent", &Value::Null);
        let intent = intent.await.data(201);
        assert_eq!(intent["publishableKey"], "pk_test_51ThePublishableKey");
        let id = intent["id"].as_str().expect("an id");
        let mut object = stub::object(&self.fake, id);
        let customer = object["customer"].as_str().expect("a customer").to_owned();
        let method = stub::card(&self.fake, &customer, kind);
        object["status"] = json!("succeeded");
        object["payment_method"] = json!(method);
        self.report(&format!("evt_{id}"), "setup_intent.succeeded", &object)
            .await;
        until("the card is the default one", async || {
            let found = self.till.api.get("/payments/method").await.data(200);
            (found["paymentMethod"]["id"] == *method).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn a_top_up_is_paid_at_stripe() {
    for shop in Shop::each().await {
        let topup = shop.till.begin(50_000).await;
        assert_eq!(topup["provider"], "stripe");
        let session = stub::session(&shop.fake, &topup);
        let url = format!("https://checkout.stripe.com/c/pay/{session}");
        assert_eq!(topup["checkoutUrl"], url);
        assert_eq!(shop.till.confirm(&topup).await["status"], "pending");
        stub::pay(&shop.fake, &session, true);
        let paid = shop.till.confirm(&topup).await;
        assert_eq!(
            (&paid["status"], &paid["balanceCents"]),
            (&json!("paid"), &json!(50_000))
        );
        let object = stub::object(&shop.fake, &session);
        shop.report("evt_1", "checkout.session.completed", &object)
            .await;
        assert!(shop.outcome("evt_1").await.ends_with("paid before"));
        shop.till.holds(Wallet::Master, 50_000).await;
        // A customer is made once.
        shop.till.begin(500).await;
        assert_eq!(stub::count(&shop.fake, "customer"), 1);
        shop.till.sound().await;
        shop.till.running.stop().await;
    }
}

#[tokio::test]
async fn when_stripe_fails_no_top_up_was_begun_and_the_same_request_may_come_again() {
    for shop in Shop::each().await {
        let body = json!({"amountCents": 700, "wallet": "master"});
        let call = || shop.till.api.post("/payments/topup", &body).once("top-up");
        // The customer is made, the session is not.
        shop.till.begin(500).await;
        let broken = || Fault::Answer(500, vec![("stripe-should-retry", "false")], String::new());
        shop.fake.fail([broken()]);
        let refused = call().await.refused(502, "UPSTREAM_ERROR");
        assert_eq!(refused["details"][0]["field"], "vendor.stripe");
        assert_eq!(shop.pending().await, 1, "only the first");
        let made = call().await;
        assert_eq!(made.data(201)["status"], "pending");
        assert!(made.header("idempotent-replayed").is_none());
        let again = call().await;
        assert_eq!(again.body, made.body);
        assert_eq!(again.header("idempotent-replayed"), Some("true"));
        assert_eq!(shop.pending().await, 2);
        shop.till.sound().await;
        shop.till.running.stop().await;
    }
}

#[tokio::test]
async fn an_answer_that_is_lost_on_its_way_makes_nothing_twice() {
    let shop = Shop::on(Ground::one().await).await;
    shop.fake.fail([Fault::CutAfter, Fault::CutAfter]);
    let topup = shop.till.begin(700).await;
    stub::session(&shop.fake, &topup);
    assert_eq!(stub::count(&shop.fake, "customer"), 1);
    shop.till.running.stop().await;
}

#[tokio::test]
async fn stripe_that_fails_at_confirm_changes_nothing() {
    let shop = Shop::on(Ground::one().await).await;
    let topup = shop.till.begin(700).await;
    stub::pay(&shop.fake, &stub::session(&shop.fake, &topup), true);
    let broken = || Fault::Answer(500, vec![("stripe-should-retry", "false")], String::new());
    shop.fake.fail([broken()]);
    let body = json!({"topupId": topup["topupId"]});
    let call = || {
        shop.till
            .api
            .post("/payments/confirm", &body)
            .once("confirm")
    };
    call().await.refused(502, "UPSTREAM_ERROR");
    shop.till.holds(Wallet::Master, 0).await;
    assert_eq!(call().await.data(200)["status"], "paid");
    for (path, body) in [
        ("/payments/setup-intent", Value::Null),
        ("/payments/customer-portal", Value::Null),
    ] {
        shop.fake.fail([broken()]);
        let refused = shop.till.api.post(path, &body).await;
        refused.refused(502, "UPSTREAM_ERROR");
    }
    shop.till.running.stop().await;
}

#[tokio::test]
async fn a_payment_of_another_amount_or_customer_is_not_credited() {
    for shop in Shop::each().await {
        let topup = shop.till.begin(700).await;
        let session = stub::session(&shop.fake, &topup);
        stub::pay(&shop.fake, &session, true);
        let mut object = stub::object(&shop.fake, &session);
        object["amount_total"] = json!(70_000);
        shop.report("evt_1", "checkout.session.completed", &object)
            .await;
        assert!(shop.outcome("evt_1").await.ends_with("another amount"));
        object["amount_total"] = json!(700);
        object["customer"] = json!("cus_other");
        shop.report("evt_2", "checkout.session.completed", &object)
            .await;
        assert!(shop.outcome("evt_2").await.ends_with("another customer"));
        object["currency"] = json!("eur");
        shop.report("evt_3", "checkout.session.completed", &object)
            .await;
        shop.outcome("evt_3").await;
        shop.till.holds(Wallet::Master, 0).await;
        shop.till.running.stop().await;
    }
}

#[tokio::test]
async fn a_charge_whose_answer_is_lost_is_asked_for_again_and_made_once() {
    for shop in Shop::each().await {
        shop.save_card("Good").await;
        credit(shop.till.store(), &shop.till.ground.acme, 6_000).await;
        set_recharge(shop.till.store(), &shop.till.ground.acme, None).await;
        // More often than a call is repeated: the job must come again.
        shop.fake.fail([
            Fault::CutAfter,
            Fault::CutBefore,
            Fault::CutAfter,
            Fault::CutAfter,
        ]);
        charge(shop.till.store(), &shop.till.ground.acme, "order", 1_500).await;
        until("the money is there", async || {
            shop.till.ground.pass(std::time::Duration::from_secs(60));
            let held = super::balance(shop.till.store(), &shop.till.ground.acme, Wallet::Master);
            (held.await == 24_500).then_some(())
        })
        .await;
        assert_eq!(stub::count(&shop.fake, "payment_intent"), 1);
        shop.till.sound().await;
        shop.till.running.stop().await;
    }
}

#[tokio::test]
async fn a_charge_whose_answer_never_comes_is_found_by_its_report() {
    let shop = Shop::on(Ground::one().await).await;
    shop.save_card("Good").await;
    credit(shop.till.store(), &shop.till.ground.acme, 6_000).await;
    set_recharge(shop.till.store(), &shop.till.ground.acme, None).await;
    shop.fake.fail(
        std::iter::repeat_n(Fault::CutAfter, 3).chain(std::iter::repeat_n(
            Fault::Answer(503, vec![("stripe-should-retry", "false")], String::new()),
            500,
        )),
    );
    charge(shop.till.store(), &shop.till.ground.acme, "order", 1_500).await;
    let id = until("it is charged", async || {
        let books = shop.fake.books();
        let mut all = books.objects.iter();
        let found = all.find(|(_, object)| object["object"] == "payment_intent")?;
        Some(found.0.clone())
    })
    .await;
    let object = stub::object(&shop.fake, &id);
    shop.report("evt_1", "payment_intent.succeeded", &object)
        .await;
    shop.till.holds(Wallet::Master, 24_500).await;
    shop.fake.fail([]);
    shop.till
        .ground
        .pass(std::time::Duration::from_secs(7 * 3600));
    until("the job was done", async || {
        (super::waiting(shop.till.store()).await == 0).then_some(())
    })
    .await;
    assert_eq!(stub::count(&shop.fake, "payment_intent"), 1);
    shop.till.holds(Wallet::Master, 24_500).await;
    shop.till.running.stop().await;
}

#[tokio::test]
async fn declines_are_counted_and_the_wallet_gets_nothing() {
    let shop = Shop::on(Ground::one().await).await;
    shop.save_card("ExpiresSoon").await;
    set_recharge(shop.till.store(), &shop.till.ground.acme, None).await;
    for failures in 1..=3 {
        until("it is counted", async || {
            let now = recharge(shop.till.store(), &shop.till.ground.acme).await;
            (now.consecutive_failures == failures).then_some(())
        })
        .await;
        shop.till
            .ground
            .pass(std::time::Duration::from_secs(6 * 3600));
    }
    let off = recharge(shop.till.store(), &shop.till.ground.acme).await;
    assert!(!off.enabled);
    assert_eq!(
        off.last_failure_reason,
        Some(simpleinboxes_core::status::DeclineReason::CardExpired)
    );
    // Each attempt is a payment of its own, and each was refused.
    assert_eq!(stub::count(&shop.fake, "payment_intent"), 3);
    shop.till.holds(Wallet::Master, 0).await;
    // Stripe's reports of them change nothing.
    let ids: Vec<String> = shop.fake.books().objects.keys().cloned().collect();
    for id in ids.iter().filter(|id| id.starts_with("pi_")) {
        let object = stub::object(&shop.fake, id);
        shop.report(
            &format!("evt_{id}"),
            "payment_intent.payment_failed",
            &object,
        )
        .await;
        shop.outcome(&format!("evt_{id}")).await;
    }
    let system = Caller::system(shop.till.ground.acme.id);
    let method = shop
        .till
        .store()
        .scoped(&system)
        .payment_method("stripe")
        .await;
    assert!(method.expect("read").is_some());
    assert_eq!(
        recharge(shop.till.store(), &shop.till.ground.acme)
            .await
            .consecutive_failures,
        3
    );
    shop.till.sound().await;
    shop.till.running.stop().await;
}

#[tokio::test]
async fn when_nobody_can_tell_what_became_of_a_charge_none_is_made_anew() {
    for shop in Shop::each().await {
        let (store, acme) = (shop.till.store(), &shop.till.ground.acme);
        shop.save_card("Good").await;
        credit(store, acme, 6_000).await;
        set_recharge(store, acme, None).await;
        // It is charged, and then no answer comes for a day, nor a report.
        let broken = Fault::Answer(503, vec![("stripe-should-retry", "false")], String::new());
        let cut = std::iter::repeat_n(Fault::CutAfter, 3);
        shop.fake.fail(cut.chain(std::iter::repeat_n(broken, 500)));
        charge(store, acme, "order", 1_500).await;
        until("it is charged", async || {
            (stub::count(&shop.fake, "payment_intent") == 1).then_some(())
        })
        .await;
        until("it is off", async || {
            shop.till.ground.pass(std::time::Duration::from_secs(3600));
            let now = recharge(store, acme).await;
            (!now.enabled).then_some(())
        })
        .await;
        shop.fake.fail([]);
        let off = recharge(store, acme).await;
        let reason = simpleinboxes_core::status::DeclineReason::ProviderError;
        assert_eq!(off.last_failure_reason, Some(reason));
        shop.till
            .ground
            .pass(std::time::Duration::from_secs(24 * 3600));
        until("the jobs were done", async || {
            (super::waiting(store).await == 0).then_some(())
        })
        .await;
        assert_eq!(stub::count(&shop.fake, "payment_intent"), 1);
        shop.till.holds(Wallet::Master, 4_500).await;

        // Only its owner can have it charged anew.
        set_recharge(store, acme, None).await;
        shop.till.holds(Wallet::Master, 24_500).await;
        assert_eq!(stub::count(&shop.fake, "payment_intent"), 2);
        shop.till.sound().await;
        shop.till.running.stop().await;
    }
}
