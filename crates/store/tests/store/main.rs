//! The store on every engine that this machine has.

mod api_keys;
mod auth;
mod billing;
mod credentials;
mod full_disk;
mod harness;
mod hosted;
mod idempotency;
mod jobs;
mod ledger;
mod maintenance;
mod orders;
mod payments;
mod records;
mod recovery;
mod registrars;
mod shared;
mod support;
mod tenancy;
mod totals;
mod transactions;
mod workspaces;
