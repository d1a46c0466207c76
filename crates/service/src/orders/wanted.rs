//! From requests to what the store takes.

use std::collections::{BTreeMap, BTreeSet};

use futures::future::join_all;
use secrecy::SecretString;
use simpleinboxes_core::{
    cents::Cents, dns::DomainName, entropy::Entropy, id::WorkspaceId, inbox_password,
    status::DomainSource,
};
use simpleinboxes_providers::{dns::Forwarding, outbound::Destinations};
use simpleinboxes_server::runtime::{
    Detail,
    errors::{InvalidRequest, NotFound, ServerError},
};
use simpleinboxes_store::{
    NewOrder, NewOrderDomain, NewOrderInbox, OrderSendingTool, Registrant, Scoped, Workspace,
};
use simpleinboxes_types as types;

use crate::{
    transact::{Faulty, OrFault as _},
    wire,
    workspaces::convert::NOT_FOUND,
};

/// The workspace that a request means: by its id, by its name, or else the key's or the
/// account's first.
///
/// # Errors
/// The caller does not see it; both are given and name different ones.
pub(crate) async fn workspace<E>(
    scoped: &Scoped<'_>,
    id: Option<&types::WorkspaceId>,
    name: Option<&types::ClientName>,
    fields: (&str, &str),
) -> Result<Workspace, E>
where
    E: Faulty + From<InvalidRequest> + From<NotFound>,
{
    let by_id = match id {
        Some(id) => {
            let id: WorkspaceId = wire::field_id::<_, E>(id, fields.0)?;
            let found = scoped.workspace(id).await.or_fault::<E>()?;
            Some(found.ok_or(NOT_FOUND)?)
        }
        None => None,
    };
    let by_name = match name {
        Some(name) => {
            let found = scoped.workspace_named(name).await.or_fault::<E>()?;
            Some(found.ok_or(NotFound::of("Client not found"))?)
        }
        None => None,
    };
    match (by_id, by_name) {
        (Some(id), Some(name)) if id.id != name.id => {
            let words = "names another workspace than `workspaceId`";
            Err(InvalidRequest::field(fields.1, words).into())
        }
        (Some(found), _) | (None, Some(found)) => Ok(found),
        (None, None) => {
            let found = scoped.default_workspace().await.or_fault::<E>()?;
            Ok(found.ok_or(NOT_FOUND)?)
        }
    }
}

/// The order that is asked for. Everything that is wrong with it is told at once.
pub(super) fn order<E>(
    workspace: WorkspaceId,
    body: types::CreateOrderRequest,
    entropy: &Entropy,
) -> Result<NewOrder, E>
where
    E: From<InvalidRequest> + From<ServerError>,
{
    let mut wrong = Vec::new();
    let mut domains = Vec::with_capacity(body.domains.len());
    for (place, one) in body.domains.into_iter().enumerate() {
        domains.push(domain(place, one, entropy, &mut wrong)?);
    }
    if !wrong.is_empty() {
        return Err(InvalidRequest::from(wrong).into());
    }
    let sending_tool = match body.sending_tool {
        Some(tool) => Some(OrderSendingTool {
            credential: wire::field_id::<_, E>(&tool.credential_id, "/sendingTool/credentialId")?,
            tags: tool.tags.into_iter().flatten().map(String::from).collect(),
        }),
        None => None,
    };
    Ok(NewOrder {
        workspace,
        provider: known(body.provider.as_str())?,
        domains,
        sending_tool,
        auto_renew: body.auto_renew,
        promo_code: body.promo_code.map(String::from),
        registrant: body.registrant.map(registrant),
        expected_total: body.expected_total_cents.map(|cents| Cents::new(cents.0)),
    })
}

