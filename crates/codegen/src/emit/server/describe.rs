//! What utoipa is told of the handlers.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::Server;
use crate::model::{
    Content, MediaKind, Operation, Param, ParamLocation, ParamStyle, Response, Schema, SchemaKind,
    SecurityScheme, StatusSpec,
};

impl Server<'_> {
    /// The attributes of a handler.
    pub(super) fn describe(&self, operation: &Operation) -> TokenStream {
        let method = format_ident!("{}", operation.method.to_ascii_lowercase());
        let (path, id) = (&operation.path, &operation.id);
        let tag = &self.api.tags[operation.tag].name;
        let mut parts = vec![
            quote!(#method),
            quote!(path = #path),
            quote!(operation_id = #id),
            quote!(tag = #tag),
        ];
        let summary = operation.summary.as_deref().unwrap_or_default();
        parts.push(quote!(summary = #summary));
        let description = operation.description.as_deref().unwrap_or_default();
        parts.push(quote!(description = #description));
        if !operation.params.is_empty() {
            let params = &self.names.of(operation).params;
            parts.push(quote!(params(#params)));
        }
        if let Some(body) = &operation.body {
            let contents = body
                .contents
                .iter()
                .map(|content| self.described_content(content));
            let description = body.description.as_deref().unwrap_or_default();
            parts.push(quote!(request_body(content(#(#contents),*), description = #description)));
        }
        let responses = operation
            .responses
            .iter()
            .map(|response| self.described_response(response));
        parts.push(quote!(responses(#(#responses),*)));
        if !operation.security.is_empty() {
            let alternatives = operation
                .security
                .iter()
                .map(|schemes| quote!((#(#schemes = []),*)));
            parts.push(quote!(security(#(#alternatives),*)));
        }
        let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
        quote! {
            #[cfg_attr(feature = "openapi", ::utoipa::path(#(#parts),*))]
            #deprecated
        }
    }

    fn described_content(&self, content: &Content) -> TokenStream {
        let media_type = &content.media_type;
        let schema = self.described_schema(content);
        quote!((inline(#schema) = #media_type))
    }

    fn described_schema(&self, content: &Content) -> TokenStream {
        match content.kind {
            MediaKind::Octets => quote!(rt::openapi::Binary),
            _ => self.described_alias(&content.schema),
        }
    }

    /// The name under which an attribute can speak of a type: utoipa takes a type with arguments
    /// apart, so none may be seen.
    fn described_alias(&self, schema: &Schema) -> TokenStream {
        let (module, alias) = self.alias(schema);
        quote!(described::#module::#alias)
    }

    fn alias(&self, schema: &Schema) -> (Ident, Ident) {
        match (&schema.kind, schema.nullable) {
            (SchemaKind::Ref(name), false) if self.api.schemas.contains_key(name) => {
                let alias = &self.api.schemas[name].type_name;
                (format_ident!("named"), format_ident!("{alias}"))
            }
            _ => {
                let text = self.rust.of(schema).to_string();
                let words: String = text
                    .chars()
                    .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
                    .collect();
                let alias = heck::ToUpperCamelCase::to_upper_camel_case(words.as_str());
                (format_ident!("inline"), format_ident!("T{alias}"))
            }
        }
    }

    /// The names that the attributes of these operations use.
    fn aliases(&self, operations: &[&Operation]) -> TokenStream {
        let mut modules: BTreeMap<Ident, BTreeMap<Ident, TokenStream>> = BTreeMap::new();
        for operation in operations {
            let answers = operation.responses.iter().flat_map(|response| {
                let headers = response.headers.iter().map(|header| &header.schema);
                headers.chain(
                    response
                        .contents
                        .iter()
                        .filter(is_typed)
                        .map(|content| &content.schema),
                )
            });
            let bodies = operation.body.iter().flat_map(|body| &body.contents);
            for schema in answers.chain(bodies.filter(is_typed).map(|content| &content.schema)) {
                let (module, alias) = self.alias(schema);
                modules
                    .entry(module)
                    .or_default()
                    .insert(alias, self.described_type(schema));
            }
        }
        let modules = modules.iter().map(|(module, aliases)| {
            let (names, types) = (aliases.keys(), aliases.values());
            quote! {
                pub(in super::super) mod #module {
                    use super::super::{rt, types};
                    #(pub(in super::super) type #names = #types;)*
                }
            }
        });
        quote! {
            /// Names for what the attributes of the handlers speak of.
            #[cfg(feature = "openapi")]
            #[allow(dead_code, unused_imports)]
            mod described {
                #(#modules)*
            }
        }
    }

    fn described_type(&self, schema: &Schema) -> TokenStream {
        let of = self.rust.of(schema);
        quote!(rt::openapi::Of<#of>)
    }

    fn described_response(&self, response: &Response) -> TokenStream {
        let status = match response.status {
            StatusSpec::Code(status) => {
                let status = Literal::u16_unsuffixed(status);
                quote!(#status)
            }
            StatusSpec::Range(class) => {
                let range = format!("{class}XX");
                quote!(#range)
            }
            StatusSpec::Default => quote!("default"),
        };
        let description = &response.description;
        let content = match response.contents.as_slice() {
            [] => TokenStream::new(),
            contents => {
                let contents = contents
                    .iter()
                    .map(|content| self.described_content(content));
                quote!(, content(#(#contents),*))
            }
        };
        let headers = response.headers.iter().map(|header| {
            let (name, schema) = (&header.name, self.described_alias(&header.schema));
            let description = header.description.as_deref().unwrap_or_default();
            quote!((#name = inline(#schema), description = #description))
        });
        let headers = (!response.headers.is_empty()).then(|| quote!(, headers(#(#headers),*)));
        quote!((status = #status, description = #description #content #headers))
    }

    /// What utoipa is told of an operation's parameters.
    pub(super) fn described_params(&self, operation: &Operation) -> TokenStream {
        let name = &self.names.of(operation).params;
        let params = operation
            .params
            .iter()
            .map(|param| self.described_param(param));
        quote! {
            #[cfg(feature = "openapi")]
            impl ::utoipa::IntoParams for #name {
                fn into_params(
                    _: impl ::std::ops::Fn() -> ::std::option::Option<::utoipa::openapi::path::ParameterIn>,
                ) -> ::std::vec::Vec<::utoipa::openapi::path::Parameter> {
                    ::std::vec![#(#params),*]
                }
            }
        }
    }

    fn described_param(&self, param: &Param) -> TokenStream {
        let name = &param.name;
        let place = match param.location {
            ParamLocation::Query => quote!(Query),
            ParamLocation::Path => quote!(Path),
            ParamLocation::Header => quote!(Header),
            ParamLocation::Cookie => quote!(Cookie),
        };
        let required = if param.required {
            quote!(True)
        } else {
            quote!(False)
        };
        let style = match param.style {
            ParamStyle::Form => quote!(Form),
            ParamStyle::Simple => quote!(Simple),
            ParamStyle::SpaceDelimited => quote!(SpaceDelimited),
            ParamStyle::PipeDelimited => quote!(PipeDelimited),
        };
        let (explode, schema) = (param.explode, self.described_type(&param.schema));
        let description = match &param.description {
            Some(text) => quote!(Some(#text)),
            None => quote!(None::<&str>),
        };
        quote! {
            ::utoipa::openapi::path::ParameterBuilder::new()
                .name(#name)
                .parameter_in(::utoipa::openapi::path::ParameterIn::#place)
                .required(::utoipa::openapi::Required::#required)
                .description(#description)
                .style(Some(::utoipa::openapi::path::ParameterStyle::#style))
                .explode(Some(#explode))
                .schema(Some(<#schema as ::utoipa::PartialSchema>::schema()))
                .build()
        }
    }

    /// The function that describes the operations of a tag.
    pub(super) fn described_tag(&self, operations: &[&Operation]) -> TokenStream {
        let described = operations.iter().map(|operation| {
            let handler = format_ident!("__path_{}", self.names.of(operation).handler);
            let optional = operation.body.as_ref().is_some_and(|body| !body.required);
            let tag = &self.api.tags[operation.tag].name;
            quote!(rt::openapi::Described::of::<#handler>(#tag, #optional))
        });
        let aliases = self.aliases(operations);
        quote! {
            #aliases
            #[cfg(feature = "openapi")]
            pub(super) fn describe() -> ::std::vec::Vec<rt::openapi::Described> {
                ::std::vec![#(#described),*]
            }
        }
    }

    /// The function that puts the whole document together.
    pub(super) fn openapi(&self) -> TokenStream {
        let (title, version, servers) = (&self.api.title, &self.api.version, &self.api.servers);
        let tags = self.api.tags.iter().map(|tag| {
            let name = &tag.name;
            match &tag.description {
                Some(text) => quote!((#name, Some(#text))),
                None => quote!((#name, None)),
            }
        });
        let security = self.api.security_schemes.iter().map(|(name, scheme)| {
            let scheme = described_scheme(scheme);
            quote!((#name, #scheme))
        });
        let used = |index: &usize| {
            self.api
                .operations
                .iter()
                .any(|operation| operation.tag == *index)
        };
        let modules = (0..self.api.tags.len()).filter(used);
        let modules = modules.map(|index| format_ident!("{}", self.api.tags[index].module));
        let types = &self.types;
        quote! {
            /// The document that utoipa derives from the handlers, and schemars from the types.
            #[cfg(feature = "openapi")]
            #[must_use]
            pub fn openapi() -> ::utoipa::openapi::OpenApi {
                let mut operations = ::std::vec::Vec::new();
                #(operations.extend(#modules::describe());)*
                let frame = crate::runtime::openapi::Frame {
                    title: #title,
                    version: #version,
                    servers: &[#(#servers),*],
                    tags: &[#(#tags),*],
                    security: ::std::vec![#(#security),*],
                    schemas: #types::json_schemas(),
                };
                crate::runtime::openapi::document(frame, operations)
            }
        }
    }
}

fn is_typed(content: &&Content) -> bool {
    content.kind != MediaKind::Octets
}

fn described_scheme(scheme: &SecurityScheme) -> TokenStream {
    let security = quote!(::utoipa::openapi::security);
    match scheme {
        SecurityScheme::ApiKey { location, name } => {
            let place = match location {
                ParamLocation::Query => quote!(Query),
                ParamLocation::Cookie => quote!(Cookie),
                _ => quote!(Header),
            };
            quote! {
                #security::SecurityScheme::ApiKey(
                    #security::ApiKey::#place(#security::ApiKeyValue::new(#name)),
                )
            }
        }
        SecurityScheme::Basic => {
            quote!(#security::SecurityScheme::Http(#security::Http::new(#security::HttpAuthScheme::Basic)))
        }
        SecurityScheme::Bearer | SecurityScheme::OAuth2 => {
            quote!(#security::SecurityScheme::Http(#security::Http::new(#security::HttpAuthScheme::Bearer)))
        }
    }
}
