//! The rules that every adapter keeps. Each takes a vendor's fixture.

pub mod answers;
pub mod failures;

use secrecy::SecretString;
use simpleinboxes_providers::outbound::{GuardedResolver, OutboundPolicy};
use simpleinboxes_providers::sending::{Credential, KeyCheck, SendingSettings, SendingTools};
use simpleinboxes_providers::{HttpSettings, ProviderError};

use crate::fixtures::Fixture;
use crate::stub::{Answer, Play, Stub};

/// Bytes of an answer that tests let through.
pub const LONGEST_ANSWER: usize = 64 * 1024;

/// Long enough for a busy machine, short of waiting for nothing.
pub const PATIENT: HttpSettings = HttpSettings {
    connect_timeout_ms: 10_000,
    timeout_ms: 20_000,
    max_answer_bytes: LONGEST_ANSWER,
    repeats: 1,
    repeat_pause_ms: 1,
};

pub type Outcome = Result<KeyCheck, ProviderError>;

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
    SendingTools::new(&settings, GuardedResolver::new(policy)).expect("usable settings")
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

/// Tests the fixture's key at a stub.
pub async fn ask(fixture: &Fixture, stub: &Stub, http: HttpSettings) -> Outcome {
    let tools = tools(fixture, &stub.url(), http);
    let credential = credential(&tools, fixture, &stub.url());
    tools.test_key(&credential).await
}

/// A script in which all goes well before `step`, and then `plays` happen.
pub fn until(fixture: &Fixture, step: usize, plays: impl IntoIterator<Item = Play>) -> Vec<Play> {
    let before = fixture.steps.iter().take(step);
    let before = before.map(|step| Play::Answer(step.success.clone()));
    before.chain(plays).collect()
}

/// Plays an answer at `step` and tells what came out and how many requests it took.
pub async fn answered(fixture: &Fixture, step: usize, answer: Answer) -> (Outcome, usize) {
    let stub = Stub::playing(until(fixture, step, [Play::Answer(answer)])).await;
    let outcome = ask(fixture, &stub, PATIENT).await;
    (outcome, stub.seen().len())
}
