//! Every constraint broken once, and every edge of one: sent as bytes to the generated routers.

use std::{collections::BTreeSet, sync::OnceLock};

use serde_json::Value;

use super::{block_on, lanes::share};
use crate::{
    judge::{Judge, Problem},
    send::Connection,
    stage::{Answer, KEY, Stage},
    table::{Encoded, Operation, Row, encoded, operations},
    wire::{Exchange, Response},
};

/// What came of it.
pub struct Constraints {
    /// The operations of the requests that broke a constraint.
    pub broken: Vec<&'static str>,
    /// The operations of the requests that stood at an edge.
    pub passed: Vec<&'static str>,
    /// What was not as it should be.
    pub wrong: Vec<String>,
    /// Rules that no request can break alone, as `rule schema`.
    pub gaps: BTreeSet<String>,
    /// Edges that no request can reach, as `rule schema`.
    pub edge_gaps: BTreeSet<String>,
    /// Everything that went over the wire.
    pub exchanges: Vec<Exchange>,
}

struct Case {
    operation: &'static Operation,
    row: &'static Row,
    passes: bool,
}

/// Runs it, once.
///
/// # Panics
/// There is no server to be had, or no document.
pub fn constraints() -> &'static Constraints {
    static RUN: OnceLock<Constraints> = OnceLock::new();
    RUN.get_or_init(|| block_on(run()))
}

async fn run() -> Constraints {
    let judge = Judge::published().expect("the published document");
    let stage = Stage::start().await.expect("a server");
    let mut cases = Vec::new();
    for operation in operations() {
        cases.extend(operation.broken.iter().map(|row| Case {
            operation,
            row,
            passes: false,
        }));
        cases.extend(operation.passes.iter().map(|row| Case {
            operation,
            row,
            passes: true,
        }));
    }
    let gaps = |passes: bool| {
        cases
            .iter()
            .filter(|c| c.passes == passes)
            .filter_map(gap)
            .collect()
    };
    let (gaps, edge_gaps) = (gaps(false), gaps(true));
    cases.retain(|case| case.row.edit.is_some());
    let open = |lane: String| {
        let connection = Connection::new(stage.address.clone(), simpleinboxes_server::BASE_PATH);
        Lane {
            stage: &stage,
            judge: &judge,
            name: lane,
            connection,
        }
    };
    let outcomes = share(&cases, open, async |mut lane: Lane<'_>, case: &Case| {
        let wrong = lane.run(case).await;
        (lane, wrong)
    });
    let wrong = outcomes.await.into_iter().flatten().collect();
    let sent = |passes: bool| {
        let cases = cases.iter().filter(|case| case.passes == passes);
        cases.map(|case| case.operation.id.as_str()).collect()
    };
    Constraints {
        broken: sent(false),
        passed: sent(true),
        wrong,
        gaps,
        edge_gaps,
        exchanges: stage.tapes.exchanges().expect("HTTP on the tapes"),
    }
}

/// What an exception is called by.
fn gap(case: &Case) -> Option<String> {
    case.row.reason.as_ref()?;
    let schema = case.row.schema.clone();
    let schema = schema.unwrap_or_else(|| format!("{} {}", case.operation.id, case.row.field));
    Some(format!("{} {schema}", case.row.rule))
}

struct Lane<'s> {
    stage: &'s Stage,
    judge: &'s Judge,
    name: String,
    connection: Connection,
}

impl Lane<'_> {
    async fn run(&mut self, case: &Case) -> Vec<String> {
        let request = match encoded(case.operation, case.row.request, case.row.edit.as_ref()) {
            Ok(request) => request,
            Err(error) => return vec![format!("{}: no request: {error:#}", label(case))],
        };
        let success = &case.operation.successes[0];
        let answers = case
            .passes
            .then(|| Answer::Success(success.status, success.body.clone()));
        self.stage.recorder.expect(&self.name, answers);
        let key = format!("{KEY}{}", self.name);
        let answer = self.connection.send(&request, &[("x-api-key", &key)]).await;
        let asked = self.stage.recorder.asked(&self.name).len();
        let mut wrong = match answer {
            Err(error) => vec![format!("no answer: {error:#}")],
            Ok(answer) if case.passes => passed(success.status, &answer, asked),
            Ok(answer) => refused(case.row, &answer, asked),
        };
        wrong.extend(self.judged(case, &request, &key));
        wrong
            .into_iter()
            .map(|wrong| format!("{}: {wrong}", label(case)))
            .collect()
    }

    /// The judge must see it the same way, or the request does not show what it should.
    fn judged(&self, case: &Case, request: &Encoded, key: &str) -> Option<String> {
        let sent = self.connection.as_sent(request, &[("x-api-key", key)]);
        let (_, problems) = self.judge.request(&sent);
        let said = || {
            problems
                .iter()
                .map(Problem::to_string)
                .collect::<Vec<_>>()
                .join("; ")
        };
        if case.passes {
            return (!problems.is_empty())
                .then(|| format!("the judge would refuse it: {}", said()));
        }
        let fine = match case.row.rule.as_str() {
            // What JSON and URLs are is for the server to judge.
            "syntax" | "once" | "encoding" => return None,
            _ if case.row.reason.is_some() => !problems.is_empty(),
            "uniqueItems" => problems.len() == 1 && case.row.field.starts_with(&problems[0].field),
            _ => {
                !problems.is_empty()
                    && problems
                        .iter()
                        .all(|problem| problem.field == case.row.field)
            }
        };
        (!fine).then(|| format!("the judge sees something else: {}", said()))
    }
}

fn label(case: &Case) -> String {
    let kind = if case.passes { "edge of" } else { "broken" };
    format!(
        "{}, {kind} {} at {:?}",
        case.operation.id, case.row.rule, case.row.field
    )
}

fn passed(status: u16, answer: &Response, asked: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    if answer.status != status {
        wrong.push(format!(
            "refused with {}: {}",
            answer.status,
            String::from_utf8_lossy(&answer.body)
        ));
    }
    if asked != 1 {
        wrong.push(format!("the method was called {asked} times"));
    }
    wrong
}

fn refused(row: &Row, answer: &Response, asked: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    if (answer.status, body["error"]["code"].as_str()) != (400, Some("INVALID_REQUEST")) {
        let said = String::from_utf8_lossy(&answer.body);
        wrong.push(format!(
            "not 400 INVALID_REQUEST but {}: {said}",
            answer.status
        ));
    }
    if asked != 0 {
        wrong.push("the method was called".to_owned());
    }
    let details = body["error"]["details"].as_array().into_iter().flatten();
    let fields: Vec<&str> = details
        .filter_map(|detail| detail["field"].as_str())
        .collect();
    let inside = |field: &str| {
        field
            .strip_prefix(&row.field)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let fine = match row.reason {
        // More than one rule is broken, all of them here.
        Some(_) => fields.contains(&row.field.as_str()) && fields.iter().all(|field| inside(field)),
        None => !fields.is_empty() && fields.iter().all(|field| *field == row.field),
    };
    if !fine {
        wrong.push(format!("the details name {fields:?}"));
    }
    wrong
}
