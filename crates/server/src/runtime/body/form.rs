//! `application/x-www-form-urlencoded` bodies.

use super::{Parsed, not_utf8};
use crate::runtime::{
    check::{At, Issues, Members, Node},
    failure::Failure,
    params::{Param, Raw, field, pairs},
};

/// Reads a form as the object that its fields make. Fields that the schema does not name stay in
/// as text: the schema's check decides on them.
pub(crate) fn form<'a>(
    bytes: &'a [u8],
    fields: &[&Param],
    issues: &mut Issues,
) -> Result<Parsed<'a>, Failure> {
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(&error))?;
    let pairs = pairs(text, |name| At::BODY.member(name), issues);
    let mut members = Members::new();
    for param in fields {
        if let Raw::Value(value) = field(&pairs, param, issues) {
            members.push((param.name.into(), value));
        }
    }
    for (name, value) in &pairs {
        if !fields.iter().any(|param| param.name == name) {
            members.push((name.clone(), Node::Text((*value).into())));
        }
    }
    Ok(Node::Object(members).into())
}
