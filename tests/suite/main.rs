//! Everything that is tested across crates, over real connections. One binary, a module a theme.

mod constraints;
mod faults;
mod idempotency;
mod judged;
mod keys;
mod limits;
mod program;
mod round_trip;
mod secrets;
mod support;
mod surroundings;
mod tags;
mod tenancy;
