//! Emits objects and their builders.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::{Map, Value, json};

use super::{
    Emitter, Pieces,
    declare::{self, Declared},
    defaults, names, rules, rust,
    shape::{Field, Mode, Object},
};
use crate::{diagnostic::Diagnostic, model::NamedSchema};

impl Emitter<'_> {
    pub(super) fn object(
        &self,
        named: &NamedSchema,
        object: &Object,
    ) -> Result<Pieces, Vec<Diagnostic>> {
        let declared = declare::fields(&self.declarations, named, object, |schema| {
            self.types.takes_null(schema)
        });
        let declared = declared.ok_or_else(|| vec![self.lost(named)])?;
        let defaults = self.defaults(object)?;
        Ok(Pieces {
            items: [
                self.object_item(named, object, &declared)?,
                self.object_wire(named, object, &declared, &defaults),
                self.envelope(named, object, &declared),
            ]
            .into_iter()
            .collect(),
            builder: self.builder(named, object, &declared, &defaults)?,
        })
    }

    fn defaults(&self, object: &Object) -> Result<Vec<Option<TokenStream>>, Vec<Diagnostic>> {
        let expression = |field: &Field| match (field.mode, &field.default) {
            (Mode::Default | Mode::DefaultNullable, Some(value)) => {
                defaults::expression(self.api, &self.types, field, value).map(Some)
            }
            _ => Ok(None),
        };
        object
            .fields
            .iter()
            .map(expression)
            .collect::<Result<_, _>>()
            .map_err(|error| vec![error])
    }

    fn object_item(
        &self,
        named: &NamedSchema,
        object: &Object,
        declared: &[Declared],
    ) -> Result<TokenStream, Vec<Diagnostic>> {
        let name = format_ident!("{}", named.type_name);
        let docs = self.docs(named);
        let fields = declared
            .iter()
            .map(|Declared { name, docs, of, .. }| quote!(#docs pub #name: #of,));
        let extra = object.extra.as_ref().map(|extra| {
            let name = format_ident!("{}", extra.name);
            let of = declare::extra(&self.declarations, named, object)?;
            Some(quote! {
                /// Fields that the schema does not name, as they came.
                pub #name: #of,
            })
        });
        let extra = match extra {
            Some(None) => return Err(vec![self.lost(named)]),
            Some(Some(extra)) => Some(extra),
            None => None,
        };
        let (derives, debug) = self.debug(named, quote!(Clone, PartialEq));
        Ok(quote! {
            #docs
            #derives
            pub struct #name {
                #(#fields)*
                #extra
            }
            #debug
        })
    }

    fn object_wire(
        &self,
        named: &NamedSchema,
        object: &Object,
        declared: &[Declared],
        defaults: &[Option<TokenStream>],
    ) -> TokenStream {
        let name = format_ident!("{}", named.type_name);
        let wire_name = &named.name;
        let fields =
            object
                .fields
                .iter()
                .zip(declared)
                .zip(defaults)
                .map(|((field, declared), default)| {
                    let mode = mode(field.mode);
                    let name = &declared.name;
                    let wire = &field.wire;
                    let default = default.as_ref().map(|default| quote!(or #default));
                    let rules = rules::behind(&rules::of(&field.schema));
                    quote!(#mode #name = #wire #default #rules)
                });
        let style = match &object.extra {
            Some(extra) => {
                let name = format_ident!("{}", extra.name);
                let of = declare::extra(&self.declarations, named, object);
                quote!(open #name: #of)
            }
            None => quote!(closed),
        };
        let mut meta = Map::new();
        for (key, count) in [
            ("minProperties", object.min_properties),
            ("maxProperties", object.max_properties),
        ] {
            if let Some(count) = count {
                meta.insert(key.to_owned(), json!(count));
            }
        }
        let meta = rules::behind(&meta);
        quote!(crate::runtime::object! { #name = #wire_name #meta, #style { #(#fields),* } })
    }

    /// `From` for an answer of which only one field is not told by its schema.
    fn envelope(&self, named: &NamedSchema, object: &Object, declared: &[Declared]) -> TokenStream {
        let known = |field: &Field| field.mode != Mode::Required || self.is_constant(field);
        let mut open = object
            .fields
            .iter()
            .zip(declared)
            .filter(|(field, _)| !known(field));
        let (Some((_, content)), None) = (open.next(), open.next()) else {
            return TokenStream::new();
        };
        let has_constant = object.fields.iter().any(|field| self.is_constant(field));
        let all_required = object
            .fields
            .iter()
            .all(|field| field.mode == Mode::Required);
        if !named.usage.response || !has_constant || !all_required {
            return TokenStream::new();
        }
        let name = format_ident!("{}", named.type_name);
        let (content, of) = (&content.name, &content.of);
        let others = declared
            .iter()
            .map(|declared| &declared.name)
            .filter(|name| *name != content);
        let extra = object
            .extra
            .as_ref()
            .map(|extra| format_ident!("{}", extra.name));
        let others = others.chain(&extra);
        quote! {
            impl ::std::convert::From<#of> for #name {
                #[inline]
                fn from(#content: #of) -> Self {
                    Self { #content, #(#others: ::std::default::Default::default(),)* }
                }
            }
        }
    }

    fn builder(
        &self,
        named: &NamedSchema,
        object: &Object,
        declared: &[Declared],
        defaults: &[Option<TokenStream>],
    ) -> Result<TokenStream, Vec<Diagnostic>> {
        let name = format_ident!("{}", named.type_name);
        let mut taken: Vec<String> = object
            .fields
            .iter()
            .map(|field| field.name.clone())
            .collect();
        taken.extend(object.extra.as_ref().map(|extra| extra.name.clone()));
        taken.push("build".to_owned());
        let mut fields = Vec::new();
        for ((field, declared), default) in object.fields.iter().zip(declared).zip(defaults) {
            let nullable = field.schema.nullable && !self.types.takes_null(&field.schema);
            let mode = match field.mode {
                Mode::Required if nullable => quote!(nullable),
                Mode::Required if self.is_constant(field) => quote!(constant),
                // A value that takes null itself has no level of its own for it.
                Mode::OptionalNullable if !nullable => quote!(optional),
                Mode::DefaultNullable if !nullable => quote!(default),
                other => mode(other),
            };
            let kind = match self.holds_secret(field) {
                true => quote!(secret_field),
                false => quote!(field),
            };
            let with_none = field.mode != Mode::Required || nullable;
            let maybe = with_none.then(|| {
                let maybe = names::beside(
                    &taken,
                    &format!("maybe_{}", field.name.trim_end_matches('_')),
                );
                taken.push(maybe.clone());
                format_ident!("{maybe}")
            });
            let maybe = maybe.map(|maybe| quote!(/ #maybe));
            let default = default.as_ref().map(|default| quote!(= #default));
            let (name, value) = (&declared.name, &declared.value);
            fields.push(quote!(#mode #kind #name #maybe: #value #default;));
        }
        let extra = object.extra.as_ref().map(|extra| {
            let name = format_ident!("{}", extra.name);
            let of = declare::extra(&self.declarations, named, object);
            quote!(.. #name: #of)
        });
        Ok(quote!(
            crate::runtime::builder! { #name { #(#fields)* #extra } }
        ))
    }

    /// Whether the field's type has but one value.
    fn is_constant(&self, field: &Field) -> bool {
        !field.schema.nullable && self.sole_value(&field.schema).is_some()
    }

    /// Whether what a setter is given may be a secret.
    fn holds_secret(&self, field: &Field) -> bool {
        rust::is_secret(&field.schema)
            || self
                .target(&field.schema)
                .is_some_and(|named| rust::is_secret(&named.schema))
    }
}

fn mode(mode: Mode) -> TokenStream {
    match mode {
        Mode::Required => quote!(required),
        Mode::Optional => quote!(optional),
        Mode::OptionalNullable => quote!(optional_nullable),
        Mode::Default => quote!(default),
        Mode::DefaultNullable => quote!(default_nullable),
    }
}

/// The value as JSON, for the one place that needs it.
pub(super) fn is_sole(values: &[Value]) -> Option<&Value> {
    match values {
        [only] => Some(only),
        _ => None,
    }
}