/// Refuses names that lead to a private place. Each is looked up once, all at the same time.
pub(super) async fn check_destinations(
    destinations: &Destinations,
    new: &NewOrder,
) -> Result<(), InvalidRequest> {
    let named = new
        .domains
        .iter()
        .map(|domain| domain.forwarding_url.as_deref());
    let urls: BTreeSet<&str> = named.clone().flatten().collect();
    let looks = urls
        .into_iter()
        .map(async |url| (url, destinations.check(url).await));
    let looked: BTreeMap<&str, _> = join_all(looks).await.into_iter().collect();
    let mut wrong = Vec::new();
    for (place, url) in named.enumerate() {
        if let Some(Err(error)) = url.and_then(|url| looked.get(url)) {
            let field = format!("/domains/{place}/forwardingUrl");
            wrong.push(Detail::new(field, error.to_string()));
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.into())
    }
}

fn domain(
    place: usize,
    one: types::OrderDomainInput,
    entropy: &Entropy,
    wrong: &mut Vec<Detail>,
) -> Result<NewOrderDomain, ServerError> {
    let source: DomainSource = known(one.source.as_str())?;
    let field = format!("/domains/{place}/domain");
    let named = one.domain.parse::<DomainName>();
    if let Err(error) = &named {
        wrong.push(Detail::new(field.as_str(), error.to_string()));
    }
    if let (Ok(name), Some(url)) = (&named, &one.forwarding_url)
        && let Err(error) = Forwarding::new(name, url, false, false)
    {
        let field = format!("/domains/{place}/forwardingUrl");
        wrong.push(Detail::new(field, error.to_string()));
    }
    let name = named.map_or_else(|_| String::new(), |name| name.to_string());
    // What is bought is checked by the price book, which knows what is sold; what was here before
    // was checked then.
    if source == DomainSource::Owned && !name.is_empty() && !is_registrable(&name) {
        let words = "must be a domain as it is registered, not a name below another one's";
        wrong.push(Detail::new(field.as_str(), words));
    }
    let mut inboxes = Vec::with_capacity(one.inboxes.len());
    for (number, one) in one.inboxes.into_iter().enumerate() {
        let field = format!("/domains/{place}/inboxes/{number}/password");
        inboxes.push(NewOrderInbox {
            first_name: one.first_name.into(),
            last_name: one.last_name.into(),
            username: one.username.to_ascii_lowercase(),
            password: password(one.password.as_ref(), &field, entropy, wrong),
        });
    }
    Ok(NewOrderDomain {
        name,
        source,
        offer: None,
        forwarding_url: one.forwarding_url.map(String::from),
        inboxes,
    })
}

/// The password that is asked for, or one that is made up.
pub(crate) fn password(
    wanted: Option<&types::InboxPasswordInput>,
    field: &str,
    entropy: &Entropy,
    wrong: &mut Vec<Detail>,
) -> SecretString {
    let Some(wanted) = wanted else {
        return inbox_password::generate(entropy);
    };
    if !inbox_password::is_mixed(wanted.expose()) {
        let words = "needs a lower-case letter, an upper-case letter and a digit";
        wrong.push(Detail::new(field, words));
    }
    SecretString::from(wanted.expose())
}

fn registrant(one: types::OrderRegistrantInput) -> Registrant {
    Registrant {
        first_name: one.first_name.into(),
        last_name: one.last_name.into(),
        organization: one.organization,
        email: one.email.into(),
        phone: one.phone,
        address_line1: one.address_line1,
        address_line2: one.address_line2,
        city: one.city,
        state: one.state,
        postal_code: one.postal_code,
        country: one.country.into(),
    }
}

/// A value of an enumeration; requests hold known ones only.
pub(crate) fn known<T: std::str::FromStr>(text: &str) -> Result<T, ServerError> {
    let known = text.parse();
    known.map_err(|_| ServerError::new("a value of the spec that is not ours"))
}

/// Whether a name is what somebody registered, by the Public Suffix List.
pub(crate) fn is_registrable(name: &str) -> bool {
    psl::domain_str(name) == Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_registered_right_below_a_public_suffix() {
        for name in ["a.com", "a.co.uk", "xn--bcher-kva.example", "a.github.io"] {
            assert!(is_registrable(name), "{name}");
        }
        for name in ["mail.a.com", "co.uk", "com", "github.io", "b.a.co.uk"] {
            assert!(!is_registrable(name), "{name}");
        }
    }
}
