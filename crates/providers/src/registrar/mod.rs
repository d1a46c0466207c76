//! The port to registrars.
//!
//! - [`marketplace`]: where we buy, with our own account. A caller holds a
//!   [`Marketplace`](marketplace::Marketplace).
//!
//! What both share: errors sorted by who must act ([`RegistrarError`]), and [`NameServers`].

mod error;
pub mod marketplace;
mod name_servers;
mod price;

pub use error::RegistrarError;
pub use name_servers::{BadNameServers, NameServers};
