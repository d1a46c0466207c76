//! The setting of automatic top-ups, for the tag of wallets.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_server::runtime::errors::{Conflict, Forbidden, InvalidRequest, NotFound};
use simpleinboxes_store::{AutoRecharge, NewAutoRecharge, StoreError, Tx, Wallet};
use simpleinboxes_types as types;

use crate::{
    app::App,
    auth::Caller,
    transact::{self, Faulty, OrFault as _},
    workspaces::convert::NOT_FOUND,
};

/// Sets how a wallet is topped up by itself; one that is below the threshold already is topped up
/// right away.
///
/// # Errors
/// 400 for a limit below the amount, 403 for the master wallet and a bound caller, 404 for a
/// wallet that the caller does not see, 409 without a saved payment method and for a wallet that
/// is not in use.
pub(crate) async fn set_auto_recharge<E>(
    app: &App,
    caller: &Caller,
    tx: &Tx,
    wallet: Wallet,
    wanted: &types::ConfigureAutoRechargeRequest,
) -> Result<AutoRecharge, E>
where
    E: Faulty + From<Conflict> + From<Forbidden> + From<InvalidRequest> + From<NotFound>,
{
    let new = NewAutoRecharge {
        enabled: wanted.enabled,
        threshold: Cents::new(wanted.threshold_cents.0),
        amount: Cents::new(wanted.amount_cents.0),
        monthly_limit: wanted.monthly_limit_cents.map(|limit| Cents::new(limit.0)),
    };
    if new.monthly_limit.is_some_and(|limit| limit < new.amount) {
        let issue = "must not be less than amountCents";
        return Err(InvalidRequest::field("/monthlyLimitCents", issue).into());
    }
    if wallet == Wallet::Master && caller.tenant.workspace.is_some() {
        let message = "A key that is bound to a workspace can't configure the master wallet.";
        return Err(Forbidden::new(message).into());
    }
    if new.enabled && !has_method::<E>(app, caller, tx).await? {
        return Err(Conflict::new("No payment method is saved; save one first.").into());
    }
    let scoped = tx.scoped(&caller.tenant);
    match scoped.set_auto_recharge(wallet, &new).await {
        Ok(Some(set)) => Ok(set),
        Ok(None) => Err(Conflict::new(
            "The workspace is on master billing, so that its own wallet is not in use.",
        )
        .into()),
        Err(StoreError::NotFound(_)) => Err(NOT_FOUND.into()),
        Err(error) => Err(transact::fault(error)),
    }
}

/// Whether the account has a payment method, also for a caller that may not see which.
async fn has_method<E: Faulty>(app: &App, caller: &Caller, tx: &Tx) -> Result<bool, E> {
    let system = simpleinboxes_store::Caller::system(caller.tenant.account);
    let scoped = tx.scoped(&system);
    let saved = scoped.payment_method(app.cashier.name()).await;
    Ok(saved.or_fault::<E>()?.is_some())
}
