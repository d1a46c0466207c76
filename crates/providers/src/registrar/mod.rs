//! The ports to registrars: where domains are bought, and where customers have theirs.
//!
//! - [`marketplace`]: where we buy, with our own account. A caller holds a
//!   [`Marketplace`](marketplace::Marketplace).
//! - [`own`]: customers' accounts at their own registrars, whose domains get our name servers. A
//!   caller holds [`OwnRegistrars`](own::OwnRegistrars).
//!
//! What both share: errors sorted by who must act ([`RegistrarError`]), and [`NameServers`].

mod error;
pub mod marketplace;
mod name_servers;
pub mod own;
mod price;

pub use error::RegistrarError;
pub use name_servers::{BadNameServers, NameServers};
