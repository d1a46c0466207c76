//! Server traits and routers of the SimpleInboxes API.
//!
//! `generated` is written by `cargo xtask codegen` from the spec and never edited: for each tag a
//! trait to implement and a router that calls it with nothing but authenticated, checked and
//! typed requests. [`runtime`] is what it stands on.

#[rustfmt::skip]
mod generated;
pub mod runtime;

pub use generated::*;
