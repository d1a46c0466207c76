//! Buys a domain, once.
//!
//! Before the registrar is asked, the step keeps that it is. An attempt that was cut off, or whose
//! answer was lost, is therefore known as one that may have bought the domain: what is in our
//! account afterwards is ours, and what looks taken may be our own for as long as a registrar takes
//! to show it. A domain that is in our account although this step never asked for it was bought for
//! somebody else.

use async_trait::async_trait;
use chrono::{Months, TimeDelta};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use simpleinboxes_core::{Timestamp, cents::Cents, status::DomainActionType};
use simpleinboxes_providers::{
    DomainName,
    registrar::{
        RegistrarError,
        marketplace::{Contact, ContactId, Purchase},
    },
};
use simpleinboxes_store::{Caller, PurchasePayload, Registrant, Registration, Started};

use super::at_registrar::{self, said, sentence};
use crate::{
    app::App,
    fulfilment::{Step, StepError},
};

/// For how long a purchase whose answer was lost may not show at the registrar.
const UNSEEN: TimeDelta = TimeDelta::hours(1);

/// Buys a domain.
pub(super) struct PurchaseDomain;

/// What the step keeps of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Kept {
    /// When the registrar was last asked to sell, unless it said for certain that it did not.
    asked_at: Option<Timestamp>,
}

impl Kept {
    fn of(started: &Started) -> Self {
        Self::deserialize(&started.action.result).unwrap_or_default()
    }
}

#[async_trait]
impl Step for PurchaseDomain {
    fn kind(&self) -> DomainActionType {
        DomainActionType::PurchaseDomain
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        let domain = at_registrar::name(&started.domain)?;
        let payload = PurchasePayload::deserialize(&started.action.payload);
        let payload = payload.map_err(|_| {
            StepError::Lost(said(
                app,
                "It is not known whom to register the domain for.",
            ))
        })?;
        let market = &app.vendors.marketplace;
        let contact = market
            .save_contact(&contact(payload.registrant.clone()))
            .await
            .map_err(|error| refused(app, &error))?;
        let before = Kept::of(started);
        let now = app.clock.now();
        keep(started, app, Some(now)).await?;
        let purchase = purchase(domain, contact, &payload, unseen(&before, now));
        match market.register(&purchase).await {
            // It was in the account before this step ever asked for it.
            Ok(found) if !found.newly && before.asked_at.is_none() => {
                keep(started, app, None).await?;
                Err(StepError::Lost(said(
                    app,
                    "The domain is registered already.",
                )))
            }
            Ok(bought) => {
                let since = before.asked_at.filter(|_| !bought.newly).unwrap_or(now);
                done(started, app, &purchase, (since, bought.expires_at)).await
            }
            Err(error) => {
                // Without an answer it counts from now on; while the registrar can't tell, from
                // the time when it was last asked to sell.
                let asked_at = match &error {
                    RegistrarError::Undecided => before.asked_at,
                    error if error.may_have_happened() => Some(now),
                    _ => None,
                };
                keep(started, app, asked_at).await?;
                Err(refused(app, &error))
            }
        }
    }
}

/// Whether the domain may be ours although the registrar does not show it yet.
fn unseen(kept: &Kept, now: Timestamp) -> bool {
    kept.asked_at.is_some_and(|asked| now < asked + UNSEEN)
}

fn purchase(
    domain: DomainName,
    contact: ContactId,
    payload: &PurchasePayload,
    after_unknown: bool,
) -> Purchase {
    Purchase {
        domain,
        years: payload.years,
        contact,
        most: Cents::new(payload.most_cents),
        premium: payload.premium,
        after_unknown,
    }
}

/// Keeps when the registrar was asked to sell, before it is.
async fn keep(started: &Started, app: &App, asked_at: Option<Timestamp>) -> Result<(), StepError> {
    let system = Caller::system(started.account);
    let id = started.action.id;
    let kept = json!(Kept { asked_at });
    let runs = app
        .store
        .write(async |tx| tx.scoped(&system).note_progress(id, 0, &kept).await)
        .await?;
    if runs {
        return Ok(());
    }
    // The order ended meanwhile: whoever goes on would buy for nobody.
    Err(StepError::Stuck(simpleinboxes_store::ActionError {
        vendor: None,
        message: "The domain is not wanted any more.".to_owned(),
    }))
}

/// Writes down that the domain is ours.
async fn done(
    started: &Started,
    app: &App,
    purchase: &Purchase,
    (registered_at, told): (Timestamp, Option<Timestamp>),
) -> Result<Value, StepError> {
    let market = &app.vendors.marketplace;
    let expires_at = match told {
        Some(expires_at) => expires_at,
        // The registrar does not tell at once. Until it is read again this is right to the day.
        None => match market.domain(&purchase.domain).await {
            Ok(Some(owned)) => owned.expires_at,
            Ok(None) | Err(_) => registered_at + Months::new(12 * u32::from(purchase.years)),
        },
    };
    let registration = Registration {
        registrar: market.name().as_str().to_owned(),
        reference: Some(purchase.contact.0.clone()),
        registered_at,
        expires_at,
    };
    let system = Caller::system(started.account);
    let domain = started.action.domain;
    app.store
        .write(async |tx| {
            let scoped = tx.scoped(&system);
            scoped.set_registration(domain, &registration).await
        })
        .await?;
    Ok(json!({ "askedAt": registered_at, "expiresAt": expires_at }))
}

/// How to go on after an error of the registrar.
fn refused(app: &App, error: &RegistrarError) -> StepError {
    match error {
        RegistrarError::NotAvailable { .. } | RegistrarError::Refused { .. } => {
            StepError::Lost(said(app, sentence(error)))
        }
        RegistrarError::PriceChanged { price } => StepError::Lost(said(
            app,
            format!("The registrar wants {price} for the domain now, more than was charged."),
        )),
        error => at_registrar::after(app, error),
    }
}

fn contact(registrant: Registrant) -> Contact {
    Contact {
        first_name: registrant.first_name,
        last_name: registrant.last_name,
        organization: registrant.organization,
        email: registrant.email,
        phone: registrant.phone,
        address_line1: registrant.address_line1,
        address_line2: registrant.address_line2,
        city: registrant.city,
        state: registrant.state,
        postal_code: registrant.postal_code,
        country: registrant.country,
    }
}
