//! What an error of a mailbox host means for a step.

use chrono::TimeDelta;
use simpleinboxes_providers::{
    ProviderError,
    mailbox::{DomainName, MailboxError, MailboxHost, Verdict},
};
use simpleinboxes_store::ActionError;

use crate::{fulfilment::StepError, words::sentence};

/// How long to wait for what our operator has to mend: licences or access at the host.
const OPERATOR: TimeDelta = TimeDelta::hours(1);

/// A domain's name as the host takes it.
pub(super) fn name(domain: &str) -> Result<DomainName, StepError> {
    let name = domain.parse();
    name.map_err(|error| StepError::stuck(format!("{domain}: {error}.")))
}

/// What the host said, in a sentence.
pub(super) fn said(host: &dyn MailboxHost, message: impl Into<String>) -> ActionError {
    ActionError {
        vendor: Some(host.provider().as_str().to_owned()),
        message: message.into(),
    }
}

/// How to go on after an error of the host where none of the step's own rules hold.
pub(super) fn after(host: &dyn MailboxHost, error: &MailboxError) -> StepError {
    let error_said = said(host, words(error));
    match error {
        MailboxError::Provider(ProviderError::RateLimited { retry_after }) => StepError::Later {
            error: error_said,
            after: retry_after.and_then(|wait| TimeDelta::from_std(wait).ok()),
        },
        MailboxError::Full { .. } | MailboxError::Provider(_) if !error.is_passing() => {
            StepError::Later {
                error: error_said,
                after: Some(OPERATOR),
            }
        }
        error if error.is_passing() => StepError::again(error_said, error.circuit_open(), None),
        _ => StepError::Stuck(error_said),
    }
}

/// Whether the same may succeed later, if only because our operator sees to it.
pub(super) fn may_pass(error: &MailboxError) -> bool {
    error.is_passing() || matches!(error, MailboxError::Full { .. } | MailboxError::Provider(_))
}

/// An error in a sentence for the customer. What is wrong with our own account is our operator's
/// to see.
pub(super) fn words(error: &MailboxError) -> String {
    match error {
        MailboxError::Provider(
            ProviderError::RateLimited { .. } | ProviderError::Unavailable(_),
        ) => sentence(&error.to_string()),
        MailboxError::Provider(error) => {
            tracing::error!(%error, "a mailbox host does not accept our account");
            "The mailbox host does not accept our account at present.".to_owned()
        }
        MailboxError::Full { reason } => {
            tracing::error!(reason, "our account at a mailbox host is full");
            "Our account at the mailbox host has no room for another mailbox at present.".to_owned()
        }
        MailboxError::State(reason) => {
            tracing::warn!(reason, "mailboxes could not be read or kept");
            "The mailboxes could not be read or kept.".to_owned()
        }
        error => sentence(&error.to_string()),
    }
}

/// The host takes the domain for ours, or why not yet.
pub(super) async fn verified(host: &dyn MailboxHost, domain: &DomainName) -> Result<(), StepError> {
    let asked = match host.verify_domain(domain).await {
        Err(MailboxError::NotFound { .. }) => {
            // It was deleted there, or never added: its records may have to be written again.
            let added = host.add_domain(domain).await;
            added.map_err(|error| after(host, &error))?;
            host.verify_domain(domain).await
        }
        asked => asked,
    };
    match asked.map_err(|error| after(host, &error))? {
        Verdict::Verified => Ok(()),
        Verdict::Pending { reason } => {
            let words = format!("The mailbox host has not verified the domain yet: {reason}.");
            Err(StepError::Later {
                error: said(host, words),
                after: None,
            })
        }
    }
}
