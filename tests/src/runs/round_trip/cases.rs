//! The calls to make, and what must come of each.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::{Value, json};
use simpleinboxes_server::runtime::Recorded;

use super::Kind;
use crate::{
    call::{Call, Given},
    generated,
    judge::Judge,
    stage::Answer,
    table::{Operation, operations},
};

/// A call and what must come of it.
pub(super) struct Case {
    /// What to call it in a report.
    pub name: String,
    /// The operation.
    pub operation: &'static Operation,
    /// What it comes to.
    pub kind: Kind,
    /// The typed call.
    pub call: Call,
    /// What it is given.
    pub given: Given,
    /// Whether it is made with a session instead of a key.
    pub by_session: bool,
    /// What the server answers, request by request.
    pub answers: Vec<Answer>,
    /// What the server's method must be given, request by request.
    pub asked: Vec<Given>,
    /// What a success must yield.
    pub yields: Option<Value>,
}

/// Every call.
pub(super) fn cases(judge: &Judge) -> Vec<Case> {
    let mut cases = Vec::new();
    for operation in operations() {
        let call = find(generated::CALLS, &operation.id).expect("every operation has a call");
        let maker = Maker {
            judge,
            operation,
            call,
        };
        cases.extend(maker.successes());
        cases.extend(maker.failures());
        cases.extend(find(generated::STREAMS, &operation.id).map(|stream| maker.stream(stream)));
    }
    cases
}

fn find(lists: &[&[(&str, Call)]], id: &str) -> Option<Call> {
    lists
        .iter()
        .copied()
        .flatten()
        .find(|(name, _)| *name == id)
        .map(|(_, call)| *call)
}

struct Maker<'j> {
    judge: &'j Judge,
    operation: &'static Operation,
    call: Call,
}

impl Maker<'_> {
    /// Every example of a success, every good body, the least that can be sent, a replay, and a
    /// session where one is taken.
    fn successes(&self) -> Vec<Case> {
        let operation = self.operation;
        let count = operation.bodies.len().max(operation.successes.len());
        let mut cases: Vec<Case> = (0..count)
            .map(|index| {
                let success = index % operation.successes.len();
                self.success(
                    success,
                    self.given(index, |_| true),
                    &format!("request {index}"),
                )
            })
            .collect();
        cases.push(self.success(
            0,
            self.given(0, |param| param.required),
            "only what is required",
        ));
        if operation.idempotent {
            cases.extend((0..operation.successes.len()).map(|index| self.replay(index)));
        }
        if self.judge.takes(&operation.id, "DashboardSession") {
            let case = self.success(0, self.given(0, |_| true), "with a session");
            cases.push(Case {
                by_session: true,
                ..case
            });
        }
        cases
    }

    fn success(&self, index: usize, given: Given, what: &str) -> Case {
        let success = &self.operation.successes[index];
        let name = format!(
            "{}, {} {}, {what}",
            self.operation.id, success.status, success.name
        );
        let answer = Answer::Success(success.status, success.body.clone());
        self.case(name, given, answer, Some(success.body.clone()))
    }

    fn replay(&self, index: usize) -> Case {
        let success = &self.operation.successes[index];
        let name = format!(
            "{}, {} {}, replayed",
            self.operation.id, success.status, success.name
        );
        let body = Bytes::from(success.body.to_string());
        let status = success.status.try_into().expect("a status");
        let answer = Answer::Replay(Recorded {
            status: Some(status),
            body,
        });
        self.case(
            name,
            self.given(0, |_| true),
            answer,
            Some(success.body.clone()),
        )
    }

    fn failures(&self) -> Vec<Case> {
        let pairs = self.operation.failures.iter();
        let case = |(status, code): &(u16, String)| {
            let name = format!("{}, {status} {code}", self.operation.id);
            self.case(
                name,
                self.given(0, |_| true),
                Answer::Failure(*status, code.clone()),
                None,
            )
        };
        pairs.map(case).collect()
    }

    fn case(&self, name: String, given: Given, answer: Answer, yields: Option<Value>) -> Case {
        let (operation, call) = (self.operation, self.call);
        let asked = vec![self.asked(&given)];
        let kind = if yields.is_some() {
            Kind::Success
        } else {
            Kind::Failure
        };
        Case {
            name,
            operation,
            kind,
            call,
            given,
            by_session: false,
            answers: vec![answer],
            asked,
            yields,
        }
    }

    /// A list in three pages: each asks on with the cursor of the one before.
    fn stream(&self, call: Call) -> Case {
        let page = &self.operation.successes[0];
        let items = page.body["data"].as_array().cloned().unwrap_or_default();
        let cursors = [json!("page-2"), json!("page-3"), Value::Null];
        let answer = |cursor: &Value| {
            let mut body = page.body.clone();
            body["pagination"] = json!({"nextCursor": cursor, "hasMore": !cursor.is_null()});
            Answer::Success(page.status, body)
        };
        let first = self.given(0, |param| param.name != "cursor");
        let mut asked = vec![self.asked(&first)];
        for cursor in cursors.iter().filter(|cursor| !cursor.is_null()) {
            let mut next = asked[0].clone();
            next.params
                .insert("query.cursor".to_owned(), cursor.clone());
            asked.push(next);
        }
        Case {
            name: format!("{}, followed to its end", self.operation.id),
            operation: self.operation,
            kind: Kind::Stream,
            call,
            given: first,
            by_session: false,
            answers: cursors.iter().map(answer).collect(),
            asked,
            yields: Some(Value::Array([&items[..], &items, &items].concat())),
        }
    }

    fn given(&self, body: usize, keep: impl Fn(&crate::table::Param) -> bool) -> Given {
        let params = self.operation.params.iter().filter(|param| keep(param));
        let body = body
            .checked_rem(self.operation.bodies.len())
            .map(|index| &self.operation.bodies[index]);
        Given {
            params: params
                .map(|param| (param.field(), param.value.clone()))
                .collect(),
            body: body.map(|body| body.value.clone()),
        }
    }

    /// What the method is given: the same, with defaults where nothing is.
    fn asked(&self, given: &Given) -> Given {
        let defaults = self
            .operation
            .params
            .iter()
            .filter_map(|param| Some((param.field(), param.default.clone()?)));
        let mut params: BTreeMap<String, Value> = defaults.collect();
        params.extend(given.params.clone());
        let body = given
            .body
            .as_ref()
            .map(|body| self.judge.with_defaults(&self.operation.id, body));
        Given { params, body }
    }
}
