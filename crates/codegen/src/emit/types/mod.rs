//! Emits the types: one module a tag, each with its builders beside it.
//!
//! 1. [`shape`] decides what each named schema becomes ([`combine`]: `allOf`; [`union`]: `oneOf` and `anyOf`);
//! 2. [`lower`] has typify write the declarations of what has members;
//! 3. [`declare`] puts them right: order, presence, types that typify does not know;
//! 4. [`objects`] and [`scalars`] hand each to the macro of the types crate's runtime that gives
//!    it its wire form (see `runtime` there), with the [`rules`] that Rust can't say.

mod combine;
mod declare;
mod defaults;
mod docs;
mod layout;
mod lower;
mod modules;
mod names;
mod objects;
mod rules;
mod rust;
mod scalars;
mod shape;
mod union;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

pub use self::rust::RustTypes;
use self::{
    lower::Declarations,
    shape::{Shape, Shaped},
};
use super::{OutputFile, Target};
use crate::{
    diagnostic::Diagnostic,
    model::{Api, NamedSchema, Schema, SchemaKind},
};

/// Writes the types of `api`.
///
/// # Errors
///
/// What the model holds and this emitter cannot write.
pub fn emit(api: &Api, _target: &Target) -> Result<Vec<OutputFile>, Vec<Diagnostic>> {
    let types = RustTypes::new(api, quote!(crate));
    let shaped = shape::shapes(api, &types)?;
    let declarations = lower::declarations(api, &types, &shaped)?;
    let emitter = Emitter {
        api,
        types,
        declarations,
    };
    let mut refused = Vec::new();
    let mut emitted = Vec::new();
    for shaped in &shaped {
        match emitter.shaped(shaped) {
            Ok(pieces) => emitted.push((shaped.named, pieces)),
            Err(diagnostics) => refused.extend(diagnostics),
        }
    }
    match refused.is_empty() {
        true => modules::files(api, emitted),
        false => Err(refused),
    }
}

/// What the parts of the emitter have in common.
struct Emitter<'a> {
    api: &'a Api,
    types: RustTypes<'a>,
    declarations: Declarations,
}

/// What is emitted for a type.
struct Pieces {
    /// The type and what belongs to it.
    items: TokenStream,
    /// What goes into the module `builder`.
    builder: TokenStream,
}

impl Pieces {
    fn items(items: TokenStream) -> Self {
        Self {
            items,
            builder: TokenStream::new(),
        }
    }
}

impl Emitter<'_> {
    fn shaped(&self, shaped: &Shaped<'_>) -> Result<Pieces, Vec<Diagnostic>> {
        let named = shaped.named;
        match &shaped.shape {
            Shape::Object(object) => self.object(named, object),
            Shape::Text(text) => self.text(named, text),
            Shape::Moment => Ok(self.moment(named)),
            Shape::Scalar(scalar) => Ok(self.scalar(named, scalar)),
            Shape::Choice(choice) => Ok(self.choice(named, choice)),
            Shape::Wrapper(schema) => self.wrapper(named, schema),
            Shape::Union(union) => self.union(named, union),
        }
    }

    fn docs(&self, named: &NamedSchema) -> TokenStream {
        docs::docs(
            named.schema.description.as_deref(),
            &format!("`{}`", named.name),
        )
    }

    /// The derives of a type with members and, where it is a secret, its own `Debug`.
    fn debug(&self, named: &NamedSchema, derives: TokenStream) -> (TokenStream, TokenStream) {
        if !rust::is_secret(&named.schema) {
            return (quote!(#[derive(#derives, Debug)]), TokenStream::new());
        }
        let name = format_ident!("{}", named.type_name);
        let debug = quote! {
            impl ::std::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str(crate::runtime::REDACTED)
                }
            }
        };
        (quote!(#[derive(#derives)]), debug)
    }

    /// The schema that a reference names.
    fn target(&self, schema: &Schema) -> Option<&NamedSchema> {
        match &schema.kind {
            SchemaKind::Ref(name) => self.api.schemas.get(name),
            _ => None,
        }
    }

    /// The one value of a named enum that has no other.
    fn sole_value(&self, schema: &Schema) -> Option<()> {
        let named = self
            .target(schema)
            .filter(|named| !rust::is_secret(&named.schema))?;
        let count = match &named.schema.kind {
            SchemaKind::String(rules) => rules.values.len(),
            SchemaKind::Integer(rules) => rules.values.len(),
            SchemaKind::Number(rules) => rules.values.len(),
            SchemaKind::Boolean(values) => values.len(),
            _ => 0,
        };
        (count == 1).then_some(())
    }

    /// typify left out what it was given.
    fn lost(&self, named: &NamedSchema) -> Diagnostic {
        Diagnostic::new(
            "types-typify",
            &named.schema.place,
            format!("typify did not write `{}`", named.type_name),
            "this is a fault of the generator; please report it with the document",
        )
    }
}
