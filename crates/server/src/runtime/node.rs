//! A request's value, read but not yet typed: what checks look at.
//!
//! It borrows its texts from the body and keeps members in a list, because it is looked through
//! once, from front to back, and then given up for the typed value. A map that copies every name
//! and hashes it would cost more than all the checks.

use std::{borrow::Cow, collections::HashSet, fmt};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
    ser::SerializeMap,
};
use serde_json::{Number, Value};

/// The members of an object, in the order in which they came; no name twice.
pub(crate) type Members<'a> = Vec<(Cow<'a, str>, Node<'a>)>;

/// How many members are compared by pairs before a set of names is made.
const FEW: usize = 16;

/// A value of JSON, or of a parameter.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Node<'a> {
    #[default]
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    Array(Vec<Node<'a>>),
    Object(Members<'a>),
}

impl<'a> Node<'a> {
    /// Reads JSON, and tells whether any `null` is in it.
    ///
    /// An object that has a member twice is refused: two readers could see two different
    /// requests in it.
    pub(crate) fn parse(text: &'a str) -> serde_json::Result<(Self, bool)> {
        let mut has_null = false;
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let node = Reader {
            has_null: &mut has_null,
        }
        .deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok((node, has_null))
    }

    /// Whether it is `null`.
    pub(crate) const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The member of this name.
    pub(crate) fn get<'n>(members: &'n Members<'a>, name: &str) -> Option<&'n Self> {
        members
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, node)| node)
    }

    /// The member of this name, to be changed.
    pub(crate) fn get_mut<'n>(members: &'n mut Members<'a>, name: &str) -> Option<&'n mut Self> {
        members
            .iter_mut()
            .find(|(found, _)| found == name)
            .map(|(_, node)| node)
    }

    /// The same as `serde_json` has it, for types to be read from.
    pub(crate) fn into_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(boolean) => Value::Bool(boolean),
            Self::Number(number) => Value::Number(number),
            Self::Text(text) => Value::String(text.into_owned()),
            Self::Array(items) => Value::Array(items.into_iter().map(Node::into_value).collect()),
            Self::Object(members) => members
                .into_iter()
                .map(|(name, node)| (name.into_owned(), node.into_value()))
                .collect(),
        }
    }
}

impl From<Value> for Node<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(boolean) => Self::Bool(boolean),
            Value::Number(number) => Self::Number(number),
            Value::String(text) => Self::Text(text.into()),
            Value::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Value::Object(members) => Self::Object(
                members
                    .into_iter()
                    .map(|(name, value)| (name.into(), value.into()))
                    .collect(),
            ),
        }
    }
}

/// With the members of each object in the order of their names, so that equal values are written
/// alike.
impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(boolean) => serializer.serialize_bool(*boolean),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                let mut sorted: Vec<_> = members.iter().collect();
                sorted.sort_unstable_by_key(|(name, _)| name);
                let mut map = serializer.serialize_map(Some(sorted.len()))?;
                for (name, node) in sorted {
                    map.serialize_entry(name, node)?;
                }
                map.end()
            }
        }
    }
}

/// Reads a value, and notes whether there is any `null`.
struct Reader<'r> {
    has_null: &'r mut bool,
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'de>, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'de>, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node<'de>, E> {
        Ok(Number::from_f64(value).map_or(Node::Null, Node::Number))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        *self.has_null = true;
        Ok(Node::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Reader {
            has_null: self.has_null,
        })? {
            items.push(item);
        }
        Ok(Node::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node<'de>, A::Error> {
        let mut members = Members::new();
        while let Some(Name(name)) = access.next_key()? {
            members.push((
                name,
                access.next_value_seed(Reader {
                    has_null: self.has_null,
                })?,
            ));
        }
        match names_differ(&members) {
            true => Ok(Node::Object(members)),
            false => Err(A::Error::custom("a member comes twice in one object")),
        }
    }
}

fn names_differ(members: &Members<'_>) -> bool {
    if members.len() <= FEW {
        let earlier = |index: usize| members[..index].iter().map(|(name, _)| name);
        return members
            .iter()
            .enumerate()
            .all(|(index, (name, _))| earlier(index).all(|other| other != name));
    }
    let mut names = HashSet::with_capacity(members.len());
    members.iter().all(|(name, _)| names.insert(&**name))
}

/// The name of a member, borrowed where it can be.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }

        deserializer.deserialize_str(NameVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_serde_json_reads() {
        let text = r#"{"a":[1,-2,3.5,18446744073709551615,true,"x\n\u00e9","plain"],"b":{"c":{}}}"#;
        let expected: Value = serde_json::from_str(text).expect("JSON");
        let (node, has_null) = Node::parse(text).expect("a node");
        assert!(!has_null);
        assert_eq!(node, Node::from(expected.clone()));
        assert_eq!(node.into_value(), expected);
        assert!(Node::parse("[{\"a\":null}]").expect("a node").1);
    }

    #[test]
    fn a_member_must_not_come_twice() {
        for count in [2, FEW, FEW + 5] {
            let members: Vec<String> = (0..count).map(|index| format!("\"m{index}\":0")).collect();
            let text = format!("{{{}}}", members.join(","));
            assert!(Node::parse(&text).is_ok(), "{text}");
            let text = format!("{{{},\"\\u006d1\":0}}", members.join(","));
            assert!(Node::parse(&text).is_err(), "{text}");
        }
    }

    #[test]
    fn equal_values_are_written_alike() {
        let write =
            |text| serde_json::to_string(&Node::parse(text).expect("a node").0).expect("JSON");
        assert_eq!(
            write(r#"{"b":1,"a":{"d":[2],"c":"\u0078"}}"#),
            r#"{"a":{"c":"x","d":[2]},"b":1}"#
        );
    }
}
