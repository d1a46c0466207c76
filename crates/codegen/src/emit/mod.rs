//! The emitters: each turns the model into files, and none knows of another.

use std::path::PathBuf;

use proc_macro2::TokenStream;

use crate::diagnostic::Diagnostic;

pub mod client;
pub mod conformance;
pub mod published;
pub mod server;
pub mod types;

/// A file that an emitter wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative to the emitter's folder (`src/generated/` of a crate).
    pub path: PathBuf,
    /// What is in it, without the header that every generated file gets.
    pub contents: String,
    /// Whether Rust is formatted already and stays as it is.
    pub laid_out: bool,
}

impl OutputFile {
    /// A file at `path`.
    pub fn new(path: impl Into<PathBuf>, contents: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            contents: contents.into(),
            laid_out: false,
        }
    }

    /// A file at `path` that is not to be formatted any more.
    pub fn laid_out(path: impl Into<PathBuf>, contents: impl Into<String>) -> Self {
        Self {
            laid_out: true,
            ..Self::new(path, contents)
        }
    }
}

/// What emitted code is told about its surroundings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The library name of the types crate.
    pub types_crate: String,
    /// The library name of the client crate.
    pub client_crate: String,
    /// The library name of the server crate.
    pub server_crate: String,
    /// Whether the document is this repository's own: conformance tables are written only then.
    pub own_document: bool,
}

impl Target {
    /// Crates called `<prefix>_types`, `<prefix>_client` and `<prefix>_server`.
    #[must_use]
    pub fn with_prefix(prefix: &str) -> Self {
        Self {
            types_crate: format!("{prefix}_types"),
            client_crate: format!("{prefix}_client"),
            server_crate: format!("{prefix}_server"),
            own_document: prefix == "simpleinboxes",
        }
    }
}

/// Formats emitted tokens.
///
/// # Errors
///
/// When the tokens are not a Rust file. That is a fault of the emitter, reported as a diagnostic
/// so that a document which provokes it is named instead of a panic.
pub fn tokens_to_source(tokens: TokenStream) -> Result<String, Diagnostic> {
    match syn::parse2::<syn::File>(tokens) {
        Ok(file) => Ok(prettyplease::unparse(&file)),
        Err(error) => Err(Diagnostic::internal(
            "internal-emitted-code",
            format!("the generator wrote code that does not parse: {error}"),
        )),
    }
}
