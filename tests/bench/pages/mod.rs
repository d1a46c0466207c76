//! Deep pages against first pages: with a million transactions in one wallet and as many inboxes, a
//! page far behind costs what page 1 costs, through the store and over HTTP from the real service,
//! in time and in memory.
//!
//! `SIMPLEINBOXES_BENCH_TRANSACTIONS` says how many there are, for a quick try.

mod fleet;
mod history;

use std::time::Instant;

use anyhow::{Context as _, ensure};
use serde_json::json;
use simpleinboxes_core::{
    cursor::Cursor,
    id::{InvoiceKind, TransactionKind},
};
use simpleinboxes_server::BASE_PATH;
use simpleinboxes_store::{
    Backend, InvoiceList, PageRequest, Wallet, WalletFilter,
    testing::{self, TestDatabase},
};
use simpleinboxes_tests::service::{Ground, Running};
use stats_alloc::Region;
use tokio::runtime::Runtime;

use self::history::History;
use crate::{
    ALLOCATOR,
    load::{Shot, fire},
    report::{Goal, Report, in_turns},
};

const TRANSACTIONS: i64 = 1_000_000;
const READS: usize = 100;
const ROUNDS: usize = 9;

/// Rows on a page that asks for no number.
const LIMIT: u32 = 25;

const WALLET: List = List {
    what: "the wallet's transactions",
    path: "/wallet/transactions?wallet=master",
    page: 1000,
};
const INVOICES: List = List {
    what: "the custom invoices",
    path: "/billing/custom-invoices",
    page: 1000,
};
const CREDITS: List = List {
    what: "what the wallet got",
    path: "/wallet/transactions?wallet=master&type=credit",
    page: 1000,
};
const DEBITS: List = List {
    what: "what the wallet gave",
    path: "/wallet/transactions?wallet=master&type=debit",
    page: 1000,
};
const STATEMENTS: List = List {
    what: "the statements of months",
    path: "/billing/history?limit=1",
    page: 100,
};
/// Asked for with a key that is bound to the workspace.
const OWN: List = List {
    what: "a workspace's transactions of the master wallet",
    path: "/wallet/transactions",
    page: 1000,
};

const FLEET: [List; 5] = [
    List {
        what: "the inboxes",
        path: "/inboxes",
        page: 10_000,
    },
    List {
        what: "the active inboxes",
        path: "/inboxes?status=active",
        page: 10_000,
    },
    List {
        what: "the active inboxes at one provider",
        path: "/inboxes?status=active&provider=smtp",
        page: 10_000,
    },
    List {
        what: "the inboxes that begin with j",
        path: "/inboxes?q=j",
        page: 10_000,
    },
    List {
        what: "the domains",
        path: "/domains",
        page: 4_000,
    },
];

/// A list to read.
struct List {
    what: &'static str,
    path: &'static str,
    /// The deep page, where there are so many.
    page: usize,
}

impl List {
    /// The path of the page that begins at `cursor`.
    fn after(&self, cursor: &str) -> String {
        let separator = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{separator}cursor={cursor}", self.path)
    }
}

pub(crate) fn run(report: &mut Report) -> anyhow::Result<()> {
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    for database in tokio.block_on(testing::databases()) {
        let stage = tokio.block_on(Stage::on(database))?;
        let (_, cursor) = tokio.block_on(stage.deep(&WALLET, &stage.ground.acme.key))?;
        stage.store_wallet(&tokio, &cursor, report)?;
        let (_, cursor) = tokio.block_on(stage.deep(&INVOICES, &stage.ground.acme.key))?;
        stage.store_invoices(&tokio, &cursor, report)?;
        let money = [WALLET, CREDITS, DEBITS, INVOICES, STATEMENTS];
        for list in money.into_iter().chain(FLEET) {
            stage.http(&tokio, &list, &stage.ground.acme.key, report)?;
        }
        let bound = tokio.block_on(stage.bound_key());
        stage.http(&tokio, &OWN, &bound, report)?;
        tokio.block_on(stage.running.stop());
    }
    Ok(())
}

/// The service on a database with a long history.
struct Stage {
    ground: Ground,
    running: Running,
}

impl Stage {
    async fn on(database: TestDatabase) -> anyhow::Result<Self> {
        let set = std::env::var("SIMPLEINBOXES_BENCH_TRANSACTIONS").ok();
        let transactions = set.map_or(Ok(TRANSACTIONS), |number| number.parse())?;
        let ground = Ground::on(database).await;
        // Before there is a history, so that the check at its start does not read beside us.
        let running = ground.start().await;
        let workspace = ground.acme.first.to_string();
        let words = ["create", "--workspace", &workspace, "--line"];
        let words = [&words[..], &["Consulting;1;500"]].concat();
        ground.invoice(&ground.acme, &words).await?;
        let order = json!({
            "provider": "smtp",
            "workspaceId": workspace,
            "domains": [{
                "domain": "bench.com",
                "source": "owned",
                "inboxes": [{ "firstName": "Jane", "lastName": "Doe", "username": "jane" }],
            }],
        });
        // Never paid, and over: nobody works on it, or on its copies.
        let api = running.with(&ground.acme.key);
        let order = api.post("/orders", &order).await.data(201);
        let order = order["id"].as_str().unwrap_or_default();
        let canceled = api
            .post(&format!("/orders/{order}/cancel"), &json!({}))
            .await;
        ensure!(canceled.data(200)["status"] == "canceled");
        let start = Instant::now();
        History::of(&ground, transactions).write().await?;
        let written = start.elapsed();
        let check = running.store().verify_ledger().await?;
        ensure!(check.differences.is_empty(), "{:?}", check.differences);
        eprintln!(
            "{} transactions written in {written:.1?}, verified in {:.1?}",
            check.transactions,
            start.elapsed() - written
        );
        Ok(Self { ground, running })
    }

