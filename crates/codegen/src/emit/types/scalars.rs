//! Emits named strings, numbers, enums, wrappers and unions.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::{Map, Value, json};

use super::{
    Emitter, Pieces, declare,
    docs::docs,
    objects, rules, rust,
    shape::{Choice, Scalar, Union},
};
use crate::{
    diagnostic::Diagnostic,
    model::{NamedSchema, Schema, SchemaKind, StringRules},
};

impl Emitter<'_> {
    pub(super) fn text(
        &self,
        named: &NamedSchema,
        text: &StringRules,
    ) -> Result<Pieces, Vec<Diagnostic>> {
        if let Some(pattern) = &text.pattern
            && let Err(error) = regress::Regex::new(pattern)
        {
            let message = format!(
                "the pattern of `{}` is no ECMA 262 regular expression: {error}",
                named.name
            );
            return Err(vec![Diagnostic::new(
                "types-pattern",
                &named.schema.place,
                message,
                "mend the pattern",
            )]);
        }
        let name = format_ident!("{}", named.type_name);
        let (wire_name, docs) = (&named.name, self.docs(named));
        let secret = rust::is_secret(&named.schema);
        let kind = SchemaKind::String(text.clone());
        let rules = rules::behind(&rules::named(&Schema {
            kind,
            ..named.schema.clone()
        }));
        let min = text
            .min_length
            .map(Literal::usize_unsuffixed)
            .map(|min| quote!(, min #min));
        let max = text
            .max_length
            .map(Literal::usize_unsuffixed)
            .map(|max| quote!(, max #max));
        let pattern = text
            .pattern
            .as_ref()
            .map(|pattern| quote!(, pattern #pattern));
        let free = text.min_length.is_none() && text.max_length.is_none() && text.pattern.is_none();
        let wire = match (secret, free) {
            (false, true) => quote!(crate::runtime::free_string! { #name = #wire_name #rules }),
            (false, false) => {
                quote!(crate::runtime::string! { #name = #wire_name #min #max #pattern #rules })
            }
            (true, _) => quote!(
                crate::runtime::secret_string! { #name = #wire_name #min #max #pattern #rules }
            ),
        };
        let debug = (!secret).then(|| quote!(Debug,));
        Ok(Pieces::items(quote! {
            #docs
            #[derive(Clone, #debug PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #name(::std::string::String);
            #wire
        }))
    }

    pub(super) fn moment(&self, named: &NamedSchema) -> Pieces {
        let name = format_ident!("{}", named.type_name);
        let docs = self.docs(named);
        Pieces::items(quote!(#docs pub use crate::runtime::Timestamp as #name;))
    }

    pub(super) fn scalar(&self, named: &NamedSchema, scalar: &Scalar) -> Pieces {
        let name = format_ident!("{}", named.type_name);
        let (wire_name, docs) = (&named.name, self.docs(named));
        let of = self.types.plain(&scalar.schema.kind);
        let rules = rules::behind(&rules::named(&scalar.schema));
        let derives = match scalar.ordered {
            true => quote!(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash),
            false => quote!(Clone, Copy, PartialEq, PartialOrd),
        };
        if rust::is_secret(&named.schema) {
            return Pieces::items(quote! {
                #docs
                #[derive(#derives)]
                pub struct #name(crate::runtime::Sensitive<#of>);
                crate::runtime::secret! { #name(#of) = #wire_name #rules }
            });
        }
        let literal = |value: &Value| value.to_string().parse::<TokenStream>().ok();
        let values: Vec<_> = scalar.values.iter().filter_map(literal).collect();
        let wire = match scalar.checked && !values.is_empty() {
            true => {
                quote!(crate::runtime::listed! { #name(#of) = #wire_name [#(#values),*] #rules })
            }
            false => quote!(crate::runtime::scalar! { #name(#of) = #wire_name #rules }),
        };
        let default = named.schema.default.as_ref().and_then(literal);
        let only = objects::is_sole(&scalar.values)
            .and_then(literal)
            .or(default);
        let only = only.map(|value| quote!(crate::runtime::constant! { #name = Self(#value) }));
        // Values are only listed where others are refused: those must not be put in by hand.
        let visibility = (!scalar.checked).then(|| quote!(pub));
        Pieces::items(quote! {
            #docs
            #[derive(Debug, #derives)]
            pub struct #name(#visibility #of);
            #wire
            #only
        })
    }

    pub(super) fn choice(&self, named: &NamedSchema, choice: &Choice) -> Pieces {
        let name = format_ident!("{}", named.type_name);
        let (wire_name, docs_of_type) = (&named.name, self.docs(named));
        let idents: Vec<_> = choice
            .values
            .iter()
            .map(|value| format_ident!("{}", value.variant))
            .collect();
        let wires: Vec<_> = choice.values.iter().map(|value| &value.wire).collect();
        let variant_docs = choice
            .values
            .iter()
            .map(|value| docs(value.description.as_deref(), &format!("`{}`", value.wire)));
        let (copy, unknown, format) = match choice.open {
            true => (None, Some(unknown_text()), format_ident!("open_enum")),
            false => (Some(quote!(Copy,)), None, format_ident!("closed_enum")),
        };
        let sole = match idents.as_slice() {
            [only] => Some(quote!(crate::runtime::constant! { #name = Self::#only })),
            _ => self.default_variant(named, choice),
        };
        let rules = rules::behind(&text_rules(&named.schema));
        Pieces::items(quote! {
            #docs_of_type
            #[derive(Clone, #copy Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum #name {
                #(#variant_docs #idents,)*
                #unknown
            }
            crate::runtime::#format! { #name = #wire_name #rules { #(#idents = #wires),* } }
            #sole
        })
    }

    fn default_variant(&self, named: &NamedSchema, choice: &Choice) -> Option<TokenStream> {
        let name = format_ident!("{}", named.type_name);
        let default = named.schema.default.as_ref()?.as_str()?;
        let value = choice.values.iter().find(|value| value.wire == default)?;
        let variant = format_ident!("{}", value.variant);
        Some(quote!(crate::runtime::constant! { #name = Self::#variant }))
    }

    pub(super) fn wrapper(
        &self,
        named: &NamedSchema,
        schema: &Schema,
    ) -> Result<Pieces, Vec<Diagnostic>> {
        let of =
            declare::wrapped(&self.declarations, named).ok_or_else(|| vec![self.lost(named)])?;
        let name = format_ident!("{}", named.type_name);
        let (wire_name, docs) = (&named.name, self.docs(named));
        let rules = rules::behind(&rules::named(schema));
        Ok(Pieces::items(match rust::is_secret(&named.schema) {
            true => quote! {
                #docs
                #[derive(Clone, PartialEq)]
                pub struct #name(crate::runtime::Sensitive<#of>);
                crate::runtime::secret! { #name(#of) = #wire_name #rules }
            },
            false => quote! {
                #docs
                #[derive(Clone, Debug, PartialEq)]
                pub struct #name(pub #of);
                crate::runtime::wrapper! { #name(#of) = #wire_name #rules }
            },
        }))
    }

    pub(super) fn union(
        &self,
        named: &NamedSchema,
        union: &Union,
    ) -> Result<Pieces, Vec<Diagnostic>> {
        let types = declare::branches(&self.declarations, named, union);
        let types = types.ok_or_else(|| vec![self.lost(named)])?;
        let name = format_ident!("{}", named.type_name);
        let (wire_name, keyword) = (&named.name, union.keyword);
        let idents: Vec<_> = union
            .branches
            .iter()
            .map(|branch| format_ident!("{}", branch.variant))
            .collect();
        let variant_docs = union.branches.iter().map(|branch| {
            let fallback = match &union.tag {
                Some(tag) => format!("`{tag}` is `{}`.", branch.value),
                None => format!("`{}`", branch.variant),
            };
            docs(branch.schema.description.as_deref(), &fallback)
        });
        let branches =
            union
                .branches
                .iter()
                .zip(&idents)
                .zip(&types)
                .map(|((branch, ident), of)| {
                    let (value, known) = (&branch.value, &branch.known);
                    let rules = rules::behind(&rules::of(&branch.schema));
                    quote!(#ident(#of) = #value [#(#known),*] #rules)
                });
        let (style, unknown) = match union.open {
            true => (quote!(open), Some(unknown_json())),
            false => (quote!(closed), None),
        };
        let tag = union.tag.as_ref().map(|tag| quote!(, tag #tag));
        let meta = rules::behind(&self.discriminator(union));
        let froms = conversions(&name, &idents, &types);
        let docs_of_type = self.docs(named);
        let (derives, debug) = self.debug(named, quote!(Clone, PartialEq));
        Ok(Pieces::items(quote! {
            #docs_of_type
            #derives
            pub enum #name {
                #(#variant_docs #idents(#types),)*
                #unknown
            }
            #debug
            crate::runtime::union! { #name = #wire_name #keyword #meta, #style #tag { #(#branches),* } }
            #(#froms)*
        }))
    }

    fn discriminator(&self, union: &Union) -> Map<String, Value> {
        let (Some(tag), true) = (&union.tag, union.discriminated) else {
            return Map::new();
        };
        let mapping: Map<String, Value> = union
            .branches
            .iter()
            .filter_map(|branch| {
                let target = self.target(&branch.schema)?;
                Some((
                    branch.value.clone(),
                    json!(format!("#/components/schemas/{}", target.name)),
                ))
            })
            .collect();
        let written = json!({ "propertyName": tag, "mapping": mapping });
        Map::from_iter([("discriminator".to_owned(), written)])
    }
}

/// `From` for each branch whose type no other branch has.
fn conversions(
    name: &proc_macro2::Ident,
    idents: &[proc_macro2::Ident],
    types: &[TokenStream],
) -> Vec<TokenStream> {
    let texts: Vec<String> = types.iter().map(ToString::to_string).collect();
    let alone = |index: usize| texts.iter().filter(|text| **text == texts[index]).count() == 1;
    let from = |index: usize| {
        let (ident, of) = (&idents[index], &types[index]);
        quote! {
            impl ::std::convert::From<#of> for #name {
                #[inline]
                fn from(value: #of) -> Self {
                    Self::#ident(value)
                }
            }
        }
    };
    (0..types.len())
        .filter(|index| alone(*index))
        .map(from)
        .collect()
}

/// Rules that an enum of strings can have beside its values.
fn text_rules(schema: &Schema) -> Map<String, Value> {
    let mut rules = rules::named(schema);
    rules.remove("enum");
    rules
}

fn unknown_text() -> TokenStream {
    quote! {
        /// A value that this version does not know, as it came.
        Unknown(::std::string::String),
    }
}

fn unknown_json() -> TokenStream {
    quote! {
        /// A value that fits no branch that this version knows, as it came. It may hold secrets,
        /// so it is not printed.
        Unknown(crate::runtime::Sensitive<crate::runtime::Value>),
    }
}
