//! Stripe alone: its requests, failures and webhooks.

mod charges;
mod documented;
mod events;
mod failures;
mod fake;
mod logs;
mod objects;
mod settings;
mod webhooks;
pub mod world;
