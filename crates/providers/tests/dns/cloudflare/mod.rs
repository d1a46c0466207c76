//! Cloudflare alone: its requests, batches, failures and settings.

mod batches;
mod documented;
mod failures;
mod fake;
mod logs;
mod settings;
mod state;
pub mod world;
mod zones;
