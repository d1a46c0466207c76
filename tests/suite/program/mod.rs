//! The program: how it is started, set up, looked after and ended.

mod config;
mod endpoints;
mod first_start;
mod invoice;
mod logs;
mod providers_check;
mod ready;
mod shutdown;
mod sign_in;
mod traces;
mod vendors_down;

use std::path::Path;

use simpleinboxes_tests::process::{self, Launch};

/// Not a test: the program itself, in the process that [`Launch`] starts.
#[test]
#[ignore = "is run by other tests"]
fn child() {
    process::child();
}

/// The program in a folder, with nothing said but that it take any port.
pub(crate) fn program(folder: &Path) -> Launch {
    Launch::new("program::child", folder).args(["--listen", "127.0.0.1:0"])
}
