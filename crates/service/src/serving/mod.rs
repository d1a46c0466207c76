//! What this process serves besides the API: DNS, where it is the DNS host itself, and the
//! sandbox's registry.

mod dns;
mod metrics;
mod registry;
mod settings;

pub(crate) use dns::{DnsServing, Places, plays_registry};
pub(crate) use metrics::register;
pub use settings::{RegistryServe, SandboxRegistrySettings};
