//! The SimpleInboxes service: the API over its store and vendors.
//!
//! A tag of the API is a folder: its `mod.rs` tells the purpose and the rules, `api.rs` implements
//! the generated trait, and each command has a file. Everything that a command needs comes in
//! through [`app::App`]; nothing is global.

pub mod app;
pub mod auth;
pub mod billing;
pub mod cli;
mod clock_watch;
pub mod config;
pub mod dns;
mod domains;
mod first_start;
pub mod fulfilment;
pub mod http;
mod idempotent;
pub mod inboxes;
pub mod jobs;
mod key_watch;
mod keyring;
mod last_used;
mod ledger;
pub mod mail_config;
pub mod nameservers;
mod operator;
pub mod orders;
pub mod program;
mod rate;
pub mod recovery;
mod sandbox;
pub mod serve;
mod table;
pub mod telemetry;
mod transact;
pub mod vendors;
mod wire;
mod words;

mod api_keys;
mod clients;
mod payments;
pub mod redirects;
mod registrars;
pub mod serving;
mod wallet;
mod workspaces;
