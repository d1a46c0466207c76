//! A tag's module: its trait, its router, and what its operations need.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    Server,
    docs::{docs, one_line},
    paths,
    security::{Caller, caller},
};
use crate::model::{Operation, ResponseHeader};

/// Headers that every answer gets from the runtime.
const OWN_HEADERS: &[&str] = &[
    "x-request-id",
    "ratelimit-limit",
    "ratelimit-remaining",
    "ratelimit-reset",
    "retry-after",
    "idempotent-replayed",
];

impl Server<'_> {
    /// The module of the tag at `index`.
    pub(super) fn tag(&self, index: usize) -> TokenStream {
        let tag = &self.api.tags[index];
        let operations: Vec<&Operation> = self
            .api
            .operations
            .iter()
            .filter(|operation| operation.tag == index)
            .collect();
        let doc = format!(" {}.", one_line(&tag.name));
        let metas = operations.iter().map(|operation| self.meta(operation));
        let meta_doc = format!(
            " What the specification says of the operations of {}.",
            one_line(&tag.name)
        );
        let own_trait = self.own_trait(index, &operations);
        let router = self.router(index, &operations);
        let parts = operations.iter().map(|operation| {
            let params = self.params_struct(operation);
            let body = self.body_types(operation);
            let success = self.success_enum(operation);
            let error = self.error_type(operation);
            let handler = self.handler(operation);
            quote!(#params #body #success #error #handler)
        });
        let described = self.described_tag(&operations);
        let types = &self.types;
        let checks = format_ident!("{}", self.names.checks);
        let security = format_ident!("{}", self.names.security);
        quote! {
            #![doc = #doc]
            #[allow(unused_imports)]
            use super::#checks as checks;
            use super::#security as security;
            use crate::runtime as rt;
            #[allow(unused_imports)]
            use #types as types;
            #own_trait
            #router
            #[doc = #meta_doc]
            pub mod operations {
                use crate::runtime as rt;
                #(#metas)*
            }
            #(#parts)*
            #described
        }
    }

    /// The trait's name where type parameters of the same name could be meant.
    pub(super) fn trait_path(&self, index: usize) -> TokenStream {
        let name = format_ident!("{}", self.api.tags[index].type_name);
        quote!(self::#name)
    }

    fn own_trait(&self, index: usize, operations: &[&Operation]) -> TokenStream {
        let tag = &self.api.tags[index];
        let name = format_ident!("{}", tag.type_name);
        let docs = docs(tag.description.as_deref(), &format!("{}.", tag.name));
        let methods = operations.iter().map(|operation| self.method_of(operation));
        quote! {
            #docs
            pub trait #name: Send + Sync + 'static {
                /// Who calls, as the authenticator tells.
                type Caller: Send + Sync + 'static;
                #(#methods)*
            }
        }
    }

    fn method_of(&self, operation: &Operation) -> TokenStream {
        let name = format_ident!("{}", operation.method_name);
        let docs = self.method_docs(operation);
        let caller = match caller(operation) {
            Caller::Anyone => quote!(()),
            Caller::Optional => quote!(::std::option::Option<Self::Caller>),
            Caller::Required => quote!(Self::Caller),
        };
        let names = self.names.of(operation);
        let params = (!operation.params.is_empty()).then(|| {
            let of = &names.params;
            quote!(params: #of,)
        });
        let body = self.body_type(operation).map(|of| quote!(body: #of,));
        let (success, error) = (self.success_type(operation), &names.error);
        quote! {
            #docs
            fn #name(
                &self,
                cx: rt::Context<#caller>,
                #params
                #body
            ) -> impl ::std::future::Future<
                Output = ::std::result::Result<rt::Success<#success>, #error>,
            > + Send;
        }
    }

    fn method_docs(&self, operation: &Operation) -> TokenStream {
        let summary = docs(
            operation.summary.as_deref(),
            &format!("`{}`.", operation.id),
        );
        let route = format!(" `{} {}`", operation.method, one_line(&operation.path));
        let description = operation
            .description
            .as_deref()
            .filter(|text| !text.trim().is_empty());
        let description = description.map(|text| {
            let text = docs(Some(text), "");
            quote!(#[doc = ""] #text)
        });
        let deprecated = operation
            .deprecated
            .then(|| quote!(#[doc = ""] #[doc = " Deprecated."]));
        let headers = self.header_docs(operation);
        quote!(#summary #[doc = ""] #[doc = #route] #description #deprecated #headers)
    }

    /// Which headers the method itself has to set.
    fn header_docs(&self, operation: &Operation) -> TokenStream {
        let own = |header: &&ResponseHeader| {
            let name = header.name.to_ascii_lowercase();
            !OWN_HEADERS.contains(&name.as_str()) && name != "cache-control"
        };
        let mut names: Vec<&str> = operation
            .successes()
            .flat_map(|response| &response.headers)
            .filter(own)
            .map(|header| header.name.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            return TokenStream::new();
        }
        let names: Vec<String> = names
            .into_iter()
            .map(|name| format!("`{}`", one_line(name)))
            .collect();
        let doc = format!(
            " Headers to set with `Success::with_header`: {}.",
            names.join(", ")
        );
        quote!(#[doc = ""] #[doc = #doc])
    }

    fn router(&self, index: usize, operations: &[&Operation]) -> TokenStream {
        let tag = &self.api.tags[index];
        let name = self.names.router(index);
        let doc = format!(
            " Routes the operations of {} to a service.",
            one_line(&tag.name)
        );
        let own = self.trait_path(index);
        let authenticator = &self.names.authenticator;
        let mut routes: Vec<(String, Vec<&Operation>)> = Vec::new();
        for operation in operations {
            let route = format!("{}{}", self.api.base_path, paths::route(&operation.path));
            match routes.iter_mut().find(|(known, _)| *known == route) {
                Some((_, methods)) => methods.push(operation),
                None => routes.push((route, vec![operation])),
            }
        }
        let lax = routes
            .iter()
            .any(|(route, _)| paths::looks_like_a_variable(route));
        let lax = lax.then(|| quote!(.without_v07_checks()));
        let routes = routes.iter().map(|(route, operations)| {
            let methods = operations.iter().map(|operation| {
                let method = format_ident!("{}", operation.method.to_ascii_lowercase());
                let handler = &self.names.of(operation).handler;
                quote!(.#method(#handler::<S, A, G>))
            });
            quote!(.route(#route, ::axum::routing::MethodRouter::new() #(#methods)*))
        });
        quote! {
            #[doc = #doc]
            #[allow(deprecated)]
            pub fn #name<S, A, G>(
                service: ::std::sync::Arc<S>,
                runtime: ::std::sync::Arc<rt::Runtime<A, G>>,
            ) -> ::axum::Router
            where
                S: #own<Caller = A::Caller>,
                A: security::#authenticator,
                G: rt::Gate<Caller = A::Caller>,
            {
                ::axum::Router::new()
                    #lax
                    #(#routes)*
                    .with_state(::std::sync::Arc::new(rt::app::Mount { service, runtime }))
            }
        }
    }
}
