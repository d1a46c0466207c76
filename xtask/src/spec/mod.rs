//! `cargo xtask spec …`: work on the spec.

mod bundle;
mod change;
mod diff;
mod lint;
mod npm;
mod plain;

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

/// The subcommands of `spec`.
#[derive(Subcommand)]
pub enum Command {
    /// Check the house rules, with file, line and the way out
    Lint(lint::Args),
    /// Print the spec in one file
    Bundle(bundle::Args),
    /// Tell what changed in the API since a commit, and whether the version says so
    Diff(diff::Args),
}

/// Runs it.
pub fn run(command: &Command) -> Result<ExitCode> {
    match command {
        Command::Lint(args) => lint::run(args),
        Command::Bundle(args) => bundle::run(args),
        Command::Diff(args) => diff::run(args),
    }
}
