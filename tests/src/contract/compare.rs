//! What is different between two values, place by place.

use std::collections::BTreeSet;

use serde_json::Value;

/// Every place where `ours` and `theirs` say different things.
#[must_use]
pub fn differences(ours: &Value, theirs: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(ours, theirs, "", &mut found);
    found
}

fn compare(ours: &Value, theirs: &Value, at: &str, found: &mut Vec<String>) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
            for name in names {
                let at = format!("{at} / {name}");
                match (ours.get(name), theirs.get(name)) {
                    (Some(ours), Some(theirs)) => compare(ours, theirs, &at, found),
                    (Some(ours), None) => found.push(format!("{at}: only the spec says {ours}")),
                    (None, Some(theirs)) => {
                        found.push(format!("{at}: only the code says {theirs}"))
                    }
                    (None, None) => {}
                }
            }
        }
        (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
            for (index, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
                compare(ours, theirs, &format!("{at} / {index}"), found);
            }
        }
        _ if ours == theirs => {}
        _ => found.push(format!("{at}: the spec says {ours}, the code {theirs}")),
    }
}
