//! Which wallet a request means.

use simpleinboxes_core::status::BillingMode;
use simpleinboxes_server::runtime::errors::{Forbidden, InvalidRequest, NotFound, ServerError};
use simpleinboxes_store::{Scoped, Wallet, Workspace};
use simpleinboxes_types::{self as types, WalletSelector};

use crate::{
    transact::{Faulty, OrFault as _},
    wire,
    workspaces::convert::NOT_FOUND,
};

/// What the master wallet is called on the wire.
const MASTER: &str = "master";

/// A wallet, and the workspace that it was asked for.
#[derive(Debug)]
pub(crate) struct Chosen {
    /// The workspace.
    pub(crate) workspace: Workspace,
    /// The wallet: the workspace's own or the account's.
    pub(crate) wallet: Wallet,
}

/// What can come of choosing.
pub(crate) trait Choosable:
    Faulty + From<Forbidden> + From<InvalidRequest> + From<NotFound>
{
}

impl<E: Faulty + From<Forbidden> + From<InvalidRequest> + From<NotFound>> Choosable for E {}

/// The wallet that `selector` means for a workspace; without one it is the caller's only one, or
/// the account's first. `field` is where the workspace stands in the request.
///
/// # Errors
/// The caller does not see the workspace, or names the master wallet while it is bound to one.
pub(crate) async fn choose<E: Choosable>(
    scoped: &Scoped<'_>,
    workspace: Option<&types::WorkspaceId>,
    field: &str,
    selector: WalletSelector,
) -> Result<Chosen, E> {
    let workspace = match workspace {
        Some(id) => scoped.workspace(wire::field_id::<_, E>(id, field)?).await,
        None => scoped.default_workspace().await,
    };
    let workspace = workspace.or_fault::<E>()?.ok_or(NOT_FOUND)?;
    let wallet = match (selector, workspace.billing_mode) {
        (WalletSelector::Own, _) | (WalletSelector::Paying, BillingMode::Dedicated) => {
            Wallet::Workspace(workspace.id)
        }
        (WalletSelector::Paying, BillingMode::Master) => Wallet::Master,
        (WalletSelector::Master, _) if scoped.caller().workspace.is_some() => {
            let message = "A key that is bound to a workspace can't name the master wallet.";
            return Err(Forbidden::new(message).into());
        }
        (WalletSelector::Master, _) => Wallet::Master,
    };
    Ok(Chosen { workspace, wallet })
}

/// A wallet on the wire.
///
/// # Errors
/// The spec's pattern is narrower than an id: a fault of ours.
pub(crate) fn wallet_ref(wallet: Wallet) -> Result<types::WalletRef, ServerError> {
    wire::checked(wallet)
}

/// The wallet that a reference in the body names.
///
/// # Errors
/// It is no reference: the spec's pattern is wider than ours.
pub(super) fn wallet_named<E: From<InvalidRequest>>(
    text: &types::WalletRef,
    field: &str,
) -> Result<Wallet, E> {
    match text.as_str() {
        MASTER => Ok(Wallet::Master),
        id => wire::field_id(id, field).map(Wallet::Workspace),
    }
}
