//! The pipeline with 10,000 domains in flight, on each engine: how fast steps go by, how long a
//! newcomer waits, and what is left of it while a vendor is down.
//!
//! The steps are played, so that what is measured is ours: the queue, the locks, and the rows of
//! each step.

use std::time::{Duration, Instant};

use anyhow::ensure;
use serde_json::{Value, json};
use simpleinboxes_store::{
    Wallet,
    testing::{self, TestDatabase, texts},
};
use simpleinboxes_tests::{
    api::Api,
    made::text,
    played::{self, WAITS},
    service::{Ground, Running},
    until::until,
};

use crate::report::{Goal, Report, median};

/// What one order may have.
const DOMAINS: usize = 100;

/// Orders with which 10,000 domains are in flight.
const MANY: usize = 100;

/// How long it is watched how steps go by.
const WATCH: Duration = Duration::from_secs(10);

/// How many newcomers come, one after the other.
const NEWCOMERS: usize = 9;

pub(crate) fn run(report: &mut Report) -> anyhow::Result<()> {
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let engines = tokio.block_on(testing::databases()).len();
    for engine in 0..engines {
        let name = ["SQLite", "PostgreSQL"][engine];
        let few = tokio.block_on(async { Flight::of(engine, 1, "").await?.watched().await })?;
        let many = tokio.block_on(async { Flight::of(engine, MANY, "").await?.watched().await })?;
        report.row(
            format!("steps with 10,000 domains in flight on {name}, to those with 100"),
            (many.steps, few.steps),
            "steps/s",
            Goal::AtLeast(0.7),
        );
        report.row(
            format!("a newcomer's order with 10,000 domains in flight on {name}, to one alone"),
            (many.newcomer, few.alone),
            "s",
            Goal::AtMost(10.0),
        );
        let down =
            tokio.block_on(async { Flight::of(engine, MANY, WAITS).await?.watched().await })?;
        report.row(
            format!("a newcomer's order with 10,000 domains at a vendor that is down on {name}"),
            (down.newcomer, few.alone),
            "s",
            Goal::AtMost(2.0),
        );
    }
    Ok(())
}

/// A service with domains in flight.
struct Flight {
    ground: Ground,
    running: Running,
    domains: usize,
    stuck: bool,
    alone: f64,
}

/// What was seen of it.
struct Watched {
    steps: f64,
    newcomer: f64,
    alone: f64,
}

impl Flight {
    /// One with so many orders of 100 domains whose names begin so.
    async fn of(engine: usize, orders: usize, begin: &str) -> anyhow::Result<Self> {
        let database: TestDatabase = testing::databases().await.swap_remove(engine);
        let mut ground = Ground::on(database).await;
        let running = ground.start_with(played::handlers()).await;
        for account in [&ground.acme, &ground.rival] {
            running.pay_in(account, Wallet::Master, 1_000_000_000).await;
        }
        let mut alone = Vec::new();
        for number in 0..NEWCOMERS {
            alone.push(newcomer(&running.with(&ground.rival.key), number).await);
        }
        running.stop().await;
        ground.config.jobs.workers = 0;
        let placing = ground.start().await;
        let api = placing.with(&ground.acme.key);
        for order in 0..orders {
            let domain = |number: usize| one(&format!("{begin}{order}-{number}.com"));
            let domains: Vec<Value> = (0..DOMAINS).map(domain).collect();
            api.post("/orders", &body(domains.into())).await.data(201);
        }
        placing.stop().await;
        ground.config.jobs = Default::default();
        let running = ground.start_with(played::handlers()).await;
        Ok(Self {
            ground,
            running,
            domains: orders * DOMAINS,
            stuck: !begin.is_empty(),
            alone: median(alone),
        })
    }

    async fn watched(self) -> anyhow::Result<Watched> {
        if self.stuck {
            // All of them have asked their vendor once, and wait; however long that takes.
            let first = "SELECT CAST(count(*) AS text) FROM domain_actions \
                         WHERE attempts > 0 AND status = 'queued'";
            let all = [self.domains.to_string()];
            while texts(self.running.store(), first).await != all {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
        let mut waits = Vec::new();
        let rival = self.running.with(&self.ground.rival.key);
        for number in 0..NEWCOMERS {
            waits.push(newcomer(&rival, NEWCOMERS + number).await);
        }
        let before = self.done().await?;
        let start = Instant::now();
        let all = (self.domains + 2 * NEWCOMERS) * 5;
        let mut done = before;
        while !self.stuck && start.elapsed() < WATCH && done < all {
            tokio::time::sleep(Duration::from_millis(100)).await;
            done = self.done().await?;
        }
        let steps = (done - before) as f64 / start.elapsed().as_secs_f64();
        ensure!(self.stuck || done > before, "no step went by");
        self.running.stop().await;
        Ok(Watched {
            steps,
            newcomer: median(waits),
            alone: self.alone,
        })
    }

    /// How many steps have succeeded.
    async fn done(&self) -> anyhow::Result<usize> {
        let count = "SELECT CAST(count(*) AS text) FROM domain_actions WHERE status = 'succeeded'";
        Ok(texts(self.running.store(), count).await[0].parse()?)
    }
}

fn one(domain: &str) -> Value {
    let inbox = json!({"firstName": "Jane", "lastName": "Doe", "username": "jane"});
    json!({"domain": domain, "source": "owned", "inboxes": [inbox]})
}

fn body(domains: Value) -> Value {
    json!({"provider": "google", "autoRenew": true, "domains": domains})
}

/// How long somebody waits who orders one inbox, in seconds.
async fn newcomer(api: &Api, number: usize) -> f64 {
    let order = body(json!([one(&format!("newcomer-{number}.com"))]));
    let start = Instant::now();
    let placed = api.post("/orders", &order).await.data(201);
    let path = format!("/orders/{}", text(&placed["id"]));
    until("the newcomer's order is delivered", async || {
        let found = api.get(&path).await.data(200);
        (found["status"] == "active").then_some(())
    })
    .await;
    start.elapsed().as_secs_f64()
}
