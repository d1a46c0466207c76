//! Ids, money, clock and domain rules of SimpleInboxes, without I/O.
