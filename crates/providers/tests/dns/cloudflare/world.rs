//! Cloudflare, played by a server on loopback, with a registrar and visitors.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::DateTime;
use serde_json::Value;
use simpleinboxes_core::clock::MovableClock;
use simpleinboxes_core::dns::DomainName;
use simpleinboxes_providers::dns::cloudflare::{Cloudflare, CloudflareSettings};
use simpleinboxes_providers::dns::{Change, DnsHost, Zone};
use simpleinboxes_providers::{BreakerSettings, HttpSettings, Traffic};
use url::Url;

use super::fake::{ACCOUNT, Fake, TOKEN};
use super::state::MADE;
use crate::contract::Surroundings;

pub struct World {
    pub fake: Fake,
    pub cloudflare: Cloudflare,
    pub clock: Arc<MovableClock>,
}

pub fn settings(url: String) -> CloudflareSettings {
    CloudflareSettings {
        base_url: url,
        api_token: TOKEN.into(),
        account_id: ACCOUNT.into(),
        http: HttpSettings {
            connect_timeout_ms: 10_000,
            timeout_ms: 20_000,
            breaker: BreakerSettings::OFF,
            ..CloudflareSettings::default().http
        },
        ..CloudflareSettings::default()
    }
}

impl World {
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut CloudflareSettings)) -> Self {
        let fake = Fake::open().await;
        let mut settings = settings(fake.url());
        change(&mut settings);
        let now = DateTime::parse_from_rfc3339(MADE).expect("a time");
        let clock = Arc::new(MovableClock::at(now.to_utc()));
        Self {
            cloudflare: Cloudflare::new(&settings, clock.clone(), &Traffic::default())
                .expect("usable settings"),
            fake,
            clock,
        }
    }
}

#[async_trait]
impl Surroundings for World {
    fn host(&self) -> &dyn DnsHost {
        &self.cloudflare
    }

    async fn take_in(&self, _: &DomainName) {}

    async fn keep(&self, _: &DomainName, _: &[Change]) {}

    async fn give_up(&self, _: &DomainName) {}

    async fn delegate(&self, zone: &Zone) {
        let mut state = self.fake.state();
        let kept = state.zones.get_mut(&zone.id).expect("a zone");
        kept.delegated_to = zone.name_servers.clone();
    }

    /// A name leads to Cloudflare if it is proxied, and on if a rule says so.
    async fn visit(&self, url: &str) -> Option<(u16, String)> {
        let url = Url::parse(url).expect("a URL");
        let host = url.host_str().expect("a host");
        let state = self.fake.state();
        let zone = state
            .zones
            .values()
            .find(|zone| host.ends_with(&zone.name))?;
        zone.records
            .iter()
            .find(|record| record["name"] == host && record["proxied"] == true)?;
        let rules = &zone.ruleset.as_ref()?.rules;
        let applies = format!(r#"(http.host eq "{host}")"#);
        let rule = rules.iter().find(|rule| {
            let expression = rule["expression"].as_str().expect("an expression");
            rule["enabled"] == true && expression.split(" or ").any(|part| part == applies)
        })?;
        Some(redirect(&rule["action_parameters"]["from_value"], &url))
    }
}

fn redirect(from: &Value, asked: &Url) -> (u16, String) {
    let target = &from["target_url"];
    let mut place = match (target["value"].as_str(), target["expression"].as_str()) {
        (Some(value), None) => value.to_owned(),
        (None, Some(expression)) => {
            let base = expression
                .strip_prefix("concat(\"")
                .and_then(|rest| rest.strip_suffix("\", http.request.uri.path)"))
                .expect("the one form that is used");
            format!("{base}{}", asked.path())
        }
        other => panic!("{other:?}"),
    };
    if let (true, Some(query)) = (from["preserve_query_string"] == true, asked.query()) {
        place = format!("{place}?{query}");
    }
    let status = from["status_code"].as_u64().expect("a status");
    (u16::try_from(status).expect("a status"), place)
}
