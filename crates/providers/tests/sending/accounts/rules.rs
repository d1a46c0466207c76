//! The rules that every adapter keeps. Each takes a vendor's fixture.

use serde_json::Value;
use simpleinboxes_providers::sending::{
    ConnectionTest, Credential, MailHost, Mailbox, SendingError, SendingTools,
};
use simpleinboxes_providers::{Outage, ProviderError};

use super::fixtures::{AccountFixture, Exchange};
use super::{PASSWORD, jane};
use crate::stub::{Answer, Play, Seen, Stub};
use crate::suite::{PATIENT, credential, tools};

struct Bench {
    stub: Stub,
    tools: SendingTools,
    credential: Credential,
}

impl Bench {
    async fn new(fixture: &AccountFixture) -> Self {
        let stub = Stub::playing([]).await;
        let key = (fixture.key)();
        let tools = tools(&key, &stub.url(), PATIENT);
        let credential = credential(&tools, &key, &stub.url());
        Self {
            stub,
            tools,
            credential,
        }
    }

    fn play(&self, exchanges: &[Exchange]) {
        let plays = exchanges
            .iter()
            .map(|exchange| Play::Answer(exchange.answer.clone()));
        self.stub.restart(plays.collect::<Vec<_>>());
    }

    fn check(&self, exchanges: &[Exchange]) {
        let seen = self.stub.seen();
        let asked: Vec<_> = seen
            .iter()
            .map(|seen| format!("{} {}", seen.method, seen.target))
            .collect();
        let expected: Vec<_> = exchanges
            .iter()
            .map(|e| format!("{} {}", e.method, e.target))
            .collect();
        assert_eq!(asked, expected);
        for (seen, exchange) in seen.iter().zip(exchanges) {
            assert_eq!(
                body(seen),
                exchange.body,
                "{} {}",
                exchange.method,
                exchange.target
            );
        }
    }
}

/// The body as JSON, as text where it is none, and null where there is none.
fn body(seen: &Seen) -> Value {
    if seen.body.is_empty() {
        return Value::Null;
    }
    let text = String::from_utf8_lossy(&seen.body).into_owned();
    serde_json::from_slice(&seen.body).unwrap_or(Value::String(text))
}

/// The exchanges with another answer to the last one.
fn ending(exchanges: &[Exchange], answer: Answer) -> Vec<Exchange> {
    let mut exchanges = exchanges.to_vec();
    exchanges.last_mut().expect("one at least").answer = answer;
    exchanges
}

pub async fn adds_as_documented(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    bench.play(&fixture.add);
    let added = bench
        .tools
        .add(&bench.credential, &jane())
        .await
        .expect("added");
    assert!(added.newly);
    assert_eq!(added.account, fixture.added);
    bench.check(&fixture.add);
    // One that the tool has is not added again.
    if let Some(there) = &fixture.there {
        bench.play(there);
        let added = bench
            .tools
            .add(&bench.credential, &jane())
            .await
            .expect("there");
        assert!(!added.newly);
        bench.check(there);
    }
    // Consent is not ours to give.
    bench.play(&[]);
    let microsoft = Mailbox {
        host: MailHost::Microsoft,
        ..jane()
    };
    let refused = bench.tools.add(&bench.credential, &microsoft).await;
    assert!(
        matches!(refused, Err(SendingError::Refused { .. })),
        "{refused:?}"
    );
    bench.check(&[]);
}

/// The tool said that it added the account, and that it can't sign in.
pub async fn takes_a_failed_connection_for_a_failure(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    let spec = bench.credential.tool();
    match spec.capabilities.connection {
        ConnectionTest::Never => assert!(fixture.failed.is_none()),
        ConnectionTest::AtOnce => {
            let (answer, account, reason) = fixture.failed.clone().expect("a failure");
            bench.play(&ending(&fixture.add[..fixture.tells], answer));
            let outcome = bench.tools.add(&bench.credential, &jane()).await;
            let expected = SendingError::NotConnected {
                account: account.into(),
                reason: reason.into(),
            };
            assert_eq!(outcome, Err(expected));
        }
        ConnectionTest::Later => {
            let (answer, account, reason) = fixture.failed.clone().expect("a failure");
            let check = fixture.check.clone().expect("a way to check");
            bench.play(&ending(&check, answer));
            let outcome = bench
                .tools
                .check(&bench.credential, &fixture.added.id)
                .await;
            let expected = SendingError::NotConnected {
                account: account.into(),
                reason: reason.into(),
            };
            assert_eq!(outcome, Err(expected));
        }
    }
}

pub async fn sorts_refusals(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    let add = &fixture.add[..fixture.sent];
    let words = || (fixture.error)("No such luck");
    let told = |status| Answer::json(status, &words());
    for status in [400, 409, 422] {
        bench.play(&ending(add, told(status)));
        let refused = bench.tools.add(&bench.credential, &jane()).await;
        let expected = SendingError::Refused {
            reason: "No such luck".into(),
        };
        assert_eq!(refused, Err(expected), "{status}");
    }
    bench.play(&ending(add, told(401)));
    let rejected = bench.tools.add(&bench.credential, &jane()).await;
    let expected = ProviderError::Rejected {
        reason: "No such luck".into(),
    };
    assert_eq!(rejected, Err(expected.into()));
    bench.play(&ending(add, Answer::new(429, "")));
    let limited = bench.tools.add(&bench.credential, &jane()).await;
    let expected = ProviderError::RateLimited { retry_after: None };
    assert_eq!(limited, Err(expected.into()));
    assert_eq!(
        bench.stub.seen().len(),
        add.len(),
        "limits are not asked again"
    );
}

