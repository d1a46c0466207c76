//! Path segments, headers and cookies.

use std::borrow::Cow;

use http::{HeaderMap, StatusCode, header};

use super::{Param, Raw, decode};
use crate::runtime::{
    check::Issues,
    errors::{Marker, NotFound},
    exchange::Head,
    failure::Failure,
};

/// Where a path parameter stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PathPart {
    /// Which segment, counted from the end, so that a prefix under which the router is mounted
    /// does not matter.
    pub(crate) from_end: usize,
    /// The fixed text before it in its segment.
    pub(crate) prefix: &'static str,
    /// The fixed text after it in its segment.
    pub(crate) suffix: &'static str,
}

/// What was sent for a path parameter. A segment that is not of the documented form means that
/// there is nothing at this path.
pub(crate) fn path<'a>(
    head: &'a Head,
    part: PathPart,
    param: &Param,
    issues: &mut Issues,
) -> Result<Raw<'a>, Failure> {
    let segment = head
        .parts
        .uri
        .path()
        .rsplit('/')
        .nth(part.from_end)
        .unwrap_or_default();
    let text = segment
        .strip_prefix(part.prefix)
        .and_then(|text| text.strip_suffix(part.suffix));
    match text.filter(|text| !text.is_empty()) {
        Some(text) => Ok(param.assemble(&[text], decode::path, issues)),
        None => {
            Err(NotFound::new("There is nothing at this path.").into_failure(StatusCode::NOT_FOUND))
        }
    }
}

/// What was sent for a header.
pub(crate) fn header<'a>(head: &'a Head, param: &Param, issues: &mut Issues) -> Raw<'a> {
    let mut occurrences = Vec::new();
    for value in head.parts.headers.get_all(param.name) {
        match std::str::from_utf8(value.as_bytes()) {
            Ok(text) => occurrences.push(text.trim()),
            Err(_) => {
                issues.add(&param.at(), "is not UTF-8");
                return Raw::Broken;
            }
        }
    }
    param.assemble(&occurrences, |text| Ok(Cow::Borrowed(text.trim())), issues)
}

/// What was sent for a cookie.
pub(crate) fn cookie<'a>(head: &'a Head, param: &Param, issues: &mut Issues) -> Raw<'a> {
    let occurrences: Vec<&str> = cookies(&head.parts.headers)
        .filter(|(name, _)| *name == param.name)
        .map(|(_, value)| value)
        .collect();
    param.assemble(&occurrences, decode::path, issues)
}

/// The cookies of a request.
pub(crate) fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}
