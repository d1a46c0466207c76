//! The port to sending tools: the sequencers that inboxes are handed over to.
//!
//! A caller holds [`SendingTools`], reads a user's fields with [`SendingTools::credential`], which
//! says everything that is wrong with them at once, and asks the vendor with
//! [`SendingTools::test_key`]. A vendor is a folder here that implements [`SendingTool`] and one
//! entry in `vendors.rs`; what it must do is in the contract suite, `tests/sending/suite/`.
//!
//! Testing a key only reads at the vendor: it changes nothing and costs no credits.

mod credential;
mod emailbison;
mod fields;
mod instantly;
mod lemlist;
mod plusvibe;
mod port;
mod redact;
mod registry;
mod reply;
mod saleshandy;
mod smartlead;
mod snov;
mod vendors;

pub use credential::{Credential, CredentialError, FieldError};
pub use fields::{CredentialField, FieldFormat};
pub use port::{KeyCheck, SendingTool, ToolSpec};
pub use registry::{SendingSettings, SendingTools, SettingsError};
