//! Spaceship's answers in the port's terms.

use super::wire::{Domain, Domains, Failure, Servers};
use crate::domain_name::DomainName;
use crate::error::Outage;
use crate::http::{Reply, accept};
use crate::registrar::own::port::{DomainPage, ListedDomain};
use crate::registrar::{NameServers, RegistrarError, name_servers};

pub(super) fn listed(reply: Reply, skipped: u32) -> Result<DomainPage, RegistrarError> {
    let page: Domains = accepted(reply)?.json()?;
    let seen = skipped.saturating_add(u32::try_from(page.items.len()).unwrap_or(u32::MAX));
    // An empty page ends the list, whatever the total says.
    let next = (seen < page.total && !page.items.is_empty()).then_some(seen);
    let domains = page.items.into_iter().filter_map(|found| {
        Some(ListedDomain {
            domain: DomainName::parse(&found.name).ok()?,
            expires_at: found.expiration_date,
            name_servers: found
                .nameservers
                .map(|servers| name_servers::told(servers.hosts)),
        })
    });
    Ok(DomainPage {
        domains: domains.collect(),
        next,
    })
}

pub(super) fn servers(reply: Reply) -> Result<Vec<DomainName>, RegistrarError> {
    let found: Domain = accepted(reply)?.json()?;
    let servers = found.nameservers.ok_or(Outage::Garbage)?;
    Ok(name_servers::told(servers.hosts))
}

pub(super) fn done(reply: Reply, wanted: &NameServers) -> Result<(), RegistrarError> {
    let reply = accepted(reply)?;
    if reply.body.is_empty() {
        return Ok(());
    }
    let set: Servers = reply.json()?;
    if wanted.are(&name_servers::told(set.hosts)) {
        Ok(())
    } else {
        Err(Outage::Garbage.into())
    }
}

fn accepted(reply: Reply) -> Result<Reply, RegistrarError> {
    let reason = reply.error::<Failure>().map(|failure| failure.detail);
    let told = |otherwise: &str| reason.clone().unwrap_or_else(|| otherwise.to_owned());
    match reply.status.as_u16() {
        404 => Err(RegistrarError::NoSuchDomain {
            reason: told("the vendor does not know it"),
        }),
        400 | 409 | 422 => Err(RegistrarError::Refused {
            reason: told("the vendor refused"),
        }),
        _ => Ok(accept(reply, |_| reason.clone())?),
    }
}
