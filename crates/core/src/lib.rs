//! Ids, clock, keys, names, money and the other rules of SimpleInboxes that need no I/O.
//!
//! Nothing here is global: time comes from a [`clock::Clock`] and randomness from an
//! [`entropy::Entropy`], both handed in by whoever starts the program or the test.

pub mod api_key;
pub mod backoff;
mod base62;
pub mod cents;
pub mod clock;
pub mod cursor;
pub mod dns;
pub mod entropy;
pub mod fulfilment;
pub mod hint;
pub mod id;
pub mod inbox_password;
pub mod invoice;
pub mod ledger;
pub mod machine;
pub mod month;
pub mod name;
pub mod password;
pub mod period;
pub mod power;
pub mod pricing;
pub mod recovery;
pub mod scope;
pub mod status;
pub mod token;
pub mod totp;
pub mod vat;

/// A moment in UTC, as the whole program knows it.
pub type Timestamp = chrono::DateTime<chrono::Utc>;

pub use secrecy;
