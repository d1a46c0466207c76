//! Model types of the SimpleInboxes API.