/// What a tool declares it does; what it does not, it is not asked for.
pub async fn does_what_it_declares(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    let (tools, credential) = (&bench.tools, &bench.credential);
    let capabilities = credential.tool().capabilities;
    let id = fixture.added.id.as_str();
    assert_eq!(capabilities.find, fixture.there.is_some());
    assert_eq!(capabilities.list, !fixture.pages.is_empty());
    assert_eq!(capabilities.update, fixture.update.is_some());
    assert_eq!(capabilities.remove, fixture.remove.is_some());

    if let Some(check) = &fixture.check {
        bench.play(check);
        tools.check(credential, id).await.expect("an account");
        bench.check(check);
    }
    bench.play(fixture.update.as_deref().unwrap_or_default());
    let updated = tools.update(credential, id, &jane()).await;
    match &fixture.update {
        Some(update) => {
            assert_eq!(updated.expect("updated").id, id);
            bench.check(update);
        }
        None => assert!(
            matches!(updated, Err(SendingError::Unsupported(_))),
            "{updated:?}"
        ),
    }
    bench.play(fixture.remove.as_deref().unwrap_or_default());
    let removed = tools.remove(credential, id).await;
    match &fixture.remove {
        Some(remove) => {
            assert_eq!(removed, Ok(()));
            bench.check(remove);
            bench.play(&ending(remove, Answer::json(404, &(fixture.error)("gone"))));
            assert_eq!(
                tools.remove(credential, id).await,
                Ok(()),
                "gone is removed"
            );
        }
        None => assert!(
            matches!(removed, Err(SendingError::Unsupported(_))),
            "{removed:?}"
        ),
    }
    if fixture.pages.is_empty() {
        bench.play(&[]);
        let listed = tools.list(credential, None).await;
        assert!(
            matches!(listed, Err(SendingError::Unsupported(_))),
            "{listed:?}"
        );
        bench.check(&[]);
    }
}

pub async fn goes_through_pages(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    let mut next: Option<String> = None;
    let mut emails = Vec::new();
    for page in &fixture.pages {
        bench.play(page);
        let listed = bench.tools.list(&bench.credential, next.as_deref()).await;
        let listed = listed.expect("accounts");
        bench.check(page);
        emails.extend(
            listed
                .accounts
                .into_iter()
                .filter_map(|account| account.email),
        );
        next = listed.next;
    }
    assert_eq!(next, None, "no more pages");
    if !fixture.pages.is_empty() {
        assert!(
            emails.contains(&"jane@northwind.com".to_owned()),
            "{emails:?}"
        );
    }
}

/// A change is sent once. Where the tool can find accounts, it is asked whether it has it.
pub async fn lost_answers_are_uncertain_and_looked_for(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    let sent = fixture.sent;
    let before = &fixture.add[..sent - 1];
    let plays = |rest: Vec<Play>| {
        let before = before
            .iter()
            .map(|exchange| Play::Answer(exchange.answer.clone()));
        before.chain(rest).collect::<Vec<_>>()
    };
    let lost = || Play::CutBefore;
    match &fixture.there {
        None => {
            bench.stub.restart(plays(vec![lost()]));
            let outcome = bench.tools.add(&bench.credential, &jane()).await;
            assert_eq!(outcome, Err(SendingError::Uncertain(Outage::Cut)));
            assert_eq!(bench.stub.seen().len(), sent);
        }
        Some(there) => {
            let mut rest = vec![lost()];
            rest.extend(
                there
                    .iter()
                    .map(|exchange| Play::Answer(exchange.answer.clone())),
            );
            bench.stub.restart(plays(rest));
            let added = bench.tools.add(&bench.credential, &jane()).await;
            assert!(added.expect("found").newly);
            assert_eq!(bench.stub.seen().len(), sent + there.len());
            // The look that fails leaves it uncertain.
            let mut rest = vec![lost()];
            rest.extend(std::iter::repeat_with(|| Play::Answer(Answer::new(500, ""))).take(2));
            bench.stub.restart(plays(rest));
            let error = bench
                .tools
                .add(&bench.credential, &jane())
                .await
                .expect_err("lost");
            assert_eq!(error, SendingError::Uncertain(Outage::Cut));
            assert!(error.may_have_happened());
        }
    }
}

pub async fn garbage_is_no_account(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    let add = &fixture.add[..fixture.sent];
    for body in ["", "null", "[]", "<html>"] {
        let mut exchanges = ending(add, Answer::json(200, body));
        // Whoever looks for it finds nothing.
        exchanges.extend(add[..fixture.sent - 1].iter().cloned());
        bench.play(&exchanges);
        let error = bench
            .tools
            .add(&bench.credential, &jane())
            .await
            .expect_err("garbage");
        assert_eq!(error, SendingError::Uncertain(Outage::Garbage), "{body:?}");
    }
}

pub async fn does_not_repeat_what_vendors_quote(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    let key = (fixture.key)();
    let secrets = key.secrets.iter().copied().chain([PASSWORD]);
    let quote = format!(
        "No: {} {PASSWORD} {}",
        key.secrets.join(" "),
        "blah ".repeat(200)
    );
    let exchanges = ending(
        &fixture.add[..fixture.sent],
        Answer::json(422, &(fixture.error)(&quote)),
    );
    bench.play(&exchanges);
    let error = bench
        .tools
        .add(&bench.credential, &jane())
        .await
        .expect_err("refused");
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("No: [redacted]"), "{shown}");
    assert!(shown.chars().count() < 1000, "{shown}");
    for secret in secrets {
        // A token that was made for this call is not known any more; it is in no request body.
        let is_token = fixture.tool == "snov" && secret.len() == 40;
        assert!(is_token || !shown.contains(secret), "{shown}");
    }
    let printed = format!("{:?} {:?}", jane(), bench.credential);
    assert!(!printed.contains(PASSWORD), "{printed}");
}
