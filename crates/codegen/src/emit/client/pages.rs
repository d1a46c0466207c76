//! Lists as streams: where an operation takes a `cursor` and answers `data` with a
//! `pagination.nextCursor`, its builder can follow the cursor by itself.

use proc_macro2::TokenStream;
use quote::format_ident;
use syn::parse_quote;

use crate::model::{Api, ObjectRules, ParamLocation, Schema, SchemaKind};

use super::{
    answers::{error_name, rust_type},
    lower::{Payload, Plan, Success},
};

/// The method that streams the items of a list, for an operation that lists.
pub(super) fn stream(api: &Api, plan: &Plan<'_>) -> Option<syn::ImplItemFn> {
    let cursor = plan.params.iter().find(|planned| {
        planned.param.location == ParamLocation::Query && planned.param.name == "cursor"
    })?;
    let Success::One(Payload::Json(page)) = &plan.success else {
        return None;
    };
    let page = object(api, page)?;
    let SchemaKind::Array(data) = &page.properties.get("data")?.schema.kind else {
        return None;
    };
    let pagination = object(api, &page.properties.get("pagination")?.schema)?;
    pagination.properties.get("nextCursor")?;
    let item = rust_type(&data.items, api);
    Some(method(&format_ident!("{}", cursor.name), &item, plan))
}

fn method(cursor: &syn::Ident, item: &TokenStream, plan: &Plan<'_>) -> syn::ImplItemFn {
    let error = error_name(plan);
    parse_quote! {
        /// Every item from here on: pages are asked for as they are needed, each with the cursor
        /// of the one before. The stream ends after the first error.
        pub fn stream(self) -> impl ::futures::Stream<Item = ::std::result::Result<#item, super::#error>> + 'a {
            use ::futures::TryStreamExt as _;
            ::futures::stream::try_unfold(::std::option::Option::Some(self), |state| async move {
                let ::std::option::Option::Some(next) = state else {
                    return ::std::result::Result::Ok(::std::option::Option::None);
                };
                let page = next.clone().send().await?.into_inner();
                let items = ::futures::stream::iter(page.data.into_iter().map(::std::result::Result::Ok));
                let next = page.pagination.next_cursor.map(|cursor| next.#cursor(cursor.to_string()));
                ::std::result::Result::Ok(::std::option::Option::Some((items, next)))
            })
            .try_flatten()
        }
    }
}

fn object<'a>(api: &'a Api, schema: &'a Schema) -> Option<&'a ObjectRules> {
    match &schema.kind {
        SchemaKind::Ref(name) => object(api, &api.schemas.get(name)?.schema),
        SchemaKind::Object(rules) => Some(rules),
        _ => None,
    }
}
