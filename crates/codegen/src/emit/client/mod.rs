//! Emits the client.
//!
//! progenitor writes it from the model lowered to what it can take (`lower`), with the types
//! replaced by those of the types crate. Its tokens are then taken apart into one file a tag
//! (`split`), and what it cannot do is put in: one typed error an operation, several success
//! types (`answers`), bodies that are multipart or optional (`bodies`), lists that a query holds as
//! one string (`query`), and those that follow their cursor (`pages`).

mod answers;
mod bodies;
mod lower;
mod names;
mod pages;
mod params;
mod query;
mod rewrite;
mod root;
mod split;

use crate::{diagnostic::Diagnostic, model::Api};

use super::{OutputFile, Target, tokens_to_source};

/// Writes the client's files.
///
/// # Errors
/// What progenitor refuses, with the place of the operation.
pub fn emit(api: &Api, target: &Target) -> Result<Vec<OutputFile>, Vec<Diagnostic>> {
    let plans = lower::plan(api)?;
    let tokens = lower::run(api, target, &plans)?;
    let mut parts = split::take_apart(tokens, api, &plans).map_err(|d| vec![d])?;
    rewrite::rewrite(api, target, &plans, &mut parts);
    let mut files = Vec::new();
    for (index, tag) in api.tags.iter().enumerate() {
        if let Some(tokens) = split::tag_file(api, target, &plans, &parts, index) {
            let path = format!("{}.rs", tag.module);
            files.push(OutputFile::new(
                path,
                tokens_to_source(tokens).map_err(|d| vec![d])?,
            ));
        }
    }
    let root = root::root_file(api, target, &parts);
    files.push(OutputFile::new(
        "mod.rs",
        tokens_to_source(root).map_err(|d| vec![d])?,
    ));
    Ok(files)
}
