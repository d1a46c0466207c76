//! Who may call, how far, and until when.

mod at_rest;
mod expiry;
mod last_used;
mod power;
mod replicas;
mod scopes;
mod sessions;
