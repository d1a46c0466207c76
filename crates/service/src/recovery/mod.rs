//! The Recovery Pool: domains that are parked until their reputation is restored.
//!
//! - A domain rests for twelve hours at least, and heals for twelve hours at least. It is ready when
//!   that is over and every blocklist says that it is clean: silence is never taken for it. One that
//!   is ready and gets blocked heals anew.
//! - A domain that nobody had here is given nameservers, and rests until it is delegated to them.
//! - The light is red when a list blocks the domain, green when all lists say that it is clean, and
//!   yellow else: one warns, or said nothing.
//! - Blocklists are asked at once, then daily at a time of day of each entry's own, and whenever
//!   somebody asks to. One that blocks the domain is asked to take it off; where it takes requests
//!   of people alone, the request waits for the operator: `simpleinboxes removals`.
//! - Coming back is work like any other: steps of the domain, with the inboxes resumed before they
//!   are handed over to the sending tool.

mod api;
mod change;
mod check;
mod convert;
mod jobs;
pub mod operator;
mod read;
mod submit;

pub(crate) use jobs::{RecoveryChecks, RecoveryRemovals, RecoveryUpkeep};

use simpleinboxes_server::runtime::errors::NotFound;

/// The answer to an entry that the caller does not see.
const NOT_FOUND: NotFound = NotFound::of("Recovery Pool entry not found");
