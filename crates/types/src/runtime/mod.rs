//! What the generated types stand on.
//!
//! The generated files declare plain structs and enums and hand each to a macro here, which
//! writes its wire form, its conversions and (feature `schemars`) its JSON Schema. So the
//! generated code stays short, and how a type behaves is read in one place:
//!
//! | macro | for |
//! |---|---|
//! | `object!`, `builder!` | objects |
//! | `string!`, `free_string!`, `secret_string!` | named strings |
//! | `scalar!`, `listed!`, `constant!` | named numbers, booleans, dates |
//! | `wrapper!`, `secret!` | named arrays, maps, aliases; secrets that are no strings |
//! | `open_enum!`, `closed_enum!` | string enumerations |
//! | `union!` | `oneOf` and `anyOf` |
//!
//! What is not generic is `#[inline]`, so that a crate compiles what it uses and this one little.
//! Type parameters and local types in the macros begin with underscores: no schema can be called
//! so, and one called `A` or `D` must not be hidden.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "what is used depends on the document"
)]

#[doc(hidden)]
pub mod builder;
#[doc(hidden)]
pub mod de;
mod enumeration;
mod error;
mod extra;
mod object;
#[doc(hidden)]
pub mod read;
mod scalar;
#[cfg(feature = "schemars")]
#[doc(hidden)]
pub mod schema;
mod sensitive;
#[doc(hidden)]
pub mod ser;
mod string;
mod text;
mod timestamp;
mod union;
mod wrapper;

pub use chrono;
pub use chrono::NaiveDate as Date;
pub use serde_json::{self, Value};
pub use uuid::{self, Uuid};

pub use self::{
    error::ConversionError,
    extra::Extra,
    sensitive::{REDACTED, Sensitive},
    timestamp::Timestamp,
};

/// An object of which nothing but that is known.
pub type Object = serde_json::Map<String, Value>;

/// A default that has no literal.
pub(crate) fn default_of_json<T: serde::de::DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).expect("the generator takes a default only if its schema does")
}

pub(crate) use self::{
    builder::{builder, filled, maybe_setter, setter, slot, unbuilt},
    enumeration::{closed_enum, enum_common, open_enum},
    object::{object, unknown},
    read::{lacks, settled},
    scalar::{constant, listed, scalar},
    string::{
        free_string, if_said, secret_string, string, string_common, string_shown, string_written,
    },
    text::TextRules,
    union::{pick, union, unread, write_unread},
    wrapper::{secret, transparent, transparent_written, wrapper},
};
