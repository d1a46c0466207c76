//! JSON bodies: bytes to a value, which is then checked and converted.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use serde::{
    Deserializer,
    de::{DeserializeOwned, DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Number, Value};
use serde_path_to_error::Segment;

use super::{invalid, not_utf8, read};
use crate::runtime::{
    check::{At, Normalize},
    errors::{InvalidRequest, Marker},
    exchange::Exchange,
    failure::Failure,
};

/// A parsed body.
pub(crate) struct Parsed {
    /// What it says.
    pub(crate) value: Value,
    /// What it was read from, if that was JSON.
    source: Option<(Bytes, Option<Normalize>)>,
}

/// Reads and parses a body. `normalize` takes out what means the same as absence.
pub(crate) async fn json(
    exchange: &mut Exchange,
    limit: usize,
    normalize: Option<Normalize>,
) -> Result<Parsed, Failure> {
    let bytes = read(exchange, limit).await?;
    let value = parse(&bytes, normalize)?;
    Ok(Parsed {
        value,
        source: Some((bytes, normalize)),
    })
}

impl From<Value> for Parsed {
    fn from(value: Value) -> Self {
        Self {
            value,
            source: None,
        }
    }
}

impl Parsed {
    /// Converts the checked value into its type.
    ///
    /// The checks leave nothing that could fail here. Should a type be narrower than its schema,
    /// then it is still the request that is refused, with the place that the type names.
    pub(crate) fn convert<T: DeserializeOwned>(self) -> Result<T, Failure> {
        serde_json::from_value(self.value).map_err(|_| {
            // The value is spent: to keep a copy would cost every request what only this needs.
            let again = self
                .source
                .map(|(bytes, normalize)| parse(&bytes, normalize).unwrap_or_default());
            let error =
                again.and_then(|value| serde_path_to_error::deserialize::<_, T>(value).err());
            let pointer = error.map(|error| pointer(error.path())).unwrap_or_default();
            InvalidRequest::field(pointer, "is not accepted").into_failure(StatusCode::BAD_REQUEST)
        })
    }
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

fn parse(bytes: &[u8], normalize: Option<Normalize>) -> Result<Value, Failure> {
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(&error))?;
    let mut has_null = false;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let parsed = Tree {
        has_null: &mut has_null,
    }
    .deserialize(&mut deserializer);
    let mut value = parsed
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| {
            // The parser names places and characters of JSON, and nothing of what was sent.
            invalid(
                "The body is not valid JSON.",
                format!("is not valid JSON: {error}"),
            )
        })?;
    if let (true, Some(normalize)) = (has_null, normalize) {
        normalize(&mut value);
    }
    Ok(value)
}

/// Reads a value as `serde_json` does, but refuses an object that has a member twice (two
/// readers could see two different requests in it) and notes whether there is any `null`.
struct Tree<'a> {
    has_null: &'a mut bool,
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        *self.has_null = true;
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Tree {
            has_null: self.has_null,
        })? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = access.next_key::<String>()? {
            let value = access.next_value_seed(Tree {
                has_null: self.has_null,
            })?;
            if members.insert(name, value).is_some() {
                return Err(A::Error::custom("a member comes twice in one object"));
            }
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issue(body: &[u8]) -> String {
        match parse(body, None) {
            Ok(value) => panic!("accepted: {value}"),
            Err(failure) => failure.details()[0].issue.to_string(),
        }
    }

    #[test]
    fn reads_what_serde_json_reads() {
        let text = r#"{"a":[1,-2,3.5,18446744073709551615,true,null,"x\n\u00e9"],"b":{"c":{}}}"#;
        let expected: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(parse(text.as_bytes(), None).expect("a value"), expected);
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
        fn clear(value: &mut Value) {
            *value = Value::Bool(true);
        }
        assert_eq!(
            parse(b"[1]", Some(clear)).expect("a value"),
            serde_json::json!([1])
        );
        assert_eq!(
            parse(b"[null]", Some(clear)).expect("a value"),
            Value::Bool(true)
        );
    }
}
