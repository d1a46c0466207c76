//! Payments: the sandbox worked by a browser, Stripe played by a server on loopback, and money
//! that comes by itself.

mod auto;
pub(crate) mod browser;
mod cards;
mod checkout;
mod deaths;
mod pages;
mod race;
mod stripe;
mod webhooks;

use serde_json::{Value, json};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::status::{BillingCategory, TransactionReason};
use simpleinboxes_store::{
    AUTO_RECHARGE_JOB, Caller, ChargeLine, JobFilter, JobState, LedgerError, NewAutoRecharge,
    NewCharge, NewCredit, PageRequest, References, Store, Wallet,
};
use simpleinboxes_tests::{
    api::Api,
    service::{Account, Ground, Running},
    stripe as stub,
    until::until,
};

use browser::Browser;

/// The card that always works.
pub(crate) const GOOD: &str = "4242424242424242";

/// A running service, called by acme, and a browser.
struct Till {
    api: Api,
    browser: Browser,
    running: Running,
    ground: Ground,
}

impl Till {
    async fn each() -> Vec<Self> {
        let mut tills = Vec::new();
        for ground in Ground::each().await {
            tills.push(Self::on(ground).await);
        }
        tills
    }

    async fn on(ground: Ground) -> Self {
        let running = ground.start().await;
        Self {
            api: running.with(&ground.acme.key),
            browser: Browser::new(),
            running,
            ground,
        }
    }

    fn store(&self) -> &Store {
        self.running.store()
    }

    async fn begin(&self, amount: i64) -> Value {
        let body = json!({"amountCents": amount, "wallet": "master"});
        self.api.post("/payments/topup", &body).await.data(201)
    }

    async fn confirm(&self, topup: &Value) -> Value {
        confirm(&self.api, topup).await
    }

    /// Confirms until the top-up stands so: slow payments are decided when they are asked for
    /// again.
    async fn confirmed(&self, topup: &Value, status: &str) -> Value {
        until(&format!("the top-up is {status}"), async || {
            let now = self.confirm(topup).await;
            (now["status"] == status).then_some(now)
        })
        .await
    }

    /// Waits until the wallet holds so much.
    async fn holds(&self, wallet: Wallet, amount: i64) {
        holds(self.store(), &self.ground.acme, wallet, amount).await;
    }

    /// Saves a card through the setup page.
    async fn save_card(&self, number: &str) {
        let intent = self.api.post("/payments/setup-intent", &Value::Null);
        let intent = intent.await.data(201);
        let secret = intent["clientSecret"].as_str().expect("a secret");
        let url = format!("{}/sandbox/setup/{secret}", self.api.origin());
        let page = self.browser.get(&url).await;
        let saved = self.browser.send(&page, &browser::card(number)).await;
        assert_eq!(saved.status, 200, "{}", saved.html);
        let last4 = &number[number.len() - 4..];
        until("the card is the default one", async || {
            let found = self.api.get("/payments/method").await.data(200);
            (found["paymentMethod"]["last4"] == last4).then_some(())
        })
        .await;
    }

    async fn sound(&self) {
        let check = self.store().verify_ledger().await.expect("checked");
        assert!(check.differences.is_empty(), "{check:?}");
    }
}

async fn confirm(api: &Api, topup: &Value) -> Value {
    let id = topup["topupId"].as_str().expect("an id");
    let body = json!({ "topupId": id });
    api.post("/payments/confirm", &body).await.data(200)
}

async fn balance(store: &Store, account: &Account, wallet: Wallet) -> i64 {
    let system = Caller::system(account.id);
    let found = store.scoped(&system).wallet_balance(wallet).await;
    found.expect("read").expect("a wallet").get()
}

async fn holds(store: &Store, account: &Account, wallet: Wallet, amount: i64) {
    until(&format!("{wallet} holds {amount}"), async || {
        (balance(store, account, wallet).await == amount).then_some(())
    })
    .await;
}

/// Pays into a wallet, as the operator can.
async fn credit(store: &Store, account: &Account, amount: i64) {
    let new = NewCredit {
        wallet: Wallet::Master,
        amount: Cents::new(amount),
        key: "start",
        reason: TransactionReason::Promotion,
        description: "A beginning",
        references: References::default(),
    };
    let system = Caller::system(account.id);
    let done: Result<_, LedgerError> = store
        .write(async |tx| tx.scoped(&system).credit(&new).await)
        .await;
    done.expect("credited");
}

/// Charges the first workspace of an account.
async fn charge(store: &Store, account: &Account, key: &str, amount: i64) {
    let lines = [ChargeLine {
        category: BillingCategory::Inboxes,
        quantity: 1,
        amount: Cents::new(amount),
    }];
    let new = NewCharge {
        workspace: account.first,
        key,
        reason: TransactionReason::Order,
        description: "An order",
        lines: &lines,
        references: References::default(),
    };
    let system = Caller::system(account.id);
    let done: Result<_, LedgerError> = store
        .write(async |tx| tx.scoped(&system).charge(&new).await)
        .await;
    done.expect("charged");
}

/// Below 50.00, 200.00 are paid in.
async fn set_recharge(store: &Store, account: &Account, limit: Option<i64>) {
    let new = NewAutoRecharge {
        enabled: true,
        threshold: Cents::new(5_000),
        amount: Cents::new(20_000),
        monthly_limit: limit.map(Cents::new),
    };
    let system = Caller::system(account.id);
    store
        .write(async |tx| {
            let scoped = tx.scoped(&system);
            scoped.set_auto_recharge(Wallet::Master, &new).await
        })
        .await
        .expect("set")
        .expect("in use");
}

async fn recharge(store: &Store, account: &Account) -> simpleinboxes_store::AutoRecharge {
    let system = Caller::system(account.id);
    let found = store.scoped(&system).auto_recharge(Wallet::Master).await;
    found.expect("read")
}

/// How many jobs for automatic top-ups have not ended.
async fn waiting(store: &Store) -> usize {
    let mut count = 0;
    for state in [JobState::Queued, JobState::Running] {
        let filter = JobFilter {
            state: Some(state),
            kind: Some(AUTO_RECHARGE_JOB.to_owned()),
            account: None,
        };
        let page = store.jobs(&filter, PageRequest::first(50)).await;
        count += page.expect("a page").items.len();
    }
    count
}
