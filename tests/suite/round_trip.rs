//! Every operation with every documented answer: typed client → wire → trait → wire → client.

use std::collections::BTreeSet;

use simpleinboxes_tests::{
    runs::{Kind, round_trip},
    table::{Operation, operations},
};

use crate::support::nothing_wrong;

#[test]
fn each_side_gets_exactly_what_the_other_sent() {
    nothing_wrong(&round_trip().wrong);
}

#[test]
fn every_operation_and_every_documented_answer_is_there() {
    let run = round_trip();
    let called: BTreeSet<&str> = run.calls.iter().map(|call| call.operation).collect();
    assert_eq!(called.len(), simpleinboxes_server::OPERATIONS.len());
    let pairs: usize = operations().map(|operation| operation.failures.len()).sum();
    assert_eq!(run.count(Kind::Failure), pairs);
    let examples: usize = operations()
        .map(|operation| operation.successes.len())
        .sum();
    assert!(run.count(Kind::Success) >= examples, "{examples} examples");
    let lists =
        |operation: &&Operation| operation.params.iter().any(|param| param.name == "cursor");
    assert_eq!(run.count(Kind::Stream), operations().filter(lists).count());
}
