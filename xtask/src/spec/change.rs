//! One change of the API, as Redocly reports it and as this API's versioning rates it
//! (`spec/README.md`, "Versioning").

use std::fmt;

use serde_json::Value;
use simpleinboxes_codegen::{Document, node_at};

/// What a change does to clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// One that was right before can fail.
    Breaking,
    /// Something is there that was not, or is wider.
    Compatible,
    /// Only words change.
    DocsOnly,
}

impl Class {
    /// As a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::DocsOnly => "docs only",
        }
    }
}

/// A change.
pub struct Change {
    /// Its class.
    pub class: Class,
    text: String,
}

impl Change {
    /// The changes of a report, placed in the files of `revision`.
    pub fn all(report: &Value, revision: &Document) -> Vec<Self> {
        let changes = report["changes"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        changes
            .iter()
            .filter(|change| !is_version(change))
            .map(|change| Self {
                class: classify(change),
                text: describe(change, revision),
            })
            .collect()
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn is_version(change: &Value) -> bool {
    change["path"] == "#/info" && change["property"] == "version"
}

/// Members that only tell people something.
const WORDS: [&str; 9] = [
    "contact",
    "description",
    "example",
    "examples",
    "externalDocs",
    "license",
    "summary",
    "termsOfService",
    "title",
];

fn classify(change: &Value) -> Class {
    let property = change["property"].as_str().unwrap_or_default();
    let rules: Vec<&str> = change["verdicts"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|verdict| verdict["ruleId"].as_str())
        .collect();
    // A key with the old scope is now refused, which no tool can know of an extension.
    if property == "x-required-scope" {
        return Class::Breaking;
    }
    // Clients of this API are told to expect new values in answers; in requests they break
    // nothing anyway.
    if rules == ["enum-values-added"] {
        return Class::Compatible;
    }
    match change["impact"].as_str() {
        Some("major") => Class::Breaking,
        Some("patch") if WORDS.contains(&property) || is_words(change) => Class::DocsOnly,
        _ => Class::Compatible,
    }
}

/// Whether the changed thing as a whole is documentation: an example or a tag.
fn is_words(change: &Value) -> bool {
    matches!(
        change["typeName"].as_str(),
        Some("Example" | "ExamplesMap" | "Tag" | "Info" | "Contact" | "License" | "ExternalDocs")
    )
}

fn describe(change: &Value, revision: &Document) -> String {
    let text = |key: &str| change[key].as_str().unwrap_or_default();
    let mut told: Vec<String> = change["verdicts"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|verdict| verdict["message"].as_str().map(str::to_owned))
        .collect();
    if told.is_empty() {
        told.push(
            format!("{} {}", text("property"), text("kind"))
                .trim()
                .to_owned(),
        );
    }
    let place = change["revision"]["pointer"]
        .as_str()
        .and_then(|pointer| place(pointer, revision))
        .unwrap_or_default();
    format!("{}: {}{place}", readable(text("path")), told.join("; "))
}

/// Where the pointer's node was written, or the nearest one around it: what was compared has
/// references written out.
fn place(pointer: &str, revision: &Document) -> Option<String> {
    let mut pointer = pointer.strip_prefix('#')?;
    loop {
        if let Some(node) = node_at(&revision.root, pointer) {
            return Some(format!(" ({}:{})", node.place.file, node.place.line));
        }
        pointer = &pointer[..pointer.rfind('/')?];
    }
}

/// A pointer as a person reads it: `/orders get responses 200 …`.
fn readable(pointer: &str) -> String {
    let segments = pointer.trim_start_matches("#/").split('/');
    let segments = segments.map(|segment| segment.replace("~1", "/").replace("~0", "~"));
    let words: Vec<_> = segments.skip_while(|segment| segment == "paths").collect();
    words.join(" ")
}
