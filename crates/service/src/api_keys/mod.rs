//! API keys: how programs prove who they are, and how far each may go.
//!
//! - A key is shown once, when it is made. Only its hash and its first characters are kept.
//! - No key is mightier than its maker: not in scopes, not in workspaces, not in time.
//! - A revoked key fails on its next request, on every replica, since each request asks the
//!   database.

mod api;
mod convert;
mod create;
