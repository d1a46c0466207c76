//! Handlers: from a request to a method, and from its result to a response.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    Server,
    security::{Caller, caller},
};
use crate::model::Operation;

impl Server<'_> {
    /// The handler of an operation.
    pub(super) fn handler(&self, operation: &Operation) -> TokenStream {
        let names = self.names.of(operation);
        let (handler, meta) = (&names.handler, &names.meta);
        let own = self.trait_path(operation.tag);
        let authenticator = &self.names.authenticator;
        let describe = self.describe(operation);
        let params = self.params_code(operation);
        let body = self.body_code(operation);
        let (param_items, body_items) = (&params.items, &body.items);
        let answer = self.answer(operation, &params.read, &params.build, &body);
        quote! {
            #describe
            async fn #handler<S, A, G>(
                ::axum::extract::State(mount): ::axum::extract::State<
                    ::std::sync::Arc<rt::app::Mount<S, A, G>>,
                >,
                request: ::axum::extract::Request,
            ) -> ::axum::response::Response
            where
                S: #own<Caller = A::Caller>,
                A: security::#authenticator,
                G: rt::Gate<Caller = A::Caller>,
            {
                #param_items
                #body_items
                let mut call = rt::exchange::Exchange::begin(Some(&operations::#meta), request);
                let outcome = {
                    let (exchange, runtime) = (&mut call, &*mount.runtime);
                    let answer = async { #answer };
                    runtime.guard(::std::pin::pin!(answer)).await
                };
                call.finish(outcome).await
            }
        }
    }

    fn answer(
        &self,
        operation: &Operation,
        read_params: &TokenStream,
        build_params: &TokenStream,
        body: &super::body::BodyCode,
    ) -> TokenStream {
        let meta = &self.names.of(operation).meta;
        let admit = self.admit(operation);
        let (read_body, convert_body) = (&body.read, &body.convert);
        let idempotency = operation.idempotent.then(|| {
            let content = &body.content;
            quote! {
                cx.idempotency = exchange.idempotency(|| {
                    let content = #content;
                    rt::fingerprint::fingerprint(&exchange.head, &content)
                });
            }
        });
        let caller = match caller(operation) {
            Caller::Anyone => quote!(()),
            Caller::Optional | Caller::Required => quote!(caller),
        };
        let context = match idempotency {
            Some(set) => quote! {
                let mut cx = exchange.context(#caller, &operations::#meta);
                #set
            },
            None => quote!(let cx = exchange.context(#caller, &operations::#meta);),
        };
        let params = (!operation.params.is_empty()).then(|| quote!(let params = #build_params;));
        let params_argument = (!operation.params.is_empty()).then(|| quote!(params,));
        let body_argument = operation.body.as_ref().map(|_| quote!(body,));
        let method = format_ident!("{}", operation.method_name);
        let respond = self.respond(operation);
        quote! {
            #admit
            let mut issues = rt::check::Issues::new();
            #read_body
            #read_params
            issues.finish()?;
            #context
            #params
            #convert_body
            match mount.service.#method(cx, #params_argument #body_argument).await {
                Ok(success) => #respond,
                Err(error) => Err(error.into()),
            }
        }
    }

    fn admit(&self, operation: &Operation) -> TokenStream {
        let admit = match caller(operation) {
            Caller::Anyone => {
                return quote!(exchange.admit_anyone(&runtime.gate, &runtime.limits).await?;);
            }
            Caller::Optional => quote!(admit_optional),
            Caller::Required => quote!(admit),
        };
        let authenticate = self.authenticate(operation);
        quote! {
            let caller = #authenticate(&runtime.authenticator, &exchange.head).await;
            let caller = exchange.#admit(&runtime.gate, &runtime.limits, caller).await?;
        }
    }
}
