//! From a request line to the operation of the document.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::Document;

/// An operation of the document.
#[derive(Clone, Copy, Debug)]
pub struct Operation<'d> {
    /// The `operationId`.
    pub id: &'d str,
    /// The path template.
    pub path: &'d str,
    /// The method, in lower case.
    pub method: &'d str,
    /// The path item.
    pub item: &'d Value,
    /// The operation itself.
    pub node: &'d Value,
}

impl<'d> Operation<'d> {
    /// All operations of `document`.
    pub fn all(document: &'d Document) -> impl Iterator<Item = Self> {
        document.operations().map(|(path, method, item, node)| {
            let id = node["operationId"].as_str().unwrap_or_default();
            Self {
                id,
                path,
                method,
                item,
                node,
            }
        })
    }

    /// The parameters: the path item's, with the operation's own laid over them.
    #[must_use]
    pub fn params(&self, document: &'d Document) -> Vec<&'d Value> {
        let list = |node: &'d Value| node["parameters"].as_array().into_iter().flatten();
        let own: Vec<_> = list(self.node)
            .map(|param| document.resolve(param))
            .collect();
        let shadowed = |param: &Value| {
            own.iter()
                .any(|o| o["name"] == param["name"] && o["in"] == param["in"])
        };
        let mut all: Vec<_> = list(self.item)
            .map(|param| document.resolve(param))
            .filter(|param| !shadowed(param))
            .collect();
        all.extend(own);
        all
    }
}

/// The decoded values of a template's parameters.
pub(super) type Segments<'d> = Vec<(&'d str, String)>;

/// The operation that a method and path are for. What is fixed comes before what is a parameter.
pub(super) fn find<'d>(
    document: &'d Document,
    method: &str,
    path: &str,
) -> Option<(Operation<'d>, Segments<'d>)> {
    let path = path.strip_prefix(document.base_path())?;
    // An answer to HEAD is that to GET without its body.
    let method = if method == "HEAD" {
        "get".to_owned()
    } else {
        method.to_ascii_lowercase()
    };
    let matching = Operation::all(document)
        .filter(|operation| operation.method == method)
        .filter_map(|operation| Some((fit(operation.path, path)?, operation)));
    let (segments, operation) = matching.min_by_key(|(segments, _)| segments.len())?;
    Some((operation, segments))
}

fn fit<'d>(template: &'d str, path: &str) -> Option<Segments<'d>> {
    let (template, path): (Vec<_>, Vec<_>) =
        (template.split('/').collect(), path.split('/').collect());
    if template.len() != path.len() {
        return None;
    }
    let mut segments = Vec::new();
    for (expected, actual) in template.into_iter().zip(path) {
        match expected
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            Some(name) if !actual.is_empty() => segments.push((name, decoded(actual))),
            Some(_) => return None,
            None if expected == actual => {}
            None => return None,
        }
    }
    Some(segments)
}

fn decoded(text: &str) -> String {
    // What cannot be decoded is kept, so that the sign of it is judged as any other text.
    percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), Cow::into_owned)
}
