//! Calls to Graph and to Exchange.

use std::sync::Arc;

use async_trait::async_trait;
use reqwest::header::{HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::clock::Clock;
use url::Url;

use super::settings::{MicrosoftSettings, MicrosoftSettingsError};
use super::{mapping, wire};
use crate::error::{Outage, ProviderError};
use crate::http::{Http, Reply, base_url};
use crate::mailbox::MailboxError;
use crate::mailbox::vendor::{Caller, Content, Token, TokenSource, below, grant};
use crate::traffic::Traffic;

const GRAPH_SCOPE: &str = "https://graph.microsoft.com/.default";
const EXCHANGE_SCOPE: &str = "https://outlook.office365.com/.default";
const CONSISTENCY: HeaderName = HeaderName::from_static("consistencylevel");
const EVENTUAL: HeaderValue = HeaderValue::from_static("eventual");

/// One tenant's way to Graph and to Exchange.
pub(super) struct Client {
    graph: Caller<Credentials>,
    graph_url: Url,
    exchange: Caller<Credentials>,
    exchange_url: Url,
}

/// The app, for one of the services.
struct Credentials {
    url: Url,
    client_id: String,
    client_secret: SecretString,
    scope: &'static str,
}

#[async_trait]
impl TokenSource for Credentials {
    async fn fetch(&self, http: &Http, _: Timestamp) -> Result<Token, ProviderError> {
        let secret = self.client_secret.expose_secret();
        let form = [
            ("client_id", self.client_id.as_str()),
            ("scope", self.scope),
            ("client_secret", secret),
            ("grant_type", "client_credentials"),
        ];
        grant(http, &self.url, &form, secret, "the app is not known").await
    }
}

impl Client {
    pub(super) fn new(
        settings: &MicrosoftSettings,
        clock: Arc<dyn Clock>,
        traffic: &Traffic,
    ) -> Result<Self, MicrosoftSettingsError> {
        let url = |field, text: &str| base_url(text).ok_or(MicrosoftSettingsError::Url(field));
        let http = Http::trusted("microsoft", settings.http, traffic)?;
        let login = url("login_url", &settings.login_url)?;
        let tenant = settings.tenant_id.as_str();
        let caller = |scope| {
            let source = Credentials {
                url: below(&login, &[tenant, "oauth2", "v2.0", "token"]),
                client_id: settings.client_id.clone(),
                client_secret: settings.client_secret.clone(),
                scope,
            };
            Caller::new(http.clone(), source, clock.clone())
        };
        let exchange = url("exchange_url", &settings.exchange_url)?;
        Ok(Self {
            graph: caller(GRAPH_SCOPE),
            graph_url: below(&url("graph_url", &settings.graph_url)?, &["v1.0"]),
            exchange: caller(EXCHANGE_SCOPE),
            exchange_url: below(&exchange, &["adminapi", "beta", tenant, "InvokeCommand"]),
        })
    }

    /// A URL of Graph.
    pub(super) fn url(&self, segments: &[&str]) -> Url {
        below(&self.graph_url, segments)
    }

    /// Sends to Graph.
    pub(super) async fn send(
        &self,
        method: Method,
        url: &Url,
        content: &Content,
    ) -> Result<Reply, MailboxError> {
        Ok(self.graph.call(&method, url, content, &[]).await?)
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

    /// Reads a list by an advanced query, which Graph answers from an index.
    pub(super) async fn query<T: DeserializeOwned>(
        &self,
        url: &Url,
    ) -> Result<wire::List<T>, MailboxError> {
        let headers = [(CONSISTENCY, EVENTUAL)];
        let reply = self
            .graph
            .call(&Method::GET, url, &Content::Nothing, &headers);
        Ok(success(reply.await?)?.json()?)
    }

    /// Runs a command of Exchange.
    pub(super) async fn command(
        &self,
        name: &str,
        parameters: Value,
    ) -> Result<Reply, MailboxError> {
        let body = json!({"CmdletInput": {"CmdletName": name, "Parameters": parameters}});
        let body = Content::Json(body);
        let sent = self
            .exchange
            .call(&Method::POST, &self.exchange_url, &body, &[]);
        Ok(sent.await?)
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
