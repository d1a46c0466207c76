//! Rules about fields whose names promise something: money, times, secrets.

use super::{
    Findings,
    spec::{Position, Spec},
};
use crate::load::Node;

/// Every property by its name.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    for visit in &spec.schemas {
        let Position::Property(name) = visit.position else {
            continue;
        };
        let meaning = spec.meaning(visit.node);
        let is = |kind: &str, format: &str| {
            meaning.str("type") == Some(kind) && meaning.str("format") == Some(format)
        };
        if name.ends_with("Cents") && !is("integer", "int64") {
            let message = format!("`{name}` is not a 64-bit integer");
            found.add(
                "money-type",
                visit.node,
                message,
                "use Cents or SignedCents",
            );
        }
        if name.ends_with("At") && !is("string", "date-time") {
            let message = format!("`{name}` is not a date-time");
            found.add(
                "time-type",
                visit.node,
                message,
                "use `type: string`, `format: date-time`",
            );
        }
        if is_secret(name) && meaning.str("type") == Some("string") {
            secret(spec, name, visit.node, found);
        }
    }
}

fn secret<'d>(spec: &Spec<'d>, name: &str, node: &'d Node, found: &mut Findings) {
    let marked = [node, spec.resolve(node), spec.meaning(node)];
    if !marked.iter().any(|node| node.flag("x-sensitive")) {
        let message = format!("`{name}` is a secret by its name, and would be printed");
        found.add(
            "sensitive-unmarked",
            node,
            message,
            "add `x-sensitive: true` to it or its schema",
        );
    }
}

fn is_secret(name: &str) -> bool {
    let exact = ["password", "secret", "token", "apiKey"];
    let endings = ["Password", "Secret", "Token", "ApiKey"];
    exact.contains(&name) || endings.iter().any(|ending| name.ends_with(ending))
}
