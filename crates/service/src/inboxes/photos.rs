//! Profile photos: prepared, loaded from elsewhere, and shown to everybody who has their address.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_providers::{
    HttpSettings, ProviderError,
    mailbox::Photo,
    outbound::{Fetcher, GuardedResolver, OutboundPolicy},
    photo::{LONGEST_FILE, PhotoError, PhotoStudio},
};

use crate::{app::App, payments::Cashier};

/// Photos that are unpacked at once: one may take 800 MiB of memory for a moment.
const AT_ONCE: usize = 2;

/// How long loading a photo may take, in milliseconds.
const TIMEOUT: u64 = 20_000;

/// What a photo's address begins with.
const PATH: &str = "/photos/";

/// Prepares photos, and knows where they are found.
#[derive(Debug)]
pub struct Photos {
    studio: PhotoStudio,
    fetcher: Fetcher,
    entropy: Entropy,
    base: String,
}

impl Photos {
    /// With this policy for addresses that users give, below the public address of this service.
    ///
    /// # Errors
    /// TLS can't be set up.
    pub fn open(
        policy: OutboundPolicy,
        entropy: Entropy,
        cashier: &Cashier,
    ) -> anyhow::Result<Self> {
        let limits = HttpSettings {
            timeout_ms: TIMEOUT,
            max_answer_bytes: LONGEST_FILE,
            ..HttpSettings::default()
        };
        Ok(Self {
            studio: PhotoStudio::new(AT_ONCE),
            fetcher: Fetcher::new(limits, GuardedResolver::new(policy))?,
            entropy,
            base: cashier.address_of(PATH),
        })
    }

    /// Where the photo with this token is found.
    pub(super) fn address(&self, token: &str) -> String {
        format!("{}{token}.jpg", self.base)
    }

    /// A token that nobody can guess.
    pub(super) fn new_token(&self) -> String {
        let mut token = String::with_capacity(32);
        for byte in self.entropy.bytes::<16>() {
            // Writing to a string does not fail.
            let _ = write!(token, "{byte:02x}");
        }
        token
    }

    /// Makes a photo of a file.
    ///
    /// # Errors
    /// The file is none.
    pub(super) async fn prepare(&self, file: Vec<u8>) -> Result<Photo, PhotoError> {
        self.studio.prepare(file).await
    }

    /// Loads a file from an address that a user gave.
    ///
    /// # Errors
    /// The address is one that we do not call, nothing came from there, or it was too long.
    pub(super) async fn load(&self, url: &str) -> Result<Vec<u8>, ProviderError> {
        self.fetcher.fetch(url, "image/png, image/jpeg").await
    }
}

/// Where photos are found.
pub(crate) fn routes(app: Arc<App>) -> Router {
    Router::new()
        .route("/photos/{name}", get(show))
        .with_state(app)
}

async fn show(State(app): State<Arc<App>>, Path(name): Path<String>) -> Response {
    let found = match name.strip_suffix(".jpg") {
        Some(token) => app.store.inbox_photo(token).await,
        None => Ok(None),
    };
    let photo = match found {
        Ok(Some(photo)) => photo,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::warn!(%error, "a photo could not be read");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let Ok(kind) = HeaderValue::from_str(&photo.media_type) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, kind);
    // Another photo has another address.
    let for_good = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, for_good);
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    (headers, photo.content).into_response()
}
