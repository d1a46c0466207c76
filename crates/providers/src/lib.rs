//! Ports to vendors and their adapters.
//!
//! A port is a trait in a folder of its own (`sending/` is the first); beside it stands one folder
//! per vendor, with the vendor's wire shapes, the mapping to the port, and in `mod.rs` what was
//! read where and what nobody has confirmed. Callers hold a registry and never see a vendor's type.
//!
//! What all ports share:
//! - [`ProviderError`]: what can go wrong at a vendor, sorted by what the caller should do.
//! - `http`: the only code that talks HTTP: limits on time and size, no redirects, no secret in
//!   an error or a log line.
//! - [`Traffic`]: how many calls are under way at once for an account at a vendor, which vendors
//!   are down and left alone, and what calls came to.
//! - [`outbound`]: addresses that users give us are reached only if they are public.
//!
//! Nothing here is global: settings, policy and name resolution come in through constructors.

pub mod blocklist;
pub mod dns;
mod domain_name;
mod error;
mod hex;
mod http;
pub mod mail_auth;
pub mod mailbox;
pub mod outbound;
pub mod payments;
pub mod photo;
mod redact;
pub mod registrar;
mod resolver;
pub mod sending;
pub mod state;
mod traffic;
pub mod vault;

pub use domain_name::{DomainName, NotADomainName};
pub use error::{Lack, Outage, ProviderError};
pub use http::HttpSettings;
pub use traffic::{BreakerSettings, BreakerState, Durations, Traffic, VendorTraffic};
