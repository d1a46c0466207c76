//! A program that dies at the boundaries of steps, and is started again.

use std::{collections::BTreeMap, sync::Arc};

use simpleinboxes_core::{cents::Cents, clock::SystemClock, status::TransactionReason};
use simpleinboxes_store::{
    Backend, NewCredit, References, Store, Tx, Wallet,
    testing::{run, texts},
};
use simpleinboxes_tests::{
    api::Api,
    process::{Launch, Program},
    service::Ground,
    until::until,
};
use tempfile::TempDir;

/// What is written at the boundaries of a step.
const BOUNDARIES: [&str; 2] = ["running", "succeeded"];

/// How often it is looked before time passes.
const LOOKS: u32 = 50;

/// How often it is looked at all: six hours pass.
const MOST_LOOKS: u32 = 36 * LOOKS;

pub(super) const MONEY: i64 = 100_000;

/// A database, and the program that dies and is started again.
pub(super) struct Life {
    launch: Launch,
    pub(super) store: Store,
    key: String,
    /// How often each kind of step was walked over.
    walked: BTreeMap<&'static str, i32>,
    /// How often it died.
    deaths: u32,
    /// The last of them, which died when it was done and is to be ended still.
    left: Option<&'static str>,
    _folder: TempDir,
    _ground: Ground,
}

impl Life {
    pub(super) async fn on(ground: Ground) -> Self {
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
            walked: BTreeMap::new(),
            deaths: 0,
            left: None,
            _folder: folder,
            _ground: ground,
        }
    }

    pub(super) async fn serve(&self) -> (Program, Api) {
        let (program, api) = self.launch.serve().await;
        (program, api.with(&self.key))
    }

    /// Calls a program that begins no work, and that dies afterwards.
    pub(super) async fn idle<T>(&self, calls: impl AsyncFnOnce(&Api) -> T) -> T {
        let idle = self.launch.clone().env("SIMPLEINBOXES_JOBS__WORKERS", "0");
        let (program, api) = idle.serve().await;
        let told = calls(&api.with(&self.key)).await;
        program.kill().await;
        told
    }

    /// Dies at both boundaries of each of these steps, which wait one after the other.
    pub(super) async fn walk(&mut self, kinds: &[&'static str]) {
        let mut in_turn = Vec::from_iter(self.left);
        for kind in kinds {
            in_turn.push(kind);
            for status in BOUNDARIES {
                self.die(&in_turn, status).await;
            }
            *self.walked.entry(kind).or_default() += 1;
        }
        self.left = in_turn.pop();
    }

    /// What is done is done, and everything that was walked over was cut off and done once.
    pub(super) async fn ends(&self) {
        self.until("no step is left", async || {
            let left = "SELECT kind FROM domain_actions WHERE status <> 'succeeded'";
            texts(&self.store, left).await.is_empty().then_some(())
        })
        .await;
        let events = "SELECT summary FROM domain_events WHERE kind = 'action_succeeded'";
        let mut succeeded = BTreeMap::new();
        for summary in texts(&self.store, events).await {
            *succeeded.entry(summary).or_insert(0) += 1;
        }
        for (kind, times) in &self.walked {
            let summary = format!("The step {kind} succeeded.");
            assert_eq!(succeeded.get(&summary), Some(times), "{succeeded:?}");
            let attempts = format!(
                "SELECT CAST(min(attempts) AS text) FROM domain_actions WHERE kind = '{kind}'"
            );
            assert_ne!(self.one(&attempts).await, "1", "{kind} was never cut off");
        }
    }

    pub(super) fn walked(&self) -> impl Iterator<Item = &'static str> {
        self.walked.keys().copied()
    }

    /// Has the database refuse the row by which the last of these steps comes into a state, and
    /// the beginning of all others than these, so that one comes after the other.
    async fn refuse(&mut self, kinds: &[&str], status: &str) -> String {
        let kind = kinds.last().expect("a step");
        let in_turn: Vec<String> = kinds.iter().map(|one| format!("'{one}'")).collect();
        let in_turn = in_turn.join(", ");
        self.deaths += 1;
        let words = format!("death {}: {kind} is {status}", self.deaths);
        let refused = [
            (
                "dies",
                words.as_str(),
                format!("NEW.kind = '{kind}' AND NEW.status = '{status}'"),
            ),
            (
                "waits",
                "it is not its turn",
                format!("NEW.kind NOT IN ({in_turn}) AND NEW.status = 'running'"),
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

    /// Dies where the last of these steps would come into that state.
    async fn die(&mut self, kinds: &[&str], status: &str) {
        let kind = kinds.last().expect("a step");
        let words = self.refuse(kinds, status).await;
        let (program, _) = self.serve().await;
        self.until(&words, async || {
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
        let step = format!(
            "SELECT status FROM domain_actions WHERE kind = '{kind}' AND status <> 'succeeded'"
        );
        let expected = if status == "running" {
            "queued"
        } else {
            "running"
        };
        assert_eq!(texts(&self.store, &step).await, [expected], "{words}");
        // What was leased by the dead comes back, which time that is moved does not bring about,
        // and what failed is due again.
        let over = "UPDATE jobs SET leased_until = run_at WHERE state = 'running'";
        run(&self.store, &[over.to_owned()]).await.expect("over");
        self.pass("15m").await;
    }

    /// Looks until there is something. Time passes meanwhile, since what was lost in a death is
    /// begun again later and later.
    pub(super) async fn until<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let mut looks = 0;
        until(what, async || {
            let found = look().await;
            looks += 1;
            if found.is_none() && looks % LOOKS == 0 {
                assert!(looks < MOST_LOOKS, "{what}: {:?}", self.open().await);
                self.pass("10m").await;
            }
            found
        })
        .await
    }

    /// The steps and jobs that are not at their end.
    async fn open(&self) -> [Vec<String>; 2] {
        let steps = "SELECT kind || ' ' || status || ' ' || coalesce(error, '') \
                     FROM domain_actions WHERE status <> 'succeeded'";
        let jobs = "SELECT kind || ' ' || state || ' ' || coalesce(last_error, '') \
                    FROM jobs WHERE kind = 'domain_action' AND state <> 'done'";
        [
            texts(&self.store, steps).await,
            texts(&self.store, jobs).await,
        ]
    }

    pub(super) async fn pass(&self, time: &str) {
        self.launch.advance(time).await;
    }

    /// The only text that a query finds.
    pub(super) async fn one(&self, sql: &str) -> String {
        let mut found = texts(&self.store, sql).await;
        assert_eq!(found.len(), 1, "{sql}: {found:?}");
        found.remove(0)
    }
}
