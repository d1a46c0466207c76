//! Money moved by many processes at once, some of which are killed.
//!
//! 64 tasks charge, refund, transfer and top up the same ten wallets: through the store of a
//! service process of their own, and partly through its API. On PostgreSQL there are three such
//! processes, on SQLite, which has one at a time, one. A task writes down what it is about to do
//! and what it was told came of it. A process that was killed is started again, and its tasks go
//! on where they were: the last that they were told of, and what they were not told the end of,
//! they ask for again under the same key. In the end the books hold what the tasks were told, all
//! of it and nothing else.
//!
//! The number of operations is small, for every run of the tests.
//! `SIMPLEINBOXES_LEDGER_OPERATIONS` sets another one; there is a death for each 2,000 then, and
//! the figures are printed:
//!
//! ```text
//! SIMPLEINBOXES_LEDGER_OPERATIONS=100000 \
//!     cargo test -p simpleinboxes-tests --test suite -- --nocapture ledger::
//! ```

mod child;
mod journal;
mod operation;
mod processes;
mod proof;
mod stage;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use simpleinboxes_core::{
    entropy::Entropy,
    id::{AccountId, ApiKeyId, WorkspaceId},
};
use simpleinboxes_store::{Actor, Caller, Wallet};
use simpleinboxes_tests::{process, service::Ground};

use stage::Stage;

const TASKS: u64 = 64;

/// How many wallets there are: that of the account, and those of its workspaces but the first.
const WALLETS: usize = 10;

/// Names the plan in the environment of a child.
const PLAN: &str = "SI_TEST_LEDGER_PLAN";

/// What one process is to do.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Plan {
    account: AccountId,
    key_id: ApiKeyId,
    key: String,
    /// The first is paid for by the account's wallet, the others by one of their own each.
    workspaces: Vec<WorkspaceId>,
    /// Its tasks.
    tasks: Vec<u64>,
    /// How many operations each of them has.
    turns: u64,
    /// The folder of what tasks write down.
    journals: PathBuf,
}

impl Plan {
    fn caller(&self) -> Caller {
        Caller {
            account: self.account,
            workspace: None,
            actor: Actor::Key(self.key_id),
        }
    }

    /// The wallet with this number; 0 is the account's.
    fn wallet(&self, number: usize) -> Wallet {
        match number {
            0 => Wallet::Master,
            _ => Wallet::Workspace(self.workspaces[number]),
        }
    }

    fn number(&self, wallet: Wallet) -> usize {
        let same = |number: &usize| self.wallet(*number) == wallet;
        (0..WALLETS).find(same).expect("one of ours")
    }
}

/// Numbers that look random and are the same each time.
struct Dice(Entropy);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(Entropy::seeded(seed))
    }

    fn below(&self, limit: usize) -> usize {
        let number = u64::from_be_bytes(self.0.bytes());
        let limit = u64::try_from(limit).expect("a limit");
        usize::try_from(number % limit).expect("small")
    }
}

/// What makes an operation happen once.
fn key(task: u64, turn: u64) -> String {
    format!("stress:{task}:{turn}")
}

fn operations(unless_set: u64) -> u64 {
    let set = std::env::var("SIMPLEINBOXES_LEDGER_OPERATIONS").ok();
    set.map_or(unless_set, |number| number.parse().expect("a number"))
}

/// Not a test: a service whose process has tasks of its own as well.
#[test]
#[ignore = "is run by other tests"]
fn child() {
    process::be(child::run);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_at_once_keep_the_books() {
    for ground in Ground::each().await {
        Stage::set(&ground, operations(640)).await.play(0).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_that_are_killed_keep_the_books() {
    for ground in Ground::each().await {
        let operations = operations(2_048);
        let deaths = (operations / 2_000).max(4);
        Stage::set(&ground, operations).await.play(deaths).await;
    }
}
