//! `CONFORMANCE.md`: what was run, tag by tag, in numbers.

use std::{fmt::Write as _, fs, io, path::PathBuf};

use crate::{
    exceptions,
    runs::{Kind, constraints, real_service, round_trip, surroundings},
    table::{Table, operations, tables},
};

/// What a tag's operations were put through.
#[derive(Default)]
struct Numbers {
    operations: usize,
    successes: usize,
    failures: usize,
    streams: usize,
    broken: usize,
    edges: usize,
    /// Answers that the service gave, of those that it documents; none where it is not mounted.
    service: Option<(usize, usize)>,
}

impl Numbers {
    fn of(table: &Table) -> Self {
        let mine = |id: &&str| table.operations.iter().any(|operation| operation.id == *id);
        let calls = |kind: Kind| {
            let calls = round_trip().calls.iter().filter(|call| call.kind == kind);
            calls.map(|call| call.operation).filter(mine).count()
        };
        Self {
            operations: table.operations.len(),
            successes: calls(Kind::Success),
            failures: calls(Kind::Failure),
            streams: calls(Kind::Stream),
            broken: constraints().broken.iter().copied().filter(mine).count(),
            edges: constraints().passed.iter().copied().filter(mine).count(),
            service: service(table),
        }
    }

    fn add(&mut self, other: &Self) {
        self.operations += other.operations;
        self.successes += other.successes;
        self.failures += other.failures;
        self.streams += other.streams;
        self.broken += other.broken;
        self.edges += other.edges;
        if let Some((reached, documented)) = other.service {
            let (so_far, of) = self.service.unwrap_or_default();
            self.service = Some((so_far + reached, of + documented));
        }
    }

    fn row(&self, tag: &str) -> String {
        let service = match self.service {
            Some((reached, documented)) => format!("{reached} of {documented}"),
            None => "not mounted".to_owned(),
        };
        let Self {
            operations,
            successes,
            failures,
            streams,
            broken,
            edges,
            ..
        } = self;
        format!(
            "| {tag} | {operations} | {successes} | {failures} | {streams} | {broken} | {edges} | {service} |"
        )
    }
}

fn service(table: &Table) -> Option<(usize, usize)> {
    let run = real_service();
    let documented: Vec<_> = table
        .operations
        .iter()
        .flat_map(|operation| operation.answers())
        .collect();
    let mounted = run.mounted.contains(&table.tag);
    mounted.then(|| {
        (
            documented
                .iter()
                .filter(|answer| run.reached.contains(answer))
                .count(),
            documented.len(),
        )
    })
}

/// The table as it should stand in the file.
///
/// # Panics
/// Something cannot be run.
#[must_use]
pub fn conformance() -> String {
    let mut text = String::from(HEAD);
    let mut total = Numbers::default();
    for table in tables() {
        let numbers = Numbers::of(table);
        total.add(&numbers);
        let _ = writeln!(text, "{}", numbers.row(&table.tag));
    }
    let _ = writeln!(text, "{}\n", total.row("**all**"));
    text.push_str(&sides(&total));
    text.push_str(&excepted());
    text
}

/// The same by who was put to the test.
fn sides(total: &Numbers) -> String {
    let pairs: usize = operations().map(|operation| operation.failures.len()).sum();
    let answers: usize = operations()
        .map(|operation| operation.answers().len())
        .sum();
    let calls = total.successes + total.failures + total.streams;
    let (reached, documented) = total.service.unwrap_or_default();
    let (mounted, unmounted): (Vec<_>, Vec<_>) = tables()
        .iter()
        .map(|table| table.tag.as_str())
        .partition(|tag| real_service().mounted.contains(*tag));
    let rows = [
        ("document", "operations", total.operations.to_string()),
        (
            "document",
            "answers: operation and status, with its code",
            answers.to_string(),
        ),
        (
            "document",
            "(status, code) pairs among them",
            pairs.to_string(),
        ),
        (
            "client",
            "calls that yield exactly what was answered",
            calls.to_string(),
        ),
        (
            "server",
            "calls of which the trait receives exactly what was sent",
            calls.to_string(),
        ),
        (
            "server",
            "constraints broken, refused by name",
            total.broken.to_string(),
        ),
        (
            "server",
            "edges of constraints, passed on",
            total.edges.to_string(),
        ),
        (
            "server",
            "tries of credentials, media types, sizes, methods and paths",
            surroundings().requests.to_string(),
        ),
        (
            "service",
            "documented answers brought about for real",
            format!("{reached} of {documented}"),
        ),
        ("service", "tags that are mounted", mounted.join(", ")),
        (
            "service",
            "tags that are not",
            match unmounted.as_slice() {
                [] => "none".to_owned(),
                some => some.join(", "),
            },
        ),
    ];
    let mut text = String::from("| side | what | number |\n|---|---|---|\n");
    for (side, what, number) in rows {
        let _ = writeln!(text, "| {side} | {what} | {number} |");
    }
    text.push_str("\nEvery exchange on the wire is held against the published document by a judge of its own.\n\n");
    text
}

const HEAD: &str = "\
<!-- Written by `cargo xtask conformance`. Do not edit. -->

# Conformance

- *successes*, *failures*: calls through the typed client to the server's traits and back. The trait receives
  exactly what the client was given, and the client yields exactly what the trait answered: every example of every
  success, and every documented status and code.
- *lists*: lists that the client follows to their end by their cursor.
- *constraints*: requests that break one constraint of the document and are refused with 400, its field named, and
  the method not called.
- *edges*: requests at the edge of a constraint, which pass.
- *service*: documented answers that the real service was brought to give, where the tag is mounted.

| tag | operations | successes | failures | lists | constraints | edges | service |
|---|---|---|---|---|---|---|---|
";

fn excepted() -> String {
    let mut text = String::from("Exceptions, with their reasons in `exceptions.toml`:\n\n");
    for section in exceptions::section_names() {
        let _ = writeln!(text, "- {section}: {}", exceptions::of(&section).len());
    }
    text
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("CONFORMANCE.md")
}

/// The table as it stands in the file.
///
/// # Errors
/// There is no file.
pub fn checked_in() -> io::Result<String> {
    fs::read_to_string(path())
}

/// Writes the table to the file.
///
/// # Errors
/// The disk refuses.
pub fn write(text: &str) -> io::Result<()> {
    fs::write(path(), text)
}
