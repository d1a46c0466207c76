//! As many inboxes as the history has transactions, ten on a domain, all copies of one.

use super::history::History;

/// Inboxes on a domain.
const ON_A_DOMAIN: i64 = 10;

/// Copies of the one row that a table has.
pub(super) struct Copies {
    pub(super) table: &'static str,
    number: i64,
    /// What is different in copy `i`, by column.
    differs: Vec<(&'static str, String)>,
}

/// Domains, and the inboxes on them.
pub(super) fn copies(history: &History) -> [Copies; 2] {
    let inboxes = history.transactions;
    let domain = format!("((i + {}) / {ON_A_DOMAIN})", ON_A_DOMAIN - 1);
    let active = || ("status", "'active'".to_owned());
    let domains = vec![
        ("id", history.id()),
        ("name", "'bench-' || i || '.com'".to_owned()),
    ];
    let inbox = vec![
        ("id", history.id()),
        ("domain_id", history.id_of(&domain)),
        ("username", "'jane' || i".to_owned()),
        (
            "email",
            format!("'jane' || i || '@bench-' || {domain} || '.com'"),
        ),
        ("canceled_at", "NULL".to_owned()),
        active(),
    ];
    [
        Copies {
            table: "domains",
            number: (inboxes + ON_A_DOMAIN - 1) / ON_A_DOMAIN,
            differs: domains,
        },
        Copies {
            table: "inboxes",
            number: inboxes,
            differs: inbox,
        },
    ]
}

impl Copies {
    /// Writes them, given all columns of the table.
    pub(super) fn statement(&self, columns: &[String]) -> String {
        let value = |column: &String| {
            let other = self.differs.iter().find(|(name, _)| name == column);
            other.map_or_else(|| format!("one.{column}"), |(_, value)| value.clone())
        };
        let values: Vec<String> = columns.iter().map(value).collect();
        let table = self.table;
        let into = format!("{table} ({})", columns.join(", "));
        let from = format!("counted CROSS JOIN (SELECT * FROM {table} LIMIT 1) one");
        History::insert(self.number, &into, &values.join(", "), &from)
    }
}
