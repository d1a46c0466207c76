//! The SimpleInboxes service.

fn main() {}
