//! Objects.

use super::{At, Issues, Members, Node};

/// The members, if it is an object.
pub(crate) fn object<'v, 'a>(
    value: &'v Node<'a>,
    at: &At<'_>,
    issues: &mut Issues,
) -> Option<&'v Members<'a>> {
    match value {
        Node::Object(members) => Some(members),
        _ => {
            issues.add(at, "must be an object");
            None
        }
    }
}

/// `required`: each of these names that was not found.
pub(crate) fn required(found: &[bool], names: &[&str], at: &At<'_>, issues: &mut Issues) {
    for (name, _) in names.iter().zip(found).filter(|(_, found)| !**found) {
        missing(&at.member(name), issues);
    }
}

/// A required member is not there.
pub(crate) fn missing(at: &At<'_>, issues: &mut Issues) {
    issues.add(at, "is required");
}

/// A member that a closed object does not have.
pub(crate) fn unknown(at: &At<'_>, issues: &mut Issues) {
    issues.add(at, "is not a known field");
}

/// `minProperties`.
pub(crate) fn min_properties(
    members: &Members<'_>,
    least: usize,
    at: &At<'_>,
    issues: &mut Issues,
) {
    if members.len() < least {
        issues.add(at, format!("must have at least {least} {}", words(least)));
    }
}

/// `maxProperties`.
pub(crate) fn max_properties(members: &Members<'_>, most: usize, at: &At<'_>, issues: &mut Issues) {
    if members.len() > most {
        issues.add(at, format!("must have at most {most} {}", words(most)));
    }
}

fn words(count: usize) -> &'static str {
    if count == 1 { "field" } else { "fields" }
}

/// Takes out the members of these names that are `null`.
pub(crate) fn absent_if_null(members: &mut Members<'_>, names: &[&str]) {
    members.retain(|(name, value)| !value.is_null() || !names.contains(&&**name));
}
