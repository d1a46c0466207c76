//! Emits the conformance tables and what calls and answers them.
//!
//! For every operation the table holds good requests, each documented answer, and rows that
//! break each constraint once or stand at its edge (`request`, `sites`). Beside it stands Rust:
//! the call through the typed client, and the server's trait implemented by a recorder (`rust`).
//! The harness that sends and judges is written by hand.

mod pattern;
mod request;
mod row;
mod rust;
mod sample;
mod scalar;
mod sites;
mod table;

use proc_macro2::TokenStream;

use self::sample::Samples;
use super::{OutputFile, Target, tokens_to_source};
use crate::{
    diagnostic::Diagnostic,
    model::{Api, Tag},
};

/// Writes the conformance tables of `api`. Only the repository's own document has a harness.
///
/// # Errors
///
/// What the model holds and this emitter cannot write.
pub fn emit(api: &Api, target: &Target) -> Result<Vec<OutputFile>, Vec<Diagnostic>> {
    if !target.own_document {
        return Ok(Vec::new());
    }
    let samples = Samples::new(api);
    let used = |index: &usize| {
        api.operations
            .iter()
            .any(|operation| operation.tag == *index)
    };
    let indices: Vec<usize> = (0..api.tags.len()).filter(used).collect();
    let tags: Vec<&Tag> = indices.iter().map(|index| &api.tags[*index]).collect();
    let mut files = vec![rust_file("mod.rs", rust::root_file(&tags, target))?];
    let mut refused = Vec::new();
    for (index, tag) in indices.into_iter().zip(&tags) {
        files.push(OutputFile::new(
            format!("{}.json", tag.module),
            table::table(api, &samples, index),
        ));
        match rust::tag_file(api, target, index) {
            Ok(tokens) => files.push(rust_file(&format!("{}.rs", tag.module), tokens)?),
            Err(found) => refused.extend(found),
        }
    }
    if refused.is_empty() {
        Ok(files)
    } else {
        Err(refused)
    }
}

fn rust_file(path: &str, tokens: TokenStream) -> Result<OutputFile, Vec<Diagnostic>> {
    let source = tokens_to_source(tokens).map_err(|error| vec![error])?;
    Ok(OutputFile::new(path, source))
}
