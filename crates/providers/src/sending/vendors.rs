//! The list of vendors. A new one is a folder, its `mod` line, and an entry here.

use url::Url;

use super::port::{SendingTool, ToolSpec};
use super::{emailbison, instantly, lemlist, plusvibe, reply, saleshandy, smartlead, snov};
use crate::http::Http;
use crate::outbound::OutboundPolicy;

/// One vendor: what it declares, where it lives, how its adapter is made.
pub(super) struct Vendor {
    pub(super) spec: &'static ToolSpec,
    pub(super) home: Home,
}

/// Where a vendor's API is.
pub(super) enum Home {
    /// One address for all customers, which the operator's settings may replace.
    Vendor {
        base_url: &'static str,
        make: fn(Http, Url) -> Box<dyn SendingTool>,
    },
    /// Each customer names their own: called through the outbound guard only.
    Customer {
        make: fn(Http, OutboundPolicy) -> Box<dyn SendingTool>,
    },
}

pub(super) const VENDORS: &[Vendor] = &[
    instantly::VENDOR,
    smartlead::VENDOR,
    emailbison::VENDOR,
    plusvibe::VENDOR,
    lemlist::VENDOR,
    reply::VENDOR,
    saleshandy::VENDOR,
    snov::VENDOR,
];
