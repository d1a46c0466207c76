//! How each engine keeps the ledger's books straight by itself: the same rules in the same words.
//!
//! - A posting continues the chain of its account, moves that account's head and takes no wallet
//!   below zero. It is never changed or deleted, and neither is a transaction.
//! - A transaction comes after its postings and *seals* them: at least two, that balance; of one
//!   that was pending, exactly its legs. Nothing is added to it afterwards.
//! - A head moves with a posting and in no other way.
//! - A sealed transaction that moved money is counted in its month.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

/// What a posting adds to the balance of its account.
const DELTA: &str = "CASE WHEN NEW.phase IN ('single', 'post') THEN NEW.amount_cents ELSE 0 END";

/// What a posting adds to what is held of its account.
const HOLD: &str = "CASE WHEN NEW.amount_cents >= 0 OR NEW.phase = 'single' THEN 0 \
                    WHEN NEW.phase = 'pending' THEN -NEW.amount_cents ELSE NEW.amount_cents END";

const BROKEN: &str = "ledger: a posting continues the chain of its account";
const OVERDRAFT: &str = "ledger: a wallet does not go below zero";
const PLACE: &str = "ledger: a posting is of its account, with a category where it is revenue";
const SEALED: &str = "ledger: a sealed transaction takes no posting";
const TWO: &str = "ledger: a transaction has at least two postings";
const BALANCE: &str = "ledger: the postings of a transaction add up to zero";
const ALIKE: &str = "ledger: a transaction and its postings are of one account and phase";
const PENDING: &str = "ledger: what was pending is posted or voided as it was";
const SETTLED: &str = "ledger: what was pending is posted or voided once";
const FOREVER: &str = "ledger: entries are never changed or deleted";
const HEAD: &str = "ledger: a head moves with a posting";

/// The legs of a transaction, to be compared.
fn legs(transaction: &str) -> String {
    format!(
        "SELECT ledger_account_id, amount_cents, coalesce(category, ''), coalesce(quantity, 0) \
         FROM ledger_postings WHERE transaction_id = {transaction}"
    )
}

/// Whether NEW, a post or void, is not what was pending.
fn differs_from_pending() -> String {
    let (pending, new) = (legs("NEW.pending_id"), legs("NEW.id"));
    format!(
        "NOT EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.pending_id \
         AND phase = 'pending' AND account_id = NEW.account_id) \
         OR EXISTS ({pending} EXCEPT {new}) OR EXISTS ({new} EXCEPT {pending})"
    )
}

/// Adds NEW to the sums of its month. It counts once in each account, with its first posting.
fn count_month(month: &str) -> String {
    format!(
        "INSERT INTO ledger_months (ledger_account_id, period, reason, category, account_id, \
         workspace_id, transactions, quantity, debit_cents, credit_cents) \
         SELECT p.ledger_account_id, {month}, NEW.reason, coalesce(p.category, ''), p.account_id, \
         a.workspace_id, \
         CASE WHEN row_number() OVER (PARTITION BY p.ledger_account_id ORDER BY p.seq) = 1 \
         THEN 1 ELSE 0 END, \
         coalesce(p.quantity, 0), CASE WHEN p.amount_cents < 0 THEN -p.amount_cents ELSE 0 END, \
         CASE WHEN p.amount_cents > 0 THEN p.amount_cents ELSE 0 END \
         FROM ledger_postings p JOIN ledger_accounts a ON a.id = p.ledger_account_id \
         WHERE p.transaction_id = NEW.id \
         ON CONFLICT (ledger_account_id, period, reason, category) DO UPDATE SET \
         transactions = ledger_months.transactions + excluded.transactions, \
         quantity = ledger_months.quantity + excluded.quantity, \
         debit_cents = ledger_months.debit_cents + excluded.debit_cents, \
         credit_cents = ledger_months.credit_cents + excluded.credit_cents"
    )
}

/// Writes the rules into the database.
pub(crate) async fn guard_ledger(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let rules = match db.get_database_backend() {
        DbBackend::Postgres => postgres(),
        _ => sqlite(),
    };
    for rule in rules {
        db.execute_unprepared(&rule).await?;
    }
    Ok(())
}

