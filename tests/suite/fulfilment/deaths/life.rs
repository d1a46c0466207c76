//! Sudden deaths at both boundaries of every step: nothing is lost, and nothing is done twice.
//!
//! The database is made to refuse the one row by which a step is begun, or by which it is done. So
//! the program comes to that boundary and no further, and is killed there: just before a step is
//! begun, and after its vendor has done everything that was asked.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::Value;
use simpleinboxes_core::{cents::Cents, clock::SystemClock, status::TransactionReason};
use simpleinboxes_store::{
    Backend, NewCredit, References, Store, Tx, Wallet,
    testing::{run, texts},
};
use simpleinboxes_tests::{
    api::Api,
    made::text,
    process::{Launch, Program},
    service::Ground,
    until::until,
};
use tempfile::TempDir;

use super::order;

/// The steps by which the order's domain is set up.
const SETUP: [&str; 8] = [
    "purchase_domain",
    "create_zone",
    "set_nameservers",
    "verify_nameservers",
    "write_dns",
    "set_forwarding",
    "create_mailboxes",
    "enable_dkim",
];

/// Those by which it is let go.
const RELEASE: [&str; 2] = ["delete_mailboxes", "release_domain"];

/// What is written at the boundaries of a step.
const BOUNDARIES: [&str; 2] = ["running", "succeeded"];

const MONEY: i64 = 100_000;

/// A database, and the program that dies and is started again.
struct Life {
    launch: Launch,
    store: Store,
    key: String,
    _folder: TempDir,
    _ground: Ground,
}

impl Life {
    async fn on(ground: Ground) -> Self {
        let folder = TempDir::new().expect("a folder");
        let store = ground.database.open(Arc::new(SystemClock)).await;
        let launch = ground
            .launch("program::child", folder.path())
            .env("SIMPLEINBOXES_ENVIRONMENT", "sandbox")
            .env("SIMPLEINBOXES_JOBS__POLL_MS", "50");
        let caller = ground.acme.caller();
        let credit = NewCredit {
            wallet: Wallet::Master,
            amount: Cents::new(MONEY),
            key: "gift",
            reason: TransactionReason::Promotion,
            description: "A gift",
            references: References::default(),
        };
        let work = async |tx: &Tx| tx.scoped(&caller).credit(&credit).await;
        store.write(work).await.expect("paid in");
        Self {
            launch,
            store,
            key: ground.acme.key.clone(),
            _folder: folder,
            _ground: ground,
        }
    }

    async fn serve(&self) -> (Program, Api) {
        let (program, api) = self.launch.serve().await;
        (program, api.with(&self.key))
    }

    /// Has the database refuse the row by which a step comes into a state, and the beginning of
    /// steps that are not before it in our list, so that one comes after the other.
    async fn refuse(&self, kind: &str, status: &str) -> String {
        let words = format!("dies when {kind} is {status}");
        let refused = [
            (
                "dies",
                words.as_str(),
                format!("NEW.kind = '{kind}' AND NEW.status = '{status}'"),
            ),
            (
                "waits",
                "it is not its turn",
                format!(
                    "NEW.kind NOT IN ({}) AND NEW.status = 'running'",
                    up_to(kind)
                ),
            ),
        ];
        let mut statements = Vec::new();
        for (name, words, fits) in refused {
            match self.store.backend() {
                Backend::Sqlite => statements.push(format!(
                    "CREATE TRIGGER {name} BEFORE UPDATE ON domain_actions WHEN {fits} \
                     BEGIN SELECT RAISE(ABORT, '{words}'); END"
                )),
                Backend::Postgres => statements.extend([
                    format!(
                        "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                         IF {fits} THEN RAISE EXCEPTION '{words}'; END IF; RETURN NEW; END $$"
                    ),
                    format!(
                        "CREATE TRIGGER {name} BEFORE UPDATE ON domain_actions \
                         FOR EACH ROW EXECUTE FUNCTION {name}()"
                    ),
                ]),
            }
        }
        run(&self.store, &statements).await.expect("triggers");
        words
    }

    async fn allow(&self) {
        let statements = ["dies", "waits"].map(|name| match self.store.backend() {
            Backend::Sqlite => format!("DROP TRIGGER {name}"),
            Backend::Postgres => format!("DROP FUNCTION {name}() CASCADE"),
        });
        run(&self.store, &statements).await.expect("no triggers");
    }

    /// Dies where the step would come into that state.
    async fn die(&self, kind: &str, status: &str) {
        let words = self.refuse(kind, status).await;
        let (program, _) = self.serve().await;
        until(&words, async || {
            let errors = "SELECT last_error FROM jobs WHERE last_error IS NOT NULL";
            let errors = texts(&self.store, errors).await;
            errors
                .iter()
                .any(|error| error.contains(&words))
                .then_some(())
        })
        .await;
        program.kill().await;
        self.allow().await;
        let step = format!("SELECT status FROM domain_actions WHERE kind = '{kind}'");
        let expected = if status == "running" {
            "queued"
        } else {
            "running"
        };
        assert_eq!(texts(&self.store, &step).await, [expected], "{words}");
        // What was leased by the dead comes back, and what failed is due again.
        self.pass("15m").await;
    }

