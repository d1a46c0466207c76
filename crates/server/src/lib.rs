//! Server traits and routers of the SimpleInboxes API.
