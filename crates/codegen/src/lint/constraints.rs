//! Rules about constraints that cannot be enforced, or that contradict each other.

use super::{Findings, bounds::STRING_FORMATS, pattern, spec::Spec};
use crate::load::Node;

/// Constraints of every schema.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    for visit in &spec.schemas {
        let node = visit.node;
        foreign_keywords(node, found);
        format(node, found);
        if let Some(written) = node.get("pattern")
            && let Some(fault) = written.as_str().and_then(pattern::fault)
        {
            let help =
                "use ^…$, explicit classes such as [0-9], no look-around, no back-references";
            found.add(
                "constraint-unenforceable",
                written,
                format!("the pattern {fault}"),
                help,
            );
        }
        ranges(node, found);
        required(node, found);
    }
}

/// Keywords by the types that they say something about.
const KEYWORDS: [(&str, &[&str]); 14] = [
    ("minLength", &["string"]),
    ("maxLength", &["string"]),
    ("pattern", &["string"]),
    ("minimum", &["integer", "number"]),
    ("maximum", &["integer", "number"]),
    ("multipleOf", &["integer", "number"]),
    ("minItems", &["array"]),
    ("maxItems", &["array"]),
    ("uniqueItems", &["array"]),
    ("items", &["array"]),
    ("properties", &["object"]),
    ("required", &["object"]),
    ("additionalProperties", &["object"]),
    ("format", &["string", "integer", "number"]),
];

fn foreign_keywords(node: &Node, found: &mut Findings) {
    let Some(kind) = node.str("type") else { return };
    for (keyword, kinds) in KEYWORDS {
        if let Some(written) = node.get(keyword)
            && !kinds.contains(&kind)
        {
            let message = format!("`{keyword}` says nothing about a value of type {kind}");
            found.add(
                "constraint-unenforceable",
                written,
                message,
                "leave it out, or mend the type",
            );
        }
    }
}

fn format(node: &Node, found: &mut Findings) {
    let Some(written) = node.get("format") else {
        return;
    };
    let format = written.as_str().unwrap_or_default();
    let known: &[&str] = match node.str("type") {
        Some("string") => &STRING_FORMATS,
        Some("integer") => &["int32", "int64"],
        Some("number") => &["float", "double"],
        _ => return,
    };
    if !known.contains(&format) {
        let message = format!("nothing enforces the format `{format}`");
        let help = format!("use one of {}, or say it with a pattern", known.join(", "));
        found.add("constraint-unenforceable", written, message, help);
    }
}

fn ranges(node: &Node, found: &mut Findings) {
    let pairs = [
        ("minLength", "maxLength"),
        ("minItems", "maxItems"),
        ("minimum", "maximum"),
        ("minProperties", "maxProperties"),
    ];
    for (low, high) in pairs {
        let number = |key| node.get(key)?.as_number()?.as_f64();
        if let (Some(least), Some(most)) = (number(low), number(high))
            && least > most
            && let Some(written) = node.get(low)
        {
            let message = format!("`{low}` {least} is above `{high}` {most}");
            found.add(
                "constraint-contradiction",
                written,
                message,
                "mend one of them",
            );
        }
    }
}

fn required(node: &Node, found: &mut Findings) {
    for name in node.get("required").into_iter().flat_map(Node::items) {
        let text = name.as_str().unwrap_or_default();
        if node
            .get("properties")
            .and_then(|properties| properties.get(text))
            .is_none()
        {
            let message = format!("`{text}` is required and not declared");
            found.add(
                "constraint-contradiction",
                name,
                message,
                "declare it, or mend the name",
            );
        }
    }
}
