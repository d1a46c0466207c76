//! Calls to Google, as the administrator.

use std::sync::Arc;

use async_trait::async_trait;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::{Method, StatusCode};
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::clock::Clock;
use url::Url;

use super::settings::{GoogleSettings, GoogleSettingsError};
use super::{mapping, wire};
use crate::error::{Outage, ProviderError};
use crate::http::{Http, Reply, base_url};
use crate::mailbox::MailboxError;
use crate::mailbox::vendor::{Caller, Content, Token, TokenSource, below, grant};
use crate::traffic::Traffic;

const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const SCOPES: &str = "https://www.googleapis.com/auth/admin.directory.domain \
https://www.googleapis.com/auth/admin.directory.user \
https://www.googleapis.com/auth/siteverification";

/// Seconds that an assertion holds; Google takes an hour at most.
const ASSERTED_FOR: i64 = 600;

/// One account's way to Google.
pub(super) struct Client {
    caller: Caller<ServiceAccount>,
    directory: Url,
    verification: Url,
}

/// The service account.
struct ServiceAccount {
    url: Url,
    email: String,
    admin: String,
    header: Header,
    key: EncodingKey,
}

impl ServiceAccount {
    fn assertion(&self, now: Timestamp) -> Result<String, ProviderError> {
        let claims = wire::Claims {
            iss: &self.email,
            sub: &self.admin,
            scope: SCOPES,
            aud: self.url.as_str(),
            iat: now.timestamp(),
            exp: now.timestamp() + ASSERTED_FOR,
        };
        encode(&self.header, &claims, &self.key).map_err(|_| ProviderError::Rejected {
            reason: "the private key can't sign".to_owned(),
        })
    }
}

#[async_trait]
impl TokenSource for ServiceAccount {
    async fn fetch(&self, http: &Http, now: Timestamp) -> Result<Token, ProviderError> {
        let assertion = self.assertion(now)?;
        let form = [("grant_type", GRANT), ("assertion", &assertion)];
        grant(
            http,
            &self.url,
            &form,
            &assertion,
            "the service account is not known",
        )
        .await
    }
}

impl Client {
    pub(super) fn new(
        settings: &GoogleSettings,
        clock: Arc<dyn Clock>,
        traffic: &Traffic,
    ) -> Result<Self, GoogleSettingsError> {
        let url = |field, text: &str| base_url(text).ok_or(GoogleSettingsError::Url(field));
        let pem = settings.private_key.expose_secret();
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(settings.private_key_id.clone());
        let source = ServiceAccount {
            url: url("token_url", &settings.token_url)?,
            email: settings.client_email.clone(),
            admin: settings.admin_email.clone(),
            header,
            key: EncodingKey::from_rsa_pem(pem.as_bytes())
                .map_err(|_| GoogleSettingsError::Field("private_key"))?,
        };
        let directory = url("directory_url", &settings.directory_url)?;
        let verification = url("verification_url", &settings.verification_url)?;
        Ok(Self {
            caller: Caller::new(
                Http::trusted("google", settings.http, traffic)?.limited_by(mapping::is_limit),
                source,
                clock,
            ),
            directory: below(&directory, &["admin", "directory", "v1"]),
            verification: below(&verification, &["siteVerification", "v1"]),
        })
    }

    /// A URL of the Directory API.
    pub(super) fn directory(&self, segments: &[&str]) -> Url {
        below(&self.directory, segments)
    }

    /// A URL of the Site Verification API.
    pub(super) fn verification(&self, segments: &[&str]) -> Url {
        below(&self.verification, segments)
    }

    pub(super) async fn send(
        &self,
        method: Method,
        url: &Url,
        content: &Content,
    ) -> Result<Reply, MailboxError> {
        Ok(self.caller.call(&method, url, content, &[]).await?)
    }

    /// Reads something; nothing if it is not there.
    pub(super) async fn find<T: DeserializeOwned>(
        &self,
        url: &Url,
    ) -> Result<Option<T>, MailboxError> {
        let reply = self.send(Method::GET, url, &Content::Nothing).await?;
        if reply.status == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        Ok(Some(success(reply)?.json()?))
    }

    /// Reads something that must be there.
    pub(super) async fn read<T: DeserializeOwned>(&self, url: &Url) -> Result<T, MailboxError> {
        let found = self.find(url).await?;
        found.ok_or_else(|| Outage::Garbage.into())
    }

    /// Deletes something, if it is there.
    pub(super) async fn delete(&self, url: &Url) -> Result<(), MailboxError> {
        let reply = self.send(Method::DELETE, url, &Content::Nothing).await?;
        if reply.status == StatusCode::NOT_FOUND {
            return Ok(());
        }
        success(reply).map(drop)
    }
}

/// Passes a successful reply on.
pub(super) fn success(reply: Reply) -> Result<Reply, MailboxError> {
    if reply.status.is_success() {
        Ok(reply)
    } else {
        Err(mapping::failure(reply, &[]))
    }
}
