//! Client of the SimpleInboxes API.
