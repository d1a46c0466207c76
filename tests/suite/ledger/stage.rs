//! The wallets, and what happens to them from the beginning to the proof.

use std::{sync::Arc, time::Instant};

use simpleinboxes_core::{
    cents::Cents,
    clock::SystemClock,
    id::WorkspaceId,
    status::{BillingMode, TransactionReason},
};
use simpleinboxes_store::{
    Backend, Caller, Fallback, NewCredit, NewWorkspace, Posted, References, Store, Tx, Wallet,
};
use simpleinboxes_tests::{process::Launch, service::Ground};
use tempfile::TempDir;

use super::{Dice, PLAN, Plan, TASKS, WALLETS, journal, key, processes::Processes, proof::Told};

/// What each wallet has in the beginning, in cents.
const OPENING: i64 = 2_000;

/// What the account's wallet may give some of the workspaces in a month.
const LIMIT: i64 = 5_000;

pub(super) struct Stage<'a> {
    ground: &'a Ground,
    folder: TempDir,
    plan: Plan,
    opening: Vec<Posted>,
}

impl<'a> Stage<'a> {
    /// Ten wallets with some money in each, and so many operations to come, at least.
    pub(super) async fn set(ground: &'a Ground, operations: u64) -> Self {
        let store = ground.database.open(Arc::new(SystemClock)).await;
        let folder = TempDir::with_prefix("si-ledger-").expect("a folder");
        let account = &ground.acme;
        let mut plan = Plan {
            account: account.id,
            key_id: account.key_id,
            key: account.key.clone(),
            workspaces: vec![account.first],
            tasks: Vec::new(),
            turns: operations.div_ceil(TASKS),
            journals: folder.path().join("journals"),
        };
        std::fs::create_dir(&plan.journals).expect("a folder");
        for number in 1..WALLETS {
            let id = dedicated(&store, &plan.caller(), number).await;
            plan.workspaces.push(id);
        }
        let mut opening = Vec::new();
        for number in 0..WALLETS {
            opening.push(open(&store, &plan.caller(), plan.wallet(number)).await);
        }
        store.close().await.expect("the store closes");
        Self {
            ground,
            folder,
            plan,
            opening,
        }
    }

    /// Has everything done, with so many deaths on the way, and sees what came of it.
    pub(super) async fn play(self, deaths: u64) {
        let begun = Instant::now();
        let operations = usize::try_from(self.plan.turns * TASKS).expect("a number");
        let deaths = usize::try_from(deaths).expect("a number");
        let mut processes = Processes::start(self.launches(), &self.plan).await;
        let dice = Dice::new(self.plan.turns);
        for death in 0..deaths {
            let slice = operations / (deaths + 1);
            let moment = slice * death + slice / 2 + dice.below(slice);
            processes.reach(moment).await;
            processes.die(&dice).await;
        }
        processes.reach(operations).await;
        let seen = processes.end().await;
        let (took, told) = (begun.elapsed(), self.told());
        eprintln!(
            "{operations} operations in {took:.1?}, {:.0} a second; {} were refused; {} deaths, \
             {} operations had been done when they were asked for again; {} waits in vain",
            operations as f64 / took.as_secs_f64(),
            told.refused,
            seen.deaths,
            told.again,
            seen.queues,
        );
        told.prove(self.ground, &self.plan).await;
        self.verify().await;
    }

    /// As many processes as the engine takes, with the tasks dealt out among them.
    fn launches(&self) -> Vec<Launch> {
        let count = match self.ground.database.backend() {
            Backend::Sqlite => 1,
            Backend::Postgres => 3,
        };
        let launch = |number: u64| {
            let own = self.folder.path().join(format!("process-{number}"));
            std::fs::create_dir(&own).expect("a folder");
            let plan = Plan {
                tasks: (number..TASKS).step_by(count).collect(),
                ..self.plan.clone()
            };
            self.ground
                .launch("ledger::child", &own)
                .env(PLAN, serde_json::to_string(&plan).expect("JSON"))
                .env("RUST_LOG", "warn,sqlx=error")
        };
        (0..count as u64).map(launch).collect()
    }

    /// What the tasks wrote down.
    fn told(&self) -> Told {
        let mut told = Told::default();
        for (number, posted) in self.opening.iter().enumerate() {
            told.opening(number, posted);
        }
        for task in 0..TASKS {
            let past = journal::read(&self.plan.journals, task).expect("a journal");
            assert!(past.open.is_none(), "task {task}: {:?}", past.open);
            assert_eq!(past.ended.len() as u64, self.plan.turns, "task {task}");
            for (turn, (_, outcome)) in (0..).zip(&past.ended) {
                told.outcome(&key(task, turn), outcome);
            }
        }
        told
    }

    /// Has the operator's command check the books.
    async fn verify(&self) {
        let launch = self.ground.launch("program::child", self.folder.path());
        let checked = launch.args(["ledger", "verify"]).run().await;
        let words = format!("{}\n{}", checked.output, checked.log);
        assert!(checked.status.success(), "{words}");
        assert!(words.contains("Everything equals the postings."), "{words}");
    }
}

/// A workspace with a wallet of its own, which half of the time has a fallback.
async fn dedicated(store: &Store, caller: &Caller, number: usize) -> WorkspaceId {
    let new = NewWorkspace {
        name: format!("Own {number}").parse().expect("a name"),
        billing_mode: BillingMode::Dedicated,
        fallback: Fallback {
            enabled: number.is_multiple_of(2),
            monthly_limit: number.is_multiple_of(4).then_some(Cents::new(LIMIT)),
        },
    };
    let work = async |tx: &Tx| tx.scoped(caller).create_workspace(&new).await;
    store.write(work).await.expect("a workspace").id
}

async fn open(store: &Store, caller: &Caller, wallet: Wallet) -> Posted {
    let key = format!("opening:{wallet}");
    let new = NewCredit {
        wallet,
        amount: Cents::new(OPENING),
        key: &key,
        reason: TransactionReason::Promotion,
        description: "A beginning",
        references: References::default(),
    };
    let work = async |tx: &Tx| tx.scoped(caller).credit(&new).await;
    store.write(work).await.expect("credited")
}
