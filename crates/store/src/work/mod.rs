//! Work on domains: plans of steps, carried out one by one, and the history of it.
//!
//! - A step is a row with the steps that it waits for. It has a job of its own as soon as those
//!   have succeeded; whoever ends a step queues the next ones in the same transaction.
//! - [`start_action`](crate::ScopedTx::start_action) begins an attempt, and one of
//!   [`succeed_action`](crate::ScopedTx::succeed_action),
//!   [`put_off_action`](crate::ScopedTx::put_off_action) and
//!   [`give_up_action`](crate::ScopedTx::give_up_action) ends it. In between the vendor is called
//!   under the step's `vendor_key`, with no transaction open. An attempt that was cut off is begun
//!   again: look before you create.
//! - A step whose worker dies again and again comes to no end of its own, and one whose job was lost
//!   is begun by nobody: [`Store::mend_actions`](crate::Store::mend_actions) looks for both.
//! - Steps that let a domain go are tried again for as long as it takes
//!   ([`Store::retry_letting_go`](crate::Store::retry_letting_go)): until then somebody pays for
//!   what nobody has.
//! - Locks are taken in the order workspace, order, domain, step.

mod delegation;
mod dkim;
mod events;
mod facts;
mod mail_dns;
mod moves;
mod plan;
mod public;
mod read;
mod retry;
mod run;
mod upkeep;

pub use delegation::{DomainDelegation, QueuedChecks, SeenDelegation};
pub use dkim::StoredDkimKey;
pub use events::{DomainEventRecord, EventActor, EventChange};
pub use facts::{DomainZone, MadeInbox, Registration};
pub use mail_dns::{MailDnsState, MailLookKept, MailRecord, SeenMail, SeenMailKind};
pub use plan::PurchasePayload;
pub(crate) use plan::action_key;
pub use public::{HeldDomain, PublicForwarding};
pub use read::{ActionError, ActionFilter, DomainAction};
pub use retry::RetryRefused;
pub use run::{ActionFailure, Started};
pub use upkeep::Mended;
pub(crate) use upkeep::{CUT_OFF, Mending};

/// The job that carries out a step: its payload is an [`ActionJob`].
pub const DOMAIN_ACTION_JOB: &str = "domain_action";

/// The job that looks at a domain's mail records: its payload is a [`DomainCheckJob`].
pub const MAIL_CHECK_JOB: &str = "mail_check";

/// The job that looks at a domain's delegation: its payload is a [`DomainCheckJob`].
pub const NAMESERVER_CHECK_JOB: &str = "nameserver_check";

/// What a check of a domain is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DomainCheckJob {
    /// The domain.
    pub domain: simpleinboxes_core::id::DomainId,
    /// Whether there is nothing to do when somebody else has looked meanwhile.
    pub if_due: bool,
}

/// What a [`DOMAIN_ACTION_JOB`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ActionJob {
    /// The step.
    pub action: simpleinboxes_core::id::DomainActionId,
}