    const fn engine(&self) -> &'static str {
        match self.ground.database.backend() {
            Backend::Sqlite => "SQLite",
            Backend::Postgres => "PostgreSQL",
        }
    }

    fn row(&self, report: &mut Report, what: &str, seconds: (f64, f64)) {
        let micros = |seconds: f64| seconds / READS as f64 * 1e6;
        report.row(
            format!("{what} on {}", self.engine()),
            (micros(seconds.0), micros(seconds.1)),
            "µs",
            Goal::AtMost(1.5),
        );
    }

    /// Walks a list until its deep page, or the last that is full: its number, and its cursor.
    async fn deep(&self, list: &List, key: &str) -> anyhow::Result<(usize, String)> {
        let api = self.running.with(key);
        let read = async |path: &str| {
            let answer = api.get(path).await;
            let rows = answer.data(200).as_array().map_or(0, Vec::len);
            let next = answer.json()["pagination"]["nextCursor"].take();
            (rows, next.as_str().map(str::to_owned))
        };
        let (full, mut next) = read(list.path).await;
        let mut deep = None;
        for page in 2..=list.page {
            let Some(cursor) = next else { break };
            let (rows, after) = read(&list.after(&cursor)).await;
            if rows < full {
                break;
            }
            deep = Some((page, cursor));
            next = after;
        }
        deep.with_context(|| format!("{} has one page", list.what))
    }

    fn store_wallet(
        &self,
        tokio: &Runtime,
        cursor: &str,
        report: &mut Report,
    ) -> anyhow::Result<()> {
        let caller = self.ground.acme.caller();
        let deep = Cursor::<TransactionKind>::decode(cursor)?;
        let read = async |cursor| {
            let page = PageRequest {
                cursor,
                limit: LIMIT,
            };
            for _ in 0..READS {
                let scoped = self.running.store().scoped(&caller);
                let read = scoped.wallet_transactions(Wallet::Master, WalletFilter::All, page);
                let page = read.await?.context("a wallet")?;
                ensure!(page.items.len() == LIMIT as usize);
            }
            Ok(())
        };
        let seconds = in_turns(
            ROUNDS,
            || tokio.block_on(read(Some(deep))),
            || tokio.block_on(read(None)),
        )?;
        self.row(
            report,
            "a deep page of wallet_transactions against the first",
            seconds,
        );
        Ok(())
    }

    fn store_invoices(
        &self,
        tokio: &Runtime,
        cursor: &str,
        report: &mut Report,
    ) -> anyhow::Result<()> {
        let caller = self.ground.acme.caller();
        let deep = Cursor::<InvoiceKind>::decode(cursor)?;
        let read = async |cursor| {
            let page = PageRequest {
                cursor,
                limit: LIMIT,
            };
            for _ in 0..READS {
                let scoped = self.running.store().scoped(&caller);
                let page = scoped.invoices(InvoiceList::Custom, None, page).await?;
                ensure!(page.items.len() == LIMIT as usize);
            }
            Ok(())
        };
        let seconds = in_turns(
            ROUNDS,
            || tokio.block_on(read(Some(deep))),
            || tokio.block_on(read(None)),
        )?;
        self.row(report, "a deep page of invoices against the first", seconds);
        Ok(())
    }

    fn http(
        &self,
        tokio: &Runtime,
        list: &List,
        key: &str,
        report: &mut Report,
    ) -> anyhow::Result<()> {
        let (page, cursor) = tokio.block_on(self.deep(list, key))?;
        let address = self.running.api().address();
        let shot = |path: &str| Shot::get(&format!("{BASE_PATH}{path}"), key, 200);
        let (first, deep) = (shot(list.path), shot(&list.after(&cursor)));
        let seconds = in_turns(
            ROUNDS,
            || fire(address, &deep, 1, READS),
            || fire(address, &first, 1, READS),
        )?;
        let what = format!("HTTP: page {page} of {} against page 1", list.what);
        self.row(report, &what, seconds);
        let bytes = |shot: &Shot| {
            let region = Region::new(ALLOCATOR);
            fire(address, shot, 1, READS)?;
            anyhow::Ok(region.change().bytes_allocated as f64 / READS as f64)
        };
        report.row(
            format!("the same on {}: bytes allocated a page", self.engine()),
            (bytes(&deep)?, bytes(&first)?),
            "B",
            Goal::AtMost(1.5),
        );
        Ok(())
    }

    /// A key that sees the first workspace alone.
    async fn bound_key(&self) -> String {
        let workspace = self.ground.acme.first.to_string();
        let body = json!({ "name": "Bound", "scopes": ["billing"], "workspaceId": workspace });
        let api = self.running.with(&self.ground.acme.key);
        let made = api.post("/api-keys", &body).await.data(201);
        made["key"].as_str().unwrap_or_default().to_owned()
    }
}
