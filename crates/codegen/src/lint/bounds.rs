//! Rules about limits: nothing may grow without one.

use super::{Findings, pattern, spec::Spec};
use crate::load::Node;

/// Formats of strings that are enforced, and bound their length.
pub const STRING_FORMATS: [&str; 6] = ["binary", "date", "date-time", "ipv4", "ipv6", "uuid"];

/// Strings, arrays and numbers without limits.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    for visit in &spec.schemas {
        let node = visit.node;
        match node.str("type") {
            Some("string") if !is_bounded_string(node) => {
                let help =
                    "add maxLength, a pattern that bounds it, an enum, or an enforced format";
                found.add(
                    "string-unbounded",
                    node,
                    "the string can be of any length",
                    help,
                );
            }
            Some("array") if node.get("maxItems").is_none() => {
                let message = "the array can have any number of items";
                found.add("array-unbounded", node, message, "add maxItems");
            }
            Some(kind @ ("integer" | "number")) if node.get("enum").is_none() => {
                number(node, kind, found);
            }
            _ => {}
        }
    }
}

fn is_bounded_string(node: &Node) -> bool {
    node.get("maxLength").is_some()
        || node.get("enum").is_some()
        || node
            .str("format")
            .is_some_and(|format| STRING_FORMATS.contains(&format))
        || node.str("pattern").is_some_and(pattern::bounds_length)
}

fn number(node: &Node, kind: &str, found: &mut Findings) {
    let missing: Vec<_> = ["format", "minimum", "maximum"]
        .into_iter()
        .filter(|key| node.get(key).is_none())
        .collect();
    if !missing.is_empty() {
        let message = format!("the {kind} has no {}", missing.join(", no "));
        let help = format!("add {}", missing.join(", "));
        found.add("number-unbounded", node, message, help);
    }
}
