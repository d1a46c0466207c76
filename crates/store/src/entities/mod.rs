//! The rows as they lie in the tables: plain columns, read and written by this crate alone.
//!
//! They stay inside, so that no query of tenant data can be written beside [`crate::Scoped`];
//! other crates get the records that the queries return, with typed ids and states.

pub(crate) mod account;
pub(crate) mod api_key;
pub(crate) mod audit_entry;
pub(crate) mod auto_recharge;
pub(crate) mod begun_request;
pub(crate) mod billing_details;
pub(crate) mod credential;
pub(crate) mod dkim_key;
pub(crate) mod dns_record;
pub(crate) mod dns_sync;
pub(crate) mod domain;
pub(crate) mod domain_action;
pub(crate) mod domain_event;
pub(crate) mod hosted_address;
pub(crate) mod hosted_domain;
pub(crate) mod hosted_mailbox;
pub(crate) mod idempotency_key;
pub(crate) mod inbox;
pub(crate) mod inbox_alias;
pub(crate) mod inbox_mutation;
pub(crate) mod inbox_mutation_item;
pub(crate) mod inbox_photo;
pub(crate) mod invoice;
pub(crate) mod job;
pub(crate) mod job_turn;
pub(crate) mod kept_secret;
pub(crate) mod ledger_account;
pub(crate) mod ledger_month;
pub(crate) mod ledger_transaction;
pub(crate) mod order;
pub(crate) mod payment_customer;
pub(crate) mod payment_event;
pub(crate) mod payment_method;
pub(crate) mod posting;
pub(crate) mod promotion_use;
pub(crate) mod rate_window;
pub(crate) mod registrant;
pub(crate) mod sandbox_document;
pub(crate) mod sending_defaults;
pub(crate) mod session;
pub(crate) mod setting;
pub(crate) mod topup;
pub(crate) mod user;
pub(crate) mod workspace;
