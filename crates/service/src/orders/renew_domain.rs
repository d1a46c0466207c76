//! Has the registrar renew a domain for a year, which was paid with its order's month.

use async_trait::async_trait;
use chrono::TimeDelta;
use simpleinboxes_core::Timestamp;
use simpleinboxes_providers::{
    DomainName, ProviderError,
    registrar::{RegistrarError, marketplace::Renewal},
};
use simpleinboxes_store::{Caller, Job, RENEW_DOMAIN_JOB, RenewDomainJob};

use crate::{
    app::App,
    jobs::{self, Context, Handler, JobError},
};

/// How long to wait for what our operator has to mend: money or access at the registrar.
const OPERATOR: TimeDelta = TimeDelta::hours(1);

/// Has the registrar renew a domain.
///
/// A renewal names the expiry that it starts from, so that one whose answer was lost is not made
/// again. What the registrar refuses for good is left to the operator: the job is given up, and
/// can be retried until the domain runs out, a month or less later.
pub(crate) struct RenewDomain;

#[async_trait]
impl Handler for RenewDomain {
    fn kind(&self) -> &'static str {
        RENEW_DOMAIN_JOB
    }

    async fn run(&self, job: &Job, context: &Context) -> Result<(), JobError> {
        let account = job.account.ok_or_else(|| JobError::dead("no account"))?;
        let RenewDomainJob { domain, expires_at } = jobs::payload(job)?;
        let app = &context.app;
        let system = Caller::system(account);
        let found = app.store.scoped(&system).domain(domain).await?;
        let found = found.ok_or_else(|| JobError::dead("no such domain"))?;
        let registration = found
            .registration
            .ok_or_else(|| JobError::dead("the domain is not registered here"))?;
        if registration.expires_at > expires_at {
            return Ok(());
        }
        let until = renewed(app, &found.name, expires_at).await?;
        app.store
            .write(async |tx| tx.scoped(&system).extend_registration(domain, until).await)
            .await?;
        tracing::info!(domain = found.name, %until, "a domain was renewed");
        Ok(())
    }
}

/// Until when the domain is registered now.
async fn renewed(app: &App, name: &str, from: Timestamp) -> Result<Timestamp, JobError> {
    let renewal = Renewal {
        domain: DomainName::parse(name).map_err(JobError::dead)?,
        years: 1,
        from,
    };
    match app.vendors.marketplace.renew(&renewal).await {
        Ok(renewed) => Ok(renewed.expires_at),
        Err(error) => Err(failed(&error)),
    }
}

/// Whether another attempt may succeed, and when.
fn failed(error: &RegistrarError) -> JobError {
    if let Some(alone) = error.circuit_open() {
        return JobError::put_off(error, alone);
    }
    match error {
        error if error.is_about_credentials() => JobError::retry_after(error, OPERATOR),
        RegistrarError::InsufficientFunds { .. } | RegistrarError::AddressUnknown => {
            JobError::retry_after(error, OPERATOR)
        }
        RegistrarError::Provider(ProviderError::RateLimited { retry_after }) => {
            match retry_after.and_then(|wait| TimeDelta::from_std(wait).ok()) {
                Some(wait) => JobError::retry_after(error, wait),
                None => JobError::retry(error),
            }
        }
        RegistrarError::NoSuchDomain { .. }
        | RegistrarError::NotAvailable { .. }
        | RegistrarError::Refused { .. } => JobError::dead(error),
        _ => JobError::retry(error),
    }
}
