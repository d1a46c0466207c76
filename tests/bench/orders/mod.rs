//! Orders placed a second through the store against the same rows by bare SQL, on each engine: by
//! one writer, and by several tasks with a workspace each.
//!
//! Both sides write to one database with our schema and its triggers. An order has two inboxes on a
//! domain that is bought: it is charged, and its work is planned. The floor copies the rows of one
//! such order and writes its charge; it prices nothing, checks nothing and seals no password.

mod floor;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use futures::future::try_join_all;
use simpleinboxes_core::{
    cents::Cents,
    clock::SystemClock,
    id::WorkspaceId,
    pricing::PriceBook,
    status::{BillingMode, DomainSource, MailboxProvider, TransactionReason},
};
use simpleinboxes_store::{
    Backend, Caller, NewCredit, NewOrder, NewOrderDomain, NewOrderInbox, NewWorkspace, References,
    Registrant, Store, StoreError, Tx, Wallet,
    testing::{self, TestDatabase},
};
use simpleinboxes_tests::service::Ground;

use self::floor::Floor;
use crate::{
    ledger::floor::Lane,
    report::{Goal, Report, in_turns},
};

/// Orders a round, however many tasks share them.
const ORDERS: usize = 200;
const ROUNDS: usize = 9;
const TASKS: [usize; 2] = [1, 8];

/// What every wallet holds at first: enough for all rounds.
const BALANCE: Cents = Cents::new(1_000_000_000);

pub(crate) fn run(report: &mut Report) -> anyhow::Result<()> {
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    for database in tokio.block_on(testing::databases()) {
        let mut bench = tokio.block_on(Bench::on(database))?;
        for tasks in TASKS {
            let mut lanes = std::mem::take(&mut bench.lanes);
            let seconds = in_turns(
                ROUNDS,
                || tokio.block_on(bench.store_orders(tasks)),
                || tokio.block_on(bench.floor_orders(&mut lanes[..tasks])),
            )?;
            bench.lanes = lanes;
            let orders = ORDERS as f64;
            report.row(
                format!("orders on {}, {tasks} at once", bench.engine()),
                (orders / seconds.0, orders / seconds.1),
                "orders/s",
                Goal::AtLeast(0.6),
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
    /// Those that order through the store.
    ordering: Vec<WorkspaceId>,
    /// Those that the floor writes for.
    lanes: Vec<Lane>,
}

impl Bench {
    async fn on(database: TestDatabase) -> anyhow::Result<Self> {
        let ground = Ground::on(database).await;
        let parts = testing::parts(Arc::new(SystemClock));
        let store = Store::open(&ground.database.options(), parts).await?;
        let caller = ground.acme.caller();
        let pattern = workspace(&store, caller, "Pattern").await?;
        place(&store, caller, pattern, &book()?).await?;
        let floor = Floor::open(&ground.database.url()).await?;
        let mut bench = Self {
            ground,
            store,
            floor,
            ordering: Vec::new(),
            lanes: Vec::new(),
        };
        for number in 0..TASKS[1] {
            let ordering = workspace(&bench.store, caller, &format!("Ordering {number}")).await?;
            let beside = workspace(&bench.store, caller, &format!("Beside {number}")).await?;
            bench.ordering.push(ordering);
            let lane = bench.floor.lane(bench.ground.acme.id, beside).await?;
            bench.lanes.push(lane);
        }
        Ok(bench)
    }

    const fn engine(&self) -> &'static str {
        match self.ground.database.backend() {
            Backend::Sqlite => "SQLite",
            Backend::Postgres => "PostgreSQL",
        }
    }

    async fn store_orders(&self, tasks: usize) -> anyhow::Result<()> {
        let caller = self.ground.acme.caller();
        let ordering = self.ordering[..tasks].iter().map(|workspace| {
            let (store, workspace) = (self.store.clone(), *workspace);
            tokio::spawn(async move {
                let book = book()?;
                for _ in 0..ORDERS / tasks {
                    place(&store, caller, workspace, &book).await?;
                }
                anyhow::Ok(())
            })
        });
        for done in try_join_all(ordering).await? {
            done?;
        }
        Ok(())
    }

    async fn floor_orders(&self, lanes: &mut [Lane]) -> anyhow::Result<()> {
        let each = ORDERS / lanes.len();
        let writing = lanes.iter().map(|lane| {
            let (floor, mut lane) = (self.floor.clone(), lane.clone());
            tokio::spawn(async move {
                for _ in 0..each {
                    floor.place(&mut lane, unused()).await?;
                }
                anyhow::Ok(lane)
            })
        });
        let after = try_join_all(writing).await?;
        for (lane, after) in lanes.iter_mut().zip(after) {
            *lane = after?;
        }
        Ok(())
    }

    /// What both wrote is money that adds up.
    async fn verify(&self) -> anyhow::Result<()> {
        let check = self.store.verify_ledger().await?;
        anyhow::ensure!(check.differences.is_empty(), "{:?}", check.differences);
        self.floor.verify((ROUNDS + 1) * ORDERS * TASKS.len()).await
    }
}

fn book() -> anyhow::Result<PriceBook> {
    Ok(PriceBook::embedded()?)
}

/// A number that nothing else has.
fn unused() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// A workspace with a full wallet of its own.
async fn workspace(store: &Store, caller: Caller, name: &str) -> anyhow::Result<WorkspaceId> {
    let mut new = NewWorkspace::named(name.parse()?);
    new.billing_mode = BillingMode::Dedicated;
    let work = async |tx: &Tx| tx.scoped(&caller).create_workspace(&new).await;
    let id = store.write(work).await?.id;
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
    store.write(work).await?;
    Ok(id)
}

async fn place(
    store: &Store,
    caller: Caller,
    workspace: WorkspaceId,
    book: &PriceBook,
) -> anyhow::Result<()> {
    let inbox = |username: &str| NewOrderInbox {
        first_name: "Jane".to_owned(),
        last_name: "Doe".to_owned(),
        username: username.to_owned(),
        password: "Made-up-Passw0rd-1".into(),
    };
    let new = NewOrder {
        workspace,
        provider: MailboxProvider::Google,
        domains: vec![NewOrderDomain {
            name: format!("placed-{}.com", unused()),
            source: DomainSource::Purchase,
            offer: None,
            forwarding_url: None,
            inboxes: vec![inbox("jane"), inbox("john")],
        }],
        sending_tool: None,
        auto_renew: true,
        promo_code: None,
        registrant: Some(registrant()),
        expected_total: None,
    };
    let placed = store
        .write(
            async |tx| match tx.scoped(&caller).place_order(&new, book).await {
                Ok(id) => Ok(Ok(id)),
                Err(refused) => Ok::<_, StoreError>(Err(refused)),
            },
        )
        .await?;
    placed?;
    Ok(())
}

fn registrant() -> Registrant {
    Registrant {
        first_name: "Olivia".to_owned(),
        last_name: "Park".to_owned(),
        organization: None,
        email: "ops@acme.example".to_owned(),
        phone: "+12065550142".to_owned(),
        address_line1: "410 Terry Avenue North".to_owned(),
        address_line2: None,
        city: "Seattle".to_owned(),
        state: Some("WA".to_owned()),
        postal_code: "98109".to_owned(),
        country: "US".to_owned(),
    }
}
