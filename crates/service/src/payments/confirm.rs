//! Asking whether a top-up was paid.

use simpleinboxes_core::{id::TopupId, status::TopupStatus};
use simpleinboxes_server::{
    ConfirmTopupError,
    runtime::{Context, Success, errors::NotFound},
};
use simpleinboxes_store::Tx;
use simpleinboxes_types as types;

use super::{
    ask::{self, Word},
    convert, deliver, fail,
};
use crate::{app::App, auth::Caller, idempotent, transact::OrFault as _, wire};

type Error = ConfirmTopupError;

pub(super) async fn confirm(
    app: &App,
    cx: &Context<Caller>,
    body: types::ConfirmTopupRequest,
) -> Result<Success<types::TopupResponse>, Error> {
    let wanted: TopupId = wire::field_id::<_, Error>(&body.topup_id, "/topupId")?;
    let answer = idempotent::around(
        &app.store,
        cx,
        async |tx| {
            let found = tx.scoped(&cx.caller.tenant).topup(wanted).await;
            found.or_fault::<Error>()?.ok_or_else(not_found)?;
            Ok(wanted.uuid())
        },
        async |_| word(app, &cx.caller, wanted).await,
        async |tx, _, word| match word {
            Ok(word) => apply(app, &cx.caller, tx, wanted, &word).await.map(Ok),
            Err(error) => Ok(Err(error)),
        },
    )
    .await?;
    // Asking may have settled a payment of the sandbox.
    deliver::soon(app).await;
    Ok(answer)
}

fn not_found() -> NotFound {
    NotFound::new("Top-up not found")
}

async fn word(app: &App, caller: &Caller, id: TopupId) -> Result<Word, Error> {
    let topup = app.store.scoped(&caller.tenant).topup(id).await;
    let topup = topup.or_fault::<Error>()?.ok_or_else(not_found)?;
    if topup.status != TopupStatus::Pending {
        return Ok(Word::Waiting);
    }
    let word = ask::ask(app, &topup).await;
    word.map_err(|error| fail::upstream(app.cashier.name(), error))
}

async fn apply(
    app: &App,
    caller: &Caller,
    tx: &Tx,
    id: TopupId,
    word: &Word,
) -> Result<types::TopupResponse, Error> {
    let scoped = tx.scoped(&caller.tenant);
    let found = scoped.topup(id).await.or_fault::<Error>()?;
    let topup = found.ok_or_else(not_found)?;
    let settled = ask::apply(app, tx, &topup, word).await;
    settled.map_err(fail::ledger::<Error>)?;
    let found = scoped.topup(id).await.or_fault::<Error>()?;
    let topup = found.ok_or_else(not_found)?;
    let balance = scoped.topup_balance(&topup).await.or_fault::<Error>()?;
    Ok(convert::topup(&topup, balance)?.into())
}
