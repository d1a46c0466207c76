//! The customers' own registrars: which there are, whether one takes a credential, and the setting
//! of nameservers there.
//!
//! - A credential is tested live and saved only when the registrar takes it. All of its fields go
//!   in and none is ever shown.
//! - Nameservers are set by the steps of work that every domain has: what is queued here is carried
//!   out by `fulfilment/steps/set_nameservers.rs` with the credential that is saved at that moment.

mod api;
mod fields;
mod list;
mod test;
mod update;

pub(crate) use fields::saved;
