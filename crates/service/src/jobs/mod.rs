//! Scheduled and queued work: what is to be done for each kind of job, and the runner that has it
//! done.
//!
//! A job is put into the queue by the transaction that wants it done ([`Tx::enqueue`]) and is run
//! at least once: a [`Handler`] must bear to be run again after an attempt that was cut off at any
//! point. Where its effect is one transaction, it can end the job in the same one with
//! [`Tx::end_job`] and [`Context::lease`].
//!
//! [`Tx::enqueue`]: simpleinboxes_store::Tx::enqueue
//! [`Tx::end_job`]: simpleinboxes_store::Tx::end_job

mod attempt;
mod housekeeping;
mod metrics;
mod operator;
mod runner;

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use chrono::TimeDelta;
use serde::de::DeserializeOwned;
use simpleinboxes_store::{Job, Lease, StoreError};

pub use metrics::JobMetrics;
pub use operator::{list, retry, run_due, show};
pub use runner::Runner;

use crate::{app::App, dns, fulfilment, inboxes, nameservers, orders, payments, recovery};

/// What is done for the jobs of one kind.
#[async_trait]
pub trait Handler: Send + Sync + 'static {
    /// The kind.
    fn kind(&self) -> &'static str;

    /// For recurring work, how long after the beginning of one the next is due. Such a job is in
    /// the queue from the start of the service on, once, whatever becomes of its attempts.
    fn every(&self) -> Option<TimeDelta> {
        None
    }

    /// Does the work once.
    ///
    /// # Errors
    /// Whether another attempt may succeed.
    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError>;
}

/// What handlers work with.
pub struct Context {
    /// The service.
    pub app: Arc<App>,
    /// The right to end the job, for handlers that do it together with its effect.
    pub lease: Lease,
}

/// Why an attempt failed. The words are for operators and are kept: no secrets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// Another attempt may succeed.
    #[error("{error}")]
    Retry {
        /// What went wrong.
        error: String,
        /// How long to wait; without it longer with each failure.
        after: Option<TimeDelta>,
    },
    /// The attempt could not be made, for a reason that is none of the job's: a vendor is down and
    /// left alone. It does not count.
    #[error("{error}")]
    PutOff {
        /// Why.
        error: String,
        /// How long to wait.
        after: TimeDelta,
    },
    /// None will.
    #[error("{error}")]
    Dead {
        /// What went wrong.
        error: String,
    },
}

impl JobError {
    /// Another attempt may succeed.
    pub fn retry(error: impl ToString) -> Self {
        Self::Retry {
            error: error.to_string(),
            after: None,
        }
    }

    /// Another attempt may succeed after so long.
    pub fn retry_after(error: impl ToString, after: TimeDelta) -> Self {
        Self::Retry {
            error: error.to_string(),
            after: Some(after),
        }
    }

    /// The attempt could not be made and does not count; the next is to be after so long.
    pub fn put_off(error: impl ToString, after: std::time::Duration) -> Self {
        Self::PutOff {
            error: error.to_string(),
            after: TimeDelta::from_std(after).unwrap_or(TimeDelta::hours(1)),
        }
    }

    /// No attempt will succeed.
    pub fn dead(error: impl ToString) -> Self {
        Self::Dead {
            error: error.to_string(),
        }
    }
}

impl From<StoreError> for JobError {
    fn from(error: StoreError) -> Self {
        Self::retry(error)
    }
}

/// Reads what a job needs to know.
///
/// # Errors
/// It is of another form, and will be the next time.
pub fn payload<T: DeserializeOwned>(job: &Job) -> Result<T, JobError> {
    T::deserialize(&job.payload).map_err(|error| JobError::dead(format!("payload: {error}")))
}

/// What is done for each kind of job.
#[derive(Clone, Default)]
pub struct Handlers(BTreeMap<&'static str, Arc<dyn Handler>>);

impl Handlers {
    /// What this program does.
    #[must_use]
    pub fn of_program() -> Self {
        Self::default()
            .with(fulfilment::DomainActions::new(fulfilment::steps()))
            .with(fulfilment::WorkUpkeep)
            .with(dns::DnsSync)
            .with(housekeeping::Housekeeping)
            .with(nameservers::DueChecks)
            .with(nameservers::MailChecks)
            .with(nameservers::NameserverChecks)
            .with(inboxes::InboxMutations)
            .with(inboxes::DueToolListings)
            .with(inboxes::ToolListings)
            .with(inboxes::VaultSync)
            .with(orders::OrderDue)
            .with(orders::OrdersUpkeep)
            .with(orders::RenewDomain)
            .with(orders::SettleOrders)
            .with(payments::AutoRecharge)
            .with(payments::Events)
            .with(payments::Expiry)
            .with(payments::SavedMethods)
            .with(payments::Upkeep)
            .with(recovery::RecoveryChecks)
            .with(recovery::RecoveryRemovals)
            .with(recovery::RecoveryUpkeep)
    }

    /// With one more; it takes the place of another of the same kind.
    #[must_use]
    pub fn with(mut self, handler: impl Handler) -> Self {
        self.0.insert(handler.kind(), Arc::new(handler));
        self
    }

    fn of(&self, kind: &str) -> Option<&Arc<dyn Handler>> {
        self.0.get(kind)
    }

    fn recurring(&self) -> impl Iterator<Item = &'static str> {
        let recurring = self.0.iter().filter(|(_, one)| one.every().is_some());
        recurring.map(|(kind, _)| *kind)
    }
}

/// The key under which recurring work of a kind is in the queue once.
fn recurring_key(kind: &str) -> String {
    format!("every:{kind}")
}
