//! Between rows and the wire.

use simpleinboxes_core::{
    cents::Cents,
    status::{TopupKind, TopupStatus},
};
use simpleinboxes_server::runtime::errors::{Forbidden, ServerError};
use simpleinboxes_store::{SavedMethod, Topup};
use simpleinboxes_types::{self as types, runtime::Extra};

use crate::{
    auth::Caller,
    wire::{at, checked},
};

/// Payment methods belong to the account.
///
/// # Errors
/// The caller is bound to a workspace.
pub(super) fn whole_account(caller: &Caller) -> Result<(), Forbidden> {
    if caller.tenant.workspace.is_some() {
        return Err(Forbidden::new(
            "Payment methods belong to the account; this key is bound to a workspace.",
        ));
    }
    Ok(())
}

pub(super) fn created(topup: &Topup, url: &str) -> Result<types::CreatedTopup, ServerError> {
    Ok(types::CreatedTopup {
        topup_id: checked(topup.id)?,
        checkout_url: checked(url)?,
        status: status(topup.status),
        wallet: checked(topup.wallet)?,
        amount_cents: types::Cents(topup.amount.get()),
        currency: types::Currency::Usd,
        provider: provider(&topup.provider),
        created_at: at(topup.created_at),
        expires_at: at(topup.expires_at),
        extra: Extra::default(),
    })
}

pub(super) fn topup(topup: &Topup, balance: Cents) -> Result<types::Topup, ServerError> {
    Ok(types::Topup {
        id: checked(topup.id)?,
        status: status(topup.status),
        wallet: checked(topup.wallet)?,
        amount_cents: types::Cents(topup.amount.get()),
        currency: types::Currency::Usd,
        provider: provider(&topup.provider),
        transaction_id: topup.transaction.map(checked).transpose()?,
        invoice_id: topup.invoice.map(checked).transpose()?,
        balance_cents: types::Cents(balance.get()),
        failure_reason: topup.failure.clone(),
        created_at: at(topup.created_at),
        expires_at: at(topup.expires_at),
        paid_at: topup.paid_at.map(at),
        extra: Extra::default(),
    })
}

fn status(status: TopupStatus) -> types::TopupStatus {
    types::TopupStatus::from_wire(status.as_str())
}

pub(super) fn provider(name: &str) -> types::PaymentProviderName {
    types::PaymentProviderName::from_wire(name)
}

pub(super) fn method(
    saved: &SavedMethod,
    provider_name: &str,
) -> Result<types::PaymentMethod, ServerError> {
    Ok(types::PaymentMethod {
        id: saved.id.clone(),
        provider: provider(provider_name),
        type_: types::PaymentMethodType::from_wire(&saved.kind),
        brand: saved.brand.clone(),
        last4: saved.last4.clone(),
        exp_month: saved.exp_month.map(i32::from),
        exp_year: saved.exp_year.map(i32::from),
        country: saved.country.as_ref().map(checked).transpose()?,
        holder_name: saved.holder_name.clone(),
        created_at: at(saved.created_at),
        extra: Extra::default(),
    })
}

/// What a top-up is called on our pages.
pub(super) const fn kind_words(kind: TopupKind) -> &'static str {
    match kind {
        TopupKind::Manual => "Top-up",
        TopupKind::Auto => "Automatic top-up",
    }
}
