//! What `ledger verify` asks: each query gives one text for each row that does not agree.

use super::Backend;

const CARRIED_OUT: &str = "phase IN ('single', 'post')";

/// The chain of every account, made once more from its first posting.
const CHAIN: &str = "\
    SELECT ledger_account_id, seq, balance_after_cents, held_after_cents, \
    row_number() OVER chain AS seq_now, \
    sum(CASE WHEN phase IN ('single', 'post') THEN amount_cents ELSE 0 END) OVER chain AS balance, \
    sum(CASE WHEN amount_cents >= 0 OR phase = 'single' THEN 0 WHEN phase = 'pending' \
    THEN -amount_cents ELSE amount_cents END) OVER chain AS held \
    FROM ledger_postings WINDOW chain AS (PARTITION BY ledger_account_id ORDER BY seq)";

/// The checks by name.
pub(crate) fn ledger_checks(backend: Backend) -> Vec<(&'static str, String)> {
    let (month, hex) = match backend {
        Backend::Sqlite => ("substr(t.created_at, 1, 7)", "hex"),
        Backend::Postgres => ("to_char(t.created_at AT TIME ZONE 'UTC', 'YYYY-MM')", ""),
    };
    let id = |column: &str| match backend {
        Backend::Sqlite => format!("lower({hex}({column}))"),
        Backend::Postgres => format!("({column})::text"),
    };
    let (account, posting, transaction) = (id("a.id"), id("c.ledger_account_id"), id("t.id"));
    vec![
        (
            "the postings of every account make a chain",
            format!(
                "SELECT 'account ' || {posting} || ' posting ' || c.seq || ': it says ' \
                 || c.balance_after_cents || ' held ' || c.held_after_cents || ', the postings ' \
                 || c.balance || ' held ' || c.held AS what FROM ({CHAIN}) c \
                 WHERE c.seq <> c.seq_now OR c.balance_after_cents <> c.balance \
                 OR c.held_after_cents <> c.held OR c.held < 0"
            ),
        ),
        (
            "every balance is that of the last posting",
            format!(
                "SELECT 'account ' || {account} || ' (' || a.kind || '): it says ' \
                 || a.balance_cents || ' held ' || a.held_cents || ' after ' || a.seq \
                 || ', the postings ' || coalesce(c.balance, 0) || ' held ' \
                 || coalesce(c.held, 0) || ' after ' || coalesce(c.seq_now, 0) AS what \
                 FROM ledger_accounts a LEFT JOIN (SELECT ledger_account_id, count(*) AS seq_now, \
                 sum(CASE WHEN {CARRIED_OUT} THEN amount_cents ELSE 0 END) AS balance, \
                 sum(CASE WHEN amount_cents >= 0 OR phase = 'single' THEN 0 \
                 WHEN phase = 'pending' THEN -amount_cents ELSE amount_cents END) AS held \
                 FROM ledger_postings GROUP BY ledger_account_id) c ON c.ledger_account_id = a.id \
                 WHERE a.seq <> coalesce(c.seq_now, 0) \
                 OR a.balance_cents <> coalesce(c.balance, 0) \
                 OR a.held_cents <> coalesce(c.held, 0)"
            ),
        ),
        (
            "no wallet was ever below zero",
            format!(
                "SELECT 'account ' || {posting} || ' posting ' || c.seq || ': ' \
                 || c.balance_after_cents || ' held ' || c.held_after_cents AS what \
                 FROM ledger_postings c JOIN ledger_accounts a ON a.id = c.ledger_account_id \
                 WHERE a.kind IN ('master_wallet', 'dedicated_wallet') \
                 AND c.balance_after_cents < c.held_after_cents"
            ),
        ),
        (
            "every posting is of its account and of a transaction",
            format!(
                "SELECT 'account ' || {posting} || ' posting ' || c.seq AS what \
                 FROM ledger_postings c LEFT JOIN ledger_accounts a ON a.id = c.ledger_account_id \
                 LEFT JOIN ledger_transactions t ON t.id = c.transaction_id \
                 WHERE a.id IS NULL OR t.id IS NULL OR a.account_id <> c.account_id \
                 OR t.account_id <> c.account_id OR t.phase <> c.phase \
                 OR (a.workspace_id IS NOT NULL AND (c.workspace_id IS NULL \
                 OR c.workspace_id <> a.workspace_id)) \
                 OR (a.kind = 'revenue') <> (c.category IS NOT NULL) \
                 OR (c.category IS NULL) <> (c.quantity IS NULL)"
            ),
        ),
        (
            "every transaction balances",
            format!(
                "SELECT 'transaction ' || {transaction} || ': ' || coalesce(c.legs, 0) \
                 || ' postings that add up to ' || coalesce(c.total, 0) AS what \
                 FROM ledger_transactions t LEFT JOIN (SELECT transaction_id, count(*) AS legs, \
                 sum(amount_cents) AS total FROM ledger_postings GROUP BY transaction_id) c \
                 ON c.transaction_id = t.id WHERE coalesce(c.legs, 0) < 2 OR c.total <> 0"
            ),
        ),
        (
            "what was pending is settled as it was",
            settled(&transaction),
        ),
        ("every month is the sum of its postings", months(month, &id)),
    ]
}

