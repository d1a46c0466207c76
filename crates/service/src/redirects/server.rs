//! What the redirect server answers.

use std::{path::PathBuf, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use simpleinboxes_core::dns::DomainName;
use simpleinboxes_providers::dns::Forwarding;
use simpleinboxes_store::{Store, StoreError};
use tokio::time::timeout;

use super::{acme, destination};

/// The longest path and query that are answered.
const LONGEST: usize = 4096;

/// How long the database may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// What it needs to know.
#[derive(Clone)]
struct Redirects {
    store: Arc<Store>,
    acme_folder: Option<PathBuf>,
}

/// All paths of all hosts.
pub(crate) fn routes(store: Arc<Store>, acme_folder: Option<PathBuf>) -> Router {
    let redirects = Redirects { store, acme_folder };
    Router::new().fallback(answer).with_state(redirects)
}

async fn answer(State(redirects): State<Redirects>, request: Request) -> Response {
    let (head, _) = request.into_parts();
    let length = head
        .uri
        .path_and_query()
        .map_or(0, |all| all.as_str().len());
    if length > LONGEST {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    let Some(host) = destination::host(&head.uri, &head.headers) else {
        return told(StatusCode::NOT_FOUND);
    };
    let found = timeout(PATIENCE, forwarding(&redirects.store, &host)).await;
    let forwarding = match found {
        Ok(Ok(Some(forwarding))) => forwarding,
        Ok(Ok(None)) => return told(StatusCode::NOT_FOUND),
        Ok(Err(error)) => {
            tracing::warn!(%error, "a forwarding could not be read");
            return told(StatusCode::SERVICE_UNAVAILABLE);
        }
        Err(_) => return told(StatusCode::SERVICE_UNAVAILABLE),
    };
    if let Some(token) = acme::token(head.uri.path()) {
        let answer = acme::answer(redirects.acme_folder.as_deref(), token).await;
        return match answer {
            Some(answer) => ([(header::CONTENT_TYPE, "text/plain")], answer).into_response(),
            None => told(StatusCode::NOT_FOUND),
        };
    }
    if !matches!(head.method, Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    match destination::destination(&forwarding, &head.uri) {
        Some(to) => sent(&forwarding, to),
        None => told(StatusCode::BAD_REQUEST),
    }
}

/// Where visitors of a host are sent: its own forwarding, or that of the domain whose `www` it is.
async fn forwarding(store: &Store, host: &DomainName) -> Result<Option<Forwarding>, StoreError> {
    let host = host.as_str();
    let names = [Some(host), host.strip_prefix("www.")];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    let Some(found) = store.public_forwarding(&names).await? else {
        return Ok(None);
    };
    let column = "domains.name";
    let domain = found.domain.parse();
    let domain = domain.map_err(|_| StoreError::Corrupt { column })?;
    let (permanent, keep_path) = (found.permanent, found.keep_path);
    // One that would lead in a circle leads nowhere.
    Ok(Forwarding::new(&domain, &found.url, permanent, keep_path).ok())
}

fn sent(forwarding: &Forwarding, to: HeaderValue) -> Response {
    let status = StatusCode::from_u16(forwarding.status()).unwrap_or(StatusCode::FOUND);
    (status, [(header::LOCATION, to)]).into_response()
}

fn told(status: StatusCode) -> Response {
    let words = status.canonical_reason().unwrap_or_default();
    (status, format!("{words}\n")).into_response()
}