fn sqlite() -> Vec<String> {
    let mut rules = vec![
        format!(
            "CREATE TRIGGER ledger_postings_check BEFORE INSERT ON ledger_postings BEGIN \
             SELECT CASE WHEN EXISTS (SELECT 1 FROM ledger_transactions \
             WHERE id = NEW.transaction_id) THEN RAISE(ABORT, '{SEALED}') END; \
             SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM ledger_accounts \
             WHERE id = NEW.ledger_account_id AND account_id = NEW.account_id \
             AND seq = NEW.seq - 1 AND balance_cents + {DELTA} = NEW.balance_after_cents \
             AND held_cents + {HOLD} = NEW.held_after_cents) THEN RAISE(ABORT, '{BROKEN}') END; \
             SELECT CASE WHEN (a.workspace_id IS NOT NULL AND a.workspace_id IS NOT NEW.workspace_id) \
             OR (a.kind = 'revenue') <> (NEW.category IS NOT NULL AND NEW.quantity IS NOT NULL) \
             OR (NEW.category IS NULL) <> (NEW.quantity IS NULL) \
             THEN RAISE(ABORT, '{PLACE}') \
             WHEN a.kind IN ('master_wallet', 'dedicated_wallet') \
             AND NEW.balance_after_cents - NEW.held_after_cents < 0 \
             THEN RAISE(ABORT, '{OVERDRAFT}') END \
             FROM ledger_accounts a WHERE a.id = NEW.ledger_account_id; END"
        ),
        "CREATE TRIGGER ledger_postings_head AFTER INSERT ON ledger_postings BEGIN \
         UPDATE ledger_accounts SET seq = NEW.seq, balance_cents = NEW.balance_after_cents, \
         held_cents = NEW.held_after_cents WHERE id = NEW.ledger_account_id; END"
            .to_owned(),
        format!(
            "CREATE TRIGGER ledger_transactions_seal BEFORE INSERT ON ledger_transactions BEGIN \
             SELECT CASE WHEN count(*) < 2 THEN RAISE(ABORT, '{TWO}') \
             WHEN sum(amount_cents) <> 0 THEN RAISE(ABORT, '{BALANCE}') \
             WHEN sum(phase <> NEW.phase OR account_id <> NEW.account_id) > 0 \
             THEN RAISE(ABORT, '{ALIKE}') END \
             FROM ledger_postings WHERE transaction_id = NEW.id; \
             SELECT CASE WHEN EXISTS (SELECT 1 FROM ledger_transactions \
             WHERE pending_id = NEW.pending_id) THEN RAISE(ABORT, '{SETTLED}') \
             WHEN {} THEN RAISE(ABORT, '{PENDING}') END WHERE NEW.pending_id IS NOT NULL; END",
            differs_from_pending()
        ),
        format!(
            "CREATE TRIGGER ledger_transactions_month AFTER INSERT ON ledger_transactions \
             WHEN NEW.phase IN ('single', 'post') BEGIN {}; END",
            count_month("substr(NEW.created_at, 1, 7)")
        ),
        format!(
            "CREATE TRIGGER ledger_accounts_head BEFORE UPDATE ON ledger_accounts BEGIN \
             SELECT CASE WHEN NEW.id <> OLD.id OR NEW.account_id <> OLD.account_id \
             OR NEW.workspace_id IS NOT OLD.workspace_id OR NEW.kind <> OLD.kind \
             OR NEW.seq <> OLD.seq + 1 OR NOT EXISTS (SELECT 1 FROM ledger_postings \
             WHERE ledger_account_id = NEW.id AND seq = NEW.seq \
             AND balance_after_cents = NEW.balance_cents AND held_after_cents = NEW.held_cents) \
             THEN RAISE(ABORT, '{HEAD}') END; END"
        ),
        format!(
            "CREATE TRIGGER ledger_accounts_begin BEFORE INSERT ON ledger_accounts \
             WHEN NEW.seq <> 0 OR NEW.balance_cents <> 0 OR NEW.held_cents <> 0 BEGIN \
             SELECT RAISE(ABORT, '{HEAD}'); END"
        ),
    ];
    for (table, event) in [
        ("ledger_postings", "UPDATE"),
        ("ledger_postings", "DELETE"),
        ("ledger_transactions", "UPDATE"),
        ("ledger_transactions", "DELETE"),
        ("ledger_accounts", "DELETE"),
    ] {
        rules.push(format!(
            "CREATE TRIGGER {table}_no_{} BEFORE {event} ON {table} BEGIN \
             SELECT RAISE(ABORT, '{FOREVER}'); END",
            event.to_lowercase()
        ));
    }
    rules
}

/// A function and the trigger that calls it.
fn function(name: &str, declare: &str, body: &str, trigger: &str) -> [String; 2] {
    [
        format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ \
             {declare} BEGIN {body} END $$"
        ),
        format!("CREATE TRIGGER {name} {trigger} EXECUTE FUNCTION {name}()"),
    ]
}

fn refuse(condition: &str, words: &str) -> String {
    format!(
        "IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF; "
    )
}

