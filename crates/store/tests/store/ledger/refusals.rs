//! What the database refuses by itself, on both engines in the same words, whoever asks.

use simpleinboxes_core::id::TransactionId;
use simpleinboxes_store::testing::{self, literal};
use simpleinboxes_store::{Backend, Wallet};
use uuid::Uuid;

use super::credit;
use crate::support::{World, worlds};

const CHAIN: &str = "ledger: a posting continues the chain of its account";
const OVERDRAFT: &str = "ledger: a wallet does not go below zero";
const PLACE: &str = "ledger: a posting is of its account";
const SEALED: &str = "ledger: a sealed transaction takes no posting";
const TWO: &str = "ledger: a transaction has at least two postings";
const BALANCE: &str = "ledger: the postings of a transaction add up to zero";
const ALIKE: &str = "ledger: a transaction and its postings are of one account and phase";
const PENDING: &str = "ledger: what was pending is posted or voided as it was";
const SETTLED: &str = "ledger: what was pending is posted or voided once";
const FOREVER: &str = "ledger: entries are never changed or deleted";
const HEAD: &str = "ledger: a head moves with a posting";

/// A posting in SQL, right unless it is told to be wrong.
#[derive(Clone, Copy)]
struct Leg {
    kind: &'static str,
    amount: i64,
    phase: &'static str,
    category: bool,
    /// Added to what would be right.
    off: (i64, i64, i64),
    rival: bool,
}

const fn leg(kind: &'static str, amount: i64) -> Leg {
    Leg {
        kind,
        amount,
        phase: "single",
        category: false,
        off: (0, 0, 0),
        rival: false,
    }
}

const fn in_phase(phase: &'static str, kind: &'static str, amount: i64) -> Leg {
    Leg {
        phase,
        ..leg(kind, amount)
    }
}

impl Leg {
    fn sql(&self, world: &World, transaction: Uuid) -> String {
        let account = if self.rival {
            &world.rival
        } else {
            &world.acme
        };
        let account = literal(&world.store, account.account.uuid());
        let transaction = literal(&world.store, transaction);
        let taken = (-self.amount).max(0);
        let (delta, hold) = match self.phase {
            "single" => (self.amount, 0),
            "pending" => (0, taken),
            "post" => (self.amount, -taken),
            _ => (0, -taken),
        };
        let (category, quantity) = if self.category || self.kind == "revenue" {
            ("'inboxes'", "1")
        } else {
            ("NULL", "NULL")
        };
        let (seq, balance, held) = self.off;
        format!(
            "INSERT INTO ledger_postings (ledger_account_id, seq, transaction_id, account_id, \
             workspace_id, phase, amount_cents, category, quantity, balance_after_cents, \
             held_after_cents, posted_at) SELECT id, seq + 1 + {seq}, {transaction}, account_id, \
             workspace_id, '{}', {}, {category}, {quantity}, balance_cents + {}, held_cents + {}, \
             '2026-11-02T08:30:00+00:00' FROM ledger_accounts \
             WHERE account_id = {account} AND kind = '{}'",
            self.phase,
            self.amount,
            delta + balance,
            hold + held,
            self.kind
        )
    }
}

/// Postings and the transaction that seals them.
fn whole(world: &World, id: Uuid, phase: &str, pending: Option<Uuid>, legs: &[Leg]) -> Vec<String> {
    let mut statements: Vec<_> = legs.iter().map(|leg| leg.sql(world, id)).collect();
    let pending = pending.map_or("NULL".to_owned(), |id| literal(&world.store, id));
    statements.push(format!(
        "INSERT INTO ledger_transactions (id, account_id, phase, pending_id, reason, key, \
         description, created_at) VALUES ({}, {}, '{phase}', {pending}, 'topup', '{id}', 'By hand', \
         '2026-11-02T08:30:00+00:00')",
        literal(&world.store, id),
        literal(&world.store, world.acme.account.uuid()),
    ));
    statements
}

