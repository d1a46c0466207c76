//! Domains: bought, looked up and changed.

mod forwarding;
mod purchases;
mod uploads;
