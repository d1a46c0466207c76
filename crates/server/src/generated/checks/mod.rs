//! The checks of the schemas that requests are made of.
pub(in super::super) mod api_keys;
pub(in super::super) mod clients;
pub(in super::super) mod dns_records;
pub(in super::super) mod domains;
pub(in super::super) mod inboxes;
pub(in super::super) mod orders;
pub(in super::super) mod payments;
pub(in super::super) mod recovery_pool;
pub(in super::super) mod registrars;
pub(in super::super) mod shared;
pub(in super::super) mod wallet;
pub(in super::super) mod workspaces;
