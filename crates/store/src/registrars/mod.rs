//! The customers' own registrars: saved credentials, and nameservers to set there.
//!
//! A workspace has one credential for a registrar at most. All of its fields are sealed together,
//! the user's name among them, and come out for work alone.

mod credentials;
mod updates;

pub(crate) use credentials::SECRET;
pub use credentials::{RegistrarFields, SavedRegistrar};
pub use updates::{UpdatePayload, UpdateRejected};
