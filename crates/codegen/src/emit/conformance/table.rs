//! The tables: one JSON file a tag, with a row a line, so that a change of the spec is a change
//! of few lines.

use serde_json::{Value, json};

use super::{
    request::{Requests, requests},
    row::Row,
    sample::Samples,
};
use crate::model::{Api, Operation, StatusSpec};

/// The table of a tag, by its index.
pub(super) fn table(api: &Api, samples: &Samples<'_>, tag: usize) -> String {
    let operations = api
        .operations
        .iter()
        .filter(|operation| operation.tag == tag);
    let mut text = format!(
        "{{\"tag\": {},\n\"operations\": [\n",
        json!(api.tags[tag].name)
    );
    let written: Vec<String> = operations
        .map(|op| operation(op, &requests(api, samples, op)))
        .collect();
    text.push_str(&written.join(",\n"));
    text.push_str("\n]}\n");
    text
}

fn operation(operation: &Operation, requests: &Requests) -> String {
    let head = [
        ("id", json!(operation.id)),
        ("method", json!(operation.method)),
        ("path", json!(operation.path)),
        ("idempotent", json!(operation.idempotent)),
    ];
    let head: Vec<String> = head
        .iter()
        .map(|(key, value)| format!("{}: {value}", json!(key)))
        .collect();
    let lists = [
        ("params", requests.params.clone()),
        ("bodies", requests.bodies.clone()),
        ("successes", successes(operation)),
        ("failures", failures(operation)),
        ("broken", requests.broken.iter().map(Row::to_json).collect()),
        ("passes", requests.passes.iter().map(Row::to_json).collect()),
    ];
    let lists = lists
        .iter()
        .map(|(key, rows)| format!("{}: [{}]", json!(key), lines(rows)));
    format!(
        "{{{},\n{}}}",
        head.join(", "),
        lists.collect::<Vec<_>>().join(",\n")
    )
}

fn lines(rows: &[Value]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("\n{row}")).collect();
    rows.join(",")
}

/// Status, media type, example's name and body of each documented success.
fn successes(operation: &Operation) -> Vec<Value> {
    let mut rows = Vec::new();
    for response in operation.successes() {
        let StatusSpec::Code(status) = response.status else {
            continue;
        };
        for content in &response.contents {
            for (name, example) in &content.examples {
                rows.push(json!([status, content.media_type, name, example]));
            }
        }
    }
    rows
}

/// Status and code of each documented failure.
fn failures(operation: &Operation) -> Vec<Value> {
    operation
        .error_pairs()
        .map(|(status, code)| json!([status, code]))
        .collect()
}
