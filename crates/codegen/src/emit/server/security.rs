//! The authenticator's trait, and how an operation's alternatives are tried.

use std::collections::BTreeMap;

use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Server, docs::one_line, names::Scope};
use crate::model::{Api, Operation, ParamLocation, SecurityScheme};

/// What a method is told of who calls.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Caller {
    /// Nothing: anybody may call.
    Anyone,
    /// Who it is, if they say so.
    Optional,
    /// Who it is.
    Required,
}

/// Names of the functions of the security module.
pub(super) struct Functions<'a> {
    /// One method for each set of schemes that are needed together.
    methods: BTreeMap<&'a [String], Ident>,
    /// One function for each list of alternatives.
    lists: BTreeMap<&'a [Vec<String>], Ident>,
}

pub(super) fn caller(operation: &Operation) -> Caller {
    let some_are_empty = operation.security.iter().any(Vec::is_empty);
    match operation.security.iter().all(Vec::is_empty) {
        true => Caller::Anyone,
        false if some_are_empty => Caller::Optional,
        false => Caller::Required,
    }
}

impl<'a> Functions<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let mut scope = Scope::default();
        let (mut methods, mut lists) = (BTreeMap::new(), BTreeMap::new());
        let secured = || {
            api.operations
                .iter()
                .filter(|operation| caller(operation) != Caller::Anyone)
        };
        for schemes in secured().flat_map(|operation| &operation.security) {
            if !schemes.is_empty() && !methods.contains_key(schemes.as_slice()) {
                methods.insert(schemes.as_slice(), scope.claim(&words(schemes, "_and_")));
            }
        }
        for operation in secured() {
            let list = operation.security.as_slice();
            if !lists.contains_key(list) {
                let alternatives: Vec<String> = list
                    .iter()
                    .map(|schemes| {
                        if schemes.is_empty() {
                            "nobody".into()
                        } else {
                            words(schemes, "_and_")
                        }
                    })
                    .collect();
                lists.insert(
                    list,
                    scope.claim(&format!("by_{}", alternatives.join("_or_"))),
                );
            }
        }
        Self { methods, lists }
    }
}

