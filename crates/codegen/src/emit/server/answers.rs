//! Successes: their types, and how a handler turns them into responses.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Server, docs::docs, names::Scope};
use crate::model::{Content, MediaKind, Operation, Response, StatusSpec};

/// A documented success: a response in one media type, or without a body.
struct Answer<'a> {
    response: &'a Response,
    content: Option<&'a Content>,
    variant: Ident,
}

impl Server<'_> {
    fn answers<'o>(&self, operation: &'o Operation) -> Vec<Answer<'o>> {
        let mut scope = Scope::default();
        let mut answers = Vec::new();
        for response in operation.successes() {
            let status = status_name(response.status);
            if response.contents.is_empty() {
                answers.push(Answer {
                    response,
                    content: None,
                    variant: scope.claim_type(&status),
                });
            }
            for content in &response.contents {
                let variant = match response.contents.len() {
                    1 => status.clone(),
                    _ => format!("{status}{}", media_name(&content.media_type)),
                };
                answers.push(Answer {
                    response,
                    content: Some(content),
                    variant: scope.claim_type(&variant),
                });
            }
        }
        answers
    }

    /// The type inside of `Success`.
    pub(super) fn success_type(&self, operation: &Operation) -> TokenStream {
        match self.answers(operation).as_slice() {
            [] => quote!(()),
            [only] if matches!(only.response.status, StatusSpec::Code(_)) => self.answer_type(only),
            _ => {
                let name = &self.names.of(operation).success;
                quote!(#name)
            }
        }
    }

    fn answer_type(&self, answer: &Answer<'_>) -> TokenStream {
        match answer.content {
            None => quote!(()),
            Some(content) => self.answered_type(content),
        }
    }

    /// The type of what is sent in a media type.
    pub(super) fn answered_type(&self, content: &Content) -> TokenStream {
        match content.kind {
            MediaKind::Json => self.rust.of(&content.schema),
            MediaKind::Text => quote!(::std::string::String),
            _ => quote!(::axum::body::Body),
        }
    }

    /// Whether an operation can succeed in several ways.
    pub(super) fn has_success_enum(&self, operation: &Operation) -> bool {
        match self.answers(operation).as_slice() {
            [] => false,
            [only] => !matches!(only.response.status, StatusSpec::Code(_)),
            _ => true,
        }
    }

    /// The enum of an operation that can succeed in several ways.
    pub(super) fn success_enum(&self, operation: &Operation) -> TokenStream {
        if !self.has_success_enum(operation) {
            return TokenStream::new();
        }
        let answers = self.answers(operation);
        let name = &self.names.of(operation).success;
        let doc = format!(" How `{}` succeeds.", super::docs::one_line(&operation.id));
        let variants = answers.iter().map(|answer| {
            let (variant, docs) = (
                &answer.variant,
                docs(Some(&answer.response.description), "A success."),
            );
            let mut fields = Vec::new();
            fields.extend(status_type(answer.response.status));
            fields.extend(answer.content.map(|content| self.answered_type(content)));
            match fields.is_empty() {
                true => quote!(#docs #variant),
                false => quote!(#docs #variant(#(#fields),*)),
            }
        });
        quote! {
            #[doc = #doc]
            #[derive(Debug)]
            #[allow(clippy::large_enum_variant)]
            pub enum #name { #(#variants),* }
        }
    }

    /// An expression that makes the response of `success`.
    pub(super) fn respond(&self, operation: &Operation) -> TokenStream {
        let answers = self.answers(operation);
        let (status, media_type) = self.usual(&answers);
        let encode = match answers.as_slice() {
            [] => quote!(|()| Ok(rt::success::reply::empty(#status))),
            [only] if matches!(only.response.status, StatusSpec::Code(_)) => match only.content {
                None => quote!(|()| Ok(rt::success::reply::empty(#status))),
                Some(content) => {
                    let reply = reply(content, &status);
                    quote!(|body| #reply)
                }
            },
            several => {
                let name = &self.names.of(operation).success;
                let arms = several.iter().map(|answer| arm(name, answer));
                quote!(|answer| match answer { #(#arms)* })
            }
        };
        quote!(success.into_response(#status, #media_type, #encode))
    }

    /// The status and media type of bytes that say neither.
    fn usual(&self, answers: &[Answer<'_>]) -> (TokenStream, String) {
        let code = answers
            .iter()
            .find_map(|answer| match answer.response.status {
                StatusSpec::Code(code) => Some((code, answer.content)),
                _ => None,
            });
        let (code, content) = code.unwrap_or((if answers.is_empty() { 204 } else { 200 }, None));
        let media_type = content.map_or("application/json", |content| &content.media_type);
        (quote!(rt::status(#code)), concrete(media_type))
    }
}

fn arm(name: &Ident, answer: &Answer<'_>) -> TokenStream {
    let variant = &answer.variant;
    let (status, bind) = match answer.response.status {
        StatusSpec::Code(code) => (quote!(rt::status(#code)), None),
        StatusSpec::Range(_) => (quote!(status.get()), Some(quote!(status))),
        StatusSpec::Default => (quote!(status), Some(quote!(status))),
    };
    let (reply, body) = match answer.content {
        None => (quote!(Ok(rt::success::reply::empty(#status))), None),
        Some(content) => (reply(content, &status), Some(quote!(body))),
    };
    let fields: Vec<_> = bind.into_iter().chain(body).collect();
    match fields.is_empty() {
        true => quote!(#name::#variant => #reply,),
        false => quote!(#name::#variant(#(#fields),*) => #reply,),
    }
}

fn reply(content: &Content, status: &TokenStream) -> TokenStream {
    let media_type = concrete(&content.media_type);
    match content.kind {
        MediaKind::Json => quote!(rt::success::reply::json(#status, #media_type, &body)),
        _ => quote!(Ok(rt::success::reply::bytes(#status, #media_type, body))),
    }
}

/// A media type that can be sent; a range such as `*/*` says nothing that could be.
pub(super) fn concrete(media_type: &str) -> String {
    let visible = media_type
        .bytes()
        .all(|byte| byte == b' ' || byte.is_ascii_graphic());
    match media_type.contains('*') || !visible {
        true => "application/octet-stream".to_owned(),
        false => media_type.to_owned(),
    }
}

/// `Status201`, `Status2xx`, `Other`.
pub(super) fn status_name(status: StatusSpec) -> String {
    match status {
        StatusSpec::Code(code) => format!("Status{code}"),
        StatusSpec::Range(class) => format!("Status{class}xx"),
        StatusSpec::Default => "Other".to_owned(),
    }
}

/// `TextPlain` for `text/plain`.
pub(super) fn media_name(media_type: &str) -> String {
    let words: String = media_type
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    heck::ToUpperCamelCase::to_upper_camel_case(words.as_str())
}

/// The argument that says the status where the specification leaves it open.
pub(super) fn status_type(status: StatusSpec) -> Option<TokenStream> {
    match status {
        StatusSpec::Code(_) => None,
        StatusSpec::Range(class) => {
            let class = u16::from(class);
            Some(quote!(rt::StatusIn<#class>))
        }
        StatusSpec::Default => Some(quote!(::http::StatusCode)),
    }
}
