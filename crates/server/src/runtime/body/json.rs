//! Bodies that are read as a value: checked as that, then converted into their type.

use http::StatusCode;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use super::{invalid, not_utf8};
use crate::runtime::{
    check::{At, Node, Normalize},
    errors::{InvalidRequest, Marker},
    failure::Failure,
};

/// A body that was read but has no type yet.
pub(crate) struct Parsed<'a> {
    /// What it says.
    pub(crate) value: Node<'a>,
    /// The JSON that says the very same.
    source: Option<&'a str>,
}

/// Reads JSON. `normalize` takes out what means the same as absence.
pub(crate) fn json(bytes: &[u8], normalize: Option<Normalize>) -> Result<Parsed<'_>, Failure> {
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(&error))?;
    // The parser names places and characters of JSON, and nothing of what was sent.
    let (mut value, has_null) = Node::parse(text).map_err(|error| {
        invalid(
            "The body is not valid JSON.",
            format!("is not valid JSON: {error}"),
        )
    })?;
    match normalize.filter(|_| has_null) {
        Some(normalize) => {
            normalize(&mut value);
            Ok(value.into())
        }
        None => Ok(Parsed {
            value,
            source: Some(text),
        }),
    }
}

/// Reads text.
pub(crate) fn text(bytes: &[u8]) -> Result<Parsed<'_>, Failure> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Node::Text(text.into()).into()),
        Err(error) => Err(not_utf8(&error)),
    }
}

impl<'a> From<Node<'a>> for Parsed<'a> {
    fn from(value: Node<'a>) -> Self {
        Self {
            value,
            source: None,
        }
    }
}

impl Parsed<'_> {
    /// Converts the checked value into its type.
    ///
    /// The checks leave nothing that could fail here. Should a type be narrower than its schema,
    /// then it is still the request that is refused, with the place that the type names.
    pub(crate) fn convert<T: DeserializeOwned>(self) -> Result<T, Failure> {
        let typed = match self.source {
            // Straight from the text is the shortest way: no value has to be built for it.
            Some(text) => serde_json::from_str(text).map_err(|_| place_in::<T>(text)),
            None => {
                let value = self.value.into_value();
                // A copy, because a place is only looked for where there is a value left.
                serde_json::from_value(value.clone()).map_err(|_| {
                    serde_path_to_error::deserialize::<_, T>(value)
                        .err()
                        .map(|e| pointer(e.path()))
                })
            }
        };
        typed.map_err(|place: Option<String>| {
            InvalidRequest::field(place.unwrap_or_default(), "is not accepted")
                .into_failure(StatusCode::BAD_REQUEST)
        })
    }
}

fn place_in<T: DeserializeOwned>(text: &str) -> Option<String> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let error = serde_path_to_error::deserialize::<_, T>(&mut deserializer).err()?;
    Some(pointer(error.path()))
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    let mut pointer = String::new();
    for segment in path.iter() {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => {
                pointer.push('/');
                pointer.push_str(&At::escape(key));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issue(body: &[u8]) -> String {
        match json(body, None) {
            Ok(parsed) => panic!("accepted: {:?}", parsed.value),
            Err(failure) => failure.details()[0].issue.to_string(),
        }
    }

    #[test]
    fn says_what_is_malformed() {
        assert!(issue(b"{\"a\":}").contains("line 1 column 6"));
        assert!(issue(b"{} {}").contains("trailing characters"));
        assert!(issue(b"").contains("EOF"));
        assert!(issue(b"{\"a\":1,\"a\":2}").contains("twice"));
        assert!(issue(b"\"\xff\"").contains("UTF-8 at byte 1"));
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert!(issue(deep.as_bytes()).contains("recursion limit"));
        assert!(!issue(b"{\"secret\": hunter2}").contains("hunter2"));
    }

    #[test]
    fn normalizes_only_where_there_is_a_null() {
        fn clear(value: &mut Node<'_>) {
            *value = Node::Bool(true);
        }
        let convert =
            |body: &[u8]| json(body, Some(clear)).and_then(Parsed::convert::<serde_json::Value>);
        assert_eq!(convert(b"[1]").expect("a value"), serde_json::json!([1]));
        assert_eq!(
            convert(b"[null]").expect("a value"),
            serde_json::json!(true)
        );
    }

    #[test]
    fn a_type_narrower_than_its_schema_names_the_place() {
        let place = |body: &[u8], normalize| {
            let parsed = json(body, normalize).expect("JSON");
            let failure = parsed
                .convert::<std::collections::BTreeMap<String, Vec<u8>>>()
                .expect_err("too narrow");
            (
                failure.status().as_u16(),
                failure.details()[0].field.clone(),
            )
        };
        assert_eq!(
            place(br#"{"a":[1],"b/c":[1,256]}"#, None),
            (400, "/b~1c/1".to_owned())
        );
        let nothing: Normalize = |_| {};
        assert_eq!(
            place(br#"{"a":[1],"b":[1,null]}"#, Some(nothing)),
            (400, "/b/1".to_owned())
        );
    }
}
