//! Generates types, client, server and conformance tables from an OpenAPI 3.0 document.
//!
//! [`load`] reads a document in one file or many, [`check`] refuses what cannot be generated and
//! says where and what to do, [`model`] lowers the rest, and each emitter in [`emit`] writes its
//! files from the model alone. [`output`] puts them where they belong, or compares.

pub mod check;
mod diagnostic;
pub mod emit;
pub mod generate;
pub mod lint;
mod load;
pub mod model;
pub mod output;
mod workspace;

pub use diagnostic::Diagnostic;
pub use load::{
    Data, Document, Node, SourceFile, Target as NodeTarget, at as node_at, load, load_text,
};
