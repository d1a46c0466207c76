//! Bodies that progenitor cannot send: multipart, and those that may be left out.

use std::collections::HashSet;

use heck::ToSnakeCase as _;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::parse_quote;

use crate::model::{Api, Content, MediaKind, Property, Schema, SchemaKind};

use super::{
    answers::rust_type,
    lower::{BodyBy, Plan},
    split::Builder,
};

/// A part of a multipart body.
struct Part<'a> {
    /// Its name on the wire.
    name: &'a str,
    /// Its field and setter.
    field: Ident,
    required: bool,
    many: bool,
    content: PartContent,
    /// Its media type, where the document fixes one.
    media_type: Option<&'a str>,
    description: Option<&'a str>,
}

enum PartContent {
    File,
    Text(TokenStream),
    Json(TokenStream),
}

/// The struct of a multipart body, for an operation that has one.
pub(super) fn form(api: &Api, plan: &Plan<'_>) -> Option<TokenStream> {
    let content = plan.body.filter(|_| plan.body_by == BodyBy::Multipart)?;
    let name = form_name(plan);
    let parts = parts(api, plan, content);
    let doc = format!(
        "The multipart body of `{}`, being put together.",
        plan.operation.id
    );
    let fields = parts.iter().map(|part| {
        let (field, value) = (&part.field, part.value());
        if part.many {
            quote!(#field: ::std::vec::Vec<#value>,)
        } else {
            quote!(#field: ::std::option::Option<#value>,)
        }
    });
    let sends = parts.iter().map(Part::send);
    Some(quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, Default)]
        pub struct #name { #(#fields)* }

        impl #name {
            fn into_form(self) -> ::std::result::Result<::reqwest::multipart::Form, ::std::string::String> {
                #[allow(unused_mut)]
                let mut form = ::reqwest::multipart::Form::new();
                #(#sends)*
                ::std::result::Result::Ok(form)
            }
        }
    })
}

fn form_name(plan: &Plan<'_>) -> Ident {
    format_ident!("{}Form", plan.operation.type_prefix)
}

impl Part<'_> {
    fn value(&self) -> TokenStream {
        match &self.content {
            PartContent::File => quote!(crate::runtime::FilePart),
            PartContent::Text(value) | PartContent::Json(value) => value.clone(),
        }
    }

    /// The statements that put this part into the form.
    fn send(&self) -> TokenStream {
        let (name, field) = (self.name, &self.field);
        let missing = format!("{name} was not initialized");
        let make = match &self.content {
            PartContent::File => quote!(value.into_part()?),
            PartContent::Text(_) => quote!(crate::runtime::text_part(&value)),
            PartContent::Json(_) => quote!(crate::runtime::json_part(&value)?),
        };
        let typed = self.media_type.map(|media_type| match self.content {
            PartContent::File => quote!(let value = value.default_content_type(#media_type);),
            _ => quote!(let part = part.mime_str(#media_type).map_err(|error| error.to_string())?;),
        });
        let (before, after) = match self.content {
            PartContent::File => (typed, None),
            _ => (None, typed),
        };
        let check = (self.required && !self.many).then(|| {
            quote! {
                if self.#field.is_none() {
                    return ::std::result::Result::Err(#missing.to_owned());
                }
            }
        });
        let each = match self.many {
            true => quote!(for value in self.#field),
            false => quote!(if let ::std::option::Option::Some(value) = self.#field),
        };
        quote! {
            #check
            #each {
                #before
                let part = #make;
                #after
                form = form.part(#name, part);
            }
        }
    }

    /// The builder's setter of this part.
    fn setter(&self) -> syn::ImplItemFn {
        let (field, value) = (&self.field, self.value());
        let doc = self
            .description
            .map_or_else(|| format!("Sets the part `{}`.", self.name), str::to_owned);
        if self.many {
            parse_quote! {
                #[doc = #doc]
                pub fn #field(mut self, values: impl ::std::iter::IntoIterator<Item = #value>) -> Self {
                    self.body.#field.extend(values);
                    self
                }
            }
        } else {
            parse_quote! {
                #[doc = #doc]
                pub fn #field(mut self, value: impl ::std::convert::Into<#value>) -> Self {
                    self.body.#field = ::std::option::Option::Some(value.into());
                    self
                }
            }
        }
    }
}

fn parts<'a>(api: &'a Api, plan: &Plan<'_>, content: &'a Content) -> Vec<Part<'a>> {
    let mut taken: HashSet<String> = plan
        .params
        .iter()
        .map(|planned| planned.name.clone())
        .collect();
    let mut parts = Vec::new();
    if let SchemaKind::Object(rules) = &resolve(api, &content.schema).kind {
        for (name, property) in &rules.properties {
            let media_type = content.part_types.get(name).and_then(|types| {
                types
                    .iter()
                    .find(|t| !t.contains('*'))
                    .filter(|_| types.len() == 1)
            });
            parts.push(part(
                api,
                name,
                property,
                media_type.map(String::as_str),
                &mut taken,
            ));
        }
    }
    parts
}

fn part<'a>(
    api: &'a Api,
    name: &'a str,
    property: &'a Property,
    media_type: Option<&'a str>,
    taken: &mut HashSet<String>,
) -> Part<'a> {
    let (many, schema) = match &resolve(api, &property.schema).kind {
        SchemaKind::Array(rules) => (true, &rules.items),
        _ => (false, &property.schema),
    };
    let resolved = resolve(api, schema);
    let value = rust_type(
        &Schema {
            nullable: false,
            ..schema.clone()
        },
        api,
    );
    let content = match &resolved.kind {
        SchemaKind::String(rules) if matches!(rules.format.as_deref(), Some("binary")) => {
            PartContent::File
        }
        SchemaKind::String(_)
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::Boolean(_) => PartContent::Text(value),
        _ => PartContent::Json(value),
    };
    let field = super::names::param(&name.to_snake_case(), taken);
    let field = if syn::parse_str::<Ident>(&field).is_ok() {
        field
    } else {
        format!("part_{field}")
    };
    Part {
        name,
        field: format_ident!("{field}"),
        required: property.required,
        many,
        content,
        media_type,
        description: property
            .schema
            .description
            .as_deref()
            .or(resolved.description.as_deref()),
    }
}

