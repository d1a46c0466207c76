//! Everything that is tested across crates, over real connections. One binary, a module a theme.

// The objects of the Stripe that is played are written in one `json!` each.
#![recursion_limit = "256"]

mod constraints;
mod contract;
mod faults;
mod fulfilment;
mod idempotency;
mod jobs;
mod judge;
mod judged;
mod keys;
mod ledger;
mod limits;
mod lookup;
mod payments;
mod program;
mod real_service;
mod report;
#[allow(dead_code, reason = "it is the resolver of the adapters' own tests")]
#[path = "../../crates/providers/tests/blocklist/server.rs"]
mod resolver;
mod round_trip;
mod secrets;
mod sending;
mod serving;
#[allow(dead_code, reason = "it is the stub of the adapters' own tests")]
#[path = "../../crates/providers/tests/shared/stub.rs"]
mod stub;
mod support;
mod surroundings;
mod tags;
mod tenancy;
