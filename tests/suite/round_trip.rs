//! Every operation with every documented answer: typed client → wire → trait → wire → client.

use simpleinboxes_tests::{
    runs::round_trip,
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
    let pairs: usize = operations().map(|operation| operation.failures.len()).sum();
    let examples: usize = operations().map(|operation| operation.successes.len()).sum();
    assert_eq!(run.operations, simpleinboxes_server::OPERATIONS.len());
    assert_eq!(run.failures, pairs);
    assert!(run.successes >= examples, "{} of {examples}", run.successes);
    let lists = |operation: &&Operation| operation.params.iter().any(|param| param.name == "cursor");
    assert_eq!(run.streams, operations().filter(lists).count());
}
