//! Parameters and headers: from text to what their schema says that they are.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::{Document, Judge, Problem, convert::Side};

/// The schema behind references.
fn kind<'d>(document: &'d Document, schema: &'d Value) -> &'d str {
    document.resolve(schema)["type"]
        .as_str()
        .unwrap_or_default()
}

/// What a text is as a value of `schema`. A text that cannot be one stays a text, and the schema
/// says what is wrong with it.
fn scalar(document: &Document, schema: &Value, text: &str) -> Value {
    let number = |text: &str| {
        serde_json::from_str::<Value>(text)
            .ok()
            .filter(Value::is_number)
    };
    match kind(document, schema) {
        "integer" | "number" => number(text).unwrap_or_else(|| json!(text)),
        "boolean" if text == "true" || text == "false" => json!(text == "true"),
        _ => json!(text),
    }
}

/// The value of a parameter that was sent `occurrences` times; still encoded where it is in the
/// query. None where the occurrences make no value.
pub(super) fn value(
    document: &Document,
    param: &Value,
    occurrences: &[String],
    is_query: bool,
) -> Option<Value> {
    let schema = &param["schema"];
    let decode = |text: &str| {
        if is_query {
            decoded(text)
        } else {
            Some(text.to_owned())
        }
    };
    if kind(document, schema) != "array" {
        let [only] = occurrences else { return None };
        return Some(scalar(document, schema, &decode(only)?));
    }
    let items = &document.resolve(schema)["items"];
    let form = param["style"]
        .as_str()
        .unwrap_or(if is_query { "form" } else { "simple" });
    let explode = param["explode"].as_bool().unwrap_or(form == "form");
    let texts: Vec<String> = match (form, explode, occurrences) {
        ("form", true, _) => occurrences.to_vec(),
        (_, _, [only]) if only.is_empty() => Vec::new(),
        ("form" | "simple", _, [only]) => only.split(',').map(str::to_owned).collect(),
        ("spaceDelimited", _, [only]) => only.split("%20").map(str::to_owned).collect(),
        ("pipeDelimited", _, [only]) => only.split('|').map(str::to_owned).collect(),
        _ => return None,
    };
    texts
        .iter()
        .map(|text| Some(scalar(document, items, &decode(text)?)))
        .collect()
}

/// A piece of a query, decoded; none if it cannot be.
pub(super) fn decoded(text: &str) -> Option<String> {
    let broken = text.match_indices('%').any(|(at, _)| {
        let digits = text.as_bytes().get(at + 1..at + 3);
        !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    let spaced = text.replace('+', " ");
    let text = percent_decode_str(&spaced).decode_utf8().ok()?;
    (!broken).then(|| text.into_owned())
}

/// What is wrong with a parameter's value: always told of the parameter as a whole.
pub(super) fn judge(
    judge: &Judge,
    schema: &Value,
    value: &Value,
    field: &str,
    side: Side,
) -> Vec<Problem> {
    let mut problems = judge.schemas.judge(side, schema, value, "");
    for problem in &mut problems {
        field.clone_into(&mut problem.field);
    }
    problems
}

/// What is wrong with a header of an answer.
pub(super) fn response_header(
    judge: &Judge,
    name: &str,
    schema: &Value,
    text: &str,
) -> Vec<Problem> {
    let value = scalar(judge.document(), schema, text);
    self::judge(
        judge,
        schema,
        &value,
        &format!("header.{name}"),
        Side::Response,
    )
}
