//! `cargo xtask new-provider <port> <name>`: the skeleton of a vendor's adapter.
//!
//! The skeleton compiles, asks and sorts statuses, and understands no answer: the contract suite
//! fails for it, and nowhere else, until that is filled in. What to fill in is marked `FILL IN`.
//! Everything is made up before the first file is written, and taken back when one can't be.

mod lines;
mod plan;
#[cfg(test)]
mod walk;

use std::{path::Path, process::ExitCode};

use crate::{report, root};

use self::plan::Plan;

/// Make the skeleton of a vendor's adapter, and enter it where it belongs
#[derive(clap::Args)]
pub struct Args {
    /// The port
    port: Port,
    /// The vendor's id in the API, such as `porkbun`
    name: String,
}

/// The ports whose vendors stand in a list. Vendors of the others are chosen in the settings, see
/// `crates/providers/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Port {
    /// A registrar of customers
    Registrar,
    /// A sending tool of customers
    Sending,
}

pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let made = make(&root::repository(), args.port, &args.name)?;
    for path in &made.files {
        report::line(&format!("made     {}", path.display()));
    }
    for path in &made.entries {
        report::line(&format!("entered  {}", path.display()));
    }
    report::line("");
    report::line(&next(args.port, &args.name));
    Ok(ExitCode::SUCCESS)
}

/// Makes the skeleton below `repository`.
fn make(repository: &Path, port: Port, name: &str) -> anyhow::Result<Plan> {
    check(name)?;
    let plan = Plan::of(repository, port, name)?;
    plan.carry_out(repository)?;
    Ok(plan)
}

/// What Rust reserves.
const RUST: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// What is there beside the vendors.
const BESIDE: [&str; 22] = [
    "accounts",
    "answers",
    "bench",
    "contract",
    "credential",
    "error",
    "exchange",
    "failures",
    "fields",
    "fixture",
    "fixtures",
    "logs",
    "port",
    "put",
    "redact",
    "registry",
    "rules",
    "sandbox",
    "std",
    "test",
    "vendor",
    "vendors",
];

/// A name is a module, an id in the API, and a part of a URL.
fn check(name: &str) -> anyhow::Result<()> {
    let bytes = name.as_bytes();
    let is_word = bytes.first().is_some_and(u8::is_ascii_lowercase)
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    anyhow::ensure!(
        is_word && (2..=32).contains(&name.len()),
        "{name:?} can't be a vendor's name: 2 to 32 small letters and digits, a letter first"
    );
    anyhow::ensure!(
        !(RUST.contains(&name) || BESIDE.contains(&name)),
        "{name:?} is taken for something else"
    );
    Ok(())
}

fn next(port: Port, name: &str) -> String {
    let (folder, fixtures, test) = match port {
        Port::Registrar => (
            format!("crates/providers/src/registrar/own/{name}"),
            format!("crates/providers/tests/registrar/own/fixtures/{name}.rs"),
            format!("registrar -- own::{name}::"),
        ),
        Port::Sending => (
            format!("crates/providers/src/sending/{name}"),
            format!(
                "crates/providers/tests/sending/fixtures/{name}.rs and \
                 crates/providers/tests/sending/accounts/fixtures/{name}.rs"
            ),
            format!("sending -- {name}::"),
        ),
    };
    format!(
        "What to do next:\n\
         1. Read the vendor's own documentation, and say in {folder}/mod.rs what you read when.\n\
         2. Write down what it documents in {fixtures}.\n\
         3. Fill in {folder}: all that is marked FILL IN (grep -rn 'FILL IN' {folder}).\n\
         4. Run cargo test -p simpleinboxes-providers --test {test}\n\
         5. Enter the id {name:?} in the API: see crates/providers/README.md."
    )
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn names_are_words() {
        for good in ["porkbun", "name2", "ab"] {
            check(good).expect("a name");
        }
        for bad in [
            "",
            "a",
            "Porkbun",
            "2names",
            "na-me",
            "na_me",
            "na me",
            "../up",
            "mod",
            "sandbox",
            "vendor",
            "self",
            "true",
            "ümlaut",
            &"a".repeat(33),
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
