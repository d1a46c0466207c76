//! Taking domains in.

use std::collections::HashSet;

use simpleinboxes_core::{
    dns::DomainName,
    status::{RecoveryReason, RecoveryRejection},
};
use simpleinboxes_server::{
    SubmitRecoveryDomainsError,
    runtime::{
        Context, Detail, Success,
        errors::{InvalidRequest, ServerError},
    },
};
use simpleinboxes_store::{NewRecovery, RecoveryEntry, RecoveryRejected, Workspace};
use simpleinboxes_types::{self as types, runtime::Extra};

use super::convert;
use crate::{
    app::App,
    auth::Caller,
    idempotent,
    orders::wanted,
    transact::OrFault as _,
    wire::{checked, count},
};

type E = SubmitRecoveryDomainsError;

/// Takes domains in, each judged by itself, all in one transaction.
pub(super) async fn submit(
    app: &App,
    cx: &Context<Caller>,
    body: types::SubmitRecoveryDomainsRequest,
) -> Result<Success<types::RecoverySubmissionsResponse>, E> {
    let domains = domains(&body)?;
    let scoped = app.store.scoped(&cx.caller.tenant);
    let (id, name) = (body.workspace_id.as_ref(), body.client_name.as_ref());
    let fields = ("/workspaceId", "/clientName");
    let workspace = wanted::workspace::<E>(&scoped, id, name, fields).await?;
    idempotent::run(&app.store, cx, async |tx| {
        let scoped = tx.scoped(&cx.caller.tenant);
        let mut results = Vec::with_capacity(domains.len());
        for domain in &domains {
            let outcome = match wanted::is_registrable(domain.name.as_str()) {
                true => scoped.submit_recovery(workspace.id, domain).await,
                false => Ok(Err(unregistrable())),
            };
            let outcome = outcome.or_fault::<E>()?;
            results.push(shown(&domain.name, outcome, &workspace)?);
        }
        Ok::<_, E>(types::RecoverySubmissionsResponse::from(told(results)))
    })
    .await
}

/// The domains, each once.
fn domains(body: &types::SubmitRecoveryDomainsRequest) -> Result<Vec<NewRecovery>, E> {
    let (mut domains, mut wrong) = (Vec::with_capacity(body.domains.len()), Vec::new());
    let mut seen = HashSet::new();
    for (place, one) in body.domains.iter().enumerate() {
        let field = format!("/domains/{place}/domain");
        let name: DomainName = match one.domain.parse() {
            Ok(name) => name,
            Err(error) => {
                let error: simpleinboxes_core::dns::DomainNameError = error;
                wrong.push(Detail::new(field, error.to_string()));
                continue;
            }
        };
        if !seen.insert(name.clone()) {
            wrong.push(Detail::new(field, "stands in the request before"));
            continue;
        }
        let reason = match &one.reason {
            Some(reason) => wanted::known(reason.as_str())?,
            None => RecoveryReason::Burned,
        };
        domains.push(NewRecovery { name, reason });
    }
    if wrong.is_empty() {
        Ok(domains)
    } else {
        Err(InvalidRequest::from(wrong).into())
    }
}

fn unregistrable() -> RecoveryRejected {
    RecoveryRejected {
        code: RecoveryRejection::Unavailable,
        why: "can't be parked here: it is not what somebody registered".to_owned(),
    }
}

fn shown(
    name: &DomainName,
    outcome: Result<RecoveryEntry, RecoveryRejected>,
    workspace: &Workspace,
) -> Result<types::RecoverySubmission, ServerError> {
    let (entry, rejected) = match outcome {
        Ok(entry) => (Some(convert::entry(entry, &workspace.name)?), None),
        Err(rejected) => (None, Some(rejected)),
    };
    let code = rejected.as_ref().map(|rejected| rejected.code.as_str());
    Ok(types::RecoverySubmission {
        domain: checked(name)?,
        accepted: entry.is_some(),
        entry,
        rejection: code.map(types::RecoveryRejectionCode::from_wire),
        message: rejected.map(|rejected| format!("{name} {}.", rejected.why)),
        extra: Extra::default(),
    })
}

fn told(results: Vec<types::RecoverySubmission>) -> types::RecoverySubmissions {
    let accepted = results.iter().filter(|one| one.accepted).count();
    let number = |number: usize| count(u64::try_from(number).unwrap_or(u64::MAX));
    types::RecoverySubmissions {
        accepted_count: number(accepted),
        rejected_count: number(results.len() - accepted),
        results,
        extra: Extra::default(),
    }
}
