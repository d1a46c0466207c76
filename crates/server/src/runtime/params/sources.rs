//! Path segments, headers and cookies.

use std::borrow::Cow;

use http::{HeaderMap, header};

use super::{Param, Raw, decode};
use crate::runtime::{check::Issues, exchange::Head};

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

/// What was sent for a path parameter; none if the segment is not of the documented form, so
/// that there is nothing at this path.
pub(crate) fn path(head: &Head, part: PathPart, param: &Param, issues: &mut Issues) -> Option<Raw> {
    let segment = head.parts.uri.path().rsplit('/').nth(part.from_end)?;
    let text = segment.strip_prefix(part.prefix)?.strip_suffix(part.suffix)?;
    if text.is_empty() {
        return None;
    }
    Some(param.assemble(&[text], decode::path, issues))
}

/// What was sent for a header.
pub(crate) fn header(head: &Head, param: &Param, issues: &mut Issues) -> Raw {
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
pub(crate) fn cookie(head: &Head, param: &Param, issues: &mut Issues) -> Raw {
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
