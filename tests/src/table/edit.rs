//! Changes of a good request.

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use serde_json::Value;

/// A change of a request. An address is a JSON pointer into the body, or `place.NAME` of a
/// parameter followed by a pointer into its value.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Another value.
    Set(String, Value),
    /// So many times the first item of an array.
    Fill(String, usize),
    /// Nothing there.
    Drop(String),
    /// A parameter sent twice.
    Twice(String),
    /// A parameter whose value is written as it stands, not encoded.
    Encoded(String, String),
    /// More in the query.
    Query(String),
    /// No body.
    NoBody,
    /// Another body, byte for byte.
    Raw(Vec<u8>),
}

impl<'de> Deserialize<'de> for Edit {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts = Vec::<Value>::deserialize(deserializer)?;
        Self::read(&parts).map_err(serde::de::Error::custom)
    }
}

/// A part of a text: itself, or a character and how often it comes.
#[derive(Deserialize)]
#[serde(untagged)]
enum Run {
    Text(String),
    Times(char, usize),
}

impl Edit {
    fn read(parts: &[Value]) -> Result<Self> {
        let text = |index: usize| -> Result<String> {
            Ok(parts
                .get(index)
                .and_then(Value::as_str)
                .context("a text")?
                .to_owned())
        };
        let count = |index: usize| -> Result<usize> {
            Ok(usize::try_from(
                parts
                    .get(index)
                    .and_then(Value::as_u64)
                    .context("a count")?,
            )?)
        };
        Ok(match text(0)?.as_str() {
            "set" => Self::Set(text(1)?, parts.get(2).context("a value")?.clone()),
            "runs" => Self::Set(
                text(1)?,
                Value::String(joined(parts.get(2).context("runs")?)?),
            ),
            "fill" => Self::Fill(text(1)?, count(2)?),
            "numbered" => {
                let (total, before, width, after) = (count(2)?, text(3)?, count(4)?, text(5)?);
                let items = (0..total).map(|number| format!("{before}{number:0width$}{after}"));
                Self::Set(text(1)?, items.collect())
            }
            "drop" => Self::Drop(text(1)?),
            "twice" => Self::Twice(text(1)?),
            "encoded" => Self::Encoded(text(1)?, text(2)?),
            "query" => Self::Query(text(1)?),
            "none" => Self::NoBody,
            "text" => Self::Raw(text(1)?.into_bytes()),
            "hex" => Self::Raw(bytes(&text(1)?)?),
            other => bail!("{other} is no edit"),
        })
    }

    /// Where it changes something; none where it changes the request as a whole.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Set(address, _)
            | Self::Fill(address, _)
            | Self::Drop(address)
            | Self::Twice(address)
            | Self::Encoded(address, _) => Some(address),
            Self::Query(_) | Self::NoBody | Self::Raw(_) => None,
        }
    }

    /// Changes `value` where `pointer` leads.
    pub(super) fn apply(&self, value: &mut Option<Value>, pointer: &str) -> Result<()> {
        match self {
            Self::Set(_, new) => put(value, pointer, new.clone()),
            Self::Fill(_, count) => {
                let items = value
                    .as_ref()
                    .and_then(|value| value.pointer(pointer)?.get(0));
                let items = vec![items.context("no first item")?.clone(); *count];
                put(value, pointer, Value::Array(items))
            }
            Self::Drop(_) => take(value, pointer),
            _ => Ok(()),
        }
    }
}

fn joined(runs: &Value) -> Result<String> {
    let runs: Vec<Run> = serde_json::from_value(runs.clone())?;
    let texts = runs.into_iter().map(|run| match run {
        Run::Text(text) => text,
        Run::Times(c, count) => std::iter::repeat_n(c, count).collect(),
    });
    Ok(texts.collect())
}

fn bytes(hex: &str) -> Result<Vec<u8>> {
    let digits = hex.as_bytes().chunks(2);
    digits
        .map(|pair| Ok(u8::from_str_radix(std::str::from_utf8(pair)?, 16)?))
        .collect()
}

/// The parent's pointer and the last name.
fn parent(pointer: &str) -> Result<(&str, String)> {
    let (parent, name) = pointer.rsplit_once('/').context("a pointer")?;
    Ok((parent, name.replace("~1", "/").replace("~0", "~")))
}

fn put(value: &mut Option<Value>, pointer: &str, new: Value) -> Result<()> {
    if pointer.is_empty() {
        *value = Some(new);
        return Ok(());
    }
    let (parent, name) = parent(pointer)?;
    let place = value
        .as_mut()
        .and_then(|value| value.pointer_mut(parent))
        .context("no such place")?;
    match place {
        Value::Object(members) => {
            members.insert(name, new);
        }
        Value::Array(items) => {
            *items
                .get_mut(name.parse::<usize>()?)
                .context("no such item")? = new
        }
        _ => bail!("{parent} has no members"),
    }
    Ok(())
}

fn take(value: &mut Option<Value>, pointer: &str) -> Result<()> {
    if pointer.is_empty() {
        *value = None;
        return Ok(());
    }
    let (parent, name) = parent(pointer)?;
    let members = value
        .as_mut()
        .and_then(|value| value.pointer_mut(parent)?.as_object_mut());
    members.context("no such place")?.remove(&name);
    Ok(())
}
