//! What holds of every operation, whatever its schemas say.

use simpleinboxes_tests::{judge::Judge, runs::surroundings};

use crate::support::nothing_wrong;

#[test]
fn credentials_media_types_sizes_and_methods_are_looked_after() {
    nothing_wrong(&surroundings().wrong);
}

#[test]
fn the_answers_of_operations_are_as_the_document_says() {
    let judge = Judge::published().expect("the published document");
    let wrong = surroundings().exchanges.iter().flat_map(|exchange| {
        let verdict = judge.exchange(exchange);
        let operation = verdict.operation.unwrap_or_default();
        verdict
            .response
            .into_iter()
            .map(move |problem| format!("{operation}: {problem}"))
    });
    nothing_wrong(&wrong.collect::<Vec<_>>());
}
