//! A JSON value in which every node knows where it was written.

use indexmap::IndexMap;
use serde_json::{Number, Value};

use crate::model::Place;

/// A value and its place. For a member of an object the line is its key's.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub data: Data,
    /// Where it was written.
    pub place: Place,
}

/// The value of a [`Node`].
#[derive(Clone, Debug)]
pub enum Data {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A finite number.
    Number(Number),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Node>),
    /// An object, in the order written.
    Object(IndexMap<String, Node>),
}

impl Node {
    /// A node at `place`.
    #[must_use]
    pub fn new(data: Data, place: Place) -> Self {
        Self { data, place }
    }

    /// The member `key`, when this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// The member `key`, when it is a string.
    #[must_use]
    pub fn str(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }

    /// Whether the member `key` is `true`.
    #[must_use]
    pub fn flag(&self, key: &str) -> bool {
        self.get(key).and_then(Node::as_bool) == Some(true)
    }

    /// The members, when this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&IndexMap<String, Node>> {
        match &self.data {
            Data::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The members, none when this is not an object.
    pub fn members(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.as_object()
            .into_iter()
            .flatten()
            .map(|(key, node)| (key.as_str(), node))
    }

    /// The items, none when this is not a list.
    pub fn items(&self) -> impl Iterator<Item = &Node> {
        match &self.data {
            Data::Array(items) => items.as_slice(),
            _ => &[],
        }
        .iter()
    }

    /// The string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.data {
            Data::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match &self.data {
            Data::Number(number) => Some(number),
            _ => None,
        }
    }

    /// What JSON calls this.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self.data {
            Data::Null => "null",
            Data::Bool(_) => "a boolean",
            Data::Number(_) => "a number",
            Data::String(_) => "a string",
            Data::Array(_) => "a list",
            Data::Object(_) => "an object",
        }
    }

    /// The plain value, places left behind.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match &self.data {
            Data::Null => Value::Null,
            Data::Bool(value) => Value::Bool(*value),
            Data::Number(number) => Value::Number(number.clone()),
            Data::String(text) => Value::String(text.clone()),
            Data::Array(items) => Value::Array(items.iter().map(Node::to_value).collect()),
            Data::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(key, node)| (key.clone(), node.to_value()))
                    .collect(),
            ),
        }
    }

    /// How many nodes this is, itself included.
    #[must_use]
    pub fn count(&self) -> usize {
        1 + match &self.data {
            Data::Array(items) => items.iter().map(Node::count).sum(),
            Data::Object(members) => members.values().map(Node::count).sum(),
            _ => 0,
        }
    }
}

/// The JSON pointer of `key` below `parent`.
#[must_use]
pub fn child_pointer(parent: &str, key: &str) -> String {
    let mut pointer = String::with_capacity(parent.len() + key.len() + 1);
    pointer.push_str(parent);
    pointer.push('/');
    push_escaped(&mut pointer, key);
    pointer
}

fn push_escaped(pointer: &mut String, key: &str) {
    for c in key.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The segments of a JSON pointer, unescaped; `None` when it is not one.
#[must_use]
pub fn pointer_segments(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let segments = pointer.strip_prefix('/')?.split('/');
    Some(
        segments
            .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
            .collect(),
    )
}
