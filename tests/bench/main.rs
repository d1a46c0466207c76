//! What `cargo xtask bench` runs: each row is a ratio of two things measured in one run, in turns,
//! so that a noisy machine is noisy for both.
#![expect(clippy::print_stdout, reason = "the table is what it is run for")]

mod client;
mod codegen;
mod compile;
mod dns;
mod fulfilment;
mod ledger;
mod load;
mod orders;
mod pages;
mod report;
mod server;
mod synthetic;

use report::Report;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<std::alloc::System> = &INSTRUMENTED_SYSTEM;

/// One group of rows.
type Bench = fn(&mut Report) -> anyhow::Result<()>;

const BENCHES: &[(&str, Bench)] = &[
    ("codegen", codegen::run),
    ("server", server::run),
    ("client", client::run),
    ("ledger", ledger::run),
    ("orders", orders::run),
    ("fulfilment", fulfilment::run),
    ("dns", dns::run),
    ("pages", pages::run),
    ("compile", compile::run),
];

fn main() -> anyhow::Result<()> {
    // `cargo bench` passes `--bench`; what else is there names the groups to run.
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .collect();
    let mut report = Report::default();
    for (name, run) in BENCHES {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            run(&mut report)?;
        }
    }
    report.print();
    Ok(())
}
