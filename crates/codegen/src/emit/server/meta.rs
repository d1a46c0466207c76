//! What is said of an operation before a request for it arrives.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Server;
use crate::model::{MediaKind, Operation, Response, SchemaKind, StatusSpec};

/// Room for the lines between the parts of a form, and for the fields that are no files.
const FORM_OVERHEAD: u64 = 64 * 1024;

impl Server<'_> {
    /// The static that describes an operation.
    pub(super) fn meta(&self, operation: &Operation) -> TokenStream {
        let name = &self.names.of(operation).meta;
        let (id, path) = (&operation.id, &operation.path);
        let tag = &self.api.tags[operation.tag].name;
        let method = format_ident!("{}", operation.method);
        let doc = format!(" `{}`.", super::docs::one_line(id));
        let mut with = TokenStream::new();
        if let Some(scope) = &operation.required_scope {
            with.extend(quote!(.with_scope(#scope)));
        }
        if operation.idempotent {
            with.extend(quote!(.with_idempotency()));
        }
        with.extend(answers(operation));
        with.extend(self.body_rules(operation));
        with.extend(self.fixed_headers(operation));
        quote! {
            #[doc = #doc]
            pub static #name: rt::OperationMeta =
                rt::OperationMeta::new(#id, #tag, ::http::Method::#method, #path) #with;
        }
    }

    fn body_rules(&self, operation: &Operation) -> TokenStream {
        let Some(body) = &operation.body else {
            return TokenStream::new();
        };
        let media_types = body.contents.iter().map(|content| &content.media_type);
        let limit = match self
            .body_limit(operation)
            .and_then(|limit| usize::try_from(limit).ok())
        {
            Some(limit) => quote!(Some(#limit)),
            None => quote!(None),
        };
        quote!(.with_body(&[#(#media_types),*], #limit))
    }

    /// `x-max-body-bytes`; else what the largest form can need, if every file in it has a bound.
    fn body_limit(&self, operation: &Operation) -> Option<u64> {
        if operation.max_body_bytes.is_some() {
            return operation.max_body_bytes;
        }
        let contents = &operation.body.as_ref()?.contents;
        let forms = contents
            .iter()
            .filter(|content| content.kind == MediaKind::Multipart);
        let sizes = forms.map(|content| {
            let fields = self.form_fields(content);
            let files = fields.iter().filter(|field| field.is_file);
            files
                .map(|field| Some(field.limit? as u64))
                .sum::<Option<u64>>()
        });
        let largest = sizes.max()??;
        (largest > 0).then_some(largest.saturating_add(FORM_OVERHEAD))
    }

    /// Required headers that can have but one value.
    fn fixed_headers(&self, operation: &Operation) -> TokenStream {
        let headers: Vec<_> = operation
            .responses
            .iter()
            .flat_map(|response| self.fixed_headers_of(response))
            .collect();
        match headers.is_empty() {
            true => TokenStream::new(),
            false => quote!(.with_fixed_headers(&[#(#headers),*])),
        }
    }

    fn fixed_headers_of(&self, response: &Response) -> Vec<TokenStream> {
        let StatusSpec::Code(status) = response.status else {
            return Vec::new();
        };
        let required = response.headers.iter().filter(|header| header.required);
        let fixed = required.filter_map(|header| match self.rust.resolve(&header.schema.kind) {
            SchemaKind::String(rules) => match rules.values.as_slice() {
                [value] if is_header(&header.name, value) => {
                    let name = header.name.to_ascii_lowercase();
                    Some(quote!(rt::FixedHeader { status: #status, name: #name, value: #value }))
                }
                _ => None,
            },
            _ => None,
        });
        fixed.collect()
    }
}

/// Whether it can be sent as it is; what can't is left to the method.
fn is_header(name: &str, value: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!#$%&'*+^`|~".contains(&byte);
    !name.is_empty()
        && name.bytes().all(token)
        && value
            .bytes()
            .all(|byte| byte == b' ' || byte.is_ascii_graphic())
}

fn answers(operation: &Operation) -> TokenStream {
    let successes = operation
        .successes()
        .filter_map(|response| match response.status {
            StatusSpec::Code(status) => Some(status),
            _ => None,
        });
    let failures = operation
        .error_pairs()
        .map(|(status, code)| quote!((#status, #code)));
    quote!(.with_answers(&[#(#successes),*], &[#(#failures),*]))
}
