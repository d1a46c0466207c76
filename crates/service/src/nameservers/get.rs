//! What is known of a domain's nameservers.

use simpleinboxes_core::{Timestamp, dns::DomainName};
use simpleinboxes_server::{
    GetDomainNameserversError, GetDomainNameserversParams,
    runtime::{Success, errors::ServerError},
};
use simpleinboxes_store::DomainDelegation;
use simpleinboxes_types::{self as types, runtime::Extra};

use crate::{
    app::App,
    auth::Caller,
    domains::NOT_FOUND,
    transact::OrFault as _,
    wire::{at, checked},
};

/// `getDomainNameservers`
///
/// # Errors
/// The domain is not seen.
pub async fn get(
    app: &App,
    caller: &Caller,
    params: GetDomainNameserversParams,
) -> Result<Success<types::DomainNameserversResponse>, GetDomainNameserversError> {
    type E = GetDomainNameserversError;
    let name: DomainName = params.domain.parse().map_err(|_| NOT_FOUND)?;
    let scoped = app.store.scoped(&caller.tenant);
    let found = scoped.delegation_named(name.as_str()).await;
    let found = found.or_fault::<E>()?.ok_or(NOT_FOUND)?;
    Ok(types::DomainNameserversResponse::from(shown(found)?).into())
}

/// A domain's nameservers on the wire.
///
/// # Errors
/// A row that can't be shown: a fault of ours.
pub fn shown(found: DomainDelegation) -> Result<types::DomainNameservers, ServerError> {
    let time = |moment: Option<Timestamp>| moment.map(at);
    Ok(types::DomainNameservers {
        domain: checked(found.name)?,
        status: types::NameserverStatus::from_wire(found.status.as_str()),
        assigned: hosts(found.assigned)?,
        found: hosts(found.found)?,
        checked_at: time(found.checked_at),
        next_check_at: time(found.next_check_at),
        propagated_at: time(found.propagated_at),
        extra: Extra::default(),
    })
}

/// Names of hosts on the wire.
pub(super) fn hosts(
    names: impl IntoIterator<Item = String>,
) -> Result<Vec<types::HostName>, ServerError> {
    names.into_iter().map(checked).collect()
}
