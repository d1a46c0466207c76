//! What a page is answered with.

use std::sync::Arc;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use simpleinboxes_providers::payments::{PaymentError, sandbox::Sandbox};
use simpleinboxes_store::StoreError;
use url::Url;

use crate::app::App;

/// A page, or why there is none.
pub(super) type Reply = Result<Page, Trouble>;

/// A page or a way to one.
pub(super) enum Page {
    /// A page, with the addresses that its forms may lead on to.
    Html {
        status: StatusCode,
        html: String,
        leads_to: Vec<String>,
    },
    /// A way to a page.
    Way(String),
}

/// Why there is no page.
pub(super) enum Trouble {
    /// There is none here.
    Nothing,
    /// It was sent from another site.
    Foreign,
    /// The database fails.
    Broken,
}

impl Page {
    pub(super) fn new(html: String) -> Self {
        Self::Html {
            status: StatusCode::OK,
            html,
            leads_to: Vec::new(),
        }
    }

    /// One with something to put right.
    pub(super) fn again(html: String) -> Self {
        Self::Html {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            html,
            leads_to: Vec::new(),
        }
    }

    /// With an address that its forms may lead on to.
    pub(super) fn leading_to(mut self, url: &str) -> Self {
        if let Self::Html { leads_to, .. } = &mut self {
            leads_to.push(url.to_owned());
        }
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = match self {
            Self::Html {
                status,
                html,
                leads_to,
            } => {
                let mut response = (status, Html(html)).into_response();
                response
                    .headers_mut()
                    .insert(header::CONTENT_SECURITY_POLICY, policy(&leads_to));
                response
            }
            Self::Way(url) => match HeaderValue::try_from(url) {
                Ok(url) => {
                    let mut response = StatusCode::SEE_OTHER.into_response();
                    response.headers_mut().insert(header::LOCATION, url);
                    response
                }
                Err(_) => Trouble::Broken.into_response(),
            },
        };
        guard(response.headers_mut());
        response
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let (status, words) = match self {
            Self::Nothing => (
                StatusCode::NOT_FOUND,
                "There is nothing here, or not any more.",
            ),
            Self::Foreign => (
                StatusCode::FORBIDDEN,
                "This form was sent from another site.",
            ),
            Self::Broken => (
                StatusCode::SERVICE_UNAVAILABLE,
                "This page can't be shown right now; try again shortly.",
            ),
        };
        let html = format!(
            "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\
             <title>SimpleInboxes</title><p>{words}</p></html>\n"
        );
        let mut response = (status, Html(html)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy(&[]));
        guard(headers);
        response
    }
}

/// What the page may load and where its forms may lead. Browsers apply the latter to where a
/// form's answer redirects to, so that is named, too.
fn policy(leads_to: &[String]) -> HeaderValue {
    let mut forms = String::from("'self'");
    for url in leads_to.iter().filter_map(|url| Url::parse(url).ok()) {
        let origin = url.origin();
        if origin.is_tuple() {
            forms.push(' ');
            forms.push_str(&origin.ascii_serialization());
        }
    }
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action {forms}; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

fn guard(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Refuses what a browser says was sent from another site.
pub(super) fn from_here(headers: &HeaderMap) -> Result<(), Trouble> {
    match headers.get("sec-fetch-site") {
        Some(site) if site == "cross-site" => Err(Trouble::Foreign),
        _ => Ok(()),
    }
}

/// The sandbox, whose pages these are.
pub(super) fn sandbox(app: &App) -> Result<Arc<Sandbox>, Trouble> {
    app.cashier.sandbox.clone().ok_or(Trouble::Nothing)
}

impl From<PaymentError> for Trouble {
    fn from(error: PaymentError) -> Self {
        match error {
            PaymentError::NotFound { .. } => Self::Nothing,
            error => {
                tracing::error!(%error, "a page of the payments sandbox failed");
                Self::Broken
            }
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a page failed");
        Self::Broken
    }
}
