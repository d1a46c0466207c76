//! `cargo xtask conformance`: runs the conformance suite, and writes and prints what was run.

use std::{
    fs,
    process::{Command, ExitCode},
};

use anyhow::Context as _;

use crate::{report, root};

/// Tells the suite to write the table instead of comparing it.
const WRITE: &str = "SIMPLEINBOXES_WRITE_CONFORMANCE";

/// The modules of the suite that make it up.
const MODULES: [&str; 8] = [
    "constraints::",
    "contract::",
    "judge::",
    "judged::",
    "real_service::",
    "report::",
    "round_trip::",
    "surroundings::",
];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Write nothing; fail when the table is not what was run
    #[arg(long)]
    check: bool,
}

/// Runs it.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(root::repository())
        .args([
            "test",
            "--package",
            "simpleinboxes-tests",
            "--test",
            "suite",
            "--",
        ])
        .args(MODULES);
    match args.check {
        true => command.env_remove(WRITE),
        false => command.env(WRITE, "1"),
    };
    let status = command.status().context("cargo test")?;
    let table = fs::read_to_string(root::repository().join("tests/CONFORMANCE.md"));
    report::result(&table.context("tests/CONFORMANCE.md")?);
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
