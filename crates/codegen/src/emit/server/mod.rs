//! Emits the server: a trait, a router and handlers for each tag, the checks of all requests,
//! the table of operations and the authenticator's trait.
//!
//! Everything that does not depend on the document is written by hand in the server crate's
//! `runtime`; what is emitted here only says which of it applies.

mod answers;
mod body;
mod checks;
mod describe;
mod docs;
mod errors;
mod form;
mod handler;
mod meta;
mod names;
mod normalize;
mod params;
mod paths;
mod root;
mod rules;
mod security;
mod shape;
mod tag;

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use self::names::Names;
use super::{OutputFile, Target, tokens_to_source, types::RustTypes};
use crate::{diagnostic::Diagnostic, model::Api};

/// What every part of the emitter needs.
struct Server<'a> {
    api: &'a Api,
    names: Names,
    rust: RustTypes<'a>,
    /// The types crate's root, as a path.
    types: TokenStream,
    functions: security::Functions<'a>,
    /// The schemas in which `null` can mean absence.
    normalizing: HashSet<String>,
}

/// Writes the server of `api`.
///
/// # Errors
///
/// What the model holds and this emitter cannot write.
pub fn emit(api: &Api, target: &Target) -> Result<Vec<OutputFile>, Vec<Diagnostic>> {
    let mut errors = paths::check(api);
    errors.extend(rules::check(api));
    if !errors.is_empty() {
        return Err(errors);
    }
    let types = format_ident!("{}", target.types_crate);
    let types = quote!(::#types);
    let server = Server {
        api,
        names: Names::new(api),
        rust: RustTypes::new(api, quote!(types)),
        types,
        functions: security::Functions::new(api),
        normalizing: normalize::normalizing(api),
    };
    let mut files = Vec::new();
    let mut add = |path: String, tokens: TokenStream| match tokens_to_source(tokens) {
        Ok(contents) => files.push(OutputFile::new(path, contents)),
        Err(error) => errors.push(error),
    };
    add("mod.rs".to_owned(), server.root());
    add(format!("{}.rs", server.names.security), server.security());
    for (index, tag) in api.tags.iter().enumerate() {
        if api
            .operations
            .iter()
            .any(|operation| operation.tag == index)
        {
            add(format!("{}.rs", tag.module), server.tag(index));
        }
    }
    let checks = server.checks();
    let folder = &server.names.checks;
    let modules: Vec<_> = checks
        .keys()
        .map(|module| format_ident!("{module}"))
        .collect();
    let head = quote! {
        //! The checks of the schemas that requests are made of.
        #(pub(in super::super) mod #modules;)*
    };
    add(format!("{folder}/mod.rs"), head);
    for (module, tokens) in checks {
        add(format!("{folder}/{module}.rs"), tokens);
    }
    if errors.is_empty() {
        Ok(files)
    } else {
        Err(errors)
    }
}
