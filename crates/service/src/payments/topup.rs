//! Beginning a top-up.
//!
//! It is written first, then the provider is asked for the checkout under the top-up's id, then
//! the answer is noted: see [`idempotent::around`]. What a crash leaves half begun has no checkout
//! that anybody could pay, and expires.

use simpleinboxes_core::id::TopupId;
use simpleinboxes_providers::payments::{CheckoutSession, IdempotencyKey, Metadata, NewCheckout};
use simpleinboxes_server::{
    CreateTopupError,
    runtime::{
        Context, Success,
        errors::{Conflict, Forbidden, OperationError as _},
    },
};
use simpleinboxes_store::{
    LedgerError, NewTopup, StoreError, Topup, TopupEnd, Tx, Wallet, Workspace,
};
use simpleinboxes_types as types;
use url::Url;

use super::{convert, customer, expiry, fail};
use crate::{
    app::App, auth::Caller, idempotent, transact::OrFault as _, wire,
    workspaces::convert::NOT_FOUND,
};

type Error = CreateTopupError;

pub(super) async fn create(
    app: &App,
    cx: &Context<Caller>,
    body: types::CreateTopupRequest,
) -> Result<Success<types::CreatedTopupResponse>, Error> {
    idempotent::around(
        &app.store,
        cx,
        async |tx| begin(app, &cx.caller, tx, &body).await,
        async |id| check_out(app, &cx.caller, TopupId::from_uuid(id)).await,
        async |tx, id, made| end(&cx.caller, tx, TopupId::from_uuid(id), made).await,
    )
    .await
}

async fn begin(
    app: &App,
    caller: &Caller,
    tx: &Tx,
    body: &types::CreateTopupRequest,
) -> Result<uuid::Uuid, Error> {
    let scoped = tx.scoped(&caller.tenant);
    let workspace = match &body.workspace_id {
        Some(id) => {
            let id = wire::field_id::<_, Error>(id, "/workspaceId")?;
            scoped.workspace(id).await
        }
        None => scoped.default_workspace().await,
    };
    let workspace = workspace.or_fault::<Error>()?.ok_or(NOT_FOUND)?;
    let wallet = wallet(caller, &workspace, body.wallet)?;
    let new = NewTopup {
        workspace: wallet.workspace().or(caller.tenant.workspace),
        wallet,
        amount: simpleinboxes_core::cents::Cents::new(body.amount_cents.0),
        provider: app.cashier.name(),
        return_url: body
            .return_url
            .as_ref()
            .map_or_else(|| app.cashier.done_page(), |url| url.to_string()),
    };
    let topup = scoped.begin_topup(&new).await.map_err(refuse)?;
    let look = expiry::job(&topup).map_err(Error::server_error)?;
    scoped.enqueue(&look).await.or_fault::<Error>()?;
    Ok(topup.id.uuid())
}

/// The wallet that is meant.
fn wallet(
    caller: &Caller,
    workspace: &Workspace,
    selector: types::WalletSelector,
) -> Result<Wallet, Error> {
    match selector {
        types::WalletSelector::Paying => Ok(workspace.pays()),
        types::WalletSelector::Own => Ok(Wallet::Workspace(workspace.id)),
        types::WalletSelector::Master if caller.tenant.workspace.is_some() => {
            let message = "A key that is bound to a workspace can't name the master wallet.";
            Err(Forbidden::new(message).into())
        }
        types::WalletSelector::Master => Ok(Wallet::Master),
    }
}

fn refuse(error: LedgerError) -> Error {
    match error {
        LedgerError::NotInUse(_) => Conflict::new(
            "The workspace is on master billing, so that its own wallet is not in use.",
        )
        .into(),
        LedgerError::Store(StoreError::NotFound(_)) => NOT_FOUND.into(),
        other => fail::ledger(other),
    }
}

/// Asks the provider for the checkout, under the top-up's id.
async fn check_out(app: &App, caller: &Caller, id: TopupId) -> Result<CheckoutSession, Error> {
    let topup = app.store.scoped(&caller.tenant).topup(id).await;
    let topup = topup.or_fault::<Error>()?.ok_or(NOT_FOUND)?;
    let customer = customer::ensure::<Error>(app, topup.account).await?;
    let back = way_back(&topup);
    let new = NewCheckout {
        customer,
        amount: topup.amount,
        description: "Top-up of the SimpleInboxes wallet".to_owned(),
        reference: id.to_string(),
        metadata: Metadata::new(),
        success_url: back.clone(),
        cancel_url: back,
        // The longest there is, 24 hours from now: the same request each time it is repeated.
        expires_at: None,
        save_card: false,
        invoice: false,
    };
    let key = IdempotencyKey::new(format!("topup:{id}"));
    let made = app.cashier.provider.create_checkout(&new, &key).await;
    made.map_err(|error| fail::upstream(app.cashier.name(), error))
}

/// Notes the checkout, or that there is none: then no top-up was begun.
async fn end(
    caller: &Caller,
    tx: &Tx,
    id: TopupId,
    made: Result<CheckoutSession, Error>,
) -> Result<Result<types::CreatedTopupResponse, Error>, Error> {
    let scoped = tx.scoped(&caller.tenant);
    let session = match made {
        Ok(session) => session,
        Err(error) => {
            let reason = "The payment provider could not be asked.".to_owned();
            let ended = scoped.end_topup(id, &TopupEnd::Failed { reason }).await;
            ended.map_err(fail::ledger::<Error>)?;
            return Ok(Err(error));
        }
    };
    let linked = scoped.link_topup(id, Some(&session.id), None).await;
    let Some(topup) = linked.or_fault::<Error>()? else {
        // Another process failed with the same request and gave it up.
        let message = "The same request failed elsewhere; send it again.";
        return Ok(Err(Conflict::new(message).into()));
    };
    // A session that is closed already has no page: then the way back is all there is to see.
    let url = session.url.unwrap_or_else(|| way_back(&topup));
    Ok(Ok(convert::created(&topup, &url)?.into()))
}

/// Where the customer goes after the checkout. It was written down when the top-up was begun: to
/// ask again for the same checkout, all must be as it was.
fn way_back(topup: &Topup) -> String {
    let url = topup.return_url.clone().unwrap_or_default();
    match Url::parse(&url) {
        Ok(mut url) => {
            let id = topup.id.to_string();
            url.query_pairs_mut().append_pair("topupId", &id);
            url.into()
        }
        Err(_) => url,
    }
}
