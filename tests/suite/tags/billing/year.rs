//! A year of business in several workspaces, and every figure of it made once more from the
//! postings.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use serde_json::{Value, json};
use simpleinboxes_core::{
    cents::Cents,
    clock::Clock as _,
    id::WorkspaceId,
    period::Period,
    status::BillingCategory::{
        self, Adjustments, Discounts, DomainRenewals, Domains, InboxRenewals, Inboxes, Refunds,
    },
};
use simpleinboxes_store::{
    Adjustment, Charged, LedgerError, NewTransfer, References, Wallet, testing,
};

use simpleinboxes_tests::api::Api;

use super::Journey;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    /// 0 to `sides`, without it.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % sides
    }

    fn few(&mut self) -> i32 {
        i32::try_from(1 + self.roll(5)).expect("a small number")
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        let place = self.roll(from.len() as u64);
        from[usize::try_from(place).expect("a place")].clone()
    }

    fn cents(&mut self, most: u64) -> i64 {
        i64::try_from(1 + self.roll(most)).expect("a small number")
    }
}

/// What a workspace's postings of one month add up to.
#[derive(Debug, Default)]
struct Month {
    charged: i64,
    refunded: i64,
    transactions: i64,
    categories: BTreeMap<BillingCategory, (i64, i64)>,
}

impl Month {
    fn add(&mut self, category: BillingCategory, quantity: i64, cents: i64) {
        let sum = self.categories.entry(category).or_default();
        *sum = (sum.0 + quantity, sum.1 + cents);
        if category == Refunds || (category == Adjustments && cents < 0) {
            self.refunded -= cents;
        } else {
            self.charged += cents;
        }
    }

    fn spend(&self) -> i64 {
        self.charged - self.refunded
    }

    fn shown(&self, workspace: WorkspaceId, month: Period) -> Value {
        let line = |(category, (quantity, cents)): (&BillingCategory, &(i64, i64))| json!({"category": category.as_str(), "quantity": quantity, "amountCents": cents});
        json!({
            "workspaceId": workspace.to_string(),
            "period": month.to_string(),
            "startsAt": month.start().format("%FT%TZ").to_string(),
            "endsAt": month.end().format("%FT%TZ").to_string(),
            "currency": "USD",
            "chargedCents": self.charged,
            "refundedCents": self.refunded,
            "spendCents": self.spend(),
            "transactionCount": self.transactions,
            "breakdown": self.categories.iter().map(line).collect::<Vec<_>>(),
        })
    }
}

/// The months of a workspace.
type Months = BTreeMap<Period, Month>;

/// The workspaces, and what came about in them.
struct World {
    workspaces: Vec<WorkspaceId>,
    /// The one that has a wallet of its own.
    dedicated: WorkspaceId,
    charges: Vec<Charged>,
    /// How many steps were not refused for want of money.
    done: usize,
}

/// One step of business; what a wallet can't pay does not happen.
async fn step(journey: &Journey, dice: &mut Dice, turn: usize, world: &mut World) {
    let (workspace, key) = (dice.pick(&world.workspaces), format!("step:{turn}"));
    let done = match dice.roll(10) {
        0..=4 => {
            let charged = journey.charge(workspace, &order(dice), &key).await;
            charged.map(|charged| world.charges.push(charged))
        }
        5 | 6 if !world.charges.is_empty() => {
            let charge = dice.pick(&world.charges);
            let cents = dice.cents(charge.amount.get().unsigned_abs());
            journey.refund(&charge, cents, &key).await.map(drop)
        }
        7 => correct(journey, dice, workspace, &key).await,
        8 => transfer(journey, dice, world.dedicated, &key).await,
        _ => {
            let paid = journey.pay_in(Wallet::Master, dice.cents(9000), &key);
            paid.await.map(drop)
        }
    };
    match done {
        Ok(()) => world.done += 1,
        Err(LedgerError::Insufficient { .. } | LedgerError::RefundTooLarge(_)) => {}
        Err(error) => panic!("{turn}: {error}"),
    }
}

/// The lines of a charge.
fn order(dice: &mut Dice) -> Vec<(BillingCategory, i32, i64)> {
    let mut lines = vec![(Inboxes, dice.few(), dice.cents(5000) + 10)];
    for category in [InboxRenewals, Domains, DomainRenewals] {
        if dice.roll(2) == 0 {
            lines.push((category, dice.few(), dice.cents(5000)));
        }
    }
    if dice.roll(3) == 0 {
        lines.push((Discounts, 1, -dice.cents(9)));
    }
    lines
}

async fn correct(
    journey: &Journey,
    dice: &mut Dice,
    workspace: WorkspaceId,
    key: &str,
) -> Result<(), LedgerError> {
    let cents = dice.cents(900);
    let new = Adjustment {
        workspace,
        amount: Cents::new(if dice.roll(2) == 0 { cents } else { -cents }),
        key,
        description: "A correction",
        references: References::default(),
    };
    let caller = journey.acme().caller();
    let store = journey.running.store();
    let work = store.write(async |tx| tx.scoped(&caller).adjust(&new).await);
    work.await.map(drop)
}

async fn transfer(
    journey: &Journey,
    dice: &mut Dice,
    dedicated: WorkspaceId,
    key: &str,
) -> Result<(), LedgerError> {
    let (mut from, mut to) = (Wallet::Master, Wallet::Workspace(dedicated));
    if dice.roll(4) == 0 {
        (from, to) = (to, from);
    }
    let new = NewTransfer {
        from,
        to,
        amount: Cents::new(dice.cents(9000)),
        key,
        description: "A transfer",
        note: None,
    };
    let caller = journey.acme().caller();
    let store = journey.running.store();
    let work = store.write(async |tx| tx.scoped(&caller).transfer(&new).await);
    work.await.map(drop)
}

