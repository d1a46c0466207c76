//! The rules that every adapter keeps. Each takes a vendor's fixture.

pub mod answers;
pub mod failures;

use secrecy::SecretString;
use simpleinboxes_providers::outbound::{GuardedResolver, OutboundPolicy};
use simpleinboxes_providers::sending::{Credential, KeyCheck, SendingSettings, SendingTools};
use simpleinboxes_providers::{BreakerSettings, HttpSettings, ProviderError, Traffic};

use crate::fixtures::Fixture;
use crate::stub::{Answer, Play, Seen, Stub};

/// Bytes of an answer that tests let through.
pub const LONGEST_ANSWER: usize = 64 * 1024;

/// Long enough for a busy machine, short of waiting for nothing.
pub const PATIENT: HttpSettings = HttpSettings {
    connect_timeout_ms: 10_000,
    timeout_ms: 20_000,
    max_answer_bytes: LONGEST_ANSWER,
    repeats: 1,
    repeat_pause_ms: 1,
    calls_at_once: 4,
    breaker: BreakerSettings::OFF,
};

pub type Outcome = Result<KeyCheck, ProviderError>;

/// A vendor's stub and the tools that call it. Made once a rule: setting up TLS takes its time.
pub struct Bench<'a> {
    fixture: &'a Fixture,
    stub: Stub,
    tools: SendingTools,
    credential: Credential,
}

impl<'a> Bench<'a> {
    pub async fn new(fixture: &'a Fixture) -> Self {
        Self::with(fixture, PATIENT).await
    }

    pub async fn with(fixture: &'a Fixture, http: HttpSettings) -> Self {
        let stub = Stub::playing([]).await;
        let tools = tools(fixture, &stub.url(), http);
        let credential = credential(&tools, fixture, &stub.url());
        Self {
            fixture,
            stub,
            tools,
            credential,
        }
    }

    /// Tests the key while the stub lets all go well before `step`, and then plays `plays`.
    /// Tells what came out and what the stub was asked.
    pub async fn ask(
        &self,
        step: usize,
        plays: impl IntoIterator<Item = Play>,
    ) -> (Outcome, Vec<Seen>) {
        let before = self.fixture.steps.iter().take(step);
        let before = before.map(|step| Play::Answer(step.success.clone()));
        self.stub.restart(before.chain(plays));
        let outcome = self.tools.test_key(&self.credential).await;
        (outcome, self.stub.seen())
    }

    /// The same with one answer, and the number of requests.
    pub async fn answered(&self, step: usize, answer: Answer) -> (Outcome, usize) {
        let (outcome, seen) = self.ask(step, [Play::Answer(answer)]).await;
        (outcome, seen.len())
    }
}

/// The tools, with the fixture's one at `url`.
pub fn tools(fixture: &Fixture, url: &str, http: HttpSettings) -> SendingTools {
    let mut settings = SendingSettings {
        http,
        ..SendingSettings::default()
    };
    if fixture.base_url.is_some() {
        let base = format!("{url}{}", fixture.base_path());
        settings.base_urls.insert(fixture.tool.to_owned(), base);
    }
    let policy = OutboundPolicy {
        allow_private: true,
    };
    let guard = GuardedResolver::new(policy);
    SendingTools::new(&settings, guard, &Traffic::default()).expect("usable settings")
}

/// The fixture's credential, for a vendor at `url`.
pub fn credential(tools: &SendingTools, fixture: &Fixture, url: &str) -> Credential {
    let own_url = fixture.base_url.is_none().then_some(("baseUrl", url));
    let fields = fixture.fields.iter().copied().chain(own_url);
    let fields = fields.map(|(name, value)| (name, SecretString::from(value)));
    tools
        .credential(fixture.tool, fields)
        .expect("the fixture's credential is complete")
}
