//! The port to DNS hosts: who publishes the records of our customers' domains.
//!
//! A caller holds a [`DnsHost`]. Two exist: [`cloudflare`], and [`embedded`], which is our own
//! server. Everything a host is asked for can be asked for twice: it looks before it makes, and
//! deletes what may be gone already. After any error, ask again.
//!
//! What a host has is compared with what stands here by `simpleinboxes_core::dns::sync`; the steps
//! that come of it are [`Change`]s.

mod change;
pub mod cloudflare;
pub mod embedded;
mod error;
mod forwarding;
mod port;
pub mod propagation;
pub mod registry;
mod zone;

pub use change::{Change, ChangeOutcome, HostRecord};
pub use error::DnsHostError;
pub use forwarding::{Forwarding, ForwardingError};
pub use port::{Capabilities, DnsHost, DnsHostName, ForwardingBy};
pub use zone::{Zone, ZoneStatus};