/// What the postings say of a workspace, added up here and nowhere else.
async fn postings(journey: &Journey, workspace: WorkspaceId) -> Months {
    let store = journey.running.store();
    let of = testing::literal(store, workspace.uuid());
    let month = "substr(CAST(posted_at AS text), 1, 7)";
    let rows = format!(
        "SELECT {month} || '|' || category || '|' || CAST(quantity AS text) || '|' || \
         CAST(amount_cents AS text) FROM ledger_postings \
         WHERE category IS NOT NULL AND workspace_id = {of}"
    );
    let mut months = Months::new();
    for row in testing::texts(store, &rows).await {
        let parts: Vec<&str> = row.split('|').collect();
        let month = months
            .entry(parts[0].parse().expect("a month"))
            .or_default();
        let number = |text: &str| text.parse().expect("a number");
        let category = parts[1].parse().expect("a category");
        month.add(category, number(parts[2]), number(parts[3]));
    }
    let counts = format!(
        "SELECT {month} || '|' || CAST(count(DISTINCT transaction_id) AS text) \
         FROM ledger_postings WHERE category IS NOT NULL AND workspace_id = {of} GROUP BY {month}"
    );
    for row in testing::texts(store, &counts).await {
        let (month, count) = row.split_once('|').expect("two parts");
        let month = months.entry(month.parse().expect("a month")).or_default();
        month.transactions = count.parse().expect("a number");
    }
    months
}

/// The statements of a workspace, in pages of five.
async fn statements(owner: &Api, workspace: WorkspaceId) -> Vec<Value> {
    let path = format!("/billing/history?workspaceId={workspace}&limit=5");
    let (mut all, mut cursor) = (vec![], String::new());
    loop {
        let page = owner.get(&format!("{path}{cursor}")).await.json();
        all.extend(page["data"].as_array().expect("a list").iter().cloned());
        match page["pagination"]["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

/// Compares every figure that is told, and gives the spend of all time.
async fn check(journey: &Journey, world: &World) -> i64 {
    let owner = journey.owner();
    let now = Period::of(journey.ground.clock.now());
    let scoped = journey.running.store().scoped(&journey.acme().caller());
    let figures = scoped.wallet_figures().await.expect("figures");
    let (mut total, mut this, mut last) = (0, 0, 0);
    for workspace in &world.workspaces {
        let months = postings(journey, *workspace).await;
        let none = Month::default();
        let month = |period| months.get(&period).unwrap_or(&none);
        for statement in statements(&owner, *workspace).await {
            let period = period_of(&statement);
            assert_eq!(statement, month(period).shown(*workspace, period));
        }
        let path = format!("/billing/summary?workspaceId={workspace}");
        let mut summary = journey.data(&path).await;
        let mut expected = month(now).shown(*workspace, now);
        // Nothing renews here.
        expected["upcomingCents"] = json!(0);
        expected["projectedCents"] = expected["spendCents"].clone();
        expected["asOfAt"] = summary["asOfAt"].clone();
        summary["transactionCount"] = expected["transactionCount"].clone();
        assert_eq!(summary, expected);
        assert_eq!(
            figures.workspaces[workspace].spend.get(),
            month(now).spend()
        );
        total += months.values().map(Month::spend).sum::<i64>();
        this += month(now).spend();
        last += month(now.previous()).spend();
    }
    let spend = journey.data("/workspaces/global/summary").await["spend"].clone();
    assert_eq!(spend["monthToDateCents"], this);
    assert_eq!(spend["lastMonthCents"], last);
    assert_eq!(spend["totalCents"], total);
    total
}

fn period_of(statement: &Value) -> Period {
    let text = statement["period"].as_str().expect("a text");
    text.parse().expect("a month")
}

async fn begin(journey: &Journey) -> World {
    let owner = journey.owner();
    let mut workspaces = vec![journey.acme().first];
    for name in ["Dedicated", "Other"] {
        workspaces.push(owner.make_client(name).await.parse().expect("an id"));
    }
    let dedicated = workspaces[1];
    let body = json!({"billingMode": "dedicated", "fallback": {"enabled": true}});
    let path = format!("/workspaces/{dedicated}");
    owner.patch(&path, &body).await.data(200);
    let paid = journey.pay_in(Wallet::Master, 900_000, "begin").await;
    paid.expect("paid in");
    World {
        workspaces,
        dedicated,
        charges: vec![],
        done: 0,
    }
}

#[tokio::test]
async fn every_figure_of_a_year_equals_the_postings() {
    for journey in Journey::each().await {
        let owner = journey.owner();
        let mut world = begin(&journey).await;
        let mut dice = Dice(4711);
        let mut told: BTreeMap<Period, Value> = BTreeMap::new();
        for turn in 0..260 {
            step(&journey, &mut dice, turn, &mut world).await;
            let hours = i64::from(dice.few() * 14);
            journey.ground.clock.advance(TimeDelta::hours(hours));
            if turn == 100 {
                let late = owner.make_client("Late").await;
                world.workspaces.push(late.parse().expect("an id"));
            }
            if turn % 65 == 64 {
                check(&journey, &world).await;
                for statement in statements(&owner, world.dedicated).await {
                    // It does not change any more.
                    let before = told.entry(period_of(&statement));
                    assert_eq!(before.or_insert_with(|| statement.clone()), &statement);
                }
            }
        }
        let total = check(&journey, &world).await;
        assert!(world.done > 150 && total > 0, "{} for {total}", world.done);
        assert!(told.len() >= 12, "{} months", told.len());
        let months = postings(&journey, world.dedicated).await;
        let categories = months.values().flat_map(|month| month.categories.keys());
        let categories: BTreeSet<_> = categories.collect();
        assert_eq!(categories.len(), 7);
    }
}
