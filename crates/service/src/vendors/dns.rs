//! Who publishes DNS records.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

use anyhow::Context as _;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use simpleinboxes_providers::{
    Traffic,
    dns::{
        DnsHost,
        cloudflare::{Cloudflare, CloudflareSettings},
        embedded::{EmbeddedHost, EmbeddedSettings},
    },
};
use simpleinboxes_store::Store;

use crate::{config::Secret, dns::StoredZones, serve::Outside};

/// How long Cloudflare may take for one call, in milliseconds: less than a request may take.
const TIMEOUT: u64 = 12_000;

/// Who publishes DNS records.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct DnsSettings {
    /// Who it is; `auto` is Cloudflare if there is a token, else the server in this program.
    pub host: DnsChoice,
    /// The server in this program. As it stands it serves this machine alone, under names that
    /// nobody outside has.
    pub embedded: EmbeddedSettings,
    /// Our account at Cloudflare.
    pub cloudflare: CloudflareAccount,
}

/// Who publishes DNS records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DnsChoice {
    /// Cloudflare if there is a token, else the server in this program.
    #[default]
    Auto,
    /// The server in this program.
    Embedded,
    /// Cloudflare.
    Cloudflare,
}

/// Our account at Cloudflare.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct CloudflareAccount {
    /// An API token with Zone Edit, DNS Edit and Dynamic URL Redirects.
    pub api_token: Option<Secret>,
    /// The account in which zones are made, 32 hexadecimal digits.
    pub account_id: Option<String>,
    /// Records that are changed in one call; absent: 200, as the Free plan allows.
    pub batch: Option<usize>,
    /// Where Cloudflare is called, if not at its own address; for tests.
    pub base_url: Option<String>,
}

impl Default for DnsSettings {
    fn default() -> Self {
        Self {
            host: DnsChoice::default(),
            embedded: EmbeddedSettings {
                listen: vec![SocketAddr::from((Ipv4Addr::LOCALHOST, 5300))],
                name_servers: ["ns1", "ns2"]
                    .map(|name| format!("{name}.dns.sandbox.example"))
                    .into(),
                contact: "hostmaster@dns.sandbox.example".to_owned(),
                web_addresses: vec![IpAddr::V4(Ipv4Addr::LOCALHOST)],
                ..EmbeddedSettings::default()
            },
            cloudflare: CloudflareAccount::default(),
        }
    }
}

impl DnsSettings {
    /// What the server in this program goes by, if it is the one that publishes.
    #[must_use]
    pub const fn embedded(&self) -> Option<&EmbeddedSettings> {
        match (self.host, &self.cloudflare.api_token) {
            (DnsChoice::Embedded, _) | (DnsChoice::Auto, None) => Some(&self.embedded),
            (DnsChoice::Cloudflare, _) | (DnsChoice::Auto, Some(_)) => None,
        }
    }

    fn cloudflare(&self) -> anyhow::Result<CloudflareSettings> {
        let account = &self.cloudflare;
        let token = account.api_token.as_ref();
        let token = token.context("api_token is missing")?;
        let mut settings = CloudflareSettings {
            api_token: SecretString::from(token.expose()),
            account_id: account
                .account_id
                .clone()
                .context("account_id is missing")?,
            ..CloudflareSettings::default()
        };
        settings.http.timeout_ms = TIMEOUT;
        if let Some(batch) = account.batch {
            settings.batch = batch;
        }
        if let Some(url) = &account.base_url {
            settings.base_url.clone_from(url);
        }
        Ok(settings)
    }
}

pub(super) fn open(
    settings: &DnsSettings,
    outside: &Outside,
    store: &Arc<Store>,
    traffic: &Traffic,
) -> anyhow::Result<Arc<dyn DnsHost>> {
    if let Some(embedded) = settings.embedded() {
        let zones = Arc::new(StoredZones::new(Arc::clone(store)));
        let host = EmbeddedHost::new(embedded, zones).context("dns.embedded")?;
        return Ok(Arc::new(host));
    }
    let cloudflare = settings.cloudflare().context("dns.cloudflare")?;
    let host = Cloudflare::new(&cloudflare, Arc::clone(&outside.clock), traffic);
    Ok(Arc::new(host.context("dns.cloudflare")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(host: DnsChoice, token: Option<&str>) -> DnsSettings {
        DnsSettings {
            host,
            cloudflare: CloudflareAccount {
                api_token: token.map(|token| Secret::from(token.to_owned())),
                account_id: Some("0123456789abcdef0123456789abcdef".to_owned()),
                ..CloudflareAccount::default()
            },
            ..DnsSettings::default()
        }
    }

    #[test]
    fn the_token_decides_unless_the_settings_do() {
        let token = Some("a-token-of-twenty-and-more");
        assert!(settings(DnsChoice::Auto, None).embedded().is_some());
        assert!(settings(DnsChoice::Auto, token).embedded().is_none());
        assert!(settings(DnsChoice::Embedded, token).embedded().is_some());
        assert!(settings(DnsChoice::Cloudflare, token).embedded().is_none());
        let missing = settings(DnsChoice::Cloudflare, None).cloudflare();
        let error = missing.expect_err("no token").to_string();
        assert!(error.contains("api_token"), "{error}");
    }

    #[test]
    fn the_token_is_printed_nowhere() {
        let settings = settings(DnsChoice::Auto, Some("a-token-of-twenty-and-more"));
        let json = serde_json::to_string(&settings).expect("JSON");
        let debug = format!("{settings:?}");
        assert!(!json.contains("twenty") && !debug.contains("twenty"));
    }
}
