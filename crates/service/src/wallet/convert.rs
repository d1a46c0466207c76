//! From rows to the wire.

use simpleinboxes_core::{
    cents::Cents,
    status::{DeclineReason, TransactionReason},
};
use simpleinboxes_server::runtime::errors::ServerError;
use simpleinboxes_store::{AutoRecharge, WalletTransaction, Workspace, WorkspaceFigures};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::which::wallet_ref;
use crate::{
    wire::{at, checked},
    workspaces::convert::{fallback_shown, mode_shown},
};

/// A workspace's own wallet, and how the workspace is paid.
pub(super) fn workspace_wallet(
    workspace: Workspace,
    figures: WorkspaceFigures,
    recharge: &AutoRecharge,
) -> Result<types::WorkspaceWallet, ServerError> {
    Ok(types::WorkspaceWallet {
        workspace_id: checked(workspace.id)?,
        client_name: checked(&workspace.name)?,
        billing_mode: mode_shown(workspace.billing_mode),
        fallback: fallback_shown(workspace.fallback),
        fallback_used_this_month_cents: figures.fallback_used.get().into(),
        balance_cents: figures.balance.get().into(),
        currency: types::Currency::Usd,
        auto_recharge: auto_recharge(recharge),
        month_to_date_spend_cents: figures.spend.get().into(),
        extra: Extra::default(),
    })
}

/// An entry of a wallet's ledger.
pub(super) fn transaction(
    entry: WalletTransaction,
) -> Result<types::WalletTransaction, ServerError> {
    let type_ = match entry.amount < Cents::ZERO {
        true => types::WalletTransactionType::Debit,
        false => types::WalletTransactionType::Credit,
    };
    let amount = i64::try_from(entry.amount.get().unsigned_abs()).map_err(ServerError::new)?;
    Ok(types::WalletTransaction {
        id: checked(entry.id)?,
        wallet: wallet_ref(entry.wallet)?,
        type_,
        reason: reason(entry.reason),
        amount_cents: amount.into(),
        balance_after_cents: entry.balance.get().into(),
        currency: types::Currency::Usd,
        description: entry.description,
        note: entry.note,
        workspace_id: entry.workspace.map(checked).transpose()?,
        counter_wallet: entry.counter.map(wallet_ref).transpose()?,
        order_id: entry.references.order.map(checked).transpose()?,
        topup_id: entry.references.topup.map(checked).transpose()?,
        invoice_id: entry.references.invoice.map(checked).transpose()?,
        related_transaction_id: entry.related.map(checked).transpose()?,
        created_at: at(entry.created_at),
        extra: Extra::default(),
    })
}

fn reason(reason: TransactionReason) -> types::WalletTransactionReason {
    use types::WalletTransactionReason as Shown;
    match reason {
        TransactionReason::Topup => Shown::Topup,
        TransactionReason::AutoRecharge => Shown::AutoRecharge,
        TransactionReason::Order => Shown::Order,
        TransactionReason::Renewal => Shown::Renewal,
        TransactionReason::Reactivation => Shown::Reactivation,
        TransactionReason::DomainRenewal => Shown::DomainRenewal,
        TransactionReason::Refund => Shown::Refund,
        TransactionReason::Transfer => Shown::Transfer,
        TransactionReason::Fallback => Shown::Fallback,
        TransactionReason::ModeSwitch => Shown::ModeSwitch,
        TransactionReason::Promotion => Shown::Promotion,
        TransactionReason::CustomInvoice => Shown::CustomInvoice,
        TransactionReason::Adjustment => Shown::Adjustment,
    }
}

/// How a wallet is topped up by itself.
pub(super) fn auto_recharge(recharge: &AutoRecharge) -> types::AutoRecharge {
    types::AutoRecharge {
        enabled: recharge.enabled,
        threshold_cents: recharge.threshold.map(|cents| cents.get().into()),
        amount_cents: recharge.amount.map(|cents| cents.get().into()),
        monthly_limit_cents: recharge.monthly_limit.map(|cents| cents.get().into()),
        charged_this_month_cents: recharge.charged_this_month.get().into(),
        consecutive_failures: recharge.consecutive_failures.cast_signed(),
        last_failure_reason: recharge.last_failure_reason.map(decline),
        last_attempt_at: recharge.last_attempt_at.map(at),
        next_attempt_at: recharge.next_attempt_at.map(at),
        updated_at: recharge.updated_at.map(at),
        extra: Extra::default(),
    }
}

fn decline(reason: DeclineReason) -> types::WalletDeclineReason {
    use types::WalletDeclineReason as Shown;
    match reason {
        DeclineReason::PaymentMethodMissing => Shown::PaymentMethodMissing,
        DeclineReason::CardDeclined => Shown::CardDeclined,
        DeclineReason::CardExpired => Shown::CardExpired,
        DeclineReason::AuthenticationRequired => Shown::AuthenticationRequired,
        DeclineReason::ProviderError => Shown::ProviderError,
    }
}
