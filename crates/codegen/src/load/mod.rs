//! Reads a document, in one file or many, and bundles it into one.
//!
//! Every node keeps the file, line and JSON pointer it was written at, through bundling, so that
//! whatever is refused later can be shown where a person has to mend it.

mod bundle;
pub mod grammar;
mod json;
mod limits;
pub mod node;
mod scalar;
mod source;
mod yaml;

use std::{collections::BTreeSet, path::Path, sync::Arc};

pub use node::{Data, Node, child_pointer};
pub use source::{SourceFile, Target, at};

use crate::diagnostic::Diagnostic;
use source::Sources;

/// A document, bundled.
#[derive(Debug)]
pub struct Document {
    /// The bundled document: every reference is `#/components/<section>/<name>`.
    pub root: Node,
    /// The files it was made of, the root first.
    pub files: Vec<Arc<SourceFile>>,
    /// What was referred to, by file and pointer.
    pub used: BTreeSet<Target>,
    /// Components that had to take another name, because two of one name were met.
    pub renamed: Vec<Diagnostic>,
    /// What was passed over, because OpenAPI gives it no meaning.
    pub notes: Vec<Diagnostic>,
}

/// Reads the document at `path` and all that it refers to.
///
/// # Errors
///
/// What cannot be read: syntax, references that lead nowhere or out of the machine, sizes beyond
/// the limits.
pub fn load(path: &Path) -> Result<Document, Vec<Diagnostic>> {
    let mut sources = Sources::default();
    sources.open(path).map_err(|error| vec![error])?;
    bundle::bundle(sources)
}

/// Reads a document from `text`; `name` is what diagnostics call it, and its ending decides
/// between JSON and YAML.
///
/// # Errors
///
/// As [`load`].
pub fn load_text(name: &str, text: &str) -> Result<Document, Vec<Diagnostic>> {
    let mut sources = Sources::default();
    sources
        .add(name.into(), text)
        .map_err(|error| vec![error])?;
    bundle::bundle(sources)
}
