//! Domains: what is known of each, the work on them, and what can be bought.
//!
//! - A domain is named by its name, in any case and script; of a name that came into the account
//!   more than once it is the one that is held now, else the one that was let go last.
//! - Prices are those of the order: what the registrar where we buy asks, unless the price book
//!   says what a top-level domain costs here.

mod actions;
mod api;
mod convert;
mod find;
mod history;
pub(crate) mod offers;
mod read;
mod refuse;
mod search;
mod settings;
mod tool;

pub(crate) use find::{NOT_FOUND, named, of_name};