impl Server<'_> {
    /// The path of the function that authenticates an operation's caller.
    pub(super) fn authenticate(&self, operation: &Operation) -> TokenStream {
        let name = &self.functions.lists[operation.security.as_slice()];
        quote!(security::#name)
    }

    /// The module.
    pub(super) fn security(&self) -> TokenStream {
        let functions = &self.functions;
        let authenticator = &self.names.authenticator;
        let methods = functions
            .methods
            .iter()
            .map(|(schemes, name)| self.method(schemes, name));
        let open = functions.methods.is_empty().then(|| {
            quote! {
                /// Nobody has to say who they are.
                impl #authenticator for () {
                    type Caller = ();
                }
            }
        });
        let lists = functions
            .lists
            .iter()
            .map(|(list, name)| self.list(list, name));
        quote! {
            //! Who calls.
            #[allow(unused_imports)]
            use crate::runtime as rt;
            /// Tells who calls: one method for each way in which the specification lets callers
            /// say so.
            pub trait #authenticator: Send + Sync + 'static {
                /// Who calls, as the methods of the services want to know it.
                type Caller: Send + Sync + 'static;
                #(#methods)*
            }
            #open
            #(#lists)*
        }
    }

    fn method(&self, schemes: &[String], name: &Ident) -> TokenStream {
        let docs: Vec<String> = schemes
            .iter()
            .map(|scheme| format!(" `{}`: {}.", one_line(scheme), self.described(scheme)))
            .collect();
        let arguments = arguments(schemes);
        quote! {
            #(#[doc = #docs])*
            fn #name(
                &self,
                #(#arguments: rt::Credential<'_>,)*
                head: &rt::Head,
            ) -> impl ::std::future::Future<Output = ::std::result::Result<Self::Caller, rt::Rejection>> + Send;
        }
    }

    fn list(&self, list: &[Vec<String>], name: &Ident) -> TokenStream {
        let optional = list.iter().any(Vec::is_empty);
        let tries = list
            .iter()
            .filter(|schemes| !schemes.is_empty())
            .map(|schemes| {
                let method = &self.functions.methods[schemes.as_slice()];
                let names = arguments(schemes);
                let sources = schemes.iter().map(|scheme| self.source(scheme));
                let success = if optional {
                    quote!(Some(caller))
                } else {
                    quote!(caller)
                };
                quote! {
                    if let (#(Some(#names),)*) = (#(#sources,)*) {
                        match authenticator.#method(#(#names,)* head).await {
                            Ok(caller) => return Ok(#success),
                            Err(rejection) => alternatives.rejected(rejection),
                        }
                    }
                }
            });
        let ways: Vec<String> = list
            .iter()
            .filter(|schemes| !schemes.is_empty())
            .map(|schemes| {
                let parts: Vec<_> = schemes
                    .iter()
                    .map(|scheme| self.described(scheme))
                    .collect();
                parts.join(" and ")
            })
            .collect();
        let missing = format!("Send {}.", ways.join(", or "));
        let (of, nobody) = match optional {
            true => (
                quote!(::std::option::Option<A::Caller>),
                quote!(if alternatives.none_tried() {
                    return Ok(None);
                }),
            ),
            false => (quote!(A::Caller), TokenStream::new()),
        };
        let doc = format!(" {missing}");
        let authenticator = &self.names.authenticator;
        quote! {
            #[doc = #doc]
            pub(super) async fn #name<A: #authenticator>(
                authenticator: &A,
                head: &rt::Head,
            ) -> ::std::result::Result<#of, rt::Rejection> {
                let mut alternatives = rt::auth::Alternatives::default();
                #(#tries)*
                #nobody
                Err(alternatives.refuse(#missing))
            }
        }
    }

    fn source(&self, scheme: &str) -> TokenStream {
        match self.api.security_schemes.get(scheme) {
            Some(SecurityScheme::ApiKey { location, name }) => {
                let read = match location {
                    ParamLocation::Query => quote!(query),
                    ParamLocation::Cookie => quote!(cookie),
                    _ => quote!(header),
                };
                quote!(rt::auth::#read(head, #name))
            }
            Some(SecurityScheme::Basic) => quote!(rt::auth::basic(head)),
            _ => quote!(rt::auth::bearer(head)),
        }
    }

    fn described(&self, scheme: &str) -> String {
        match self.api.security_schemes.get(scheme) {
            Some(SecurityScheme::ApiKey { location, name }) => match location {
                ParamLocation::Query => {
                    format!("an API key in the query parameter {}", one_line(name))
                }
                ParamLocation::Cookie => format!("an API key in the cookie {}", one_line(name)),
                _ => format!("an API key in the header {}", one_line(name)),
            },
            Some(SecurityScheme::Basic) => {
                "a user name and password in the header Authorization".to_owned()
            }
            _ => "a bearer token in the header Authorization".to_owned(),
        }
    }

    /// Query parameters that are keys: they are known to an operation though no parameter names
    /// them.
    pub(super) fn query_keys<'s>(&'s self, operation: &'s Operation) -> Vec<&'s str> {
        let schemes = operation.security.iter().flatten();
        let keys = schemes.filter_map(|scheme| match self.api.security_schemes.get(scheme)? {
            SecurityScheme::ApiKey {
                location: ParamLocation::Query,
                name,
            } => Some(name.as_str()),
            _ => None,
        });
        let mut keys: Vec<&str> = keys.collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

fn words(schemes: &[String], between: &str) -> String {
    let names: Vec<String> = schemes.iter().map(|scheme| snake(scheme)).collect();
    names.join(between)
}

fn arguments(schemes: &[String]) -> Vec<Ident> {
    let mut scope = Scope::default();
    schemes
        .iter()
        .map(|scheme| scope.claim(&format!("key_{}", snake(scheme))))
        .collect()
}

fn snake(scheme: &str) -> String {
    let words: String = scheme
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let snake = words.to_snake_case();
    match snake.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => snake,
        _ => format!("scheme_{snake}"),
    }
}
