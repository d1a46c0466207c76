//! Whether an answer is as the document says.

use serde_json::{Value, json};

use super::{Judge, Operation, Problem, body, convert::Side, params};
use crate::wire::Response;

/// Headers that HTTP itself brings along.
const TRANSPORT: [&str; 5] = [
    "connection",
    "content-length",
    "content-type",
    "date",
    "transfer-encoding",
];

/// Everything that is wrong with `answer`.
pub(super) fn judge(
    judge: &Judge,
    operation: &Operation<'_>,
    method: &str,
    answer: &Response,
) -> Vec<Problem> {
    let document = judge.document();
    let responses = &operation.node["responses"];
    let status = answer.status.to_string();
    let Some(declared) = responses.get(&status).or_else(|| responses.get("default")) else {
        return vec![Problem::new(
            "status",
            "status",
            format!("{status} is not documented"),
        )];
    };
    let declared = document.resolve(declared);
    let mut problems = headers(judge, declared, answer);
    problems.extend(codes(declared, answer));
    if method != "HEAD" {
        problems.extend(content(judge, declared, answer));
    }
    problems
}

fn headers(judge: &Judge, declared: &Value, answer: &Response) -> Vec<Problem> {
    let mut problems = Vec::new();
    let documented: Vec<_> = declared["headers"]
        .as_object()
        .into_iter()
        .flatten()
        .collect();
    for (name, header) in &documented {
        let header = judge.document().resolve(header);
        match answer.headers.get(&name.to_ascii_lowercase()) {
            Some(text) => problems.extend(params::response_header(
                judge,
                name,
                &header["schema"],
                text,
            )),
            None if header["required"] == true => {
                problems.push(Problem::new(
                    format!("header.{name}"),
                    "required",
                    "a header is not there",
                ));
            }
            None => {}
        }
    }
    for (index, (name, _)) in answer.headers.0.iter().enumerate() {
        let known = TRANSPORT.contains(&name.as_str())
            || documented
                .iter()
                .any(|(documented, _)| documented.eq_ignore_ascii_case(name));
        if !known {
            problems.push(Problem::new(
                format!("header.{name}"),
                "unknown",
                "the header is not documented",
            ));
        }
        if answer.headers.0[..index]
            .iter()
            .any(|(earlier, _)| earlier == name)
        {
            problems.push(Problem::new(
                format!("header.{name}"),
                "once",
                "the header comes twice",
            ));
        }
    }
    problems
}

/// The error code of an answer.
pub(super) fn code(answer: &Response) -> Option<String> {
    let body: Value = serde_json::from_slice(&answer.body).ok()?;
    Some(body["error"]["code"].as_str()?.to_owned())
}

fn codes(declared: &Value, answer: &Response) -> Option<Problem> {
    let listed = declared["x-error-codes"].as_array()?;
    let code = code(answer).unwrap_or_default();
    let fine = answer.body.is_empty() || listed.contains(&json!(code));
    (!fine).then(|| {
        Problem::new(
            "/error/code",
            "x-error-codes",
            format!("{code:?} is not listed"),
        )
    })
}

fn content(judge: &Judge, declared: &Value, answer: &Response) -> Vec<Problem> {
    let media: Vec<_> = declared["content"]
        .as_object()
        .into_iter()
        .flatten()
        .collect();
    let sent = answer.headers.get("content-type").unwrap_or_default();
    if media.is_empty() {
        return match answer.body.is_empty() {
            true => Vec::new(),
            false => vec![Problem::new("", "body", "no body is documented")],
        };
    }
    let Some((_, media)) = media
        .into_iter()
        .find(|(name, _)| body::essence(name) == body::essence(sent))
    else {
        return vec![Problem::new(
            "content-type",
            "content",
            format!("{sent:?} is not documented"),
        )];
    };
    match body::value(sent, &answer.body) {
        Ok(value) => judge
            .schemas
            .judge(Side::Response, &media["schema"], &value, ""),
        Err(message) => vec![Problem::new("", "syntax", message)],
    }
}
