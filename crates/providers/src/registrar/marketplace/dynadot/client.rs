//! Sending commands to Dynadot, as many at once as the account may have.

use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use url::Url;

use super::mapping;
use super::settings::{DynadotSettings, DynadotSettingsError};
use crate::error::ProviderError;
use crate::http::{Http, HttpSettings, Reply, accept, endpoint};
use crate::redact::{one_line, without};
use crate::registrar::RegistrarError;
use crate::traffic::Traffic;

/// Characters of Dynadot's text that are kept, as the API has room for.
const LONGEST: usize = 300;

/// One account's way to Dynadot.
pub(super) struct Client {
    http: Http,
    base: Url,
    key: SecretString,
}

impl Client {
    pub(super) fn new(
        settings: &DynadotSettings,
        traffic: &Traffic,
    ) -> Result<Self, DynadotSettingsError> {
        let http = HttpSettings {
            calls_at_once: settings.threads,
            ..settings.http
        };
        Ok(Self {
            base: settings.check()?,
            http: Http::trusted("dynadot", http, traffic)?.limited_by(mapping::is_limit),
            key: settings.api_key.clone(),
        })
    }

    /// Sends a command that changes nothing; again when the connection or a gateway failed.
    pub(super) async fn read<T: DeserializeOwned>(
        &self,
        command: &str,
        parameters: &[(&str, &str)],
    ) -> Result<T, RegistrarError> {
        let request = self.http.get(self.url(command, parameters));
        self.answer(self.http.read(request)).await
    }

    /// Sends a command that changes something, once.
    pub(super) async fn change<T: DeserializeOwned>(
        &self,
        command: &str,
        parameters: &[(&str, &str)],
    ) -> Result<T, RegistrarError> {
        let request = self.http.get(self.url(command, parameters));
        let answer = self.answer(self.http.send(request)).await;
        answer.map_err(RegistrarError::of_change)
    }

    /// Waits for the answer.
    async fn answer<T: DeserializeOwned>(
        &self,
        call: impl Future<Output = Result<Reply, ProviderError>>,
    ) -> Result<T, RegistrarError> {
        let reply = call.await.and_then(|reply| accept(reply, |_| None));
        let answer = reply
            .map_err(RegistrarError::from)
            .and_then(|reply| mapping::read(&reply));
        answer.map_err(|error| error.edit_reason(|text| self.tidy(&text)))
    }

    /// The key is in it: not to be shown.
    fn url(&self, command: &str, parameters: &[(&str, &str)]) -> Url {
        let mut url = endpoint(&self.base, "/api3.json");
        url.query_pairs_mut()
            .append_pair("key", self.key.expose_secret())
            .append_pair("command", command)
            .extend_pairs(parameters);
        url
    }

    fn tidy(&self, text: &str) -> String {
        one_line(&without(text, self.key.expose_secret()), LONGEST)
    }
}
