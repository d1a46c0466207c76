//! Fulfilment: the steps of work on domains, each carried out by whoever knows its vendor.
//!
//! - A [`Step`] makes one attempt: it looks at what the vendor has before it creates anything, asks
//!   under the step's `vendor_key`, and says how it went. It may be cut off at any moment and is
//!   called again.
//! - [`DomainActions`] is the job around it: it begins the attempt, ends it, and queues what
//!   follows. No transaction is open while a vendor is asked.
//! - `WorkUpkeep` looks from time to time for work that nobody would end.

mod run;
mod step;
mod steps;
mod upkeep;

pub use run::DomainActions;
pub use step::{Step, StepError, Steps};
pub(crate) use steps::open_tool;
pub use steps::steps;
pub(crate) use upkeep::WorkUpkeep;
