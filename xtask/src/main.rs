//! The workshop: `cargo xtask codegen`, `cargo xtask spec …`.

mod codegen;
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
    /// Write the generated code, or check that it is what the spec says
    Codegen(codegen::Args),
    /// Work on the spec
    #[command(subcommand)]
    Spec(spec::Command),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Codegen(args) => codegen::run(&args),
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
