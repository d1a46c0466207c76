//! What carries out a step.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use async_trait::async_trait;
use chrono::TimeDelta;
use serde_json::Value;
use simpleinboxes_core::status::DomainActionType;
use simpleinboxes_store::{ActionError, Started, StoreError};

use crate::app::App;

/// What carries out the steps of one type.
#[async_trait]
pub trait Step: Send + Sync + 'static {
    /// The type.
    fn kind(&self) -> DomainActionType;

    /// Makes one attempt, and tells what is to be kept of it.
    ///
    /// # Errors
    /// How to go on.
    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError>;
}

/// How to go on after an attempt that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepError {
    /// Another attempt may succeed.
    Later {
        /// What went wrong.
        error: ActionError,
        /// How long to wait; without it longer with each attempt.
        after: Option<TimeDelta>,
    },
    /// The attempt could not be made, because a vendor is down and left alone: it does not count.
    PutOff {
        /// What to tell meanwhile.
        error: ActionError,
        /// How long to wait.
        after: TimeDelta,
    },
    /// None will until a person has done something.
    Stuck(ActionError),
    /// None ever will: the domain can't be delivered and is refunded.
    Lost(ActionError),
}

impl StepError {
    /// Another attempt may succeed: after the vendor has been left `alone`, if that is why it was
    /// not asked, and then this was no attempt; else after `after`.
    pub(super) fn again(
        error: ActionError,
        alone: Option<Duration>,
        after: Option<TimeDelta>,
    ) -> Self {
        match alone.and_then(|alone| TimeDelta::from_std(alone).ok()) {
            Some(after) => Self::PutOff { error, after },
            None => Self::Later { error, after },
        }
    }

    /// Nothing helps until a person has done something, and no vendor is to blame.
    pub(super) fn stuck(words: impl Into<String>) -> Self {
        Self::Stuck(ActionError {
            vendor: None,
            message: words.into(),
        })
    }
}

impl From<StoreError> for StepError {
    fn from(error: StoreError) -> Self {
        // What the database said is no business of the customer's.
        tracing::warn!(%error, "a step could not read or write");
        Self::Later {
            error: ActionError {
                vendor: None,
                message: "Our database did not answer.".to_owned(),
            },
            after: None,
        }
    }
}

/// What carries out each type of step.
#[derive(Clone, Default)]
pub struct Steps(BTreeMap<&'static str, Arc<dyn Step>>);

impl Steps {
    /// With one more; it takes the place of another of the same type.
    #[must_use]
    pub fn with(mut self, step: impl Step) -> Self {
        self.0.insert(step.kind().as_str(), Arc::new(step));
        self
    }

    pub(super) fn of(&self, kind: DomainActionType) -> Option<&Arc<dyn Step>> {
        self.0.get(kind.as_str())
    }
}
