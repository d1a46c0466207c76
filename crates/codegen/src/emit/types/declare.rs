//! Declarations: typify's, reworked.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::visit_mut::{self, VisitMut};

use super::{
    docs::{docs, escape},
    lower::{self, Declarations},
    shape::{Mode, Object, Union},
};
use crate::model::NamedSchema;

/// A struct's field as typify wrote it.
pub(super) struct Member {
    pub docs: TokenStream,
    pub of: TokenStream,
}

impl Declarations {
    /// The members of the struct that typify wrote for `named`, by the name that it was given.
    fn members(&self, named: &NamedSchema) -> Vec<(String, Member)> {
        let Some(syn::Item::Struct(item)) = self.items.get(&named.type_name) else {
            return Vec::new();
        };
        let rework = |field: &syn::Field| {
            let mut field = field.clone();
            Paths { declarations: self }.visit_type_mut(&mut field.ty);
            let ident = field.ident.as_ref()?.to_string();
            let docs = field.attrs.iter().filter_map(doc_text);
            let docs: Vec<_> = docs.flat_map(|text| lines(&escape(&text))).collect();
            let member = Member {
                docs: quote!(#(#[doc = #docs])*),
                of: field.ty.to_token_stream(),
            };
            Some((renamed(&field.attrs).unwrap_or(ident), member))
        };
        item.fields.iter().filter_map(rework).collect()
    }

    /// The member that typify was given as `name`.
    pub(super) fn member(&self, named: &NamedSchema, name: &str) -> Option<Member> {
        self.members(named)
            .into_iter()
            .find(|(given, _)| given == name)
            .map(|(_, member)| member)
    }
}

/// Puts the real types where typify has its own names for them.
struct Paths<'a> {
    declarations: &'a Declarations,
}

impl VisitMut for Paths<'_> {
    fn visit_type_mut(&mut self, of: &mut syn::Type) {
        visit_mut::visit_type_mut(self, of);
        let syn::Type::Path(path) = of else { return };
        if let Some(leaf) =
            lower::leaf_index(&path.path).and_then(|index| self.declarations.leaves.get(index))
        {
            if let Ok(leaf) = syn::parse2(leaf.clone()) {
                *of = leaf;
            }
            return;
        }
        if let Some(name) = path
            .path
            .get_ident()
            .filter(|name| self.declarations.items.contains_key(&name.to_string()))
        {
            *of = syn::parse_quote!(crate::#name);
        }
    }
}

fn doc_text(attribute: &syn::Attribute) -> Option<String> {
    if !attribute.path().is_ident("doc") {
        return None;
    }
    match &attribute.meta.require_name_value().ok()?.value {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

fn lines(text: &str) -> Vec<String> {
    text.trim()
        .lines()
        .map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            }
        })
        .collect()
}

/// The name that typify was given, where it chose another.
fn renamed(attributes: &[syn::Attribute]) -> Option<String> {
    let mut name = None;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
    {
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                name = Some(meta.value()?.parse::<syn::LitStr>()?.value());
            } else if meta.input.peek(syn::Token![=]) {
                let _ = meta.value()?.parse::<syn::Expr>()?;
            }
            Ok(())
        });
    }
    name
}

/// A field as it is declared.
pub(super) struct Declared {
    pub name: proc_macro2::Ident,
    pub docs: TokenStream,
    /// The type of the value itself.
    pub value: TokenStream,
    /// The type of the field.
    pub of: TokenStream,
}

/// The fields of an object, in the document's order.
pub(super) fn fields(
    declarations: &Declarations,
    named: &NamedSchema,
    object: &Object,
    takes_null: impl Fn(&crate::model::Schema) -> bool,
) -> Option<Vec<Declared>> {
    let mut members: std::collections::HashMap<_, _> =
        declarations.members(named).into_iter().collect();
    object
        .fields
        .iter()
        .map(|field| {
            let member = members.remove(&field.name)?;
            let nullable = field.schema.nullable && !takes_null(&field.schema);
            let value = member.of;
            let optional = |of: &TokenStream| quote!(::std::option::Option<#of>);
            let own = if nullable {
                optional(&value)
            } else {
                value.clone()
            };
            let of = match field.mode {
                Mode::Required | Mode::Default | Mode::DefaultNullable => own,
                Mode::Optional | Mode::OptionalNullable => optional(&own),
            };
            let wire = &field.wire;
            let docs = if member.docs.is_empty() {
                docs(None, &format!("`{wire}`"))
            } else {
                member.docs
            };
            Some(Declared {
                name: format_ident!("{}", field.name),
                docs,
                value,
                of,
            })
        })
        .collect()
}

/// The type of what is kept beside the fields.
pub(super) fn extra(
    declarations: &Declarations,
    named: &NamedSchema,
    object: &Object,
) -> Option<TokenStream> {
    let extra = object.extra.as_ref()?;
    declarations
        .member(named, &extra.name)
        .map(|member| member.of)
}

/// The type of the value that a wrapper wraps.
pub(super) fn wrapped(declarations: &Declarations, named: &NamedSchema) -> Option<TokenStream> {
    declarations
        .member(named, lower::WRAPPED)
        .map(|member| member.of)
}

/// The types of a union's branches.
pub(super) fn branches(
    declarations: &Declarations,
    named: &NamedSchema,
    union: &Union,
) -> Option<Vec<TokenStream>> {
    let mut members: std::collections::HashMap<_, _> =
        declarations.members(named).into_iter().collect();
    (0..union.branches.len())
        .map(|index| {
            members
                .remove(&lower::branch_field(index))
                .map(|member| member.of)
        })
        .collect()
}
