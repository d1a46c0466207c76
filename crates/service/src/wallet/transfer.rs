//! Money between two wallets.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_server::{
    TransferFundsError,
    runtime::{
        Context, Success,
        errors::{Conflict, Forbidden, InsufficientFunds, InvalidRequest, ServerError},
    },
};
use simpleinboxes_store::{LedgerError, NewTransfer, Posted, ScopedTx, StoreError, Wallet};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::which::{wallet_named, wallet_ref};
use crate::{
    app::App,
    auth::Caller,
    idempotent,
    transact::{self, OrFault as _},
    wire::{at, checked},
    workspaces::convert::NOT_FOUND,
};

pub(super) async fn transfer(
    app: &App,
    cx: &Context<Caller>,
    body: types::TransferFundsRequest,
) -> Result<Success<types::WalletTransferResponse>, TransferFundsError> {
    let from = wallet_named::<TransferFundsError>(&body.from, "/from")?;
    let to = wallet_named::<TransferFundsError>(&body.to, "/to")?;
    let amount = Cents::new(body.amount_cents.into());
    // Whoever wants a transfer made once sends an idempotency key; each request is another one.
    let nonce = u128::from_be_bytes(app.entropy.bytes());
    let key = format!("transfer:{nonce:032x}");
    idempotent::run(&app.store, cx, async |tx| {
        let scoped = tx.scoped(&cx.caller.tenant);
        let names = (name(&scoped, from).await?, name(&scoped, to).await?);
        if scoped.caller().workspace.is_some() {
            let message = "A key that is bound to a workspace can't move funds.";
            return Err(Forbidden::new(message).into());
        }
        let new = NewTransfer {
            from,
            to,
            amount,
            key: &key,
            description: &format!("Transfer from {} to {}", names.0, names.1),
            note: body.note.as_deref(),
        };
        let posted = scoped.transfer(&new).await.map_err(refuse)?;
        let data = shown(&posted, &new)?;
        Ok(types::WalletTransferResponse::from(data))
    })
    .await
}

/// What people call a wallet.
async fn name(scoped: &ScopedTx<'_>, wallet: Wallet) -> Result<String, TransferFundsError> {
    let Wallet::Workspace(id) = wallet else {
        return Ok("the master wallet".to_owned());
    };
    let found = scoped.workspace(id).await;
    let found = found.or_fault::<TransferFundsError>()?.ok_or(NOT_FOUND)?;
    Ok(found.name)
}

fn shown(posted: &Posted, new: &NewTransfer<'_>) -> Result<types::WalletTransfer, ServerError> {
    let balance = |wallet| {
        let balance = posted.balance(wallet);
        balance.ok_or_else(|| ServerError::new("a transfer moves both of its wallets"))
    };
    Ok(types::WalletTransfer {
        transaction_id: checked(posted.transaction)?,
        from: wallet_ref(new.from)?,
        to: wallet_ref(new.to)?,
        amount_cents: new.amount.get().into(),
        currency: types::Currency::Usd,
        note: new.note.map(str::to_owned),
        from_balance_cents: balance(new.from)?.get().into(),
        to_balance_cents: balance(new.to)?.get().into(),
        created_at: at(posted.created_at),
        extra: Extra::default(),
    })
}

/// The answers to what the ledger refuses of a transfer.
fn refuse(error: LedgerError) -> TransferFundsError {
    match error {
        LedgerError::Insufficient {
            available, needed, ..
        } => InsufficientFunds::new(format!(
            "The wallet that gives has {available}, less than {needed}; nothing was moved."
        ))
        .into(),
        LedgerError::NotInUse(id) => Conflict::new(format!(
            "The workspace {id} is on master billing and has no wallet in use."
        ))
        .into(),
        LedgerError::SameWallet => {
            InvalidRequest::field("/to", "must be another wallet than `from`").into()
        }
        LedgerError::Store(StoreError::NotFound(_)) => NOT_FOUND.into(),
        other => transact::fault(StoreError::from(other)),
    }
}
