//! The generated tables, read.

mod edit;
mod encode;

use std::{collections::BTreeSet, sync::OnceLock};

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::Value;

pub use edit::Edit;
pub use encode::{Encoded, encoded, filled};

use crate::generated;

/// What the document says of a tag's operations.
#[derive(Debug, Deserialize)]
pub struct Table {
    /// The tag.
    pub tag: String,
    /// Its operations.
    pub operations: Vec<Operation>,
}

/// An operation: good requests, documented answers, and requests that differ in one thing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// The `operationId`.
    pub id: String,
    /// The method.
    pub method: String,
    /// The path template below the base path.
    pub path: String,
    /// Whether it takes an `Idempotency-Key`.
    pub idempotent: bool,
    /// Its parameters.
    pub params: Vec<Param>,
    /// Good bodies.
    pub bodies: Vec<Body>,
    /// Documented successes.
    pub successes: Vec<Success>,
    /// Documented failures.
    pub failures: Vec<(u16, String)>,
    /// Requests that must be refused.
    pub broken: Vec<Row>,
    /// Requests that must pass.
    pub passes: Vec<Row>,
}

impl Operation {
    /// Every documented answer: operation, status and code.
    #[must_use]
    pub fn answers(&self) -> BTreeSet<(String, u16, Option<String>)> {
        let successes = self.successes.iter().map(|success| (success.status, None));
        let failures = self
            .failures
            .iter()
            .map(|(status, code)| (*status, Some(code.clone())));
        successes
            .chain(failures)
            .map(|(status, code)| (self.id.clone(), status, code))
            .collect()
    }
}

/// A parameter.
#[derive(Debug, Deserialize)]
pub struct Param {
    /// `path`, `query` or `header`.
    pub location: String,
    /// The name on the wire.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// `repeat` or the sign between items, where it is an array.
    pub separator: Option<String>,
    /// A good value.
    pub value: Value,
    /// What it is when it is not sent.
    pub default: Option<Value>,
}

impl Param {
    /// What `details` calls it.
    #[must_use]
    pub fn field(&self) -> String {
        format!("{}.{}", self.location, self.name)
    }
}

/// A good body.
#[derive(Debug, Deserialize)]
pub struct Body {
    /// The media type.
    pub media_type: String,
    /// What the media type means: `json`, `multipart`, ….
    pub kind: String,
    /// The example's name, or `whole`: everything that is optional is in it.
    pub name: String,
    /// The body.
    pub value: Value,
}

/// A documented success.
#[derive(Debug, Deserialize)]
pub struct Success {
    /// The status.
    pub status: u16,
    /// The media type.
    pub media_type: String,
    /// The example's name.
    pub name: String,
    /// The body.
    pub body: Value,
}

/// A request that differs from a good one in one thing.
#[derive(Clone, Debug)]
pub struct Row {
    /// The keyword, or what else is broken or tried.
    pub rule: String,
    /// What `details` must name.
    pub field: String,
    /// Which of the good bodies it starts from.
    pub request: usize,
    /// What is changed; none where no request can show it.
    pub edit: Option<Edit>,
    /// The nearest named schema, where there is a reason.
    pub schema: Option<String>,
    /// Why no request breaks this rule and no other.
    pub reason: Option<String>,
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut parts = Vec::<Value>::deserialize(deserializer)?;
        parts.resize(6, Value::Null);
        let tuple =
            serde_json::from_value(Value::Array(parts)).map_err(serde::de::Error::custom)?;
        let (rule, field, request, edit, schema, reason) = tuple;
        Ok(Self {
            rule,
            field,
            request,
            edit,
            schema,
            reason,
        })
    }
}

/// All tables, in the order of the document.
#[must_use]
pub fn tables() -> &'static [Table] {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let read = generated::TABLES
            .iter()
            .map(|(module, text)| read(module, text));
        read.collect::<Result<_>>()
            .unwrap_or_else(|error| panic!("{error:#}"))
    })
}

fn read(module: &str, text: &str) -> Result<Table> {
    serde_json::from_str(text).with_context(|| format!("the table of {module}"))
}

/// All operations.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    tables().iter().flat_map(|table| &table.operations)
}
