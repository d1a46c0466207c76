//! The root of the generated code.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Server;

impl Server<'_> {
    /// `mod.rs`.
    pub(super) fn root(&self) -> TokenStream {
        let security = format_ident!("{}", self.names.security);
        let checks = format_ident!("{}", self.names.checks);
        let authenticator = &self.names.authenticator;
        let used = |index: &usize| {
            self.api
                .operations
                .iter()
                .any(|operation| operation.tag == *index)
        };
        let tags: Vec<usize> = (0..self.api.tags.len()).filter(used).collect();
        let modules: Vec<_> = tags
            .iter()
            .map(|index| format_ident!("{}", self.api.tags[*index].module))
            .collect();
        let exports = tags.iter().map(|index| self.exports(*index));
        let operations = self.api.operations.iter().map(|operation| {
            let module = format_ident!("{}", self.api.tags[operation.tag].module);
            let meta = &self.names.of(operation).meta;
            quote!(&#module::operations::#meta)
        });
        let base_path = &self.api.base_path;
        let version = &self.api.version;
        let openapi = self.openapi();
        quote! {
            //! Traits and routers, one module a tag.
            #![allow(
                unused_qualifications,
                clippy::manual_map,
                reason = "a full path means the same whatever the document names"
            )]
            mod #checks;
            mod #security;
            #(pub mod #modules;)*
            pub use #security::#authenticator;
            #(#exports)*
            /// The path below which all operations lie.
            pub const BASE_PATH: &str = #base_path;
            /// The version of the specification.
            pub const SPEC_VERSION: &str = #version;
            /// Every operation of the specification.
            pub static OPERATIONS: &[&crate::runtime::OperationMeta] = &[#(#operations),*];
            #openapi
        }
    }

    /// What a tag's module has to offer, by name: two modules may both have an `operations`.
    fn exports(&self, index: usize) -> TokenStream {
        let tag = &self.api.tags[index];
        let module = format_ident!("{}", tag.module);
        let own = format_ident!("{}", tag.type_name);
        let router = self.names.router(index);
        let operations = self
            .api
            .operations
            .iter()
            .filter(|operation| operation.tag == index);
        let names = operations.flat_map(|operation| {
            let names = self.names.of(operation);
            let params = (!operation.params.is_empty()).then(|| names.params.clone());
            let body = operation
                .body
                .as_ref()
                .filter(|body| body.contents.len() > 1);
            let body = body.map(|_| names.body.clone());
            let form = self.has_form(operation).then(|| names.form.clone());
            let success = self
                .has_success_enum(operation)
                .then(|| names.success.clone());
            [Some(names.error.clone()), params, body, form, success]
                .into_iter()
                .flatten()
        });
        quote!(pub use #module::{#own, #router, #(#names),*};)
    }
}
