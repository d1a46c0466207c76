//! What tasks were told, held against the books.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};

use simpleinboxes_core::{clock::SystemClock, id::TransactionId};
use simpleinboxes_store::{Backend, Posted, Store, testing::texts};
use simpleinboxes_tests::service::Ground;

use super::{
    Plan, WALLETS,
    journal::{Done, Moved, Outcome},
};
use crate::support::nothing_wrong;

/// What one transaction did to one wallet, with the key of what it belongs to.
type Movements = BTreeMap<(TransactionId, usize), (i64, String)>;

/// All that tasks were told.
#[derive(Default)]
pub(super) struct Told {
    moved: Movements,
    transactions: usize,
    /// How many operations were refused.
    pub(super) refused: usize,
    /// How many had been done when they were asked for again.
    pub(super) again: usize,
    wrong: Vec<String>,
}

impl Told {
    /// What a wallet had in the beginning.
    pub(super) fn opening(&mut self, wallet: usize, posted: &Posted) {
        let moved = posted.movements.iter().map(|one| Moved {
            transaction: posted.transaction,
            wallet,
            cents: one.amount.get(),
        });
        let done = Done {
            moved: moved.collect(),
            transactions: 1,
            again: false,
        };
        self.outcome("opening", &Outcome::Done(done));
    }

    /// What came of the operation with this key.
    pub(super) fn outcome(&mut self, key: &str, outcome: &Outcome) {
        let done = match outcome {
            Outcome::Done(done) => done,
            Outcome::Refused(_) => {
                self.refused += 1;
                return;
            }
        };
        self.again += usize::from(done.again);
        self.transactions += done.transactions;
        for one in &done.moved {
            match self.moved.entry((one.transaction, one.wallet)) {
                Entry::Vacant(place) => {
                    place.insert((one.cents, key.to_owned()));
                }
                Entry::Occupied(other) => {
                    let words = format!("{key}: told of {one:?}, which is of {:?}", other.get());
                    self.wrong.push(words);
                }
            }
        }
    }

    /// Sees that the books hold what was told and nothing else, that no wallet owes anything,
    /// and that nothing is left that nobody will end.
    pub(super) async fn prove(mut self, ground: &Ground, plan: &Plan) {
        let store = ground.database.open(Arc::new(SystemClock)).await;
        self.compare(&movements(&store, plan).await);
        self.balances(&store, plan).await;
        let transactions = texts(
            &store,
            "SELECT CAST(count(*) AS text) FROM ledger_transactions",
        );
        self.expect(
            "transactions",
            transactions.await,
            &[self.transactions.to_string()],
        );
        for (what, sql, expected) in LEFT {
            let found = texts(&store, sql).await;
            self.expect(what, found, expected);
        }
        if store.backend() == Backend::Postgres {
            let found = texts(&store, DEADLOCKS).await;
            self.expect("deadlocks", found, &["0"]);
        }
        let check = store.verify_ledger().await.expect("checked");
        let differences = check.differences.iter();
        self.wrong.extend(differences.map(|one| format!("{one:?}")));
        store.close().await.expect("the store closes");
        nothing_wrong(&self.wrong);
    }

    fn expect(&mut self, what: &str, found: Vec<String>, expected: &[impl AsRef<str>]) {
        if !found.iter().eq(expected.iter().map(AsRef::as_ref)) {
            self.wrong.push(format!("{what}: {found:?}"));
        }
    }

    fn compare(&mut self, found: &Movements) {
        for (place, told) in &self.moved {
            match found.get(place) {
                Some((cents, key)) if *cents == told.0 && belongs(key, &told.1) => {}
                other => self
                    .wrong
                    .push(format!("{place:?}: told {told:?}, there is {other:?}")),
            }
        }
        for (place, there) in found {
            if !self.moved.contains_key(place) {
                self.wrong
                    .push(format!("{place:?}: nobody was told of {there:?}"));
            }
        }
    }

    async fn balances(&mut self, store: &Store, plan: &Plan) {
        for number in 0..WALLETS {
            let of_wallet = self.moved.iter().filter(|(place, _)| place.1 == number);
            let sum: i64 = of_wallet.map(|(_, (cents, _))| cents).sum();
            let scoped = store.scoped(&plan.caller());
            let balance = scoped.wallet_balance(plan.wallet(number)).await;
            let balance = balance.expect("read").expect("a wallet").get();
            if balance != sum || balance < 0 {
                let words = format!("wallet {number} holds {balance}, its sum is {sum}");
                self.wrong.push(words);
            }
        }
    }
}

/// What must be as it is in the end.
const LEFT: [(&str, &str, &[&str]); 4] = [
    (
        "the sum over all accounts of the ledger",
        "SELECT CAST(sum(balance_cents) AS text) FROM ledger_accounts",
        &["0"],
    ),
    (
        "what is held",
        "SELECT CAST(sum(held_cents) AS text) FROM ledger_accounts",
        &["0"],
    ),
    (
        "pending transactions without an end",
        "SELECT key FROM ledger_transactions pending WHERE phase = 'pending' AND NOT EXISTS \
         (SELECT 1 FROM ledger_transactions other WHERE other.pending_id = pending.id)",
        &[],
    ),
    (
        "top-ups that were not paid",
        "SELECT status FROM topups WHERE status <> 'paid'",
        &[],
    ),
];

/// How often two transactions waited for each other, as the server counts it.
const DEADLOCKS: &str =
    "SELECT deadlocks::text FROM pg_stat_database WHERE datname = current_database()";

/// Whether what has this key in the ledger is of the operation with that key. What came through
/// the API has a key of the service's own.
fn belongs(key: &str, operation: &str) -> bool {
    let rest = key.strip_prefix(operation);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        || key.starts_with("transfer:")
        || key.starts_with("topup:")
}

/// All movements of wallets, from the postings.
async fn movements(store: &Store, plan: &Plan) -> Movements {
    let id = |column: &str| match store.backend() {
        Backend::Sqlite => format!("lower(hex({column}))"),
        Backend::Postgres => format!("replace({column}::text, '-', '')"),
    };
    let (transaction, workspace) = (id("t.id"), id("a.workspace_id"));
    let sql = format!(
        "SELECT {transaction} || ' ' || CASE a.kind WHEN 'master_wallet' THEN 'master' \
         ELSE {workspace} END || ' ' || CAST(p.amount_cents AS text) || ' ' || t.key \
         FROM ledger_postings p JOIN ledger_transactions t ON t.id = p.transaction_id \
         JOIN ledger_accounts a ON a.id = p.ledger_account_id \
         WHERE a.kind IN ('master_wallet', 'dedicated_wallet') \
         AND t.phase IN ('single', 'post')"
    );
    let mut wallets: BTreeMap<String, usize> = (1..WALLETS)
        .map(|number| (plan.workspaces[number].uuid().simple().to_string(), number))
        .collect();
    wallets.insert("master".to_owned(), 0);
    let mut movements = Movements::new();
    for row in texts(store, &sql).await {
        let parts: Vec<&str> = row.splitn(4, ' ').collect();
        let [transaction, wallet, cents, key] = parts[..] else {
            panic!("{row}");
        };
        let transaction = TransactionId::from_uuid(transaction.parse().expect("an id"));
        let cents = cents.parse().expect("an amount");
        let place = (transaction, wallets[wallet]);
        let other = movements.insert(place, (cents, key.to_owned()));
        assert_eq!(other, None, "two postings at {place:?}");
    }
    movements
}
