//! Bodies: their types, and how a handler reads, checks and converts them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{Server, docs::docs, names::Scope};
use crate::model::{Body, Content, MediaKind, Operation};

/// How a body gets from a request to the method.
#[derive(Default)]
pub(super) struct BodyCode {
    pub(super) items: TokenStream,
    /// Statements that read and check it.
    pub(super) read: TokenStream,
    /// The fingerprint's view of it.
    pub(super) content: TokenStream,
    /// Statements that leave the argument in `body`.
    pub(super) convert: TokenStream,
}

impl Server<'_> {
    /// The argument's type, if the operation has a body.
    pub(super) fn body_type(&self, operation: &Operation) -> Option<TokenStream> {
        let body = operation.body.as_ref()?;
        let of = match body.contents.as_slice() {
            [only] => self.content_type(operation, only),
            _ => {
                let name = &self.names.of(operation).body;
                quote!(#name)
            }
        };
        Some(match body.required {
            true => of,
            false => quote!(::std::option::Option<#of>),
        })
    }

    fn content_type(&self, operation: &Operation, content: &Content) -> TokenStream {
        match content.kind {
            MediaKind::Json | MediaKind::Form => self.rust.of(&content.schema),
            MediaKind::Text => quote!(::std::string::String),
            MediaKind::Octets => quote!(::bytes::Bytes),
            MediaKind::Multipart => {
                let name = &self.names.of(operation).form;
                quote!(#name)
            }
        }
    }

    /// Whether an operation takes a multipart form.
    pub(super) fn has_form(&self, operation: &Operation) -> bool {
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        contents
            .into_iter()
            .any(|content| content.kind == MediaKind::Multipart)
    }

    /// The types that a body needs beside those of schemas.
    pub(super) fn body_types(&self, operation: &Operation) -> TokenStream {
        let Some(body) = &operation.body else {
            return TokenStream::new();
        };
        let mut types = TokenStream::new();
        let form = body
            .contents
            .iter()
            .find(|content| content.kind == MediaKind::Multipart);
        types.extend(form.map(|content| self.form_struct(operation, content)));
        if body.contents.len() > 1 {
            let name = &self.names.of(operation).body;
            let doc = format!(" The body of `{}`.", super::docs::one_line(&operation.id));
            let variants =
                variants(body)
                    .into_iter()
                    .zip(&body.contents)
                    .map(|(variant, content)| {
                        let docs = docs(Some(&format!("`{}`.", content.media_type)), "");
                        let of = self.content_type(operation, content);
                        quote!(#docs #variant(#of))
                    });
            types.extend(quote! {
                #[doc = #doc]
                #[derive(Clone, Debug)]
                pub enum #name { #(#variants),* }
            });
        }
        types
    }

    /// The code of an operation's body.
    pub(super) fn body_code(&self, operation: &Operation) -> BodyCode {
        let Some(body) = &operation.body else {
            return BodyCode {
                content: quote!(rt::fingerprint::Content::None),
                ..BodyCode::default()
            };
        };
        let meta = &self.names.of(operation).meta;
        let mut code = BodyCode::default();
        let mut reads = Vec::new();
        let mut contents = Vec::new();
        let mut converts = Vec::new();
        let variants = variants(body);
        for (index, content) in body.contents.iter().enumerate() {
            let read = self.content_code(operation, content, index);
            let variable = format_ident!("content_{index}");
            code.items.extend(read.items);
            let statements = read.read;
            reads.push(quote!(Some(#index) => { #statements }));
            let view = read.content;
            contents.push(quote!(if let Some(content) = &#variable { #view } else));
            let value = read.convert;
            let value = match body.contents.len() {
                1 => value,
                _ => {
                    let (name, variant) = (&self.names.of(operation).body, &variants[index]);
                    quote!(#name::#variant(#value))
                }
            };
            converts.push(quote!(if let Some(content) = #variable { Some(#value) } else));
        }
        let declared = (0..body.contents.len()).map(|index| format_ident!("content_{index}"));
        let borrows = |content: &Content| {
            matches!(
                content.kind,
                MediaKind::Json | MediaKind::Form | MediaKind::Text
            )
        };
        let bytes = body
            .contents
            .iter()
            .any(borrows)
            .then(|| quote!(let bytes;));
        let missing = body
            .required
            .then(|| quote!(rt::check::missing(&rt::check::At::BODY, &mut issues);));
        code.read = quote! {
            let kind = rt::body::media_type(exchange, operations::#meta.media_types)?;
            let limit = operations::#meta.body_limit.unwrap_or(runtime.limits.body);
            #bytes
            #(let mut #declared = None;)*
            match kind {
                #(#reads)*
                _ => { #missing }
            }
        };
        code.content = quote!(#(#contents)* { rt::fingerprint::Content::None });
        let sure = body
            .required
            .then(|| quote!(let body = rt::params::sure(body)?;));
        code.convert = quote! {
            let body = #(#converts)* { None };
            #sure
        };
        code
    }

    /// One media type: `read` leaves what it read in the content's variable, `convert` is an
    /// expression over `content`.
    fn content_code(&self, operation: &Operation, content: &Content, index: usize) -> BodyCode {
        let variable = format_ident!("content_{index}");
        match content.kind {
            MediaKind::Octets => BodyCode {
                read: quote!(#variable = Some(rt::body::read(exchange, limit).await?);),
                content: quote!(rt::fingerprint::Content::Bytes(content)),
                convert: quote!(content),
                ..BodyCode::default()
            },
            MediaKind::Multipart => self.multipart_code(operation, content, &variable),
            MediaKind::Json | MediaKind::Form | MediaKind::Text => {
                self.value_code(content, index, &variable)
            }
        }
    }

    fn value_code(&self, content: &Content, index: usize, variable: &Ident) -> BodyCode {
        let (declared, check) = self.check_of(&content.schema, &format!("check_content_{index}"));
        let name = format!("normalize_content_{index}");
        let (mut items, parse) = match content.kind {
            MediaKind::Json => {
                let (declared, normalize) = self.normalize_of(&content.schema, &name);
                (declared, quote!(rt::body::json(&bytes, #normalize)?))
            }
            MediaKind::Form => {
                let fields = self.urlencoded_fields(content);
                let parse = quote!(rt::body::form(&bytes, #fields, &mut issues)?);
                (TokenStream::new(), parse)
            }
            _ => (TokenStream::new(), quote!(rt::body::text(&bytes)?)),
        };
        items.extend(declared);
        BodyCode {
            items,
            read: quote! {
                bytes = rt::body::read(exchange, limit).await?;
                let content = #parse;
                #check(&content.value, &rt::check::At::BODY, &mut issues);
                #variable = Some(content);
            },
            content: quote!(rt::fingerprint::Content::Json(&content.value)),
            convert: quote!(content.convert()?),
        }
    }

    fn multipart_code(
        &self,
        operation: &Operation,
        content: &Content,
        variable: &Ident,
    ) -> BodyCode {
        let form = self.form_code(operation, content);
        let (rules, read, build) = (form.rules, form.read, form.build);
        let name = &self.names.of(operation).form;
        // What is missing is found by `sure`, which must not speak before the issues have.
        BodyCode {
            items: form.items,
            read: quote! {
                let mut form = rt::body::multipart(exchange, limit, #rules).await?;
                let print = rt::fingerprint::fingerprint(
                    &exchange.head,
                    &rt::fingerprint::Content::Parts(form.parts()),
                );
                #read
                let build = move || -> ::std::result::Result<#name, rt::Failure> { Ok(#build) };
                #variable = Some((print, build));
            },
            content: quote!(rt::fingerprint::Content::Bytes(&content.0)),
            convert: quote!((content.1)()?),
        }
    }
}

/// Variant names of a body in several media types.
fn variants(body: &Body) -> Vec<Ident> {
    let mut scope = Scope::default();
    let name = |content: &Content| match content.kind {
        MediaKind::Json => "Json",
        MediaKind::Form => "Form",
        MediaKind::Multipart => "Multipart",
        MediaKind::Text => "Text",
        MediaKind::Octets => "Bytes",
    };
    body.contents
        .iter()
        .map(|content| scope.claim_type(name(content)))
        .collect()
}
