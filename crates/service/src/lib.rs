//! The SimpleInboxes service.
