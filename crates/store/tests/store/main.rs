//! The store on every engine that this machine has.

mod api_keys;
mod auth;
mod harness;
mod support;
mod totals;
mod workspaces;
