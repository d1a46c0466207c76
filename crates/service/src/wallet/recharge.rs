//! The automatic top-up of a wallet.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_server::{
    ConfigureAutoRechargeError,
    runtime::{
        Success,
        errors::{Conflict, Forbidden, InvalidRequest},
    },
};
use simpleinboxes_store::{NewAutoRecharge, StoreError, Tx, Wallet};
use simpleinboxes_types as types;

use super::{read::shown, which::choose};
use crate::{
    app::App,
    auth::Caller,
    transact::{self, OrFault as _},
    workspaces::convert::NOT_FOUND,
};

pub(super) async fn configure(
    app: &App,
    caller: &Caller,
    body: types::ConfigureAutoRechargeRequest,
) -> Result<Success<types::WalletResponse>, ConfigureAutoRechargeError> {
    type Error = ConfigureAutoRechargeError;
    let new = wanted(&body)?;
    let data = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let named = body.workspace_id.as_ref();
        let chosen = choose::<Error>(&scoped, named, "/workspaceId", body.wallet).await?;
        if chosen.wallet == Wallet::Master && scoped.caller().workspace.is_some() {
            let message = "A key that is bound to a workspace can't configure the master wallet.";
            return Err(Forbidden::new(message).into());
        }
        if new.enabled && !has_method(app, caller, tx).await? {
            return Err(Conflict::new("No payment method is saved; save one first.").into());
        }
        match scoped.set_auto_recharge(chosen.wallet, &new).await {
            Ok(Some(_)) => shown::<Error>(&scoped, chosen).await,
            Ok(None) => Err(Conflict::new(
                "The workspace is on master billing, so that its own wallet is not in use.",
            )
            .into()),
            Err(StoreError::NotFound(_)) => Err(NOT_FOUND.into()),
            Err(error) => Err(transact::fault(error)),
        }
    });
    Ok(types::WalletResponse::from(data.await?).into())
}

fn wanted(body: &types::ConfigureAutoRechargeRequest) -> Result<NewAutoRecharge, InvalidRequest> {
    let new = NewAutoRecharge {
        enabled: body.enabled,
        threshold: Cents::new(body.threshold_cents.0),
        amount: Cents::new(body.amount_cents.0),
        monthly_limit: body.monthly_limit_cents.map(|limit| Cents::new(limit.0)),
    };
    match new.monthly_limit {
        Some(limit) if limit < new.amount => {
            let issue = "must not be less than amountCents";
            Err(InvalidRequest::field("/monthlyLimitCents", issue))
        }
        _ => Ok(new),
    }
}

/// Whether the account has a payment method, also for a caller that may not see which.
async fn has_method(
    app: &App,
    caller: &Caller,
    tx: &Tx,
) -> Result<bool, ConfigureAutoRechargeError> {
    let system = simpleinboxes_store::Caller::system(caller.tenant.account);
    let scoped = tx.scoped(&system);
    let saved = scoped.payment_method(app.cashier.name()).await;
    Ok(saved.or_fault::<ConfigureAutoRechargeError>()?.is_some())
}