async fn refused(world: &World, words: &str, statements: &[String]) {
    let before = testing::snapshot(&world.store).await;
    let error = testing::run(&world.store, statements).await;
    let error = error.expect_err(words);
    assert!(error.contains(words), "{words}: {error}");
    assert_eq!(testing::snapshot(&world.store).await, before);
}

const fn by_hand(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A world whose master wallet holds 500 cents.
async fn funded() -> Vec<(World, TransactionId)> {
    let mut funded = Vec::new();
    for world in worlds().await {
        let posted = world.pay_in(Wallet::Master, "in", 500).await;
        funded.push((world, posted.transaction));
    }
    funded
}

#[tokio::test]
async fn transactions_that_are_not_whole_are_refused() {
    for (world, _) in &funded().await {
        let id = by_hand(1);
        let good = [leg("external", -100), leg("master_wallet", 100)];
        let single = |legs: &[Leg]| whole(world, id, "single", None, legs);
        let unbalanced = [leg("external", -100), leg("master_wallet", 101)];
        refused(world, BALANCE, &single(&unbalanced)).await;
        refused(world, TWO, &single(&good[..1])).await;
        refused(world, TWO, &single(&[])).await;
        refused(world, ALIKE, &whole(world, id, "pending", None, &good)).await;
        let foreign = Leg {
            rival: true,
            ..good[1]
        };
        refused(world, ALIKE, &single(&[good[0], foreign])).await;
        // Without a transaction they do not even commit.
        let loose = &single(&good)[..2];
        let before = testing::snapshot(&world.store).await;
        let error = testing::run(&world.store, loose).await.expect_err("loose");
        assert!(error.to_lowercase().contains("foreign key"), "{error}");
        assert_eq!(testing::snapshot(&world.store).await, before);
        // What is right is taken, or the refusals would prove nothing.
        let taken = testing::run(&world.store, &single(&good)).await;
        taken.expect("a whole transaction");
        let late = leg("promotions", 0).sql(world, id);
        refused(world, SEALED, &[late]).await;
        let second = [leg("promotions", -5), leg("revenue", 5)].map(|leg| leg.sql(world, id));
        refused(world, SEALED, &second).await;
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn chains_do_not_break_and_wallets_do_not_go_below_zero() {
    for (world, _) in &funded().await {
        let id = by_hand(1);
        let single = |legs: &[Leg]| whole(world, id, "single", None, legs);
        let much = [leg("master_wallet", -501), leg("external", 501)];
        refused(world, OVERDRAFT, &single(&much)).await;
        let held = ["master_wallet", "external"].map(|kind| {
            let amount = if kind == "external" { 501 } else { -501 };
            in_phase("pending", kind, amount)
        });
        refused(world, OVERDRAFT, &whole(world, id, "pending", None, &held)).await;
        for off in [(1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)] {
            let wrong = Leg {
                off,
                ..leg("external", -100)
            };
            let legs = [wrong, leg("master_wallet", 100)];
            refused(world, CHAIN, &single(&legs)).await;
        }
        // A place that is taken is refused by its key as well, whoever comes first.
        let taken = Leg {
            off: (-1, 0, 0),
            ..leg("master_wallet", 100)
        };
        refused(world, "ledger", &single(&[leg("external", -100), taken])).await;
        let labelled = Leg {
            category: true,
            ..leg("master_wallet", 100)
        };
        refused(world, PLACE, &single(&[leg("external", -100), labelled])).await;
        let bare = leg("revenue", 100).sql(world, id);
        let bare = bare.replace("'inboxes', 1", "NULL, NULL");
        refused(world, PLACE, &[bare]).await;
        let elsewhere = leg("dedicated_wallet", 100).sql(world, id);
        let elsewhere = elsewhere.replace(
            "account_id, workspace_id, 'single'",
            "account_id, NULL, 'single'",
        );
        refused(world, PLACE, &[elsewhere]).await;
    }
}

#[tokio::test]
async fn what_was_written_stays_as_it_is() {
    for (world, _) in &funded().await {
        let statements = [
            (
                "UPDATE ledger_postings SET amount_cents = amount_cents",
                FOREVER,
            ),
            ("DELETE FROM ledger_postings", FOREVER),
            ("UPDATE ledger_transactions SET note = 'x'", FOREVER),
            ("DELETE FROM ledger_transactions", FOREVER),
            ("DELETE FROM ledger_accounts", FOREVER),
            (
                "UPDATE ledger_accounts SET balance_cents = balance_cents + 1",
                HEAD,
            ),
            ("UPDATE ledger_accounts SET seq = seq + 1", HEAD),
            ("UPDATE ledger_accounts SET held_cents = 1", HEAD),
            (
                "UPDATE ledger_accounts SET kind = 'external' WHERE kind = 'promotions'",
                HEAD,
            ),
            // Back to what an older posting says: nothing goes back.
            (
                "UPDATE ledger_accounts SET seq = 0, balance_cents = 0 WHERE seq > 0",
                HEAD,
            ),
        ];
        for (statement, words) in statements {
            refused(world, words, &[statement.to_owned()]).await;
        }
        let rich = format!(
            "INSERT INTO ledger_accounts (id, account_id, workspace_id, kind, seq, balance_cents, \
             held_cents, created_at) SELECT {}, account_id, NULL, kind, 0, 100, 0, created_at \
             FROM ledger_accounts WHERE kind = 'master_wallet' AND balance_cents > 0",
            literal(&world.store, by_hand(9))
        );
        refused(world, HEAD, &[rich]).await;
        if world.store.backend() == Backend::Postgres {
            for table in ["ledger_postings", "ledger_transactions"] {
                refused(world, FOREVER, &[format!("TRUNCATE {table} CASCADE")]).await;
            }
        }
    }
}

#[tokio::test]
async fn what_is_pending_is_settled_once_and_as_it_was() {
    for (world, done) in &funded().await {
        let new = credit(Wallet::Master, "pending", 200);
        let caller = world.acme.caller;
        let begin = world.ledger(&caller, async |tx| tx.begin_pending(&new).await);
        let pending = begin.await.expect("begun").transaction.uuid();
        let settle = |id: u128, of: Uuid, phase: &'static str, amount: i64| {
            let legs = [
                in_phase(phase, "external", -amount),
                in_phase(phase, "master_wallet", amount),
            ];
            whole(world, by_hand(id), phase, Some(of), &legs)
        };
        refused(world, PENDING, &settle(1, pending, "post", 199)).await;
        refused(world, PENDING, &settle(1, pending, "void", 100)).await;
        let other = [
            in_phase("post", "external", -200),
            in_phase("post", "promotions", 200),
        ];
        let other = whole(world, by_hand(1), "post", Some(pending), &other);
        refused(world, PENDING, &other).await;
        // What was done at once was never pending: the hold is not there to be released.
        let error = testing::run(&world.store, &settle(1, done.uuid(), "post", 200)).await;
        let error = error.expect_err("never pending");
        assert!(error.contains("ledger"), "{error}");
        let posted = testing::run(&world.store, &settle(2, pending, "post", 200)).await;
        posted.expect("posted");
        assert_eq!(world.balance(Wallet::Master).await, 700);
        for phase in ["post", "void"] {
            // Something else is held meanwhile, so that the hold alone does not refuse it.
            let key = format!("other {phase}");
            let new = credit(Wallet::Master, &key, 200);
            let begin = world.ledger(&caller, async |tx| tx.begin_pending(&new).await);
            begin.await.expect("begun");
            refused(world, SETTLED, &settle(3, pending, phase, 200)).await;
        }
        refused(world, PENDING, &settle(3, done.uuid(), "post", 200)).await;
        world.assert_sound().await;
    }
}