    async fn pass(&self, time: &str) {
        let moved = self.launch.clone().args(["sandbox", "advance", time]);
        let moved = moved.run().await;
        assert!(moved.status.success(), "{}", moved.log);
    }

    /// The only text that a query finds.
    async fn one(&self, sql: &str) -> String {
        let mut found = texts(&self.store, sql).await;
        assert_eq!(found.len(), 1, "{sql}: {found:?}");
        found.remove(0)
    }

    /// How often each step succeeded, and that each was begun more often than that.
    async fn assert_once(&self, kinds: &[&str]) {
        let events = "SELECT summary FROM domain_events WHERE kind = 'action_succeeded'";
        let mut succeeded = BTreeMap::new();
        for summary in texts(&self.store, events).await {
            *succeeded.entry(summary).or_insert(0) += 1;
        }
        for kind in kinds {
            let summary = format!("The step {kind} succeeded.");
            assert_eq!(succeeded.get(&summary), Some(&1), "{succeeded:?}");
            let attempts =
                format!("SELECT CAST(attempts AS text) FROM domain_actions WHERE kind = '{kind}'");
            assert_ne!(self.one(&attempts).await, "1", "{kind} was never cut off");
        }
    }
}

async fn reaches(api: &Api, order: &Value, status: &str) -> Value {
    let path = format!("/orders/{}", text(&order["id"]));
    until(&format!("the order is {status}"), async || {
        let found = api.get(&path).await.data(200);
        (found["status"] == status).then_some(found)
    })
    .await
}

/// The step and those before it in our lists, as SQL has them.
fn up_to(kind: &str) -> String {
    let all = SETUP.iter().chain(&RELEASE);
    let place = all.clone().position(|one| *one == kind).expect("a step");
    let named: Vec<String> = all.take(place + 1).map(|one| format!("'{one}'")).collect();
    named.join(", ")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_death_at_any_boundary_loses_nothing_and_does_nothing_twice() {
    for ground in Ground::each().await {
        let life = Life::on(ground).await;
        // Placed, and dead before anything is begun.
        let idle = life.launch.clone().env("SIMPLEINBOXES_JOBS__WORKERS", "0");
        let (program, api) = idle.serve().await;
        let api = api.with(&life.key);
        let placed = api.post("/orders", &order("survives.com")).await.data(201);
        program.kill().await;
        for kind in SETUP {
            for status in BOUNDARIES {
                life.die(kind, status).await;
            }
        }
        let (program, api) = life.serve().await;
        let active = reaches(&api, &placed, "active").await;
        // A domain is in use before its visitors are forwarded.
        until("no step is left", async || {
            let left = "SELECT kind FROM domain_actions WHERE status <> 'succeeded'";
            texts(&life.store, left).await.is_empty().then_some(())
        })
        .await;
        life.assert_once(&SETUP).await;
        assert_eq!(active["domains"][0]["status"], "active");
        for inbox in active["domains"][0]["inboxes"].as_array().expect("inboxes") {
            assert_eq!(inbox["status"], "active", "{inbox}");
        }
        let total = placed["pricing"]["totalCents"].as_i64().expect("cents");
        assert_eq!(holds(&api).await, MONEY - total);
        let domain = "SELECT CAST(value AS text) FROM sandbox_documents \
                      WHERE kind = 'registrar_domain'";
        let domain: Value = serde_json::from_str(&life.one(domain).await).expect("JSON");
        assert_eq!(
            (&domain["purchases"], &domain["renewals"]),
            (&1.into(), &0.into())
        );
        let boxes = "SELECT CAST(count(*) AS text) FROM hosted_mailboxes";
        assert_eq!(life.one(boxes).await, "2");
        let path = format!("/orders/{}/cancel", text(&placed["id"]));
        api.request(reqwest::Method::POST, &path).await.data(200);
        program.kill().await;
        life.pass("35d").await;
        for kind in RELEASE {
            for status in BOUNDARIES {
                life.die(kind, status).await;
            }
        }
        let (program, api) = life.serve().await;
        let ended = until("the domain is let go", async || {
            let found = reaches(&api, &placed, "canceled").await;
            (found["domains"][0]["status"] == "released").then_some(found)
        })
        .await;
        life.assert_once(&RELEASE).await;
        assert_eq!(life.one(boxes).await, "0");
        assert_eq!(ended["domains"][0]["inboxes"][1]["status"], "canceled");
        assert_eq!(holds(&api).await, MONEY - total);
        let check = life.store.verify_ledger().await.expect("checked");
        assert!(check.differences.is_empty(), "{check:?}");
        program.kill().await;
    }
}

async fn holds(api: &Api) -> i64 {
    let wallet = api.get("/wallet").await.data(200);
    wallet["balanceCents"].as_i64().expect("cents")
}
