//! The port to sending tools: the sequencers that inboxes are handed over to.
//!
//! A caller holds [`SendingTools`], reads a user's fields with [`SendingTools::credential`], which
//! says everything that is wrong with them at once, and asks the vendor with
//! [`SendingTools::test_key`]. A vendor is a folder here that implements [`SendingTool`] and one
//! entry in `vendors.rs`; what it must do is in the contract suite, `tests/sending/`.
//!
//! Testing a key only reads at the vendor: it changes nothing and costs no credits.
//!
//! Mailboxes are handed over with [`SendingTools::put`], which looks first, brings up to date what is
//! there, and takes an account that the tool can't sign in to for a failure. What a tool's API can do besides is in its
//! [`ToolCapabilities`]; for tools without an adapter there is a
//! [`CsvFile`]. [`SendingTools::sandbox`]
//! has the same tools without anyone behind them.

mod account;
mod accounts;
mod credential;
mod csv;
mod emailbison;
mod error;
mod exchange;
mod fields;
mod instantly;
mod lemlist;
mod plusvibe;
mod port;
mod put;
mod redact;
mod registry;
mod reply;
mod saleshandy;
mod sandbox;
mod smartlead;
mod snov;
mod vendors;

pub use account::{
    AccountPage, AccountState, Added, Handing, Known, MailHost, MailLogin, Mailbox, Put,
    ToolAccount,
};
pub use credential::{Credential, CredentialError, FieldError};
pub use csv::{CSV_COLUMNS, CsvFile};
pub use error::SendingError;
pub use fields::{CredentialField, FieldFormat};
pub use port::{ConnectionTest, KeyCheck, SendingTool, ToolCapabilities, ToolSpec};
pub use registry::{SendingSettings, SendingTools, SettingsError};
