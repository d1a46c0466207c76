//! Rows of the tables: what is changed in a request, and what must come of it.
//!
//! A row is a JSON array: rule, field, which request it starts from, the edit, and where it
//! cannot stand alone the named schema and the reason. Trailing nulls are left out.

use serde_json::{Value, json};

/// A run of one character at least this long is written as its length.
const RUN: usize = 12;

/// One request that differs in one thing from a good one.
#[derive(Debug)]
pub(super) struct Row {
    /// The keyword, or what else is broken or tried.
    pub rule: &'static str,
    /// What the answer's `details` must name.
    pub field: String,
    /// Which of the operation's requests it starts from.
    pub request: usize,
    /// What is changed; nothing where no request can show it.
    pub edit: Option<Value>,
    /// The nearest named schema.
    pub schema: Option<String>,
    /// Why no request breaks this rule and no other, where that is so.
    pub reason: Option<String>,
}

impl Row {
    /// As it stands in the table.
    pub(super) fn to_json(&self) -> Value {
        let mut row = vec![
            json!(self.rule),
            json!(self.field),
            json!(self.request),
            json!(self.edit),
        ];
        if self.reason.is_some() {
            row.extend([json!(self.schema), json!(self.reason)]);
        }
        Value::Array(row)
    }
}

/// Puts `value` at `address`.
pub(super) fn set(address: &str, value: impl Into<Value>) -> Value {
    json!(["set", address, value.into()])
}

/// Takes away what stands at `address`.
pub(super) fn drop(address: &str) -> Value {
    json!(["drop", address])
}

/// Puts a text at `address`; a long one is written as the runs that it is made of.
pub(super) fn text(address: &str, text: &str) -> Value {
    let mut runs: Vec<(char, usize)> = Vec::new();
    for c in text.chars() {
        match runs.last_mut() {
            Some((last, count)) if *last == c => *count += 1,
            _ => runs.push((c, 1)),
        }
    }
    if runs.iter().all(|(_, count)| *count < RUN) {
        return set(address, text);
    }
    let mut parts: Vec<Value> = Vec::new();
    for (c, count) in runs {
        match (count < RUN, parts.last_mut()) {
            (true, Some(Value::String(last))) => last.extend(std::iter::repeat_n(c, count)),
            (true, _) => parts.push(json!(c.to_string().repeat(count))),
            (false, _) => parts.push(json!([c.to_string(), count])),
        }
    }
    json!(["runs", address, parts])
}

/// Repeats the first item of the array at `address`, up to `count` items.
pub(super) fn fill(address: &str, count: usize) -> Value {
    match count {
        0 => set(address, Vec::<Value>::new()),
        _ => json!(["fill", address, count]),
    }
}

/// Puts `count` texts at `address` that differ in a number of `width` digits.
pub(super) fn numbered(
    address: &str,
    count: usize,
    before: &str,
    width: usize,
    after: &str,
) -> Value {
    json!(["numbered", address, count, before, width, after])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_runs_are_written_short() {
        assert_eq!(text("/a", "short"), json!(["set", "/a", "short"]));
        let long = format!("x@{}.com", "a".repeat(63));
        assert_eq!(
            text("/a", &long),
            json!(["runs", "/a", ["x@", ["a", 63], ".com"]])
        );
    }
}
