//! What a call answers: the enum of an operation's error codes, or of its documented failures
//! where the document has no codes, and the enum of its successes where it has several.

use heck::ToUpperCamelCase as _;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::{
    emit::types::RustTypes,
    model::{Api, Response, Schema, StatusSpec},
};

use super::lower::{Payload, Plan, Success};

/// The error type's name.
pub(super) fn error_name(plan: &Plan<'_>) -> Ident {
    format_ident!("{}Error", plan.operation.type_prefix)
}

/// The name of the type of several successes.
pub(super) fn success_name(plan: &Plan<'_>) -> Ident {
    format_ident!("{}Success", plan.operation.type_prefix)
}

/// The types of an operation's answers.
pub(super) fn types(plan: &Plan<'_>, api: &Api) -> TokenStream {
    let failure = if plan.operation.error_pairs().next().is_some() {
        codes(plan)
    } else {
        failures(plan, api)
    };
    let success = match &plan.success {
        Success::One(_) => None,
        Success::Many(payloads) => Some(successes(plan, payloads, api)),
    };
    quote!(#failure #success)
}

fn codes(plan: &Plan<'_>) -> TokenStream {
    let id = &plan.operation.id;
    let name = format_ident!("{}ErrorCode", plan.operation.type_prefix);
    let error = error_name(plan);
    let mut codes: Vec<&str> = Vec::new();
    let mut docs: Vec<String> = Vec::new();
    for (status, code) in plan.operation.error_pairs() {
        match codes.iter().position(|known| *known == code) {
            Some(index) => docs[index].push_str(&format!(", {status}")),
            None => {
                codes.push(code);
                docs.push(format!("`{code}`, with status {status}"));
            }
        }
    }
    for doc in &mut docs {
        doc.push('.');
    }
    let mut variants: Vec<Ident> = Vec::new();
    for code in &codes {
        let mut variant = code.to_upper_camel_case();
        if variant.is_empty() || variant.starts_with(|c: char| c.is_ascii_digit()) {
            variant = format!("Code{variant}");
        }
        while variant == "Unknown" || variant == "Self" || variants.iter().any(|v| *v == variant) {
            variant.push('X');
        }
        variants.push(format_ident!("{variant}"));
    }
    let enum_doc = format!("The error codes of `{id}`.");
    let error_doc = format!("Why `{id}` failed.");
    quote! {
        #[doc = #enum_doc]
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#[doc = #docs] #variants,)*
            /// A code that this client does not know, from a newer server.
            Unknown(::std::string::String),
        }

        impl #name {
            /// The code on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #codes,)*
                    Self::Unknown(code) => code,
                }
            }
        }

        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::convert::From<::std::string::String> for #name {
            fn from(code: ::std::string::String) -> Self {
                match code.as_str() {
                    #(#codes => Self::#variants,)*
                    _ => Self::Unknown(code),
                }
            }
        }

        impl crate::runtime::Failure for #name {
            fn decode(_status: u16, body: &[u8]) -> ::std::option::Option<Self> {
                crate::runtime::envelope_code(body).map(Self::from)
            }
        }

        #[doc = #error_doc]
        pub type #error = crate::runtime::ApiError<#name>;
    }
}

fn failures(plan: &Plan<'_>, api: &Api) -> TokenStream {
    let id = &plan.operation.id;
    let error = error_name(plan);
    let error_doc = format!("Why `{id}` failed.");
    let documented: Vec<_> = plan.operation.failures().collect();
    if documented.is_empty() {
        return quote! {
            #[doc = #error_doc]
            pub type #error = crate::runtime::ApiError<crate::runtime::Undocumented>;
        };
    }
    let name = format_ident!("{}Failure", plan.operation.type_prefix);
    let enum_doc = format!("The documented failures of `{id}`.");
    let Cases { variants, arms } = cases(&documented, api);
    let is_empty = |response: &&Response| matches!(Payload::of(&response.contents), Payload::Empty);
    let unread = documented
        .iter()
        .all(is_empty)
        .then(|| quote!(#[allow(unused_variables)]));
    quote! {
        #[doc = #enum_doc]
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }

        impl crate::runtime::Failure for #name {
            fn decode(status: u16, #unread body: &[u8]) -> ::std::option::Option<Self> {
                match status {
                    #(#arms)*
                    #[allow(unreachable_patterns)]
                    _ => ::std::option::Option::None,
                }
            }
        }

        #[doc = #error_doc]
        pub type #error = crate::runtime::ApiError<#name>;
    }
}

struct Cases {
    variants: Vec<TokenStream>,
    arms: Vec<TokenStream>,
}

