//! The sandbox's registry: a small DNS server that plays the root and every top-level domain, so
//! that what is sold without a registrar is delegated without a registry, and looks at the public
//! DNS are real on a machine that has none.
//!
//! - It answers with authority for the root alone. A name at or below a domain of its
//!   [`Registrations`] is referred to the domain's name servers; one that is not registered, or
//!   has no name servers, does not exist.
//! - It knows the addresses of some hosts: they come along as glue, and are answered when asked
//!   for.
//! - Looks begin here when [`RegistryServer::root`] is their only root server.
//!
//! Whoever has it for a root server sees no other domain of the world. It must serve this machine
//! alone.

mod answers;
mod server;
mod source;

pub use server::{RegistryServer, RegistrySettings};
pub use source::{Registered, Registrations};
