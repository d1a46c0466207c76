//! What utoipa is told of the handlers.

use proc_macro2::TokenStream;

use super::Server;
use crate::model::Operation;

impl Server<'_> {
    /// The attributes of a handler.
    pub(super) fn describe(&self, _operation: &Operation) -> TokenStream {
        TokenStream::new()
    }

    /// The function that collects the descriptions of all handlers.
    pub(super) fn openapi(&self) -> TokenStream {
        TokenStream::new()
    }
}