fn cases(documented: &[&Response], api: &Api) -> Cases {
    let mut sorted: Vec<_> = documented
        .iter()
        .map(|r| (r.status, Payload::of(&r.contents), r.description.as_str()))
        .collect();
    sorted.sort_by_key(|(status, ..)| *status);
    let mut cases = Cases {
        variants: Vec::new(),
        arms: Vec::new(),
    };
    for (status, payload, description) in sorted {
        let doc = if description.is_empty() {
            status_doc(status)
        } else {
            description.to_owned()
        };
        let (variant, pattern, carries_status) = status_case(status);
        let payload_type = payload_type(payload, api);
        let fields: Vec<_> = carries_status
            .then(|| quote!(u16))
            .into_iter()
            .chain(payload_type.clone())
            .collect();
        cases.variants.push(if fields.is_empty() {
            quote!(#[doc = #doc] #variant,)
        } else {
            quote!(#[doc = #doc] #variant(#(#fields),*),)
        });
        let status = carries_status.then(|| quote!(status,));
        cases.arms.push(match payload {
            Payload::Empty if carries_status => quote! {
                #pattern => ::std::option::Option::Some(Self::#variant(status)),
            },
            Payload::Empty => quote!(#pattern => ::std::option::Option::Some(Self::#variant),),
            Payload::Json(_) => quote! {
                #pattern => ::serde_json::from_slice(body).ok().map(|body| Self::#variant(#status body)),
            },
            Payload::Text => quote! {
                #pattern => ::std::option::Option::Some(
                    Self::#variant(#status ::std::string::String::from_utf8_lossy(body).into_owned())),
            },
            Payload::Bytes => quote! {
                #pattern => ::std::option::Option::Some(
                    Self::#variant(#status ::bytes::Bytes::copy_from_slice(body))),
            },
        });
    }
    cases
}

fn status_doc(status: StatusSpec) -> String {
    match status {
        StatusSpec::Code(code) => format!("Status {code}."),
        StatusSpec::Range(class) => format!("A status from {class}00 to {class}99."),
        StatusSpec::Default => "Any other status.".to_owned(),
    }
}

/// The variant of a status, the pattern that it matches, and whether the variant must carry it.
fn status_case(status: StatusSpec) -> (Ident, TokenStream, bool) {
    match status {
        StatusSpec::Code(code) => (format_ident!("Status{code}"), quote!(#code), false),
        StatusSpec::Range(class) => {
            let (low, high) = (u16::from(class) * 100, u16::from(class) * 100 + 99);
            (format_ident!("Status{class}xx"), quote!(#low..=#high), true)
        }
        StatusSpec::Default => (format_ident!("Other"), quote!(_), true),
    }
}

fn successes(plan: &Plan<'_>, payloads: &[(StatusSpec, Payload<'_>)], api: &Api) -> TokenStream {
    let name = success_name(plan);
    let doc = format!("The successes of `{}`, by status.", plan.operation.id);
    let documented: Vec<_> = plan.operation.successes().collect();
    debug_assert_eq!(documented.len(), payloads.len());
    let Cases { variants, .. } = cases(&documented, api);
    let mut sorted = payloads.to_vec();
    sorted.sort_by_key(|(status, _)| *status);
    let arms = sorted.iter().map(|(status, payload)| {
        let (variant, pattern, carries_status) = status_case(*status);
        let status = carries_status.then(|| quote!(status,));
        // A lone `default` stands for success, but not where the status says failure.
        let pattern = if carries_status && matches!(variant.to_string().as_str(), "Other") {
            quote!(200..=299)
        } else {
            pattern
        };
        let value = match payload {
            Payload::Empty if carries_status => quote!(::std::result::Result::Ok(Self::#variant(status))),
            Payload::Empty => quote!(::std::result::Result::Ok(Self::#variant)),
            Payload::Json(_) => {
                quote!(::serde_json::from_slice(body).map(|body| Self::#variant(#status body)))
            }
            Payload::Text => quote! {
                ::std::result::Result::Ok(
                    Self::#variant(#status ::std::string::String::from_utf8_lossy(body).into_owned()))
            },
            Payload::Bytes => quote! {
                ::std::result::Result::Ok(Self::#variant(#status ::bytes::Bytes::copy_from_slice(body)))
            },
        };
        quote!(#pattern => ::std::option::Option::Some(#value),)
    });
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug)]
        pub enum #name { #(#variants)* }

        impl crate::runtime::Success for #name {
            fn decode(
                status: u16,
                #[allow(unused_variables)] body: &[u8],
            ) -> ::std::option::Option<::std::result::Result<Self, ::serde_json::Error>> {
                match status {
                    #(#arms)*
                    _ => ::std::option::Option::None,
                }
            }
        }
    }
}

fn payload_type(payload: Payload<'_>, api: &Api) -> Option<TokenStream> {
    match payload {
        Payload::Json(schema) => Some(rust_type(schema, api)),
        Payload::Text => Some(quote!(::std::string::String)),
        Payload::Bytes => Some(quote!(::bytes::Bytes)),
        Payload::Empty => None,
    }
}

/// The Rust type of a schema as it stands in an operation, where `types` is the types crate.
pub(super) fn rust_type(schema: &Schema, api: &Api) -> TokenStream {
    RustTypes::new(api, quote!(types)).of(schema)
}
