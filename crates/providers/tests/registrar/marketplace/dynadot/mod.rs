//! Dynadot: its world for the contract, its requests, and its failures.

mod commands;
mod failures;
mod fake;
mod requests;
mod settings;
pub mod world;
