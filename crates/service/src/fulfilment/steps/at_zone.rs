//! Records of a domain's zone, written and published by steps.

use simpleinboxes_core::id::DomainId;
use simpleinboxes_store::{ActionError, Caller, DnsRefused, Domain};

use crate::{
    app::App,
    dns::{self, HostError, Report, SyncError},
    fulfilment::StepError,
};

/// The domain of a step.
pub(super) async fn domain(app: &App, system: &Caller, id: DomainId) -> Result<Domain, StepError> {
    let found = app.store.scoped(system).domain(id).await?;
    found.ok_or_else(gone)
}

/// Publishes what was written; every record has to arrive.
pub(super) async fn publish(
    app: &App,
    system: &Caller,
    domain: DomainId,
) -> Result<Report, StepError> {
    let published = dns::publish(app, system, domain).await;
    let report = published.map_err(|error| unpublished(app, error))?;
    let host = app.vendors.dns.name().as_str();
    if let Some((_, reason)) = report.refused.first() {
        return Err(StepError::Stuck(ActionError {
            vendor: Some(host.to_owned()),
            message: format!("The DNS host refused a record: {reason}"),
        }));
    }
    if report.overtaken {
        return Err(StepError::Later {
            error: ActionError {
                vendor: Some(host.to_owned()),
                message: "Records were changed at the DNS host at the same moment.".to_owned(),
            },
            after: None,
        });
    }
    Ok(report)
}

/// How to go on when records could not be written here.
pub(super) fn unwritten(refused: DnsRefused) -> StepError {
    match refused {
        DnsRefused::Store(error) => error.into(),
        DnsRefused::Clash(words) => StepError::stuck(format!(
            "A record of your own is in the way: {words}. Delete it, then retry."
        )),
        refused => StepError::stuck(format!("The records were not written: {refused}.")),
    }
}

/// How to go on after the DNS host failed.
pub(super) fn failed(error: HostError) -> StepError {
    let said = ActionError {
        vendor: Some(error.host),
        message: error.words,
    };
    if error.passing {
        StepError::again(said, error.alone, error.after)
    } else {
        StepError::Stuck(said)
    }
}

fn unpublished(app: &App, error: SyncError) -> StepError {
    let after = error.after(app.clock.now());
    match error {
        SyncError::Refused(refused) => unwritten(refused),
        SyncError::Host(error) => failed(error),
        SyncError::TooManyDeletions(many) => StepError::stuck(format!("Not published: {many}.")),
        SyncError::Busy(_) => StepError::Later {
            error: ActionError {
                vendor: None,
                message: "Another sync of the domain's records is under way.".to_owned(),
            },
            after,
        },
    }
}

/// The domain of the step is no more.
pub(super) fn gone() -> StepError {
    StepError::stuck("The domain is gone.")
}
