//! A vendor's stub, the tools that call it, and a clock that stands still.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use secrecy::SecretString;
use simpleinboxes_core::clock::MovableClock;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_providers::outbound::{GuardedResolver, OutboundPolicy};
use simpleinboxes_providers::sending::{Credential, KeyCheck, SendingSettings, SendingTools};
use simpleinboxes_providers::{
    BreakerSettings, BreakerState, HttpSettings, Outage, ProviderError, Traffic, VendorTraffic,
};

use crate::stub::{Answer, Play, Stub};

pub type Outcome = Result<KeyCheck, ProviderError>;

/// Long enough for a busy machine; opens after three outages.
pub const HTTP: HttpSettings = HttpSettings {
    connect_timeout_ms: 10_000,
    timeout_ms: 20_000,
    max_answer_bytes: 64 * 1024,
    repeats: 0,
    repeat_pause_ms: 1,
    calls_at_once: 2,
    breaker: BreakerSettings {
        failures: 3,
        pause_ms: 30_000,
        longest_pause_ms: 120_000,
    },
};

pub struct World {
    pub stub: Stub,
    pub clock: Arc<MovableClock>,
    pub traffic: Traffic,
    pub tools: Arc<SendingTools>,
}

impl World {
    pub async fn open() -> Self {
        Self::with(HTTP).await
    }

    pub async fn with(http: HttpSettings) -> Self {
        let stub = Stub::playing([]).await;
        let (clock, traffic) = traffic();
        let tools = tools(&stub.url(), http, &traffic);
        Self {
            stub,
            clock,
            traffic,
            tools: Arc::new(tools),
        }
    }

    /// Tests the key of an account.
    pub async fn ask(&self, account: &str) -> Outcome {
        self.tools.test_key(&self.credential(account)).await
    }

    pub fn credential(&self, account: &str) -> Credential {
        let key = SecretString::from(format!("key-of-{account}-0123456789"));
        let read = self.tools.credential("instantly", [("apiKey", key)]);
        read.expect("a credential")
    }

    pub fn told(&self) -> VendorTraffic {
        told(&self.traffic, "instantly")
    }

    pub fn breaker(&self) -> BreakerState {
        self.told().breaker
    }

    pub fn advance(&self, seconds: i64) {
        self.clock.advance(TimeDelta::seconds(seconds));
    }
}

pub fn traffic() -> (Arc<MovableClock>, Traffic) {
    let start = DateTime::from_timestamp_millis(1_793_871_000_000).expect("valid");
    let clock = Arc::new(MovableClock::at(start));
    let traffic = Traffic::new(clock.clone(), Entropy::seeded(1));
    (clock, traffic)
}

/// Sending tools that call Instantly at `url`.
pub fn tools(url: &str, http: HttpSettings, traffic: &Traffic) -> SendingTools {
    let mut settings = SendingSettings {
        http,
        ..SendingSettings::default()
    };
    settings
        .base_urls
        .insert("instantly".to_owned(), url.to_owned());
    let policy = OutboundPolicy {
        allow_private: true,
    };
    SendingTools::new(&settings, GuardedResolver::new(policy), traffic).expect("usable settings")
}

pub fn told(traffic: &Traffic, vendor: &str) -> VendorTraffic {
    let found = traffic
        .vendors()
        .into_iter()
        .find(|one| one.vendor == vendor);
    found.expect("a lane")
}

pub fn well() -> Play {
    Play::Answer(Answer::json(200, r#"{"items":[]}"#))
}

pub fn status(status: u16) -> Play {
    Play::Answer(Answer::new(status, ""))
}

/// How long the vendor is left alone.
pub fn left_alone<T: std::fmt::Debug>(outcome: Result<T, ProviderError>) -> Duration {
    match outcome {
        Err(ProviderError::Unavailable(Outage::CircuitOpen { retry_after })) => retry_after,
        other => panic!("was asked: {other:?}"),
    }
}

/// Waits until something holds.
pub async fn until(holds: impl Fn() -> bool) {
    let wait = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_secs(20), wait).await;
    waited.expect("it never held");
}
