//! Sudden deaths between a call to Stripe and what comes of it.

use std::sync::Arc;

use chrono::{TimeDelta, Utc};
use serde_json::json;
use simpleinboxes_core::clock::{MovableClock, SystemClock};
use simpleinboxes_store::{Caller, LeaseRequest, Outcome, SavedMethod, Store, Wallet};
use simpleinboxes_tests::{
    process::{Launch, Program},
    service::Ground,
    until::until,
};
use tempfile::TempDir;
use uuid::Uuid;

use super::{
    balance, charge, credit, set_recharge,
    stub::{
        self,
        fake::{Fake, Fault, SECRET_KEY},
    },
};

fn launch(ground: &Ground, fake: &Fake, folder: &TempDir) -> Launch {
    ground
        .launch("program::child", folder.path())
        .env("SIMPLEINBOXES_ENVIRONMENT", "sandbox")
        .env("SIMPLEINBOXES_JOBS__POLL_MS", "50")
        .env("SIMPLEINBOXES_PAYMENTS__STRIPE_SECRET_KEY", SECRET_KEY)
        .env(
            "SIMPLEINBOXES_PAYMENTS__STRIPE_PUBLISHABLE_KEY",
            "pk_test_x",
        )
        .env("SIMPLEINBOXES_PAYMENTS__STRIPE_BASE_URL", fake.url())
}

/// How often the fake was asked to make something at this path.
fn asked(fake: &Fake, path: &str) -> usize {
    let seen = fake.seen();
    let made = |one: &&stub::fake::Seen| one.method == "POST" && one.path == path;
    seen.iter().filter(made).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_top_up_that_was_cut_off_is_begun_once() {
    for ground in Ground::each().await {
        let fake = Fake::open().await;
        let folder = TempDir::new().expect("a folder");
        let launch = launch(&ground, &fake, &folder);
        let body = json!({"amountCents": 700, "wallet": "master"});
        let (mut program, mut api) = launch.serve().await;
        api = api.with(&ground.acme.key);
        for round in 0..4 {
            let key = format!("round-{round}");
            // Made, and never answered: the process dies while it waits.
            fake.fail(if round == 0 {
                vec![Fault::Hang]
            } else {
                vec![Fault::HangAfter]
            });
            let path = if round == 0 {
                "/v1/customers"
            } else {
                "/v1/checkout/sessions"
            };
            let call = api.post("/payments/topup", &body).once(&key);
            let sent = tokio::spawn(call.send());
            until("Stripe was asked", async || {
                (asked(&fake, path) > 0).then_some(())
            })
            .await;
            program.kill().await;
            sent.await.expect("no panic").expect_err("no answer");
            fake.fail([]);
            (program, api) = launch.serve().await;
            api = api.with(&ground.acme.key);
            let answer = api.post("/payments/topup", &body).once(&key).await;
            let topup = answer.data(201);
            stub::session(&fake, &topup);
            assert_eq!(stub::count(&fake, "checkout.session"), round + 1);
            let again = api.post("/payments/topup", &body).once(&key).await;
            assert_eq!(again.body, answer.body);
        }
        assert_eq!(stub::count(&fake, "customer"), 1);
        program.kill().await;
    }
}

/// A card of acme, and a charge that leaves too little.
async fn dip(ground: &Ground, fake: &Fake, store: &Store) {
    let customer = {
        let mut books = fake.books();
        let id = books.new_id("cus");
        let customer = json!({
            "id": id, "object": "customer", "created": 1, "livemode": false, "name": "acme",
            "email": null, "invoice_settings": {"default_payment_method": null}, "metadata": {},
        });
        stub::objects::keep(&mut books, customer);
        id
    };
    let card = SavedMethod {
        id: stub::card(fake, &customer, "Good"),
        kind: "card".to_owned(),
        brand: None,
        last4: None,
        exp_month: None,
        exp_year: None,
        country: None,
        holder_name: None,
        created_at: Utc::now(),
    };
    let system = Caller::system(ground.acme.id);
    store
        .write(async |tx| {
            let scoped = tx.scoped(&system);
            scoped.keep_payment_customer("stripe", &customer).await?;
            scoped.keep_payment_method("stripe", Some(&card)).await
        })
        .await
        .expect("saved");
    credit(store, &ground.acme, 6_000).await;
    set_recharge(store, &ground.acme, None).await;
    charge(store, &ground.acme, "order", 1_500).await;
}

/// Gives back what a dead process had leased, as it would come back after a while: by a worker
/// whose clock is ahead. Then the time of all processes passes it.
async fn outlive(ground: &Ground, launch: &Launch, deaths: i32) {
    let ahead = MovableClock::at(Utc::now() + TimeDelta::minutes(15 * i64::from(deaths) + 10));
    let later = ground.database.open(Arc::new(ahead)).await;
    let request = LeaseRequest {
        worker: Uuid::from_u128(1),
        limit: 50,
        time: TimeDelta::seconds(1),
        clock_offset: None,
    };
    // The first look puts what was lost back into the queue.
    for _ in 0..2 {
        for taken in later.lease_jobs(request).await.expect("an answer") {
            let ended = later.end_job(&taken.lease, Outcome::Released).await;
            ended.expect("given back");
        }
    }
    launch.advance("15m").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_charge_that_was_cut_off_is_made_once() {
    for ground in Ground::each().await {
        let fake = Fake::open().await;
        let folder = TempDir::new().expect("a folder");
        let store = ground.database.open(Arc::new(SystemClock)).await;
        dip(&ground, &fake, &store).await;
        let launch = launch(&ground, &fake, &folder);
        // Before it is made, after it is made, and once more after it is made.
        let deaths = [Fault::Hang, Fault::HangAfter, Fault::HangAfter];
        for (death, fault) in (0..).zip(deaths) {
            fake.fail([fault]);
            let (program, _): (Program, _) = launch.serve().await;
            until("Stripe was asked", async || {
                (asked(&fake, "/v1/payment_intents") > 0).then_some(())
            })
            .await;
            program.kill().await;
            assert_eq!(balance(&store, &ground.acme, Wallet::Master).await, 4_500);
            outlive(&ground, &launch, death).await;
        }
        fake.fail([]);
        let (program, _) = launch.serve().await;
        super::holds(&store, &ground.acme, Wallet::Master, 24_500).await;
        until("the job was done", async || {
            (super::waiting(&store).await == 0).then_some(())
        })
        .await;
        assert_eq!(stub::count(&fake, "payment_intent"), 1);
        assert_eq!(balance(&store, &ground.acme, Wallet::Master).await, 24_500);
        let check = store.verify_ledger().await.expect("checked");
        assert!(check.differences.is_empty(), "{check:?}");
        program.kill().await;
    }
}
