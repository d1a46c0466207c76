//! Checks of all domains, queued.

use simpleinboxes_server::{RecheckAllNameserversError, runtime::Success};
use simpleinboxes_types::{self as types, runtime::Extra};

use crate::{
    app::App,
    auth::Caller,
    orders,
    transact::{self, OrFault as _},
    wire::{checked, count},
};

/// `recheckAllNameservers`
///
/// # Errors
/// The workspace is not seen.
pub async fn recheck_all(
    app: &App,
    caller: &Caller,
    body: types::RecheckAllNameserversRequest,
) -> Result<Success<types::NameserverRecheckResponse>, RecheckAllNameserversError> {
    type E = RecheckAllNameserversError;
    let scoped = app.store.scoped(&caller.tenant);
    let fields = ("/workspaceId", "/clientName");
    let id = body.workspace_id.as_ref();
    let workspace = orders::workspace::<E>(&scoped, id, None, fields).await?.id;
    let checks = transact::write::<_, E, _>(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        let queued = scoped.queue_nameserver_checks(workspace).await;
        queued.or_fault::<E>()
    })
    .await?;
    let answer = types::NameserverRecheck {
        workspace_id: checked(workspace)?,
        total: count(checks.total),
        queued: count(checks.queued),
        already_queued: count(checks.total - checks.queued.min(checks.total)),
        extra: Extra::default(),
    };
    Ok(types::NameserverRecheckResponse::from(answer).into())
}
