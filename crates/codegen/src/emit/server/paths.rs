//! Path templates: as the router takes them, and where their parameters stand.

use std::collections::HashMap;

use crate::{
    diagnostic::Diagnostic,
    model::{Api, Operation, ParamLocation},
};

/// A segment of a path template.
enum Segment<'p> {
    Fixed(&'p str),
    Variable {
        prefix: &'p str,
        name: &'p str,
        suffix: &'p str,
    },
    /// More than one variable.
    Mixed,
}

/// Where a path parameter stands.
pub(super) struct Standing<'p> {
    pub(super) from_end: usize,
    pub(super) prefix: &'p str,
    pub(super) suffix: &'p str,
}

fn segment(text: &str) -> Segment<'_> {
    let Some((prefix, rest)) = text.split_once('{') else {
        return Segment::Fixed(text);
    };
    match rest.split_once('}') {
        Some((name, suffix)) if !suffix.contains('{') => Segment::Variable {
            prefix,
            name,
            suffix,
        },
        _ => Segment::Mixed,
    }
}

/// The template as the router takes it: variables have the names of their positions, so that two
/// paths which call the same position differently go together.
pub(super) fn route(path: &str) -> String {
    let segments = path
        .split('/')
        .enumerate()
        .map(|(index, text)| match segment(text) {
            Segment::Fixed(text) => encode(text),
            Segment::Variable { .. } | Segment::Mixed => format!("{{p{index}}}"),
        });
    segments.collect::<Vec<_>>().join("/")
}

/// Fixed text as it comes in a request: what cannot stand in a path is percent-encoded there.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'%'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'!'
            | b'$'
            | b'&'..=b','
            | b':'
            | b';'
            | b'='
            | b'@' => {
                encoded.push(char::from(byte));
            }
            byte if byte.is_ascii_alphanumeric() => encoded.push(char::from(byte)),
            byte => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// Whether the router would take a fixed segment for its older notation of a variable.
pub(super) fn looks_like_a_variable(route: &str) -> bool {
    route
        .split('/')
        .any(|segment| segment.starts_with([':', '*']))
}

/// Where the variable `name` stands.
pub(super) fn standing<'p>(path: &'p str, name: &str) -> Option<Standing<'p>> {
    path.rsplit('/')
        .enumerate()
        .find_map(|(from_end, text)| match segment(text) {
            Segment::Variable {
                prefix,
                name: found,
                suffix,
            } if found == name => Some(Standing {
                from_end,
                prefix,
                suffix,
            }),
            _ => None,
        })
}

/// What the router cannot do.
pub(super) fn check(api: &Api) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    let mut routes: HashMap<String, &Operation> = HashMap::new();
    for operation in &api.operations {
        if operation
            .path
            .split('/')
            .any(|text| matches!(segment(text), Segment::Mixed))
        {
            let message = format!(
                "`{}` has a segment with more than one variable",
                operation.path
            );
            let help = "give every variable a segment of its own";
            errors.push(Diagnostic::new(
                "server-path",
                &operation.place,
                message,
                help,
            ));
            continue;
        }
        let first = *routes.entry(route(&operation.path)).or_insert(operation);
        if shape(&first.path) != shape(&operation.path) {
            let message = format!(
                "the router cannot tell `{}` from `{}`: a variable takes a whole segment there",
                operation.path, first.path
            );
            let help = "give one of them another fixed segment";
            errors.push(Diagnostic::new(
                "server-path",
                &operation.place,
                message,
                help,
            ));
        }
        let variables = operation
            .params
            .iter()
            .filter(|param| param.location == ParamLocation::Path);
        for param in variables.filter(|param| standing(&operation.path, &param.name).is_none()) {
            let message = format!("there is no `{{{}}}` in `{}`", param.name, operation.path);
            errors.push(Diagnostic::new(
                "server-path",
                &param.place,
                message,
                "mend the name, or the path",
            ));
        }
    }
    errors
}

/// The template without the names of its variables.
fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut inside = false;
    for c in path.chars() {
        inside = (inside || c == '{') && c != '}';
        if !inside || c == '{' {
            shape.push(c);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_name_variables_by_position() {
        assert_eq!(route("/orders/{orderId}/cancel"), "/orders/{p2}/cancel");
        assert_eq!(route("/a b/{x}.json"), "/a%20b/{p2}");
        assert_eq!(route("/"), "/");
    }

    #[test]
    fn variables_are_found_from_the_end() {
        let standing = standing("/files/v{version}.txt/raw", "version").expect("it is there");
        assert_eq!(
            (standing.from_end, standing.prefix, standing.suffix),
            (1, "v", ".txt")
        );
    }
}
