//! The table of what was run stands beside the suite, and is true.

use std::{collections::BTreeSet, env};

use simpleinboxes_tests::{exceptions, report};

/// `cargo xtask conformance` sets this.
const WRITE: &str = "SIMPLEINBOXES_WRITE_CONFORMANCE";

#[test]
fn the_table_is_what_was_run() {
    let table = report::conformance();
    if env::var_os(WRITE).is_some() {
        report::write(&table).expect("the file can be written");
    }
    let checked_in = report::checked_in().expect("tests/CONFORMANCE.md");
    assert_eq!(checked_in, table, "run `cargo xtask conformance`");
}

#[test]
fn exceptions_belong_to_a_theme() {
    let themes = BTreeSet::from(["constraints", "edges", "judge", "service"].map(str::to_owned));
    assert_eq!(exceptions::section_names(), themes);
}
