//! What the public DNS says of domains: who they are delegated to, and whether their mail records
//! can be seen. Looked up live, kept, and looked up again in time.
//!
//! - A look asks the public DNS with no transaction open; what it saw is kept afterwards, unless
//!   the domain has other nameservers by then or a later look was kept before.
//! - Looks are due 1, 2, 5, 15 and 60 minutes after the zone was made, hourly after that and daily
//!   once the delegation has propagated. A recurring job queues those that are due, so many at a
//!   time; each is a job of its account, so that no account holds up another. Long waits are cut
//!   short by chance, so that what once fell together drifts apart.
//! - Mail records are looked up in the same way, from a minute after they were written. Mail is
//!   ready when the records of all four kinds were seen as they stand here, and not before.
//! - A verdict that changes stands in the domain's history, and a step that waits for the
//!   delegation goes on at once.

mod check;
mod get;
mod jobs;
mod look;
mod mail;
mod recheck;

pub use check::check;
pub use get::get;
pub(crate) use jobs::{DueChecks, MailChecks, NameserverChecks};
pub(crate) use look::look;
pub use recheck::recheck_all;
