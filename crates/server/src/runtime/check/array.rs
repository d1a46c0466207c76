//! Arrays.

use std::collections::HashSet;

use serde_json::Value;

use super::{At, Issues};

/// The items, if it is an array.
pub(crate) fn array<'v>(value: &'v Value, at: &At<'_>, issues: &mut Issues) -> Option<&'v [Value]> {
    let items = value.as_array().map(Vec::as_slice);
    if items.is_none() {
        issues.add(at, "must be an array");
    }
    items
}

/// `minItems`.
pub(crate) fn min_items(items: &[Value], least: usize, at: &At<'_>, issues: &mut Issues) {
    if items.len() < least {
        issues.add(at, format!("must have at least {least} {}", words(least)));
    }
}

/// `maxItems`.
pub(crate) fn max_items(items: &[Value], most: usize, at: &At<'_>, issues: &mut Issues) {
    if items.len() > most {
        issues.add(at, format!("must have at most {most} {}", words(most)));
    }
}

fn words(count: usize) -> &'static str {
    if count == 1 { "item" } else { "items" }
}

/// `uniqueItems`: the second of two equal items is the one that is wrong.
pub(crate) fn unique(items: &[Value], at: &At<'_>, issues: &mut Issues) {
    let mut seen = HashSet::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        if !seen.insert(item) {
            issues.add(&at.item(index), "must not repeat an earlier item");
        }
    }
}
