//! Charges a second through the store against the same rows by bare SQL, on each engine: by one
//! writer, and by several tasks with a wallet each.
//!
//! Both sides write to one database with our schema and its triggers, on connections that are set
//! alike. The floor knows what it writes; the store looks up who pays, what the wallet holds,
//! whether the key was used and whether a top-up is due, under locks.

pub(crate) mod floor;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use anyhow::ensure;
use futures::future::try_join_all;
use simpleinboxes_core::{
    cents::Cents,
    clock::SystemClock,
    id::WorkspaceId,
    status::{BillingCategory, BillingMode, TransactionReason},
};
use simpleinboxes_store::{
    Backend, Caller, ChargeLine, NewCharge, NewCredit, NewWorkspace, References, Store, Tx, Wallet,
    testing::{self, TestDatabase},
};
use simpleinboxes_tests::service::Ground;

use self::floor::{Floor, Lane};
use crate::report::{Goal, Report, in_turns};

/// Charges a round, however many tasks share them.
const CHARGES: usize = 400;
const ROUNDS: usize = 9;
const TASKS: [usize; 2] = [1, 8];

/// What every wallet holds at first: enough for all rounds.
const BALANCE: Cents = Cents::new(100_000_000);
const PRICE: Cents = Cents::new(100);
const DESCRIPTION: &str = "An order";

pub(crate) fn run(report: &mut Report) -> anyhow::Result<()> {
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    for database in tokio.block_on(testing::databases()) {
        let bench = tokio.block_on(Bench::on(database))?;
        let mut lanes = tokio.block_on(bench.lanes())?;
        for tasks in TASKS {
            let seconds = in_turns(
                ROUNDS,
                || tokio.block_on(bench.store_charges(tasks)),
                || tokio.block_on(bench.floor_charges(&mut lanes[..tasks])),
            )?;
            let charges = CHARGES as f64;
            report.row(
                format!("charges on {}, {tasks} at once", bench.engine()),
                (charges / seconds.0, charges / seconds.1),
                "charges/s",
                Goal::AtLeast(0.7),
            );
        }
        tokio.block_on(bench.verify())?;
    }
    Ok(())
}

/// A database that both sides write to.
struct Bench {
    ground: Ground,
    store: Store,
    floor: Floor,
    /// Those that the store charges, and those that the floor does.
    charged: Vec<WorkspaceId>,
    beside: Vec<WorkspaceId>,
}

impl Bench {
    async fn on(database: TestDatabase) -> anyhow::Result<Self> {
        let ground = Ground::on(database).await;
        let parts = testing::parts(Arc::new(SystemClock));
        let store = Store::open(&ground.database.options(), parts).await?;
        let floor = Floor::open(&ground.database.url()).await?;
        let mut bench = Self {
            ground,
            store,
            floor,
            charged: Vec::new(),
            beside: Vec::new(),
        };
        for number in 0..TASKS[1] {
            let charged = bench.workspace(&format!("Charged {number}")).await?;
            let beside = bench.workspace(&format!("Beside {number}")).await?;
            bench.charged.push(charged);
            bench.beside.push(beside);
        }
        Ok(bench)
    }

    const fn engine(&self) -> &'static str {
        match self.ground.database.backend() {
            Backend::Sqlite => "SQLite",
            Backend::Postgres => "PostgreSQL",
        }
    }

    /// A workspace with a full wallet of its own.
    async fn workspace(&self, name: &str) -> anyhow::Result<WorkspaceId> {
        let caller = self.ground.acme.caller();
        let mut new = NewWorkspace::named(name.parse()?);
        new.billing_mode = BillingMode::Dedicated;
        let work = async |tx: &Tx| tx.scoped(&caller).create_workspace(&new).await;
        let id = self.store.write(work).await?.id;
        let key = format!("fill:{id}");
        let credit = NewCredit {
            wallet: Wallet::Workspace(id),
            amount: BALANCE,
            key: &key,
            reason: TransactionReason::Promotion,
            description: "A gift",
            references: References::default(),
        };
        let work = async |tx: &Tx| tx.scoped(&caller).credit(&credit).await;
        self.store.write(work).await?;
        Ok(id)
    }

    async fn lanes(&self) -> anyhow::Result<Vec<Lane>> {
        let account = self.ground.acme.id;
        let lanes = self.beside.iter();
        try_join_all(lanes.map(|id| self.floor.lane(account, *id))).await
    }

    async fn store_charges(&self, tasks: usize) -> anyhow::Result<()> {
        let caller = self.ground.acme.caller();
        let charging = self.charged[..tasks].iter().map(|workspace| {
            let store = self.store.clone();
            tokio::spawn(keep_charging(store, caller, *workspace, CHARGES / tasks))
        });
        for done in try_join_all(charging).await? {
            done?;
        }
        Ok(())
    }

    async fn floor_charges(&self, lanes: &mut [Lane]) -> anyhow::Result<()> {
        let each = CHARGES / lanes.len();
        let charging = lanes.iter().map(|lane| {
            let (floor, lane) = (self.floor.clone(), lane.clone());
            tokio::spawn(keep_writing(floor, lane, each))
        });
        let after = try_join_all(charging).await?;
        for (lane, after) in lanes.iter_mut().zip(after) {
            *lane = after?;
        }
        Ok(())
    }

    /// What both wrote is a ledger that is right, by the same check that operators have.
    async fn verify(&self) -> anyhow::Result<()> {
        let check = self.store.verify_ledger().await?;
        let made = (ROUNDS + 1) * CHARGES * TASKS.len() * 2;
        ensure!(check.differences.is_empty(), "{:?}", check.differences);
        ensure!(check.transactions as usize >= made, "{check:?}");
        Ok(())
    }
}

/// A key that nothing was charged with.
fn unused_key() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("bench:{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

async fn keep_charging(
    store: Store,
    caller: Caller,
    workspace: WorkspaceId,
    count: usize,
) -> anyhow::Result<()> {
    let lines = [ChargeLine {
        category: BillingCategory::Inboxes,
        quantity: 1,
        amount: PRICE,
    }];
    for _ in 0..count {
        let key = unused_key();
        let charge = NewCharge {
            workspace,
            key: &key,
            reason: TransactionReason::Order,
            description: DESCRIPTION,
            lines: &lines,
            references: References::default(),
        };
        let work = async |tx: &Tx| tx.scoped(&caller).charge(&charge).await;
        let made = store.write(work).await?;
        ensure!(made.is_new && made.amount == PRICE, "{made:?}");
    }
    Ok(())
}

async fn keep_writing(floor: Floor, mut lane: Lane, count: usize) -> anyhow::Result<Lane> {
    for _ in 0..count {
        floor.charge(&mut lane, &unused_key()).await?;
    }
    Ok(lane)
}
