//! Typed calls through the client.

use heck::ToSnakeCase as _;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Code;
use crate::model::{
    Content, MediaKind, ObjectRules, Operation, Param, ParamLocation, Schema, SchemaKind,
    StatusSpec,
};

impl<'a> Code<'a> {
    /// The function that makes the call, and the one that follows its cursor.
    pub(super) fn call(&self, operation: &Operation) -> TokenStream {
        let name = format_ident!("{}", operation.method_name);
        let built = self.built(operation);
        let outcome = self.outcome(operation);
        let stream = self.is_list(operation).then(|| {
            let stream = format_ident!("{}_stream", operation.method_name);
            quote! {
                async fn #stream(client: &Client, given: &Given) -> Outcome {
                    #built
                    crate::call::streamed(call.stream()).await
                }
            }
        });
        quote! {
            async fn #name(client: &Client, #[allow(unused_variables)] given: &Given) -> Outcome {
                #built
                #outcome
            }
            #stream
        }
    }

    /// The call in the list of calls.
    pub(super) fn call_entry(&self, operation: &Operation) -> TokenStream {
        let (id, name) = (&operation.id, format_ident!("{}", operation.method_name));
        quote!((#id, |client, given| Box::pin(#name(client, given))))
    }

    /// The call in the list of streams, if the operation lists.
    pub(super) fn stream_entry(&self, operation: &Operation) -> Option<TokenStream> {
        self.is_list(operation).then(|| {
            let (id, name) = (
                &operation.id,
                format_ident!("{}_stream", operation.method_name),
            );
            quote!((#id, |client, given| Box::pin(#name(client, given))))
        })
    }

    /// `call`, with everything set that is given.
    fn built(&self, operation: &Operation) -> TokenStream {
        let name = format_ident!("{}", operation.method_name);
        let params = operation.params.iter().map(|param| self.param(param));
        let body = operation.body.iter().flat_map(|body| body.contents.first());
        let body = body.map(|content| self.body(content));
        quote! {
            #[allow(unused_mut)]
            let mut call = client.#name();
            #(#params)*
            #(#body)*
        }
    }

    fn param(&self, param: &Param) -> TokenStream {
        let (setter, field) = (format_ident!("{}", param.field), param_field(param));
        let value = self.rust.value(&param.schema);
        quote! {
            if let Some(value) = given.param::<#value>(#field) {
                call = call.#setter(value);
            }
        }
    }

    fn body(&self, content: &Content) -> TokenStream {
        if content.kind != MediaKind::Multipart {
            let body = self.rust.value(&content.schema);
            return quote! {
                if let Some(body) = given.body::<#body>() {
                    call = call.body(body);
                }
            };
        }
        let Some(form) = self.object(&content.schema) else {
            return quote!();
        };
        let parts = form.properties.iter().map(|(name, property)| {
            let setter = format_ident!("{}", name.to_snake_case());
            let value = match self.is_file(&property.schema) {
                true => quote!(given.file(#name)),
                false => {
                    let value = self.rust.value(&property.schema);
                    quote!(given.part::<#value>(#name))
                }
            };
            quote! {
                if let Some(value) = #value {
                    call = call.#setter(value);
                }
            }
        });
        quote!(#(#parts)*)
    }

    fn outcome(&self, operation: &Operation) -> TokenStream {
        let statuses: Vec<u16> = success_statuses(operation);
        if statuses.len() < 2 {
            return quote!(crate::call::of(call.send().await));
        }
        let success = format_ident!("{}Success", operation.type_prefix);
        let module = format_ident!("{}", self.api.tags[operation.tag].module);
        let arms = statuses.iter().map(|status| {
            let variant = format_ident!("Status{status}");
            quote!(client_crate::#module::#success::#variant(body) => crate::call::json(&body))
        });
        quote! {
            crate::call::of_success(call.send().await, |success| match success { #(#arms),* })
        }
    }

    /// Whether the client can follow the operation's cursor.
    fn is_list(&self, operation: &Operation) -> bool {
        let takes_cursor = operation
            .params
            .iter()
            .any(|param| param.location == ParamLocation::Query && param.name == "cursor");
        let page = operation
            .successes()
            .flat_map(|response| &response.contents)
            .next();
        let page = page.and_then(|content| self.object(&content.schema));
        takes_cursor && page.is_some_and(|page| page.properties.contains_key("pagination"))
    }

    /// The rules of an object, behind references.
    pub(super) fn object(&self, schema: &'a Schema) -> Option<&'a ObjectRules> {
        let mut schema = schema;
        while let SchemaKind::Ref(name) = &schema.kind {
            schema = &self.api.schemas.get(name)?.schema;
        }
        match &schema.kind {
            SchemaKind::Object(rules) => Some(rules),
            _ => None,
        }
    }

    /// Whether a part of a form is a file.
    pub(super) fn is_file(&self, schema: &Schema) -> bool {
        matches!(self.rust.resolve(&schema.kind), SchemaKind::String(rules) if rules.format.as_deref() == Some("binary"))
    }
}

/// The success statuses that are one code each.
pub(super) fn success_statuses(operation: &Operation) -> Vec<u16> {
    let codes = operation
        .successes()
        .filter_map(|response| match response.status {
            StatusSpec::Code(code) => Some(code),
            StatusSpec::Range(_) | StatusSpec::Default => None,
        });
    codes.collect()
}

/// What `details` calls a parameter.
pub(super) fn param_field(param: &Param) -> String {
    let place = match param.location {
        ParamLocation::Path => "path",
        ParamLocation::Query => "query",
        ParamLocation::Header => "header",
        ParamLocation::Cookie => "cookie",
    };
    format!("{place}.{}", param.name)
}
