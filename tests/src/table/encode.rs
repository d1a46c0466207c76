//! From a row of a table to the bytes of a request.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::{Edit, Operation, Param};

/// What stands as it is in a URL, by any reader's rules.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Keeps the parts of a form apart; no body here has it inside.
const BOUNDARY: &str = "a-boundary-that-no-part-has-in-it";

/// A request before it is put on the wire.
#[derive(Clone, Debug)]
pub struct Encoded {
    /// The method.
    pub method: String,
    /// Path below the base path, and query.
    pub target: String,
    /// Headers, `Content-Type` among them.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Option<Vec<u8>>,
}

/// The good request of `operation` with the body at index `body`, changed by `edit`.
///
/// # Errors
/// The edit leads nowhere.
pub fn encoded(operation: &Operation, body: usize, edit: Option<&Edit>) -> Result<Encoded> {
    put_together(operation, content(operation, body, edit)?, edit, |param| {
        Some(param.value.clone())
    })
}

/// A request for `operation` with these values, by field (`query.limit`), and this body: JSON, or a
/// form where the operation takes one, with a file that is no text as `{"base64": "…"}`.
///
/// # Errors
/// A path parameter is missing.
pub fn filled(
    operation: &Operation,
    values: &BTreeMap<String, Value>,
    body: Option<&Value>,
) -> Result<Encoded> {
    let takes = operation.bodies.first();
    let is_form = takes.is_some_and(|takes| takes.kind == "multipart");
    let body = match body {
        Some(body) if is_form => {
            let media_type = format!("multipart/form-data; boundary={BOUNDARY}");
            Some((media_type, form(body)?))
        }
        Some(body) => {
            let media_type = "application/json".to_owned();
            Some((media_type, body.to_string().into_bytes()))
        }
        None => None,
    };
    put_together(operation, body, None, |param| {
        values.get(&param.field()).cloned()
    })
}

fn put_together(
    operation: &Operation,
    body: Option<(String, Vec<u8>)>,
    edit: Option<&Edit>,
    value: impl Fn(&Param) -> Option<Value>,
) -> Result<Encoded> {
    let mut target = operation.path.clone();
    let mut query = Vec::new();
    let mut headers = Vec::new();
    for param in &operation.params {
        let texts = texts(param, value(param), edit)?;
        match param.location.as_str() {
            "path" => {
                let text = texts
                    .first()
                    .context("a path parameter cannot be left out")?;
                target = target.replace(&format!("{{{}}}", param.name), text);
            }
            "query" => query.extend(texts.iter().map(|text| format!("{}={text}", param.name))),
            "header" => headers.extend(texts.into_iter().map(|text| (param.name.clone(), text))),
            other => bail!("no harness sends a parameter in a {other}"),
        }
    }
    if let Some(Edit::Query(more)) = edit {
        query.push(more.clone());
    }
    if !query.is_empty() {
        target = format!("{target}?{}", query.join("&"));
    }
    headers.extend(
        body.as_ref()
            .map(|(media_type, _)| ("content-type".to_owned(), media_type.clone())),
    );
    let body = body.map(|(_, bytes)| bytes);
    Ok(Encoded {
        method: operation.method.clone(),
        target,
        headers,
        body,
    })
}

/// What a parameter is sent as: once, more often, or not at all.
fn texts(param: &Param, mut value: Option<Value>, edit: Option<&Edit>) -> Result<Vec<String>> {
    let field = param.field();
    let pointer = edit
        .and_then(Edit::address)
        .and_then(|address| inside(address, &field));
    if let (Some(edit), Some(pointer)) = (edit, pointer) {
        if let Edit::Encoded(_, text) = edit {
            return Ok(vec![text.clone()]);
        }
        edit.apply(&mut value, pointer)?;
    }
    let encode = |text: &str| match param.location.as_str() {
        "header" => text.to_owned(),
        _ => utf8_percent_encode(text, PLAIN).to_string(),
    };
    let texts: Vec<String> = match (value, param.separator.as_deref()) {
        (None, _) => Vec::new(),
        (Some(Value::Array(items)), Some("repeat")) => {
            items.iter().map(|item| encode(&plain(item))).collect()
        }
        (Some(Value::Array(items)), Some(separator)) => {
            let items: Vec<_> = items.iter().map(|item| encode(&plain(item))).collect();
            let separator = if separator == " " { "%20" } else { separator };
            vec![items.join(separator)]
        }
        (Some(value), _) => vec![encode(&plain(&value))],
    };
    let twice = pointer.is_some() && matches!(edit, Some(Edit::Twice(_)));
    Ok(if twice {
        [texts.clone(), texts].concat()
    } else {
        texts
    })
}

/// The rest of `address` behind `field`, if it leads there.
fn inside<'a>(address: &'a str, field: &str) -> Option<&'a str> {
    let rest = address.strip_prefix(field)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

/// A scalar as it is written outside of JSON.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn content(
    operation: &Operation,
    body: usize,
    edit: Option<&Edit>,
) -> Result<Option<(String, Vec<u8>)>> {
    let Some(body) = operation.bodies.get(body) else {
        return Ok(None);
    };
    let media_type = match body.kind.as_str() {
        "multipart" => format!("{}; boundary={BOUNDARY}", body.media_type),
        _ => body.media_type.clone(),
    };
    match edit {
        Some(Edit::NoBody) => return Ok(None),
        Some(Edit::Raw(bytes)) => return Ok(Some((media_type, bytes.clone()))),
        _ => {}
    }
    let mut value = Some(body.value.clone());
    if let Some(edit) = edit
        && let Some(pointer) = edit
            .address()
            .filter(|address| address.is_empty() || address.starts_with('/'))
    {
        edit.apply(&mut value, pointer)?;
    }
    let value = value.context("a body")?;
    let bytes = match body.kind.as_str() {
        "json" => serde_json::to_vec(&value)?,
        "multipart" => form(&value)?,
        "text" | "octets" => plain(&value).into_bytes(),
        other => bail!("no harness writes a body of the kind {other}"),
    };
    Ok(Some((media_type, bytes)))
}

/// A form with one file for each member.
fn form(value: &Value) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for (name, value) in value.as_object().context("a form is an object")? {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        bytes.extend_from_slice(head.as_bytes());
        bytes.extend(file(value)?);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    Ok(bytes)
}

/// What is in a file of a form.
fn file(value: &Value) -> Result<Vec<u8>> {
    match value.get("base64").and_then(Value::as_str) {
        Some(text) => BASE64_STANDARD.decode(text).context("base64"),
        None => Ok(plain(value).into_bytes()),
    }
}
