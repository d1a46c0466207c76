//! `application/x-www-form-urlencoded` bodies.

use serde_json::{Map, Value};

use super::{Parsed, not_utf8, read};
use crate::runtime::{
    check::{At, Issues},
    exchange::Exchange,
    failure::Failure,
    params::{Param, Raw, field, pairs},
};

/// Reads a form as the object that its fields make. Fields that the schema does not name stay in
/// as text: the schema's check decides on them.
pub(crate) async fn form(
    exchange: &mut Exchange,
    limit: usize,
    fields: &[&Param],
    issues: &mut Issues,
) -> Result<Parsed, Failure> {
    let bytes = read(exchange, limit).await?;
    let text = std::str::from_utf8(&bytes).map_err(|error| not_utf8(&error))?;
    let pairs = pairs(text, |name| At::BODY.member(name), issues);
    let mut members = Map::new();
    for param in fields {
        if let Raw::Value(value) = field(&pairs, param, issues) {
            members.insert(param.name.to_owned(), value);
        }
    }
    for (name, value) in &pairs {
        if !fields.iter().any(|param| param.name == name) {
            members.insert(name.to_string(), Value::String((*value).to_owned()));
        }
    }
    Ok(Value::Object(members).into())
}
