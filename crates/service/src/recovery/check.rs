//! Asking blocklists, at once or in the background.

use std::collections::HashSet;

use futures::{StreamExt as _, stream};
use simpleinboxes_core::{dns::DomainName, id::RecoveryEntryId, recovery};
use simpleinboxes_providers::DomainName as AskedName;
use simpleinboxes_server::{
    CheckBlacklistsError,
    runtime::{
        Detail, Success,
        errors::{InvalidRequest, ServerError},
    },
};
use simpleinboxes_store::{BlocklistFinding, RecoveryEntry};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::convert;
use crate::{
    app::App,
    auth::Caller,
    transact::{self, OrFault as _},
    wire::{at, checked},
};

/// About how many domains lists are asked at once: so few rounds that all answers are there, or
/// given up, long before the request is.
const AT_ONCE: usize = 50;

type E = CheckBlacklistsError;

/// `checkBlacklists`
pub(super) async fn check(
    app: &App,
    caller: &Caller,
    body: types::CheckBlacklistsRequest,
) -> Result<Success<types::BlacklistCheckResponse>, E> {
    let names = names(&body)?;
    let asked: Vec<_> = names.iter().map(|name| now(app, name)).collect();
    let asked: Vec<_> = stream::iter(asked).buffered(AT_ONCE).collect().await;
    let scoped = app.store.scoped(&caller.tenant);
    let texts: Vec<&str> = names.iter().map(DomainName::as_str).collect();
    let entries = scoped.open_recoveries(&texts).await.or_fault::<E>()?;
    let mut results = Vec::with_capacity(names.len());
    for (name, findings) in names.iter().zip(asked) {
        let findings = findings?;
        let kept = match entries.get(name.as_str()) {
            Some(entry) => keep(app, caller, *entry, &findings).await?,
            None => None,
        };
        let health = match kept {
            Some(entry) => convert::health(entry.light, entry.blocklists)?,
            None => {
                let light = recovery::light(findings.iter().map(|one| one.verdict));
                let states = findings.into_iter().map(convert::state).collect();
                convert::health(light, states)?
            }
        };
        results.push(types::BlacklistCheckResult {
            domain: checked(name)?,
            health,
            extra: Extra::default(),
        });
    }
    let answer = types::BlacklistCheck {
        checked_at: at(app.clock.now()),
        results,
        extra: Extra::default(),
    };
    Ok(types::BlacklistCheckResponse::from(answer).into())
}

/// What all lists say of a domain, past what was kept of their answers.
async fn now(app: &App, name: &DomainName) -> Result<Vec<BlocklistFinding>, ServerError> {
    let name = AskedName::parse(name.as_str()).map_err(ServerError::new)?;
    let findings = app.vendors.blocklists.check_now(&name).await;
    findings.iter().map(convert::finding).collect()
}

async fn keep(
    app: &App,
    caller: &Caller,
    entry: RecoveryEntryId,
    findings: &[BlocklistFinding],
) -> Result<Option<RecoveryEntry>, E> {
    transact::write(&app.store, async |tx| {
        let scoped = tx.scoped(&caller.tenant);
        scoped
            .keep_blocklists(entry, findings)
            .await
            .or_fault::<E>()
    })
    .await
}

/// The domains, all different.
fn names(body: &types::CheckBlacklistsRequest) -> Result<Vec<DomainName>, InvalidRequest> {
    let (mut names, mut wrong) = (Vec::with_capacity(body.domains.len()), Vec::new());
    let mut seen = HashSet::new();
    for (place, text) in body.domains.iter().enumerate() {
        let field = format!("/domains/{place}");
        match text.parse::<DomainName>() {
            Ok(name) if seen.insert(name.clone()) => names.push(name),
            Ok(_) => wrong.push(Detail::new(field, "stands in the list before")),
            Err(error) => wrong.push(Detail::new(field, error.to_string())),
        }
    }
    if wrong.is_empty() {
        Ok(names)
    } else {
        Err(wrong.into())
    }
}
