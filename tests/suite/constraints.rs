//! Every constraint broken once, and every edge of one.

use std::collections::BTreeSet;

use simpleinboxes_tests::{
    exceptions,
    judge::{Judge, rules},
    runs::constraints,
    table::{Operation, Row, operations},
};

use crate::support::nothing_wrong;

#[test]
fn what_breaks_a_rule_is_refused_by_name_and_what_does_not_passes() {
    nothing_wrong(&constraints().wrong);
}

/// Told by the document itself: the walk over it shares nothing with the generator's tables.
#[test]
fn every_constraint_in_the_document_has_its_rows() {
    let judge = Judge::published().expect("the published document");
    let rows = |of: fn(&'static Operation) -> &'static [Row]| {
        let named = operations()
            .flat_map(move |operation| of(operation).iter().map(move |row| (operation, row)));
        named
            .map(|(operation, row)| (operation.id.as_str(), row.field.as_str(), row.rule.as_str()))
            .collect::<BTreeSet<_>>()
    };
    let (broken, passes) = (
        rows(|operation| &operation.broken),
        rows(|operation| &operation.passes),
    );
    let mut missing = Vec::new();
    for rule in rules(judge.document()) {
        let key = (
            rule.operation.as_str(),
            rule.field.as_str(),
            rule.rule.as_str(),
        );
        if !broken.contains(&key) {
            missing.push(format!("{key:?} is never broken"));
        }
        if rule.edge && !passes.contains(&key) {
            missing.push(format!("{key:?} is never tried at its edge"));
        }
    }
    nothing_wrong(&missing);
}

#[test]
fn what_cannot_be_shown_is_listed_with_its_reason() {
    let run = constraints();
    nothing_wrong(&exceptions::compare("constraints", &run.gaps));
    nothing_wrong(&exceptions::compare("edges", &run.edge_gaps));
}
