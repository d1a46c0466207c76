//! The program `simpleinboxes`.

use std::process::ExitCode;

fn main() -> ExitCode {
    simpleinboxes::program::main()
}
