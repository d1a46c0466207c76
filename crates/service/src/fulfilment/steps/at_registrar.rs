//! What an error of the registrar where we buy means for a step.

use chrono::TimeDelta;
use simpleinboxes_providers::{
    DomainName, ProviderError,
    registrar::{NameServers, RegistrarError},
};
use simpleinboxes_store::ActionError;

use crate::{app::App, fulfilment::StepError, words};

/// How long to wait for what our operator has to mend: money or access at the registrar.
const OPERATOR: TimeDelta = TimeDelta::hours(1);

/// How long to wait until a registrar knows what became of a purchase.
const UNDECIDED: TimeDelta = TimeDelta::minutes(5);

/// A domain's name as the registrar takes it.
pub(super) fn name(domain: &str) -> Result<DomainName, StepError> {
    let name = DomainName::parse(domain);
    name.map_err(|error| StepError::stuck(format!("{domain}: {error}.")))
}

/// Sets the nameservers of a domain that is ours at the registrar.
pub(super) async fn set_name_servers(
    app: &App,
    name: &DomainName,
    hosts: &[String],
) -> Result<(), StepError> {
    let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
    let servers = NameServers::parse(&hosts)
        .map_err(|error| StepError::stuck(format!("The nameservers of the zone {error}.")))?;
    let set = app.vendors.marketplace.set_name_servers(name, &servers);
    set.await.map_err(|error| after(app, &error))
}

/// The error of a vendor, in a sentence.
pub(super) fn said(app: &App, message: impl Into<String>) -> ActionError {
    ActionError {
        vendor: Some(app.vendors.marketplace.name().as_str().to_owned()),
        message: message.into(),
    }
}

/// How to go on after an error of the registrar where none of the step's own rules hold.
pub(super) fn after(app: &App, error: &RegistrarError) -> StepError {
    let later = |message: String, after| StepError::Later {
        error: said(app, message),
        after,
    };
    match error {
        // Whose fault it is is our operator's to see, not the customer's.
        error if error.is_about_credentials() => {
            tracing::error!(%error, "the registrar does not accept our account");
            let words = "The registrar does not accept our account at present.";
            later(words.to_owned(), Some(OPERATOR))
        }
        RegistrarError::InsufficientFunds { .. } | RegistrarError::AddressUnknown => {
            tracing::error!(%error, "our account at the registrar can't be used");
            let words = "Our account at the registrar can't buy at present.";
            later(words.to_owned(), Some(OPERATOR))
        }
        RegistrarError::Provider(ProviderError::RateLimited { retry_after }) => {
            let after = retry_after.and_then(|wait| TimeDelta::from_std(wait).ok());
            later(sentence(error), after)
        }
        RegistrarError::Undecided => later(sentence(error), Some(UNDECIDED)),
        RegistrarError::Provider(vendor) => {
            StepError::again(said(app, sentence(error)), vendor.circuit_open(), None)
        }
        RegistrarError::Uncertain(_)
        | RegistrarError::State(_)
        // A new domain can take a while to show in the account.
        | RegistrarError::NoSuchDomain { .. } => later(sentence(error), None),
        RegistrarError::NotAvailable { .. }
        | RegistrarError::PriceChanged { .. }
        | RegistrarError::Refused { .. }
        | RegistrarError::AddressNotAllowed { .. } => {
            StepError::Stuck(said(app, sentence(error)))
        }
    }
}

/// An error as a sentence.
pub(super) fn sentence(error: &RegistrarError) -> String {
    words::sentence(&error.to_string())
}
