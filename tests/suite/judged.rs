//! The recorded bytes of all runs, held against the published document by a validator that
//! shares nothing with the generator.

use std::collections::BTreeSet;

use simpleinboxes_tests::{
    exceptions,
    judge::{Judge, Operation, Problem, Verdict},
    runs::{constraints, round_trip},
    wire::Exchange,
};

use crate::support::nothing_wrong;

fn judge(exchanges: &[Exchange]) -> Vec<Verdict> {
    let judge = Judge::published().expect("the published document");
    exchanges
        .iter()
        .map(|exchange| judge.exchange(exchange))
        .collect()
}

fn told(verdict: &Verdict, side: &str, problems: &[Problem]) -> Vec<String> {
    let operation = verdict.operation.as_deref().unwrap_or("no operation");
    let tell = |problem| format!("{operation}, {side} {}: {problem}", verdict.status);
    problems.iter().map(tell).collect()
}

#[test]
fn what_client_and_server_say_to_each_other_is_as_the_document_says() {
    let verdicts = judge(&round_trip().exchanges);
    let excepted = exceptions::of("judge");
    let mut needed = BTreeSet::new();
    let mut wrong = Vec::new();
    for mut verdict in verdicts {
        verdict.request.retain(|problem| {
            let name = format!("{} {}", problem.field, problem.rule);
            let listed = excepted.contains_key(&name);
            needed.extend(listed.then_some(name));
            !listed
        });
        wrong.extend(told(&verdict, "request", &verdict.request));
        wrong.extend(told(&verdict, "answer", &verdict.response));
    }
    nothing_wrong(&wrong);
    nothing_wrong(&exceptions::compare("judge", &needed));
}

#[test]
fn refusals_are_as_the_document_says() {
    let verdicts = judge(&constraints().exchanges);
    let wrong = verdicts
        .iter()
        .flat_map(|verdict| told(verdict, "answer", &verdict.response));
    nothing_wrong(&wrong.collect::<Vec<_>>());
}

/// Told by the document itself, not by the tables: no answer that it lists went unjudged.
#[test]
fn every_answer_that_the_document_lists_was_judged() {
    let judge = Judge::published().expect("the published document");
    let verdicts = round_trip()
        .exchanges
        .iter()
        .map(|exchange| judge.exchange(exchange));
    let seen: BTreeSet<(String, String, Option<String>)> = verdicts
        .filter_map(|verdict| Some((verdict.operation?, verdict.status.to_string(), verdict.code)))
        .collect();
    let mut missing = Vec::new();
    for operation in Operation::all(judge.document()) {
        for (status, response) in operation.node["responses"]
            .as_object()
            .into_iter()
            .flatten()
        {
            let response = judge.document().resolve(response);
            let codes = response["x-error-codes"].as_array().into_iter().flatten();
            let codes: Vec<_> = codes
                .filter_map(|code| code.as_str().map(str::to_owned))
                .collect();
            let wanted = if codes.is_empty() {
                vec![None]
            } else {
                codes.into_iter().map(Some).collect()
            };
            for code in wanted {
                if !seen.contains(&(operation.id.to_owned(), status.clone(), code.clone())) {
                    missing.push(format!("{} {status} {code:?} never came", operation.id));
                }
            }
        }
    }
    nothing_wrong(&missing);
}