fn resolve<'a>(api: &'a Api, schema: &'a Schema) -> &'a Schema {
    let mut schema = schema;
    for _ in 0..16 {
        match &schema.kind {
            SchemaKind::Ref(name) => match api.schemas.get(name) {
                Some(named) => schema = &named.schema,
                None => break,
            },
            _ => break,
        }
    }
    schema
}

/// What a builder needs for a body of its own: a field, setters, and how the body gets onto the
/// request.
pub(super) struct OwnBody {
    /// The field's type.
    pub field: syn::Type,
    /// The field's first value.
    pub first: syn::Expr,
    /// The setters.
    pub setters: Vec<syn::ImplItemFn>,
    /// The statement that readies the value, before the request is made.
    pub ready: syn::Stmt,
    /// The call that puts it onto `request`, which stands for the builder of the request.
    pub put: fn(syn::Expr) -> syn::Expr,
}

/// The body that this builder must have of its own.
pub(super) fn own_body(api: &Api, plan: &Plan<'_>, _builder: &Builder) -> Option<OwnBody> {
    let content = plan.body?;
    match plan.body_by {
        BodyBy::Multipart => {
            let name = form_name(plan);
            Some(OwnBody {
                field: parse_quote!(super::#name),
                first: parse_quote!(super::#name::default()),
                setters: parts(api, plan, content).iter().map(Part::setter).collect(),
                ready: parse_quote!(let body = body.into_form().map_err(Error::InvalidRequest)?;),
                put: |request| parse_quote!(#request.multipart(body)),
            })
        }
        BodyBy::Optional => Some(optional(api, content)),
        BodyBy::Progenitor | BodyBy::ProgenitorRetyped => None,
    }
}

fn optional(api: &Api, content: &Content) -> OwnBody {
    let media_type = &content.media_type;
    let (value, put): (TokenStream, fn(syn::Expr) -> syn::Expr) = match content.kind {
        MediaKind::Json => (
            rust_type(&content.schema, api),
            |request| parse_quote!(crate::runtime::optional_json(#request, body.as_ref())),
        ),
        MediaKind::Form => (
            rust_type(&content.schema, api),
            |request| parse_quote!(crate::runtime::optional_form(#request, body.as_ref())?),
        ),
        _ => (
            quote!(::bytes::Bytes),
            |request| parse_quote!(crate::runtime::optional_bytes(#request, body)),
        ),
    };
    let message = "conversion of the value for body failed";
    OwnBody {
        field: parse_quote!(Result<Option<#value>, String>),
        first: parse_quote!(Ok(None)),
        setters: vec![parse_quote! {
            /// Sets the body, which may be left out.
            pub fn body<V>(mut self, value: V) -> Self
            where
                V: std::convert::TryInto<#value>,
            {
                self.body = value.try_into().map(Some).map_err(|_| #message.to_string());
                self
            }
        }],
        ready: if content.kind == MediaKind::Json || content.kind == MediaKind::Form {
            parse_quote!(let body = body.map_err(Error::InvalidRequest)?;)
        } else {
            parse_quote! {
                let body = body.map_err(Error::InvalidRequest)?.map(|body| (#media_type, body));
            }
        },
        put,
    }
}
