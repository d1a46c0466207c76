//! Server traits and routers of the SimpleInboxes API.

pub mod runtime;
