//! Domains by their names.

use simpleinboxes_core::dns::DomainName;
use simpleinboxes_server::runtime::errors::NotFound;
use simpleinboxes_store::{Domain, DomainCounts, Scoped};

use crate::transact::{Faulty, OrFault as _};

/// The answer to a domain that the caller does not see.
pub(crate) const NOT_FOUND: NotFound = NotFound::of("Domain not found");

/// The domain that a path names.
///
/// # Errors
/// The caller does not see it, or it is no domain's name.
pub(crate) async fn of_name<E: Faulty + From<NotFound>>(
    scoped: &Scoped<'_>,
    name: &str,
) -> Result<Domain, E> {
    let name: DomainName = name.parse().map_err(|_| NOT_FOUND)?;
    let found = scoped.domain_of_name(&name).await.or_fault::<E>()?;
    Ok(found.ok_or(NOT_FOUND)?)
}

/// The same, with what there is of it.
///
/// # Errors
/// As [`of_name`].
pub(crate) async fn named<E: Faulty + From<NotFound>>(
    scoped: &Scoped<'_>,
    name: &str,
) -> Result<(Domain, DomainCounts), E> {
    let name: DomainName = name.parse().map_err(|_| NOT_FOUND)?;
    let found = scoped.domain_named(&name).await.or_fault::<E>()?;
    Ok(found.ok_or(NOT_FOUND)?)
}
