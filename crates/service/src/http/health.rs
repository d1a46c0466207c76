//! `/healthz`: the process answers. `/readyz`: it can do its work, which takes the database; its
//! details tell which vendors are down and left alone, and which blocklists are not asked, which
//! makes it no less ready.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use axum::{Json, Router, extract::State, http::StatusCode, response::IntoResponse, routing::get};
use serde_json::json;
use simpleinboxes_providers::{Traffic, blocklist::Blocklists};
use simpleinboxes_store::Store;
use tokio::sync::watch;

use crate::{serving::DnsServing, vendors};

/// How long the database may take to answer before this process is not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// What readiness depends on.
#[derive(Clone, Debug)]
pub struct Health {
    /// The database.
    pub store: Arc<Store>,
    /// Whether the process was told to stop: a load balancer must send nothing more.
    pub stopping: watch::Receiver<bool>,
    /// DNS, as long as it is served.
    pub(crate) dns: Weak<DnsServing>,
    /// What goes on with the vendors, for the details.
    pub traffic: Traffic,
    /// The blocklists, for the details.
    pub blocklists: Arc<dyn Blocklists>,
}

/// `/healthz` and `/readyz`.
pub fn routes(health: Health) -> Router {
    Router::new()
        .route("/healthz", get(async || Json(json!({"status": "ok"}))))
        .route("/readyz", get(ready))
        .with_state(health)
}

async fn ready(State(health): State<Health>) -> impl IntoResponse {
    let stopping = *health.stopping.borrow();
    let database = matches!(
        tokio::time::timeout(PATIENCE, health.store.ping()).await,
        Ok(Ok(()))
    );
    let dns = health.dns.upgrade();
    let dns = dns.is_some_and(|dns| dns.is_serving());
    let verdict = |good| if good { "ok" } else { "failing" };
    let (status, word) = if database && dns && !stopping {
        (StatusCode::OK, "ok")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "unavailable")
    };
    let body = json!({
        "status": word,
        "checks": {
            "database": verdict(database),
            "dns": verdict(dns),
            "accepting": verdict(!stopping),
        },
        // One that is down is told, and takes nothing else with it.
        "details": {
            "vendors": vendors::traffic_details(&health.traffic),
            "blocklists": vendors::blocklist_details(&*health.blocklists),
        },
    });
    (status, Json(body))
}
