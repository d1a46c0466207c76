//! The redirect server: sends web visitors of domains on, where this program publishes their DNS.
//!
//! - A host is one of ours if it is a domain that is held and forwards, or that domain's `www`.
//!   Every other host is 404. What is asked is looked up for each request, so that what the
//!   domain's owner sets counts at once.
//! - The destination is what was stored for the domain: 301 or 302. Where the path is kept, the
//!   path and query that were asked for are appended, and the outcome is compared with what was
//!   stored: the scheme, host and port must be the same, and the path below the stored one. A
//!   visitor can choose nothing else.
//! - Nothing below `/.well-known/acme-challenge/` is sent on. With `redirects.acme_folder` the
//!   files there are the answers: name the folder as the webroot of an ACME client (`certbot
//!   certonly --webroot -w FOLDER -d DOMAIN`, `lego --http.webroot FOLDER`), and give the
//!   certificates to whoever ends TLS before this server. It speaks HTTP alone, and needs to be
//!   told the host that was asked for.
//! - Heads, connections and time have limits, and a body is not read.

use anyhow::Context as _;

use crate::{config::Config, http::Listener};

mod acme;
mod destination;
mod server;
mod settings;

pub(crate) use server::routes;
pub use settings::RedirectSettings;

/// Listens, where this program sends visitors on.
///
/// # Errors
/// The address can't be listened on.
pub(crate) async fn bind(config: &Config) -> anyhow::Result<Option<Listener>> {
    let embedded = config.dns.embedded();
    if embedded.is_none_or(|embedded| embedded.web_addresses.is_empty()) {
        return Ok(None);
    }
    let settings = &config.redirects;
    let limits = settings.limits(config.limits.shutdown_seconds);
    let listener = Listener::bind(settings.listen, limits).await;
    listener.map(Some).with_context(|| {
        format!(
            "the redirect server can't listen on {}: set redirects.listen \
             (SIMPLEINBOXES_REDIRECTS__LISTEN) to an address that is free",
            settings.listen
        )
    })
}
