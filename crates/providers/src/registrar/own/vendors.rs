//! The list of registrars. A new one is a folder, its `mod` line, and an entry here.

use std::net::Ipv4Addr;

use url::Url;

use super::port::{OwnRegistrar, RegistrarSpec};
use super::{namecheap, namecom, porkbun, spaceship};
use crate::http::Http;

/// One registrar: what it declares, where it lives, how its adapter is made.
pub(super) struct Vendor {
    pub(super) spec: &'static RegistrarSpec,
    pub(super) base_url: &'static str,
    pub(super) make: fn(Making) -> Box<dyn OwnRegistrar>,
}

/// What adapters are made of.
pub(super) struct Making {
    pub(super) http: Http,
    pub(super) base: Url,
    /// The address that our calls come from, if the operator set it.
    pub(super) outbound: Option<Ipv4Addr>,
}

/// In alphabetical order, as the API lists them.
pub(super) const VENDORS: &[Vendor] = &[
    namecheap::VENDOR,
    namecom::VENDOR,
    porkbun::VENDOR,
    spaceship::VENDOR,
];
