//! Takes progenitor's one file apart into one a tag.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Item, ItemImpl, ItemStruct, Type};

use crate::{diagnostic::Diagnostic, model::Api};

use super::{super::Target, answers, bodies, lower::Plan};

/// The builder of one operation.
pub(super) struct Builder {
    /// The struct.
    pub definition: ItemStruct,
    /// Its one inherent implementation.
    pub implementation: ItemImpl,
}

/// progenitor's output, taken apart.
#[derive(Default)]
pub(super) struct Parts {
    /// Builders by name.
    pub builders: BTreeMap<String, Builder>,
    /// The extension traits and their implementations, by the trait's name.
    pub traits: BTreeMap<String, Vec<Item>>,
    /// The client itself and its implementations.
    pub root: Vec<Item>,
}

/// Takes `tokens` apart.
pub(super) fn take_apart(
    tokens: TokenStream,
    api: &Api,
    plans: &[Plan<'_>],
) -> Result<Parts, Diagnostic> {
    let file: syn::File = syn::parse2(tokens).map_err(|error| broken(plans, &error.to_string()))?;
    let mut parts = Parts::default();
    for item in file.items {
        match item {
            Item::Mod(module) if module.ident == "builder" => {
                let items = module.content.map(|(_, items)| items).unwrap_or_default();
                take_builders(items, &mut parts);
            }
            Item::Mod(_) => {}
            Item::Trait(item) => {
                parts
                    .traits
                    .entry(item.ident.to_string())
                    .or_default()
                    .push(Item::Trait(item));
            }
            Item::Impl(item) => match &item.trait_ {
                Some((_, path, _)) if is_extension(path, api) => {
                    let name = path.segments.last().map(|last| last.ident.to_string());
                    parts
                        .traits
                        .entry(name.unwrap_or_default())
                        .or_default()
                        .push(Item::Impl(item));
                }
                _ => parts.root.push(Item::Impl(item)),
            },
            other => parts.root.push(other),
        }
    }
    match plans
        .iter()
        .find(|plan| !parts.builders.contains_key(&plan.builder))
    {
        Some(plan) => Err(broken(
            plans,
            &format!("no builder called `{}` came out", plan.builder),
        )),
        None => Ok(parts),
    }
}

fn broken(plans: &[Plan<'_>], reason: &str) -> Diagnostic {
    let place = plans.first().map_or_else(
        || crate::model::Place {
            file: "".into(),
            line: 1,
            pointer: String::new(),
        },
        |plan| plan.operation.place.clone(),
    );
    Diagnostic::new(
        "client-progenitor",
        &place,
        format!("progenitor's output cannot be used: {reason}"),
        "rename the operation so that its name is plain snake_case or camelCase",
    )
}

fn is_extension(path: &syn::Path, api: &Api) -> bool {
    path.get_ident().is_some_and(|ident| {
        api.tags
            .iter()
            .any(|tag| *ident == extension(&tag.type_name))
    })
}

/// The name of a tag's extension trait.
pub(super) fn extension(tag: &str) -> String {
    format!("Client{tag}Ext")
}

fn take_builders(items: Vec<Item>, parts: &mut Parts) {
    let mut structs = BTreeMap::new();
    for item in items {
        match item {
            Item::Struct(item) => {
                structs.insert(item.ident.to_string(), item);
            }
            Item::Impl(implementation) => {
                let name = match &*implementation.self_ty {
                    Type::Path(path) => path.path.segments.last().map(|s| s.ident.to_string()),
                    _ => None,
                };
                if let Some((name, definition)) =
                    name.and_then(|name| structs.remove(&name).map(|item| (name, item)))
                {
                    parts.builders.insert(
                        name,
                        Builder {
                            definition,
                            implementation,
                        },
                    );
                }
            }
            _ => {}
        }
    }
}

/// The file of the tag with this index, if it has operations.
pub(super) fn tag_file(
    api: &Api,
    target: &Target,
    plans: &[Plan<'_>],
    parts: &Parts,
    index: usize,
) -> Option<TokenStream> {
    let tag = &api.tags[index];
    let mine: Vec<_> = plans
        .iter()
        .filter(|plan| plan.operation.tag == index)
        .collect();
    if mine.is_empty() {
        return None;
    }
    let traits = parts
        .traits
        .get(&extension(&tag.type_name))
        .into_iter()
        .flatten();
    let builders = mine
        .iter()
        .filter_map(|plan| parts.builders.get(&plan.builder))
        .map(|builder| {
            let Builder {
                definition,
                implementation,
            } = builder;
            quote!(#definition #implementation)
        });
    let answers = mine.iter().map(|plan| answers::types(plan, api));
    let forms = mine.iter().filter_map(|plan| bodies::form(api, plan));
    let docs = format!("Calls of the tag {}.", tag.name);
    let types = format_ident!("{}", target.types_crate);
    Some(quote! {
        #![doc = #docs]

        #[allow(unused_imports)]
        use ::#types as types;
        #[allow(unused_imports)]
        use super::{ByteStream, Client, ClientHooks, ClientInfo, Error, OperationInfo,
            RequestBuilderExt, ResponseValue, encode_path};

        #(#traits)*
        #(#answers)*
        #(#forms)*

        /// Calls being put together.
        pub mod builder {
            #[allow(unused_imports)]
            use super::{ByteStream, ClientHooks, ClientInfo, Error, OperationInfo,
                RequestBuilderExt, ResponseValue, encode_path, types};

            #(#builders)*
        }
    })
}
