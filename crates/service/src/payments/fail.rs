//! What a provider's or the ledger's errors are to callers.

use simpleinboxes_providers::payments::PaymentError;
use simpleinboxes_server::runtime::errors::{ServerError, ServiceUnavailable, UpstreamError};
use simpleinboxes_store::LedgerError;

use crate::{
    jobs::JobError,
    transact::{self, Faulty},
};

/// The answer to an error of the provider. What it said in full is for the operator alone.
pub(super) fn upstream<E>(vendor: &'static str, error: PaymentError) -> E
where
    E: Faulty + From<UpstreamError>,
{
    tracing::warn!(vendor, %error, "the payment provider failed");
    let issue = match error {
        PaymentError::Unavailable(outage) => outage.to_string(),
        PaymentError::RateLimited { .. } => "wants fewer requests; try again later".to_owned(),
        PaymentError::InProgress => "is still at the same request; try again later".to_owned(),
        PaymentError::Declined(decline) => decline.message,
        PaymentError::Authentication { .. } => "did not accept our credentials".to_owned(),
        PaymentError::Invalid { .. } | PaymentError::NotFound { .. } | PaymentError::KeyReused => {
            "refused our request".to_owned()
        }
        // The sandbox keeps its state in our database.
        PaymentError::State(words) => return ServiceUnavailable::new(words).into(),
    };
    UpstreamError::new(vendor, issue).into()
}

/// A job that failed at the provider and is to be tried again; put off where it was left alone.
pub(super) fn again(error: &PaymentError) -> JobError {
    match error.circuit_open() {
        Some(alone) => JobError::put_off(error, alone),
        None => JobError::retry(error),
    }
}

/// The answer to an error of the ledger that the caller has no part in.
pub(super) fn ledger<E: Faulty>(error: LedgerError) -> E {
    match error {
        LedgerError::Store(error) => transact::fault(error),
        other => ServerError::new(other).into(),
    }
}

/// The same in a job: another attempt may succeed.
pub(super) fn job(error: LedgerError) -> JobError {
    match error {
        LedgerError::Store(error) => error.into(),
        other => JobError::retry(other),
    }
}
