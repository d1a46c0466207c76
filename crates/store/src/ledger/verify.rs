//! The proof: every balance and every sum, made once more from the postings.

use sea_orm::{FromQueryResult, Statement};

use crate::dialect;
use crate::error::Result;
use crate::store::Store;

/// The most differences that one check names.
const NAMED: usize = 100;

/// What a check of the ledger found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerCheck {
    /// How many accounts of the ledger there are.
    pub accounts: u64,
    /// How many transactions.
    pub transactions: u64,
    /// How many postings.
    pub postings: u64,
    /// How many sums of months.
    pub months: u64,
    /// What does not agree; nothing in a ledger that is right.
    pub differences: Vec<Difference>,
}

/// Something that does not agree with the postings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What was checked.
    pub check: &'static str,
    /// The row, in words.
    pub what: String,
}

#[derive(Debug, FromQueryResult)]
struct Count {
    count: i64,
}

#[derive(Debug, FromQueryResult)]
struct Found {
    what: String,
}

impl Store {
    /// Recomputes every balance, hold, sum and statement of every account from postings.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verify_ledger(&self) -> Result<LedgerCheck> {
        let mut check = LedgerCheck {
            accounts: self.count("ledger_accounts").await?,
            transactions: self.count("ledger_transactions").await?,
            postings: self.count("ledger_postings").await?,
            months: self.count("ledger_months").await?,
            differences: Vec::new(),
        };
        for (name, sql) in dialect::ledger_checks(self.backend()) {
            let sql = format!("{sql} LIMIT {NAMED}");
            let rows = Found::find_by_statement(self.statement(sql))
                .all(&self.connections.reader)
                .await?;
            check
                .differences
                .extend(rows.into_iter().map(|row| Difference {
                    check: name,
                    what: row.what,
                }));
        }
        Ok(check)
    }

    async fn count(&self, table: &str) -> Result<u64> {
        let sql = format!("SELECT count(*) AS count FROM {table}");
        let row = Count::find_by_statement(self.statement(sql))
            .one(&self.connections.reader)
            .await?;
        Ok(row.map_or(0, |row| row.count.unsigned_abs()))
    }

    fn statement(&self, sql: String) -> Statement {
        Statement::from_string(self.connections.reader.get_database_backend(), sql)
    }
}
