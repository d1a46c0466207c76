//! Puts the emitted types into one file a tag.

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Pieces, docs::docs, layout};
use crate::{
    diagnostic::Diagnostic,
    emit::{OutputFile, tokens_to_source},
    model::{Api, NamedSchema},
};

/// The files: `mod.rs`, and one for each module that has types.
pub(super) fn files(
    api: &Api,
    emitted: Vec<(&NamedSchema, Pieces)>,
) -> Result<Vec<OutputFile>, Vec<Diagnostic>> {
    let mut modules: IndexMap<&str, Vec<(&NamedSchema, Pieces)>> = IndexMap::new();
    for tag in &api.tags {
        modules.insert(&tag.module, Vec::new());
    }
    for (named, pieces) in emitted {
        modules
            .entry(&named.module)
            .or_default()
            .push((named, pieces));
    }
    modules.retain(|_, types| !types.is_empty());

    let mut files = vec![file("mod.rs".to_owned(), root(api, &modules))];
    for (module, types) in &modules {
        files.push(file(format!("{module}.rs"), content(api, module, types)));
    }
    files
        .into_iter()
        .collect::<Result<_, _>>()
        .map_err(|error: Diagnostic| vec![error])
}

fn file(path: String, tokens: TokenStream) -> Result<OutputFile, Diagnostic> {
    Ok(OutputFile::laid_out(
        path,
        layout::lay_out(&tokens_to_source(tokens)?),
    ))
}

fn root(api: &Api, modules: &IndexMap<&str, Vec<(&NamedSchema, Pieces)>>) -> TokenStream {
    let title = docs(
        None,
        &format!(
            "Types of {}, version {}.",
            one_line(&api.title),
            one_line(&api.version)
        ),
    );
    let inner = inner(title);
    let declared = modules.iter().map(|(module, types)| {
        let module = format_ident!("{module}");
        let names = types
            .iter()
            .map(|(named, _)| format_ident!("{}", named.type_name));
        quote! {
            pub mod #module;
            pub use #module::{#(#names),*};
        }
    });
    let schemas = modules.values().flatten().map(|(named, _)| {
        let name = format_ident!("{}", named.type_name);
        let wire_name = &named.name;
        quote!(schemas.add::<#name>(#wire_name);)
    });
    quote! {
        #inner
        #![allow(
            clippy::all, rustdoc::all, unreachable_code, unreachable_patterns, unused_imports,
            unused_mut, unused_qualifications, unused_variables
        )]

        #(#declared)*

        /// Every named schema, derived from its type, with references as in an OpenAPI 3.0
        /// document.
        #[cfg(feature = "schemars")]
        #[must_use]
        pub fn json_schemas() -> ::std::vec::Vec<(&'static str, ::schemars::Schema)> {
            let mut schemas = crate::runtime::schema::Schemas::default();
            #(#schemas)*
            schemas.finish()
        }
    }
}

fn content(api: &Api, module: &str, types: &[(&NamedSchema, Pieces)]) -> TokenStream {
    let tag = api.tags.iter().find(|tag| tag.module == module);
    let title = match tag {
        Some(tag) => format!("Types of the tag {}.", one_line(&tag.name)),
        None => "Types that several tags share.".to_owned(),
    };
    let description = tag.and_then(|tag| tag.description.as_deref());
    let title = docs(
        None,
        &description.map_or(title.clone(), |text| format!("{title}\n\n{text}")),
    );
    let inner = inner(title);
    let items = types.iter().map(|(_, pieces)| &pieces.items);
    let builders: Vec<_> = types
        .iter()
        .map(|(_, pieces)| &pieces.builder)
        .filter(|builder| !builder.is_empty())
        .collect();
    let builder = (!builders.is_empty()).then(|| {
        quote! {
            pub mod builder {
                //! Builders.

                #(#builders)*
            }
        }
    });
    quote! {
        #inner
        #(#items)*
        #builder
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `#[doc]` as `#![doc]`.
fn inner(outer: TokenStream) -> TokenStream {
    outer
        .into_iter()
        .flat_map(|token| match &token {
            proc_macro2::TokenTree::Punct(punct) if punct.as_char() == '#' => quote!(#token !),
            _ => quote!(#token),
        })
        .collect()
}
