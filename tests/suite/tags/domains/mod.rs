//! Domains: bought, looked up and changed.

mod purchases;
