//! Clients: workspaces by their names, with the sending-tool credentials that are saved for each.
//!
//! - A client is a workspace; there is no row of its own. Names compare without regard to case.
//! - A client whose orders cost money, or whose domains rest in the Recovery Pool, is not deleted.
//! - A credential's secret goes in and is never shown again, only its last four characters.
//! - Whether a tool takes a credential is asked live; what it says of a saved one is noted there.

mod api;
mod convert;
mod create;
mod credentials;
mod delete;
mod list;
mod test;
mod tool_fields;

pub(crate) use convert::tool_shown;
