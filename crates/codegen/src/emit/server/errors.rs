//! Error types: one for each operation, whose only constructors are what is documented.

use std::collections::HashSet;

use heck::ToSnakeCase;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::{
    Server,
    answers::{concrete, media_name, status_name, status_type},
    docs::{docs, one_line},
    names::Scope,
};
use crate::model::{Content, MediaKind, Operation, Response, StatusSpec};

/// Codes for which the runtime has a type.
const MARKERS: &[(&str, &str)] = &[
    ("INVALID_REQUEST", "InvalidRequest"),
    ("MISSING_API_KEY", "MissingApiKey"),
    ("INVALID_API_KEY", "InvalidApiKey"),
    ("INSUFFICIENT_FUNDS", "InsufficientFunds"),
    ("FORBIDDEN", "Forbidden"),
    ("NOT_FOUND", "NotFound"),
    ("METHOD_NOT_ALLOWED", "MethodNotAllowed"),
    ("CONFLICT", "Conflict"),
    ("IDEMPOTENCY_KEY_REUSED", "IdempotencyKeyReused"),
    ("PAYLOAD_TOO_LARGE", "PayloadTooLarge"),
    ("UNSUPPORTED_MEDIA_TYPE", "UnsupportedMediaType"),
    ("RATE_LIMIT_EXCEEDED", "RateLimitExceeded"),
    ("SERVER_ERROR", "ServerError"),
    ("UPSTREAM_ERROR", "UpstreamError"),
    ("SERVICE_UNAVAILABLE", "ServiceUnavailable"),
];

impl Server<'_> {
    /// The error type of an operation.
    pub(super) fn error_type(&self, operation: &Operation) -> TokenStream {
        let name = &self.names.of(operation).error;
        let mut scope = Scope::default();
        let mut seen = HashSet::new();
        let mut markers = Vec::new();
        let mut constructors = TokenStream::new();
        for response in operation.failures() {
            if response.error_codes.is_empty() {
                constructors.extend(self.typed(response, &mut scope));
                continue;
            }
            for code in &response.error_codes {
                let marker = MARKERS.iter().find(|(known, _)| known == code);
                match (marker, response.status) {
                    (Some((_, marker)), StatusSpec::Code(status)) if seen.insert(code.as_str()) => {
                        let (marker, status) =
                            (format_ident!("{marker}"), Literal::u16_unsuffixed(status));
                        markers.push(quote!(#marker = #status));
                    }
                    _ => constructors.extend(coded(code, response, &mut scope)),
                }
            }
        }
        let constructors = (!constructors.is_empty()).then(|| quote!(impl #name { #constructors }));
        let docs = error_docs(operation);
        quote! {
            #(#[doc = #docs])*
            #[derive(Debug)]
            pub struct #name(rt::Failure);
            #constructors
            rt::documented!(#name: #(#markers),*);
        }
    }

    /// Constructors of a response that types its body itself: one for each media type.
    fn typed(&self, response: &Response, scope: &mut Scope) -> TokenStream {
        let base = status_name(response.status).to_snake_case();
        if response.contents.is_empty() {
            return self.typed_as(response, None, &scope.claim(&base));
        }
        let mut constructors = TokenStream::new();
        for content in &response.contents {
            let name = match response.contents.len() {
                1 => scope.claim(&base),
                _ => scope.claim(&format!(
                    "{base}_{}",
                    media_name(&content.media_type).to_snake_case()
                )),
            };
            constructors.extend(self.typed_as(response, Some(content), &name));
        }
        constructors
    }

    fn typed_as(
        &self,
        response: &Response,
        content: Option<&Content>,
        name: &Ident,
    ) -> TokenStream {
        let docs = docs(Some(&response.description), "A documented failure.");
        let (status, argument) = status_argument(response.status);
        let (body, failure) = match content {
            None => (None, quote!(rt::Failure::empty(#status))),
            Some(content) => {
                let media_type = concrete(&content.media_type);
                match content.kind {
                    MediaKind::Json => {
                        let of = self.rust.of(&content.schema);
                        (
                            Some(quote!(body: &#of)),
                            quote!(rt::Failure::typed(#status, #media_type, body)),
                        )
                    }
                    MediaKind::Text => (
                        Some(quote!(body: ::std::string::String)),
                        quote!(rt::Failure::bytes(#status, #media_type, body)),
                    ),
                    _ => (
                        Some(quote!(body: ::bytes::Bytes)),
                        quote!(rt::Failure::bytes(#status, #media_type, body)),
                    ),
                }
            }
        };
        let arguments = argument.into_iter().chain(body);
        quote! {
            #docs
            #[must_use]
            pub fn #name(#(#arguments),*) -> Self {
                Self(#failure)
            }
        }
    }
}

/// What can be answered, one line for each status.
fn error_docs(operation: &Operation) -> Vec<String> {
    let mut docs = vec![format!(
        " Why `{}` fails; nothing else can be answered.",
        one_line(&operation.id)
    )];
    for response in operation.failures() {
        let status = match response.status {
            StatusSpec::Code(status) => status.to_string(),
            StatusSpec::Range(class) => format!("{class}XX"),
            StatusSpec::Default => "default".to_owned(),
        };
        let codes: Vec<String> = response
            .error_codes
            .iter()
            .map(|code| format!("`{}`", one_line(code)))
            .collect();
        let codes = if codes.is_empty() {
            "a body of its own".to_owned()
        } else {
            codes.join(", ")
        };
        if docs.len() == 1 {
            docs.push(String::new());
        }
        docs.push(format!(" - {status}: {codes}"));
    }
    docs
}

/// A constructor for a code that has no type, or that comes with a second status.
fn coded(code: &str, response: &Response, scope: &mut Scope) -> TokenStream {
    let words: String = code
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let snake = words.to_snake_case();
    let name = match snake.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => scope.claim(&snake),
        _ => scope.claim(&format!("code_{snake}")),
    };
    let docs = docs(Some(&response.description), "A documented failure.");
    let (status, argument) = status_argument(response.status);
    let arguments = argument.into_iter().chain([
        quote!(message: impl ::std::convert::Into<::std::borrow::Cow<'static, str>>),
        quote!(details: ::std::vec::Vec<rt::Detail>),
    ]);
    quote! {
        #docs
        #[must_use]
        pub fn #name(#(#arguments),*) -> Self {
            Self(rt::Failure::new(#status, #code, message).with_details(details))
        }
    }
}

/// The status as an expression, and the argument that it needs.
fn status_argument(status: StatusSpec) -> (TokenStream, Option<TokenStream>) {
    match (status, status_type(status)) {
        (StatusSpec::Code(code), _) => (quote!(rt::status(#code)), None),
        (StatusSpec::Range(_), of) => (quote!(status.get()), of.map(|of| quote!(status: #of))),
        (StatusSpec::Default, of) => (quote!(status), of.map(|of| quote!(status: #of))),
    }
}
