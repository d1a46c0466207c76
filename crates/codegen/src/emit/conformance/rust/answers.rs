//! The server's traits, implemented by the recorder.

use heck::ToSnakeCase as _;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    Code,
    calls::{param_field, success_statuses},
};
use crate::model::{Content, MediaKind, Operation};

impl<'a> Code<'a> {
    /// The method of an operation: writes down what it is given, answers what it is told to.
    pub(super) fn answer(&self, operation: &'a Operation) -> TokenStream {
        let name = format_ident!("{}", operation.method_name);
        let error = format_ident!("{}Error", operation.type_prefix);
        let params = (!operation.params.is_empty()).then(|| {
            let params = format_ident!("{}Params", operation.type_prefix);
            quote!(params: server::#params,)
        });
        let content = operation
            .body
            .as_ref()
            .and_then(|body| body.contents.first());
        let required = operation.body.as_ref().is_some_and(|body| body.required);
        let body = content.map(|content| self.body_argument(operation, content, required));
        let given = operation.params.iter().map(|param| {
            let (field, name) = (format_ident!("{}", param.field), param_field(param));
            quote!(.param(#name, &params.#field))
        });
        let given_body = content.map(|content| self.given_body(content));
        let (success, successes) = self.successes(operation);
        let failures = failures(operation);
        quote! {
            async fn #name(
                &self,
                cx: server::runtime::Context<Caller>,
                #params
                #body
            ) -> Result<server::runtime::Success<#success>, server::#error> {
                match self.answer(Asked::of(&cx) #(#given)* #given_body) {
                    #successes
                    Answer::Replay(bytes) => Ok(server::runtime::Success::replay(bytes)),
                    Answer::Failure(status, code) => Err(match (status, code.as_str()) {
                        #failures
                        other => unreachable!("{other:?} is not documented"),
                    }),
                    #[allow(unreachable_patterns)]
                    other => unreachable!("{other:?} is not documented"),
                }
            }
        }
    }

    fn body_argument(
        &self,
        operation: &Operation,
        content: &Content,
        required: bool,
    ) -> TokenStream {
        let body = match content.kind {
            MediaKind::Multipart => {
                let form = format_ident!("{}Form", operation.type_prefix);
                quote!(server::#form)
            }
            _ => self.rust.value(&content.schema),
        };
        match required {
            true => quote!(body: #body,),
            false => quote!(body: Option<#body>,),
        }
    }

    fn given_body(&self, content: &'a Content) -> TokenStream {
        if content.kind != MediaKind::Multipart {
            return quote!(.body(&body));
        }
        let Some(form) = self.object(&content.schema) else {
            return quote!();
        };
        let parts = form.properties.iter().map(|(name, property)| {
            let field = format_ident!("{}", name.to_snake_case());
            match self.is_file(&property.schema) {
                true => quote!(.file(#name, &body.#field)),
                false => quote!(.part(#name, &body.#field)),
            }
        });
        quote!(#(#parts)*)
    }

    /// The type of the success, and the arms that make it.
    fn successes(&self, operation: &Operation) -> (TokenStream, TokenStream) {
        let statuses = success_statuses(operation);
        let contents = operation
            .successes()
            .map(|response| response.contents.first());
        let types: Vec<_> = contents
            .map(|content| {
                content.map_or_else(|| quote!(()), |content| self.rust.of(&content.schema))
            })
            .collect();
        if let [only] = types.as_slice() {
            return (
                only.clone(),
                quote!(Answer::Success(#(#statuses)|*, body) => Ok(typed::<#only>(body).into()),),
            );
        }
        let success = format_ident!("{}Success", operation.type_prefix);
        let arms = statuses.iter().zip(&types).map(|(status, body)| {
            let variant = format_ident!("Status{status}");
            quote! {
                Answer::Success(#status, body) => {
                    Ok(server::#success::#variant(typed::<#body>(body)).into())
                }
            }
        });
        (quote!(server::#success), quote!(#(#arms)*))
    }
}

/// An arm for each documented status and code.
fn failures(operation: &Operation) -> TokenStream {
    let arms = operation.error_pairs().map(|(status, code)| {
        let fault = format_ident!("{}", code.to_snake_case());
        quote!((#status, #code) => faults::#fault().into(),)
    });
    quote!(#(#arms)*)
}
