//! The pages that a payment provider would show, for the sandbox, and one of our own to come back
//! to. Plain HTML without scripts.
//!
//! There are no cookies: who knows the unguessable part of a page's address may use it, so that a
//! foreign page has nothing to ride on. What browsers mark as sent from another site is refused
//! all the same, nothing may be framed, and no address is told to others.

mod checkout;
mod form;
mod html;
mod portal;
mod reply;
mod setup;

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Query, State},
    http::{HeaderMap, HeaderValue, header},
    response::IntoResponse,
    routing::{get, post},
};
use serde::Deserialize;
use simpleinboxes_core::id::TopupId;
use simpleinboxes_core::status::TopupStatus;

use self::{
    html::{Escaped, page},
    reply::{Page, Reply},
};
use crate::app::App;

/// The largest form in bytes.
const LARGEST: usize = 16 * 1024;

const STYLE: &str = include_str!("style.css");

/// The pages: the sandbox's only where the sandbox takes the money.
pub(crate) fn routes(app: Arc<App>) -> Router {
    let mut router = Router::new()
        .route("/payments/done", get(done))
        .route("/payments/style.css", get(style));
    if app.cashier.sandbox.is_some() {
        router = router
            .route("/sandbox/checkout/{session}", get(checkout::show))
            .route("/sandbox/checkout/{session}", post(checkout::pay))
            .route("/sandbox/checkout/{session}/bank", post(checkout::bank))
            .route("/sandbox/checkout/{session}/cancel", post(checkout::cancel))
            .route("/sandbox/setup/{secret}", get(setup::show))
            .route("/sandbox/setup/{secret}", post(setup::save))
            .route("/sandbox/setup/{secret}/bank", post(setup::bank))
            .route("/sandbox/portal/{token}", get(portal::show))
            .route("/sandbox/portal/{token}/cards", post(portal::add))
            .route("/sandbox/portal/{token}/default", post(portal::choose))
            .route("/sandbox/portal/{token}/remove", post(portal::remove));
    }
    router.layer(DefaultBodyLimit::max(LARGEST)).with_state(app)
}

async fn style() -> impl IntoResponse {
    let mut headers = HeaderMap::new();
    let css = HeaderValue::from_static("text/css; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, css);
    let an_hour = HeaderValue::from_static("public, max-age=3600");
    headers.insert(header::CACHE_CONTROL, an_hour);
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    (headers, STYLE)
}

#[derive(Deserialize)]
struct Done {
    #[serde(rename = "topupId")]
    topup: Option<String>,
}

/// Where the customer comes back to when no other page was asked for. It tells where the top-up
/// stands, and nothing else of it.
async fn done(State(app): State<Arc<App>>, Query(done): Query<Done>) -> Reply {
    let id = done.topup.and_then(|id| id.parse::<TopupId>().ok());
    let topup = match id {
        Some(id) => app.store.any_topup(id).await?,
        None => None,
    };
    let (title, words) = match topup.map(|topup| topup.status) {
        Some(TopupStatus::Paid) => ("Paid", "The wallet has the money. You can close this page."),
        Some(TopupStatus::Pending) => (
            "Not paid yet",
            "The payment has not arrived. If you paid just now, it will in a moment.",
        ),
        Some(TopupStatus::Failed) => ("Not paid", "The payment was refused; nothing was charged."),
        Some(TopupStatus::Expired) => ("Expired", "It was not paid in time; nothing was charged."),
        None => ("Done", "You can close this page."),
    };
    let body = format!("<h1>{}</h1><p>{}</p>", Escaped(title), Escaped(words));
    Ok(Page::new(page(&app, title, &body)))
}
