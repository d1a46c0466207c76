//! Bodies: from bytes to what their media type says that they are.

use serde_json::{Map, Value, json};

/// `type/subtype` without parameters, in lower case.
pub(super) fn essence(content_type: &str) -> String {
    content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// The value that a body stands for; a message where it is none.
pub(super) fn value(content_type: &str, body: &[u8]) -> Result<Value, String> {
    match essence(content_type).as_str() {
        "multipart/form-data" => multipart(content_type, body),
        "application/json" => serde_json::from_slice(body).map_err(|error| error.to_string()),
        _ => Ok(json!(String::from_utf8_lossy(body))),
    }
}

/// A form as an object of texts (RFC 7578). Bytes become text as they can: what the document
/// says of a file is its size.
fn multipart(content_type: &str, body: &[u8]) -> Result<Value, String> {
    let boundary = content_type
        .split(';')
        .find_map(|part| part.trim().strip_prefix("boundary="));
    let boundary = boundary
        .ok_or("the content type names no boundary")?
        .trim_matches('"');
    let delimiter = format!("--{boundary}");
    let mut members = Map::new();
    for part in split(body, delimiter.as_bytes()).into_iter().skip(1) {
        if part.starts_with(b"--") {
            return Ok(Value::Object(members));
        }
        let part = part
            .strip_prefix(b"\r\n")
            .and_then(|part| part.strip_suffix(b"\r\n"));
        let part = part.ok_or("a part does not stand on lines of its own")?;
        let end = find(part, b"\r\n\r\n").ok_or("a part has no end of its headers")?;
        let head = String::from_utf8_lossy(&part[..end]);
        let name = head
            .lines()
            .find_map(part_name)
            .ok_or("a part has no name")?;
        // One character for each byte, so that lengths are those of the file.
        let content: String = part[end + 4..]
            .iter()
            .map(|byte| char::from(*byte))
            .collect();
        if members.insert(name, json!(content)).is_some() {
            return Err("a part comes twice".to_owned());
        }
    }
    Err("the form has no end".to_owned())
}

fn part_name(line: &str) -> Option<String> {
    let (key, value) = line.split_once(':')?;
    if !key.eq_ignore_ascii_case("content-disposition") {
        return None;
    }
    let name = value
        .split(';')
        .find_map(|part| part.trim().strip_prefix("name="))?;
    Some(name.trim_matches('"').to_owned())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

fn split<'b>(mut bytes: &'b [u8], delimiter: &[u8]) -> Vec<&'b [u8]> {
    let mut parts = Vec::new();
    while let Some(at) = find(bytes, delimiter) {
        parts.push(&bytes[..at]);
        bytes = &bytes[at + delimiter.len()..];
    }
    parts.push(bytes);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_an_object_of_its_parts() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n\xff\x00\r\n--x--\r\n";
        let read = value("multipart/form-data; boundary=x", body).expect("a form");
        assert_eq!(
            read["photo"].as_str().map(|text| text.chars().count()),
            Some(2)
        );
        assert!(value("multipart/form-data; boundary=y", body).is_err());
        assert!(value("multipart/form-data", body).is_err());
    }
}
