//! Emits the document itself, in one file: what clients in other languages are made from.

use serde_json::Value;

use super::{OutputFile, Target};
use crate::{diagnostic::Diagnostic, model::Api};

/// Writes `openapi.json` and `openapi.yaml`, which say the same.
///
/// # Errors
///
/// When the YAML writer refuses the document, which no document is known to bring about.
pub fn emit(api: &Api, _target: &Target) -> Result<Vec<OutputFile>, Vec<Diagnostic>> {
    let yaml = to_yaml(&api.document).map_err(|error| vec![error])?;
    Ok(vec![
        OutputFile::new("openapi.json", to_json(&api.document)),
        OutputFile::new("openapi.yaml", yaml),
    ])
}

/// JSON as a person reads it, with a line break at the end.
#[must_use]
pub fn to_json(document: &Value) -> String {
    format!("{document:#}\n")
}

/// YAML as a person reads it. What YAML 1.1 would take for something else (`yes`, `1:20`) is
/// quoted, since many readers still follow it.
///
/// # Errors
///
/// When the YAML writer refuses the value.
pub fn to_yaml(document: &Value) -> Result<String, Diagnostic> {
    let written = serde_saphyr::to_string(document);
    written
        .map(|text| format!("{}\n", text.trim_end_matches('\n')))
        .map_err(|error| {
            Diagnostic::internal(
                "internal-yaml",
                format!("the document cannot be written as YAML: {error}"),
            )
        })
}
