//! The port to customers' own registrars: their accounts, whose domains get our name servers.
//!
//! A caller holds [`OwnRegistrars`], reads a customer's fields with
//! [`OwnRegistrars::credential`], which says everything that is wrong with them at once, and then
//! tests them, lists domains, reads and sets name servers. A registrar is a folder here that
//! implements [`OwnRegistrar`] and one entry in `vendors.rs`; what it must do is in the contract
//! suite, `tests/registrar/own/`.
//!
//! [`OwnRegistrars::sandbox`] has one with nobody behind it in the place of each.
//!
//! Setting name servers twice does no harm. When the answer is lost, the name servers are read
//! again, and only if that does not show the new ones it is an error.

mod credential;
mod fields;
mod namecheap;
mod namecom;
mod porkbun;
mod port;
mod registry;
mod sandbox;
mod spaceship;
mod vendors;

pub use credential::{CredentialError, FieldError, RegistrarCredential};
pub use fields::{CredentialField, FieldName};
pub use port::{DomainPage, ListedDomain, OwnRegistrar, RegistrarSpec};
pub use registry::{OwnRegistrarSettings, OwnRegistrars, SettingsError};
pub use sandbox::sandbox_name_servers;
