//! Reactivating entries, removing them, and dismissing what there is to know of them.

use simpleinboxes_server::{
    DeleteRecoveryEntryError, DeleteRecoveryEntryParams, DismissRecoveryBannerError,
    DismissRecoveryBannerParams, ReactivateRecoveryEntryError, ReactivateRecoveryEntryParams,
    runtime::{Success, errors::Conflict},
};
use simpleinboxes_store::RecoveryRefused;
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{NOT_FOUND, read};
use crate::{
    app::App,
    auth::Caller,
    transact::{self, OrFault as _},
    wire::{at, checked, count},
};

pub(super) async fn reactivate(
    app: &App,
    caller: &Caller,
    params: ReactivateRecoveryEntryParams,
    body: types::ReactivateRecoveryEntryRequest,
) -> Result<Success<types::RecoveryEntryResponse>, ReactivateRecoveryEntryError> {
    type E = ReactivateRecoveryEntryError;
    let id = read::id::<E>(&params.id)?;
    let entry = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let done = scoped.reactivate_recovery(id, body.force).await;
        let done = done.or_fault::<E>()?.ok_or(NOT_FOUND)?;
        read::shown::<E>(&scoped, done.map_err(|refused| conflict(&refused))?).await
    });
    Ok(entry.await?.into())
}

pub(super) async fn delete(
    app: &App,
    caller: &Caller,
    params: DeleteRecoveryEntryParams,
) -> Result<Success<types::RecoveryEntryResponse>, DeleteRecoveryEntryError> {
    type E = DeleteRecoveryEntryError;
    let id = read::id::<E>(&params.id)?;
    let entry = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let done = scoped.remove_recovery(id).await;
        let done = done.or_fault::<E>()?.ok_or(NOT_FOUND)?;
        read::shown::<E>(&scoped, done.map_err(|refused| conflict(&refused))?).await
    });
    Ok(entry.await?.into())
}

pub(super) async fn dismiss(
    app: &App,
    caller: &Caller,
    params: DismissRecoveryBannerParams,
) -> Result<Success<types::BannerDismissalResponse>, DismissRecoveryBannerError> {
    type E = DismissRecoveryBannerError;
    let id = read::id::<E>(&params.id)?;
    let (dismissed, when) = transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let done = scoped.dismiss_recovery(id).await.or_fault::<E>()?;
        Ok::<_, E>(done.ok_or(NOT_FOUND)?)
    })
    .await?;
    let dismissal = types::BannerDismissal {
        entry_id: checked(id)?,
        dismissed_count: count(dismissed),
        dismissed_at: at(when),
        extra: Extra::default(),
    };
    Ok(types::BannerDismissalResponse::from(dismissal).into())
}

fn conflict(refused: &RecoveryRefused) -> Conflict {
    Conflict::new(format!("Of this entry: {refused}."))
}
