//! The client's root: the client itself, its credentials, and what gathers the tags.

use heck::ToSnakeCase as _;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{ImplItem, Item};

use crate::model::{Api, ParamLocation, SecurityScheme};

use super::{
    super::Target,
    split::{Parts, extension},
};

/// `mod.rs`.
pub(super) fn root_file(api: &Api, _target: &Target, parts: &Parts) -> TokenStream {
    let used: Vec<_> = api
        .tags
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            api.operations
                .iter()
                .any(|operation| operation.tag == *index)
        })
        .map(|(_, tag)| tag)
        .collect();
    let modules: Vec<_> = used
        .iter()
        .map(|tag| format_ident!("{}", tag.module))
        .collect();
    let docs = used.iter().map(|tag| format!("{}.", tag.name));
    let extensions: Vec<_> = used
        .iter()
        .map(|tag| format_ident!("{}", extension(&tag.type_name)))
        .collect();
    let client = parts.root.iter().map(without_new);
    let credentials = api
        .security_schemes
        .iter()
        .filter_map(|(name, scheme)| credential(name, scheme));
    let servers = &api.servers;
    let doc = format!("Client of {}.", api.title);
    quote! {
        #![doc = #doc]

        #(#[doc = #docs] pub mod #modules;)*

        /// Calls being put together, of every tag.
        pub mod builder {
            #(pub use super::#modules::builder::*;)*
        }

        /// The client and the extension traits that its calls come from.
        pub mod prelude {
            pub use super::Client;
            #(pub use super::#modules::#extensions as _;)*
        }

        /// The servers that the API's document names.
        pub const SERVERS: &[&str] = &[#(#servers),*];

        #(#client)*

        impl crate::runtime::ClientBuilder {
            #(#credentials)*

            /// Makes the client.
            ///
            /// # Errors
            /// The system's TLS cannot be set up.
            pub fn build(self) -> ::std::result::Result<Client, crate::runtime::BuildError> {
                let (base_url, client) = self.into_parts()?;
                ::std::result::Result::Ok(Client::new_with_client(&base_url, client))
            }
        }

        impl Client {
            /// A builder of a client for the API at `base_url`, which ends with the API's base
            /// path.
            #[must_use]
            pub fn builder(base_url: impl ::std::convert::Into<::std::string::String>) -> crate::runtime::ClientBuilder {
                crate::runtime::ClientBuilder::new(base_url)
            }
        }
    }
}

/// progenitor's `new` panics where TLS cannot be set up; the builder answers an error.
fn without_new(item: &Item) -> Item {
    let mut item = item.clone();
    if let Item::Impl(implementation) = &mut item
        && implementation.trait_.is_none()
    {
        implementation
            .items
            .retain(|item| !matches!(item, ImplItem::Fn(function) if function.sig.ident == "new"));
    }
    item
}

fn credential(name: &str, scheme: &SecurityScheme) -> Option<TokenStream> {
    let snake = name.to_snake_case();
    let snake = if syn::parse_str::<syn::Ident>(&snake).is_ok() {
        snake
    } else {
        format!("scheme_{snake}")
    };
    let method = format_ident!("with_{snake}");
    let doc = format!(" Sends the credential of `{name}` with every call. It is never printed.");
    let errors = " It holds a character that a header cannot carry.";
    let (parameter, body) = match scheme {
        SecurityScheme::ApiKey {
            location: ParamLocation::Header,
            name,
        } => {
            let header = name.to_lowercase();
            (
                quote!(key: &str),
                quote!(self.header(#header, key.to_owned())),
            )
        }
        SecurityScheme::ApiKey {
            location: ParamLocation::Cookie,
            name,
        } => (
            quote!(key: &str),
            quote!(self.header("cookie", ::std::format!("{}={key}", #name))),
        ),
        SecurityScheme::Bearer | SecurityScheme::OAuth2 => (
            quote!(token: &str),
            quote!(self.header("authorization", ::std::format!("Bearer {token}"))),
        ),
        SecurityScheme::Basic => (
            quote!(user: &str, password: &str),
            quote!(self.header("authorization", crate::runtime::basic(user, password))),
        ),
        SecurityScheme::ApiKey { .. } => return None,
    };
    Some(quote! {
        #[doc = #doc]
        ///
        /// # Errors
        #[doc = #errors]
        pub fn #method(self, #parameter) -> ::std::result::Result<Self, crate::runtime::BuildError> {
            #body
        }
    })
}
