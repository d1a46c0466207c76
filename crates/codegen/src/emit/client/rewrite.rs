//! Puts into progenitor's builders what progenitor cannot do.

use proc_macro2::Span;
use quote::format_ident;
use syn::{
    Expr, ExprCall, ExprMethodCall, ExprStruct, Fields, FnArg, ImplItem, ImplItemFn, Lit, LitStr,
    Member, Pat, ReturnType, Stmt, Type, parse_quote,
    visit_mut::{self, VisitMut},
};

use crate::model::{Api, ParamLocation};

use super::{
    super::Target,
    answers,
    bodies::{self, OwnBody},
    lower::{BodyBy, Plan, Success},
    pages, query,
    split::{Builder, Parts},
};

/// Rewrites every builder.
pub(super) fn rewrite(api: &Api, _target: &Target, plans: &[Plan<'_>], parts: &mut Parts) {
    for plan in plans {
        if let Some(builder) = parts.builders.get_mut(&plan.builder) {
            rewrite_builder(api, plan, builder);
        }
    }
}

fn rewrite_builder(api: &Api, plan: &Plan<'_>, builder: &mut Builder) {
    let own_body = bodies::own_body(api, plan, builder);
    if let Some(body) = &own_body {
        add_field(builder, body);
    }
    let mut extra = Vec::new();
    let definition = builder.definition.clone();
    for item in &mut builder.implementation.items {
        let ImplItem::Fn(function) = item else {
            continue;
        };
        if function.sig.ident == "send" {
            extra.push(ImplItem::Fn(public_send(plan, function)));
            rewrite_send(api, plan, own_body.as_ref(), function);
        } else if function.sig.ident == "new"
            && let Some(body) = &own_body
        {
            NewValue(body).visit_impl_item_fn_mut(function);
        } else if function.sig.ident == "body"
            && let Some(value) = typed_body(&definition)
        {
            *function = body_setter(&value);
        } else {
            document_setter(plan, function);
        }
    }
    extra.extend(
        own_body
            .into_iter()
            .flat_map(|body| body.setters)
            .map(ImplItem::Fn),
    );
    extra.extend(pages::stream(api, plan).map(ImplItem::Fn));
    builder.implementation.items.extend(extra);
}

fn add_field(builder: &mut Builder, body: &OwnBody) {
    if let Fields::Named(fields) = &mut builder.definition.fields {
        let field = &body.field;
        fields.named.push(parse_quote!(body: #field));
    }
}

/// Adds the body's first value to the struct that `new` makes.
struct NewValue<'a>(&'a OwnBody);

impl VisitMut for NewValue<'_> {
    fn visit_expr_struct_mut(&mut self, node: &mut ExprStruct) {
        if node.path.is_ident("Self") {
            let first = &self.0.first;
            node.fields.push(parse_quote!(body: #first));
        }
    }
}

/// The type of a body that is a Rust value, not bytes.
fn typed_body(definition: &syn::ItemStruct) -> Option<Type> {
    let field = definition
        .fields
        .iter()
        .find(|f| f.ident.as_ref().is_some_and(|i| i == "body"))?;
    let Type::Path(path) = &field.ty else {
        return None;
    };
    let value = first_argument(&path.path)?;
    let bytes: Type = parse_quote!(reqwest::Body);
    (value != bytes).then_some(value)
}

/// progenitor's setter says only that the conversion failed, not why.
fn body_setter(value: &Type) -> ImplItemFn {
    parse_quote! {
        /// Sets the body: the value, or a builder of it.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<#value>,
            <V as std::convert::TryInto<#value>>::Error: std::fmt::Display,
        {
            self.body = value.try_into().map_err(|error| format!("body: {error}"));
            self
        }
    }
}

fn document_setter(plan: &Plan<'_>, function: &mut ImplItemFn) {
    let named = plan
        .params
        .iter()
        .find(|planned| function.sig.ident == planned.name);
    let doc = match named {
        Some(planned) => match &planned.param.description {
            Some(description) => description.clone(),
            None => format!("Sets `{}`.", planned.param.name),
        },
        None if function.sig.ident == "body" => "Sets the body.".to_owned(),
        None => return,
    };
    function.attrs.push(parse_quote!(#[doc = #doc]));
}

/// The `send` that callers see: it answers the operation's own error, and its own success where
/// there are several.
fn public_send(plan: &Plan<'_>, raw: &ImplItemFn) -> ImplItemFn {
    let error = answers::error_name(plan);
    let docs = raw
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"));
    match &plan.success {
        Success::One(_) => {
            let value = success_type(&raw.sig.output);
            parse_quote! {
                #(#docs)*
                pub async fn send(self) -> ::std::result::Result<#value, super::#error> {
                    match self.send_raw().await {
                        ::std::result::Result::Ok(value) => ::std::result::Result::Ok(value),
                        ::std::result::Result::Err(error) => {
                            ::std::result::Result::Err(crate::runtime::fail(error).await)
                        }
                    }
                }
            }
        }
        Success::Many(_) => {
            let value = answers::success_name(plan);
            parse_quote! {
                #(#docs)*
                pub async fn send(self) -> ::std::result::Result<ResponseValue<super::#value>, super::#error> {
                    crate::runtime::decide(self.send_raw().await).await
                }
            }
        }
    }
}

/// `T` of `Result<T, E>`.
fn success_type(output: &ReturnType) -> Type {
    if let ReturnType::Type(_, returned) = output
        && let Type::Path(path) = &**returned
        && let Some(success) = first_argument(&path.path)
    {
        return success;
    }
    parse_quote!(ResponseValue<()>)
}

/// The first type argument of a path's last segment.
fn first_argument(path: &syn::Path) -> Option<Type> {
    match &path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            syn::GenericArgument::Type(argument) => Some(argument.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn rewrite_send(api: &Api, plan: &Plan<'_>, own_body: Option<&OwnBody>, function: &mut ImplItemFn) {
    function.sig.ident = format_ident!("send_raw");
    function.vis = syn::Visibility::Inherited;
    function
        .attrs
        .retain(|attribute| !attribute.path().is_ident("doc"));
    debug_assert!(matches!(
        function.sig.inputs.first(),
        Some(FnArg::Receiver(_))
    ));
    drop_version_header(function);
    query::join_lists(api, plan, function);
    WireNames(plan).visit_block_mut(&mut function.block);
    if let Some(content) = plan
        .body
        .filter(|_| plan.body_by == BodyBy::ProgenitorRetyped)
    {
        let media_type = &content.media_type;
        insert_after_headers(
            function,
            &parse_quote! {
                header_map.insert(
                    ::reqwest::header::CONTENT_TYPE,
                    ::reqwest::header::HeaderValue::from_static(#media_type),
                );
            },
        );
    }
    if let Some(body) = own_body {
        Destructure.visit_block_mut(&mut function.block);
        function.block.stmts.insert(1, body.ready.clone());
        PutBody(body).visit_block_mut(&mut function.block);
    }
}

/// progenitor sends the document's version with every call, a header that no document names.
fn drop_version_header(function: &mut ImplItemFn) {
    function
        .block
        .stmts
        .retain_mut(|statement| match statement {
            Stmt::Expr(Expr::MethodCall(call), _) => !is_version_header(call),
            Stmt::Local(local) if makes_headers(local) => {
                local.attrs.push(parse_quote!(#[allow(unused_mut)]));
                true
            }
            _ => true,
        });
}

fn is_version_header(call: &ExprMethodCall) -> bool {
    let name: Expr = parse_quote!(::reqwest::header::HeaderName::from_static("api-version"));
    call.method == "append" && call.args.first() == Some(&name)
}

fn makes_headers(local: &syn::Local) -> bool {
    matches!(&local.pat, Pat::Ident(pat) if pat.ident == "header_map")
}

/// Inserts `statement` where `header_map` was just made.
fn insert_after_headers(function: &mut ImplItemFn, statement: &Stmt) {
    let made = function
        .block
        .stmts
        .iter()
        .position(|stmt| matches!(stmt, Stmt::Local(local) if makes_headers(local)));
    if let Some(index) = made {
        function.block.stmts.insert(index + 1, statement.clone());
    }
}

/// Takes the body out of the builder as well.
struct Destructure;

impl VisitMut for Destructure {
    fn visit_pat_struct_mut(&mut self, node: &mut syn::PatStruct) {
        if node.path.is_ident("Self") {
            node.fields.push(syn::FieldPat {
                attrs: Vec::new(),
                member: Member::Named(syn::Ident::new("body", Span::call_site())),
                colon_token: None,
                pat: parse_quote!(body),
            });
        }
    }
}

/// Puts the body onto the request: `….build()` becomes `put(…).build()`.
struct PutBody<'a>(&'a OwnBody);

impl VisitMut for PutBody<'_> {
    fn visit_expr_method_call_mut(&mut self, node: &mut ExprMethodCall) {
        if node.method == "build" {
            let request = std::mem::replace(
                &mut *node.receiver,
                Expr::Verbatim(proc_macro2::TokenStream::new()),
            );
            *node.receiver = (self.0.put)(request);
        } else {
            visit_mut::visit_expr_method_call_mut(self, node);
        }
    }
}

/// Puts the names on the wire back in place of those that progenitor was given.
struct WireNames<'a, 'b>(&'a Plan<'b>);

impl WireNames<'_, '_> {
    fn restore(&self, argument: Option<&mut Expr>, location: ParamLocation) {
        if let Some(Expr::Lit(literal)) = argument
            && let Lit::Str(text) = &mut literal.lit
            && let Some(planned) =
                self.0.params.iter().find(|planned| {
                    planned.param.location == location && planned.name == text.value()
                })
        {
            let name = match location {
                // `HeaderMap::append` takes static names in lower case only.
                ParamLocation::Header => planned.param.name.to_lowercase(),
                _ => planned.param.name.clone(),
            };
            *text = LitStr::new(&name, Span::call_site());
        }
    }
}

impl VisitMut for WireNames<'_, '_> {
    fn visit_expr_call_mut(&mut self, node: &mut ExprCall) {
        let is_query = matches!(&*node.func, Expr::Path(path)
            if path.path.segments.iter().any(|segment| segment.ident == "QueryParam"));
        if is_query {
            self.restore(node.args.first_mut(), ParamLocation::Query);
        }
        visit_mut::visit_expr_call_mut(self, node);
    }

    fn visit_expr_method_call_mut(&mut self, node: &mut ExprMethodCall) {
        if node.method == "append" {
            self.restore(node.args.first_mut(), ParamLocation::Header);
        }
        visit_mut::visit_expr_method_call_mut(self, node);
    }
}