fn postgres() -> Vec<String> {
    // Rows that change again and again stay on their page, with their indexes as they are.
    let mut rules = ["ledger_accounts", "ledger_months"]
        .map(|table| format!("ALTER TABLE {table} SET (fillfactor = 50)"))
        .to_vec();
    rules.extend(postgres_posting());
    rules.extend(postgres_seal());
    let month = "to_char(NEW.created_at AT TIME ZONE 'UTC', 'YYYY-MM')";
    rules.extend(function(
        "ledger_transactions_month",
        "",
        &format!("{}; RETURN NULL;", count_month(month)),
        "AFTER INSERT ON ledger_transactions FOR EACH ROW WHEN (NEW.phase IN ('single', 'post'))",
    ));
    let moved = "NEW.id <> OLD.id OR NEW.account_id <> OLD.account_id \
                 OR NEW.workspace_id IS DISTINCT FROM OLD.workspace_id OR NEW.kind <> OLD.kind \
                 OR NEW.seq <> OLD.seq + 1 OR NOT EXISTS (SELECT 1 FROM ledger_postings \
                 WHERE ledger_account_id = NEW.id AND seq = NEW.seq \
                 AND balance_after_cents = NEW.balance_cents AND held_after_cents = NEW.held_cents)";
    rules.extend(function(
        "ledger_accounts_head",
        "",
        &format!("{}RETURN NEW;", refuse(moved, HEAD)),
        "BEFORE UPDATE ON ledger_accounts FOR EACH ROW",
    ));
    rules.extend(function(
        "ledger_accounts_begin",
        "",
        &format!("{}RETURN NEW;", refuse("true", HEAD)),
        "BEFORE INSERT ON ledger_accounts FOR EACH ROW \
         WHEN (NEW.seq <> 0 OR NEW.balance_cents <> 0 OR NEW.held_cents <> 0)",
    ));
    rules.push(format!(
        "CREATE FUNCTION ledger_forever() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         {}RETURN NULL; END $$",
        refuse("true", FOREVER)
    ));
    for (table, events) in [
        ("ledger_postings", "UPDATE OR DELETE OR TRUNCATE"),
        ("ledger_transactions", "UPDATE OR DELETE OR TRUNCATE"),
        ("ledger_accounts", "DELETE OR TRUNCATE"),
    ] {
        rules.push(format!(
            "CREATE TRIGGER {table}_forever BEFORE {events} ON {table} \
             FOR EACH STATEMENT EXECUTE FUNCTION ledger_forever()"
        ));
    }
    rules
}

fn postgres_posting() -> [String; 2] {
    let body = [
        refuse(
            "EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.transaction_id)",
            SEALED,
        ),
        refuse(
            "EXISTS (SELECT 1 FROM ledger_accounts WHERE id = NEW.ledger_account_id \
             AND kind IN ('master_wallet', 'dedicated_wallet')) \
             AND NEW.balance_after_cents - NEW.held_after_cents < 0",
            OVERDRAFT,
        ),
        format!(
            "UPDATE ledger_accounts SET seq = NEW.seq, balance_cents = NEW.balance_after_cents, \
             held_cents = NEW.held_after_cents \
             WHERE id = NEW.ledger_account_id AND account_id = NEW.account_id \
             AND seq = NEW.seq - 1 AND balance_cents + {DELTA} = NEW.balance_after_cents \
             AND held_cents + {HOLD} = NEW.held_after_cents \
             RETURNING kind, workspace_id INTO place; "
        ),
        refuse("NOT FOUND", BROKEN),
        refuse(
            "(place.workspace_id IS NOT NULL \
             AND place.workspace_id IS DISTINCT FROM NEW.workspace_id) \
             OR (place.kind = 'revenue') <> (NEW.category IS NOT NULL) \
             OR (NEW.category IS NULL) <> (NEW.quantity IS NULL)",
            PLACE,
        ),
        "RETURN NULL;".to_owned(),
    ]
    .concat();
    function(
        "ledger_postings_check",
        "DECLARE place record;",
        &body,
        "AFTER INSERT ON ledger_postings FOR EACH ROW",
    )
}

fn postgres_seal() -> [String; 2] {
    let body = [
        "SELECT count(*) AS legs, sum(amount_cents) AS total, \
         bool_or(phase <> NEW.phase OR account_id <> NEW.account_id) AS foreign_leg \
         INTO found_legs FROM ledger_postings WHERE transaction_id = NEW.id; "
            .to_owned(),
        refuse("found_legs.legs < 2", TWO),
        refuse("found_legs.total <> 0", BALANCE),
        refuse("found_legs.foreign_leg", ALIKE),
        format!(
            "IF NEW.pending_id IS NOT NULL THEN {}{}END IF; ",
            refuse(
                "EXISTS (SELECT 1 FROM ledger_transactions WHERE pending_id = NEW.pending_id)",
                SETTLED
            ),
            refuse(&differs_from_pending(), PENDING),
        ),
        "RETURN NEW;".to_owned(),
    ]
    .concat();
    function(
        "ledger_transactions_seal",
        "DECLARE found_legs record;",
        &body,
        "BEFORE INSERT ON ledger_transactions FOR EACH ROW",
    )
}
