//! Domains: bought, looked up and changed.

mod purchases;
mod uploads;
