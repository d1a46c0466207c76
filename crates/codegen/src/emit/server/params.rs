//! Parameters: the struct that a method gets, and how a handler fills it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Server, docs::docs, paths};
use crate::model::{Operation, Param, ParamLocation};

/// How parameters get from a request into their struct.
pub(super) struct ParamsCode {
    /// Items that the code below needs.
    pub(super) items: TokenStream,
    /// Statements that read and check: each leaves an `Option` in a variable of its own.
    pub(super) read: TokenStream,
    /// The struct, made of the variables; empty without parameters.
    pub(super) build: TokenStream,
}

impl Server<'_> {
    /// The struct of an operation's parameters.
    pub(super) fn params_struct(&self, operation: &Operation) -> TokenStream {
        if operation.params.is_empty() {
            return TokenStream::new();
        }
        let name = &self.names.of(operation).params;
        let doc = format!(
            " The parameters of `{}`.",
            super::docs::one_line(&operation.id)
        );
        let fields = operation.params.iter().map(|param| {
            let field = format_ident!("{}", param.field);
            let docs = docs(param.description.as_deref(), &format!("`{}`.", param.name));
            let of = self.param_type(param);
            quote!(#docs pub #field: #of)
        });
        let described = self.described_params(operation);
        quote! {
            #[doc = #doc]
            #[derive(Clone, Debug)]
            pub struct #name { #(#fields),* }
            #described
        }
    }

    /// The field's type: a parameter with a default is always there.
    fn param_type(&self, param: &Param) -> TokenStream {
        let of = self.rust.of(&param.schema);
        match self.is_always_there(param) {
            true => of,
            false => quote!(::std::option::Option<#of>),
        }
    }

    fn is_always_there(&self, param: &Param) -> bool {
        param.required || self.rust.default_of(&param.schema).is_some()
    }

    /// The code of an operation's parameters.
    pub(super) fn params_code(&self, operation: &Operation) -> ParamsCode {
        let mut items = TokenStream::new();
        let mut read = TokenStream::new();
        let in_query = |param: &&Param| param.location == ParamLocation::Query;
        let known: Vec<&String> = operation
            .params
            .iter()
            .filter(in_query)
            .map(|param| &param.name)
            .collect();
        let keys = self.query_keys(operation);
        let name = if known.is_empty() {
            quote!(_)
        } else {
            quote!(query)
        };
        read.extend(quote! {
            let #name = rt::params::Query::parse(&exchange.head, &[#(#known,)* #(#keys),*], &mut issues);
        });
        for param in &operation.params {
            let (item, statement) = self.param_code(operation, param);
            items.extend(item);
            read.extend(statement);
        }
        let build = match operation.params.is_empty() {
            true => TokenStream::new(),
            false => self.params_build(operation),
        };
        ParamsCode { items, read, build }
    }

    fn params_build(&self, operation: &Operation) -> TokenStream {
        let name = &self.names.of(operation).params;
        let fields = operation.params.iter().map(|param| {
            let (field, variable) = (format_ident!("{}", param.field), variable(param));
            match self.is_always_there(param) {
                true => quote!(#field: rt::params::sure(#variable)?),
                false => quote!(#field: #variable),
            }
        });
        quote!(#name { #(#fields),* })
    }

    fn param_code(&self, operation: &Operation, param: &Param) -> (TokenStream, TokenStream) {
        let description = self.param_description(param);
        let constant = constant(&param.field);
        let (declared, check) = self.check_of(&param.schema, &format!("check_{}", param.field));
        let of = self.rust.of(&param.schema);
        let variable = variable(param);
        let raw = match param.location {
            ParamLocation::Query => quote!(query.get(&#constant, &mut issues)),
            ParamLocation::Header => {
                quote!(rt::params::header(&exchange.head, &#constant, &mut issues))
            }
            ParamLocation::Cookie => {
                quote!(rt::params::cookie(&exchange.head, &#constant, &mut issues))
            }
            ParamLocation::Path => path_raw(&operation.path, param, &constant),
        };
        let items = quote! {
            static #constant: rt::params::Param = #description;
            #declared
        };
        let statement = quote! {
            let raw = #raw;
            let #variable: ::std::option::Option<#of> = #constant.typed(raw, #check, &mut issues);
        };
        (items, statement)
    }

    fn param_description(&self, param: &Param) -> TokenStream {
        let (name, required) = (&param.name, param.required);
        let place = match param.location {
            ParamLocation::Query => quote!(Query),
            ParamLocation::Path => quote!(Path),
            ParamLocation::Header => quote!(Header),
            ParamLocation::Cookie => quote!(Cookie),
        };
        let style = self.style(param);
        let default = match self.rust.default_of(&param.schema) {
            Some(default) => {
                let json = default.to_string();
                quote!(Some(#json))
            }
            None => quote!(None),
        };
        quote! {
            rt::params::Param {
                name: #name,
                place: rt::params::Place::#place,
                style: #style,
                required: #required,
                default: #default,
            }
        }
    }
}

fn path_raw(path: &str, param: &Param, constant: &proc_macro2::Ident) -> TokenStream {
    let standing = paths::standing(path, &param.name);
    let (from_end, prefix, suffix) = standing.map_or((0, "", ""), |found| {
        (found.from_end, found.prefix, found.suffix)
    });
    quote! {
        rt::params::path(
            &exchange.head,
            rt::params::PathPart { from_end: #from_end, prefix: #prefix, suffix: #suffix },
            &#constant,
            &mut issues,
        )?
    }
}

/// The item that describes a parameter or field.
pub(super) fn constant(field: &str) -> proc_macro2::Ident {
    format_ident!("PARAM_{}", field.to_ascii_uppercase())
}

fn variable(param: &Param) -> proc_macro2::Ident {
    format_ident!("param_{}", param.field)
}