fn settled(transaction: &str) -> String {
    let legs = |of: &str| {
        format!(
            "SELECT ledger_account_id, amount_cents, coalesce(category, ''), coalesce(quantity, 0) \
             FROM ledger_postings WHERE transaction_id = {of}"
        )
    };
    let (settling, pending) = (legs("t.id"), legs("t.pending_id"));
    format!(
        "SELECT 'transaction ' || {transaction} AS what FROM ledger_transactions t \
         LEFT JOIN ledger_transactions p ON p.id = t.pending_id \
         WHERE (t.phase IN ('post', 'void')) <> (t.pending_id IS NOT NULL) \
         OR (t.pending_id IS NOT NULL AND (p.id IS NULL OR p.phase <> 'pending' \
         OR p.account_id <> t.account_id \
         OR EXISTS ({settling} EXCEPT {pending}) OR EXISTS ({pending} EXCEPT {settling})))"
    )
}

fn months(month: &str, id: &dyn Fn(&str) -> String) -> String {
    let account = id("m.ledger_account_id");
    format!(
        "SELECT 'account ' || {account} || ' in ' || m.period || ', ' || m.reason || ' ' \
         || m.category || ': it says ' || sum(m.kept) || ' of the sums, the postings ' \
         || sum(m.made) AS what FROM (\
         SELECT ledger_account_id, period, reason, category, transactions, quantity, debit_cents, \
         credit_cents, 1 AS kept, 0 AS made, account_id FROM ledger_months \
         UNION ALL \
         SELECT p.ledger_account_id, {month}, t.reason, coalesce(p.category, ''), \
         sum(CASE WHEN p.place = 1 THEN 1 ELSE 0 END), \
         sum(coalesce(p.quantity, 0)), \
         sum(CASE WHEN p.amount_cents < 0 THEN -p.amount_cents ELSE 0 END), \
         sum(CASE WHEN p.amount_cents > 0 THEN p.amount_cents ELSE 0 END), 0, 1, p.account_id \
         FROM (SELECT *, row_number() OVER (PARTITION BY transaction_id, ledger_account_id \
         ORDER BY seq) AS place FROM ledger_postings) p \
         JOIN ledger_transactions t ON t.id = p.transaction_id \
         WHERE t.{CARRIED_OUT} \
         GROUP BY p.ledger_account_id, {month}, t.reason, coalesce(p.category, ''), p.account_id\
         ) m GROUP BY m.ledger_account_id, m.period, m.reason, m.category, m.transactions, \
         m.quantity, m.debit_cents, m.credit_cents, m.account_id \
         HAVING sum(m.kept) <> 1 OR sum(m.made) <> 1"
    )
}
