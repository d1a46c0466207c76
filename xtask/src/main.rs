//! The workshop: `cargo xtask codegen`, `cargo xtask spec …`.

mod bench;
mod codegen;
mod conformance;
mod new_provider;
mod report;
mod root;
mod spec;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The workshop of this repository")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measure the ratios that the project holds itself to
    Bench(bench::Args),
    /// Write the generated code, or check that it is what the spec says
    Codegen(codegen::Args),
    /// Run the conformance suite, and write and print what was run
    Conformance(conformance::Args),
    /// Make the skeleton of a vendor's adapter, and enter it where it belongs
    NewProvider(new_provider::Args),
    /// Work on the spec
    #[command(subcommand)]
    Spec(spec::Command),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Bench(args) => bench::run(&args),
        Command::Codegen(args) => codegen::run(&args),
        Command::Conformance(args) => conformance::run(&args),
        Command::NewProvider(args) => new_provider::run(&args),
        Command::Spec(command) => spec::run(&command),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            report::line(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}
