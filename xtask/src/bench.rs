//! `cargo xtask bench`: the ratios that the project holds itself to.

use std::process::{Command, ExitCode};

use anyhow::Context as _;

use crate::root;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Groups to run, of codegen, server, client, ledger, orders, fulfilment, dns, pages and compile;
    /// all of them if none is named
    groups: Vec<String>,
}

/// Runs the benchmarks optimised, since only so the ratios mean anything.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let status = Command::new(env!("CARGO"))
        .current_dir(root::repository())
        .args([
            "bench",
            "--package",
            "simpleinboxes-tests",
            "--bench",
            "ratios",
            "--",
        ])
        .args(&args.groups)
        .status()
        .context("cargo bench")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
