//! The Rust beside the tables: typed calls, and the server's traits implemented by a recorder.

mod answers;
mod calls;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::{
    diagnostic::Diagnostic,
    emit::{Target, types::RustTypes},
    model::{Api, Operation, Tag},
};

/// What the parts of this have in common.
struct Code<'a> {
    api: &'a Api,
    rust: RustTypes<'a>,
}

/// The file of a tag.
///
/// # Errors
///
/// What the harness cannot send or answer.
pub(super) fn tag_file(
    api: &Api,
    target: &Target,
    index: usize,
) -> Result<TokenStream, Vec<Diagnostic>> {
    let tag = &api.tags[index];
    let operations: Vec<_> = api
        .operations
        .iter()
        .filter(|operation| operation.tag == index)
        .collect();
    let refused: Vec<_> = operations
        .iter()
        .filter_map(|operation| refusal(operation))
        .collect();
    if !refused.is_empty() {
        return Err(refused);
    }
    let code = Code {
        api,
        rust: RustTypes::new(api, quote!(types)),
    };
    let doc = format!("Calls and answers of {}.", tag.name);
    let (client, server, types) = crates(target);
    let calls = operations.iter().map(|operation| code.call(operation));
    let entries = operations
        .iter()
        .map(|operation| code.call_entry(operation));
    let streams = operations
        .iter()
        .filter_map(|operation| code.stream_entry(operation));
    let service = format_ident!("{}", tag.type_name);
    let answers = operations.iter().map(|operation| code.answer(operation));
    let calls_doc = format!("The calls of {}, by operation.", tag.name);
    let streams_doc = format!(
        "The lists of {} that follow their cursor, by operation.",
        tag.name
    );
    Ok(quote! {
        #![doc = #doc]

        #[allow(unused_imports)]
        use ::#client::{self as client_crate, prelude::*};
        use ::#server as server;
        use ::#types as types;

        use crate::call::{Call, Given, Outcome};
        use crate::stage::{Answer, Asked, Caller, Recorder, faults, typed};

        #[doc = #calls_doc]
        pub const CALLS: &[(&str, Call)] = &[#(#entries),*];

        #[doc = #streams_doc]
        pub const STREAMS: &[(&str, Call)] = &[#(#streams),*];

        #(#calls)*

        impl server::#service for Recorder {
            type Caller = Caller;

            #(#answers)*
        }
    })
}

fn crates(target: &Target) -> (TokenStream, TokenStream, TokenStream) {
    let ident = |name: &str| {
        let ident = format_ident!("{name}");
        quote!(#ident)
    };
    (
        ident(&target.client_crate),
        ident(&target.server_crate),
        ident(&target.types_crate),
    )
}

/// What the hand-written harness is not made for.
fn refusal(operation: &Operation) -> Option<Diagnostic> {
    let (message, help) =
        if operation.security.is_empty() || operation.security.iter().any(Vec::is_empty) {
            (
                "the operation can be called without credentials",
                "teach the recorder callers without a key",
            )
        } else if operation.error_pairs().next().is_none() {
            (
                "the operation documents no error codes",
                "list them with `x-error-codes`",
            )
        } else {
            return None;
        };
    Some(Diagnostic::new(
        "conformance",
        &operation.place,
        message,
        help,
    ))
}

/// The root of the generated files: all tables, all calls, and the router of every tag.
pub(super) fn root_file(tags: &[&Tag], target: &Target) -> TokenStream {
    let modules: Vec<_> = tags
        .iter()
        .map(|tag| format_ident!("{}", tag.module))
        .collect();
    let names = tags.iter().map(|tag| &tag.module);
    let files = tags.iter().map(|tag| format!("{}.json", tag.module));
    let routers = tags
        .iter()
        .map(|tag| format_ident!("{}_router", tag.module));
    let (_, server, _) = crates(target);
    quote! {
        //! Tables of every tag, and what calls and answers its operations.

        #(mod #modules;)*

        use ::std::sync::Arc;

        use ::#server::{Authenticator, runtime::{Gate, Runtime}};

        use crate::call::Call;
        use crate::stage::{Caller, Recorder};

        /// Module and table of each tag, in the order of the document.
        pub const TABLES: &[(&str, &str)] = &[#((#names, include_str!(#files))),*];

        /// The calls of each tag, by operation.
        pub const CALLS: &[&[(&str, Call)]] = &[#(#modules::CALLS),*];

        /// The lists of each tag that follow their cursor, by operation.
        pub const STREAMS: &[&[(&str, Call)]] = &[#(#modules::STREAMS),*];

        /// Routes every operation to a recorder.
        pub fn router<A, G>(recorder: &Arc<Recorder>, runtime: &Arc<Runtime<A, G>>) -> ::axum::Router
        where
            A: Authenticator<Caller = Caller>,
            G: Gate<Caller = Caller>,
        {
            ::axum::Router::new()
                #(.merge(::#server::#routers(recorder.clone(), runtime.clone())))*
        }
    }
}
