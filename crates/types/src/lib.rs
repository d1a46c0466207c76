//! Model types of the SimpleInboxes API.
//!
//! One module a tag, all of it also here at the root. `generated` is written by
//! `cargo xtask codegen` from the spec and never edited; [`runtime`] is what it stands on: the
//! macros that give a type its wire form, and the few types that no document names.

#[rustfmt::skip]
mod generated;
pub mod runtime;

pub use generated::*;
