//! Reading wallets.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_server::{
    GetWalletError, GetWalletOverviewError, GetWalletParams, ListWalletTransactionsError,
    ListWalletTransactionsParams,
    runtime::{
        Success,
        errors::{NotFound, ServerError},
    },
};
use simpleinboxes_store::{MAX_WORKSPACES, PageRequest, Scoped, Wallet, WalletFilter};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::{
    convert,
    which::{Choosable, Chosen, choose, wallet_ref},
};
use crate::{
    app::App,
    auth::Caller,
    transact::OrFault as _,
    wire::{self, checked},
    workspaces::convert::{NOT_FOUND, fallback_shown, mode_shown},
};

/// Where reads say which workspace they mean.
const WORKSPACE: &str = "query.workspaceId";

pub(super) async fn wallet(
    app: &App,
    caller: &Caller,
    params: GetWalletParams,
) -> Result<Success<types::WalletResponse>, GetWalletError> {
    let scoped = app.store.scoped(&caller.tenant);
    let chosen: Chosen = choose::<GetWalletError>(
        &scoped,
        params.workspace_id.as_ref(),
        WORKSPACE,
        params.wallet,
    )
    .await?;
    let data = shown::<GetWalletError>(&scoped, chosen).await?;
    Ok(types::WalletResponse::from(data).into())
}

/// A wallet with its automatic top-up, as it is now.
///
/// # Errors
/// The caller does not see it, or the database fails.
pub(super) async fn shown<E: Choosable>(
    scoped: &Scoped<'_>,
    chosen: Chosen,
) -> Result<types::Wallet, E> {
    let Chosen { workspace, wallet } = chosen;
    let balance = scoped.wallet_balance(wallet).await.or_fault::<E>()?;
    let balance = balance.ok_or(NOT_FOUND)?;
    let recharge = scoped.auto_recharge(wallet).await.or_fault::<E>()?;
    Ok(types::Wallet {
        wallet: wallet_ref(wallet)?,
        balance_cents: balance.get().into(),
        currency: types::Currency::Usd,
        auto_recharge: convert::auto_recharge(&recharge),
        workspace_id: checked(workspace.id)?,
        client_name: checked(&workspace.name)?,
        billing_mode: mode_shown(workspace.billing_mode),
        fallback: fallback_shown(workspace.fallback),
        extra: Extra::default(),
    })
}

pub(super) async fn transactions(
    app: &App,
    caller: &Caller,
    params: ListWalletTransactionsParams,
) -> Result<Success<types::WalletTransactionListResponse>, ListWalletTransactionsError> {
    let scoped = app.store.scoped(&caller.tenant);
    let chosen = choose::<ListWalletTransactionsError>(
        &scoped,
        params.workspace_id.as_ref(),
        WORKSPACE,
        params.wallet,
    )
    .await?;
    let page = wire::page_request::<_, ListWalletTransactionsError>(
        &params.limit,
        params.cursor.as_ref(),
    )?;
    let filter = match params.type_ {
        Some(types::WalletTransactionType::Credit) => WalletFilter::Credits,
        Some(types::WalletTransactionType::Debit) => WalletFilter::Debits,
        Some(types::WalletTransactionType::Unknown(_)) | None => WalletFilter::All,
    };
    let page = scoped
        .wallet_transactions(chosen.wallet, filter, page)
        .await
        .or_fault::<ListWalletTransactionsError>()?
        .ok_or(NOT_FOUND)?;
    let (data, pagination) = wire::page(page, convert::transaction)?;
    let success = types::SuccessFlag::default();
    Ok(types::WalletTransactionListResponse {
        success,
        data,
        pagination,
        extra: Extra::default(),
    }
    .into())
}

pub(super) async fn overview(
    app: &App,
    caller: &Caller,
) -> Result<Success<types::WalletOverviewResponse>, GetWalletOverviewError> {
    let scoped = app.store.scoped(&caller.tenant);
    let all = PageRequest::first(u32::try_from(MAX_WORKSPACES).unwrap_or(u32::MAX));
    let workspaces = scoped.workspaces(all).await;
    let workspaces = workspaces.or_fault::<GetWalletOverviewError>()?.items;
    let figures = scoped.wallet_figures().await;
    let figures = figures.or_fault::<GetWalletOverviewError>()?;
    let recharges = scoped.auto_recharges().await;
    let recharges = recharges.or_fault::<GetWalletOverviewError>()?;
    let recharge = |wallet| recharges.get(&wallet).cloned().unwrap_or_default();

    let own = |id| figures.workspaces.get(&id).copied().unwrap_or_default();
    let balances = workspaces.iter().map(|workspace| own(workspace.id).balance);
    let master = figures.master.map(|master| master.balance);
    let total = Cents::sum(balances.chain(master)).map_err(ServerError::new)?;
    let data = types::WalletOverview {
        currency: types::Currency::Usd,
        total_balance_cents: total.get().into(),
        master: figures.master.map(|master| types::MasterWallet {
            balance_cents: master.balance.get().into(),
            currency: types::Currency::Usd,
            auto_recharge: convert::auto_recharge(&recharge(Wallet::Master)),
            month_to_date_spend_cents: master.spend.get().into(),
            extra: Extra::default(),
        }),
        workspaces: workspaces
            .into_iter()
            .map(|workspace| {
                let id = workspace.id;
                convert::workspace_wallet(workspace, own(id), &recharge(Wallet::Workspace(id)))
            })
            .collect::<Result<_, _>>()?,
        extra: Extra::default(),
    };
    Ok(types::WalletOverviewResponse::from(data).into())
}

/// How one workspace is paid, as it is now.
///
/// # Errors
/// The caller does not see it, or the database fails.
pub(super) async fn workspace_shown<E>(
    scoped: &Scoped<'_>,
    workspace: simpleinboxes_store::Workspace,
) -> Result<types::WorkspaceWallet, E>
where
    E: crate::transact::Faulty + From<NotFound>,
{
    let id = workspace.id;
    let figures = scoped.wallet_figures().await.or_fault::<E>()?;
    let figures = figures.workspaces.get(&id).copied().unwrap_or_default();
    let recharge = scoped
        .auto_recharge(Wallet::Workspace(id))
        .await
        .or_fault::<E>()?;
    Ok(convert::workspace_wallet(workspace, figures, &recharge)?)
}
