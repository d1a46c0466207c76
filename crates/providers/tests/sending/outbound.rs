//! What users name leads only where the policy permits, whatever its name resolves to when: base URLs
//! of tools, and files that are loaded.

use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use secrecy::SecretString;
use simpleinboxes_providers::outbound::{Fetcher, GuardedResolver, OutboundPolicy, RefusedUrl};
use simpleinboxes_providers::sending::{CredentialError, SendingSettings, SendingTools};
use simpleinboxes_providers::{HttpSettings, Outage, ProviderError, Traffic};

use crate::fixtures;
use crate::stub::{Answer, Play, Stub};
use crate::suite::{Outcome, PATIENT};

const STRICT: OutboundPolicy = OutboundPolicy {
    allow_private: false,
};
const OPEN: OutboundPolicy = OutboundPolicy {
    allow_private: true,
};

/// Answers look-ups in the order given; an empty answer is a failure.
#[derive(Clone)]
struct Names(Arc<Mutex<VecDeque<Vec<&'static str>>>>);

impl Names {
    fn answering<const N: usize>(answers: [&[&'static str]; N]) -> Self {
        let answers = answers.map(<[_]>::to_vec);
        Self(Arc::new(Mutex::new(answers.into())))
    }

    fn left(&self) -> usize {
        self.0.lock().expect("no panic").len()
    }
}

impl Resolve for Names {
    fn resolve(&self, _: Name) -> Resolving {
        let next = self.0.lock().expect("no panic").pop_front();
        Box::pin(async move {
            let found = next
                .filter(|found| !found.is_empty())
                .ok_or("no such name")?;
            let addresses = found.into_iter().map(|text| {
                let address: IpAddr = text.parse().expect("an address");
                SocketAddr::new(address, 0)
            });
            Ok(Box::new(addresses.collect::<Vec<_>>().into_iter()) as Addrs)
        })
    }
}

fn tools(policy: OutboundPolicy, names: &Names) -> SendingTools {
    let settings = SendingSettings {
        http: PATIENT,
        ..SendingSettings::default()
    };
    let guard = GuardedResolver::over(policy, Arc::new(names.clone()));
    SendingTools::new(&settings, guard, &Traffic::default()).expect("usable settings")
}

async fn ask(tools: &SendingTools, base_url: &str) -> Outcome {
    let fields = [("baseUrl", base_url), ("apiKey", "9|q8kSmhjJRqJVT2kc1M0e")];
    let fields = fields.map(|(name, value)| (name, SecretString::from(value)));
    let credential = tools.credential("emailbison", fields);
    tools.test_key(&credential.expect("a credential")).await
}

fn port(stub: &Stub) -> String {
    let url = stub.url();
    url.rsplit(':').next().expect("a port").to_owned()
}

fn success() -> Play {
    let mut steps = fixtures::emailbison::fixture().steps;
    // Closing makes the next call connect, and so look up, again.
    Play::Answer(steps.remove(0).success.header("connection", "close"))
}

#[tokio::test]
async fn names_that_lead_inside_are_refused_before_connecting() {
    for inside in [
        "127.0.0.1",
        "10.0.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "fd00:ec2::254",
    ] {
        let stub = Stub::playing([success()]).await;
        let names = Names::answering([&[inside]]);
        let url = format!("https://bison.example:{}", port(&stub));
        let outcome = ask(&tools(STRICT, &names), &url).await;
        assert_eq!(
            outcome,
            Err(ProviderError::RefusedUrl(RefusedUrl::NotPublic)),
            "{inside}"
        );
        assert_eq!(names.left(), 0, "the connection's own look-up was judged");
        assert!(stub.seen().is_empty());
    }
}

/// The counterpart of the test above: what it refuses would have been called.
#[tokio::test]
async fn a_development_policy_reaches_loopback_by_name() {
    let stub = Stub::playing([success()]).await;
    let names = Names::answering([&["127.0.0.1"]]);
    let url = format!("http://bison.example:{}", port(&stub));
    let outcome = ask(&tools(OPEN, &names), &url).await;
    assert!(outcome.is_ok(), "{outcome:?}");
    assert_eq!(stub.seen().len(), 1);
    assert_eq!(stub.seen()[0].headers["host"], url["http://".len()..]);
}

#[tokio::test]
async fn one_inside_address_among_several_refuses_the_name() {
    let names = Names::answering([&["8.8.8.8", "2606:4700::1111", "127.0.0.1"]]);
    let outcome = ask(&tools(STRICT, &names), "https://bison.example").await;
    assert_eq!(
        outcome,
        Err(ProviderError::RefusedUrl(RefusedUrl::NotPublic))
    );
}

/// A name that was fine the last time is judged again at the next connection, and the address that
/// was judged is the one that is called: there is no second look-up in between.
#[tokio::test]
async fn names_that_change_their_answer_gain_nothing() {
    let stub = Stub::playing([success(), success()]).await;
    let names = Names::answering([&["127.0.0.1"], &["169.254.169.254"], &["127.0.0.1"]]);
    let tools = tools(OPEN, &names);
    let url = format!("http://bison.example:{}", port(&stub));

    assert!(ask(&tools, &url).await.is_ok());
    assert_eq!(names.left(), 2, "one look-up a connection");
    assert_eq!(
        ask(&tools, &url).await,
        Err(ProviderError::RefusedUrl(RefusedUrl::NotPublic))
    );
    assert_eq!(names.left(), 1, "no retry until it fits");
    assert_eq!(stub.seen().len(), 1);
}

#[tokio::test]
async fn unknown_names_are_told_apart_from_refused_ones() {
    let names = Names::answering([&[], &[]]);
    let outcome = ask(&tools(STRICT, &names), "https://bison.example").await;
    assert_eq!(outcome, Err(Outage::Unresolved.into()));
}

#[tokio::test]
async fn literal_addresses_and_wrong_schemes_are_field_errors() {
    let tools = tools(STRICT, &Names::answering([]));
    for (url, issue) in [
        ("https://127.0.0.1:8080", RefusedUrl::NotPublic),
        ("https://[::ffff:10.0.0.1]", RefusedUrl::NotPublic),
        ("http://bison.example", RefusedUrl::NotHttps),
        ("https://u:p@bison.example", RefusedUrl::HasUserInfo),
    ] {
        let fields = [("baseUrl", url), ("apiKey", "some-key")];
        let fields = fields.map(|(name, value)| (name, SecretString::from(value)));
        let Err(CredentialError::Fields(errors)) = tools.credential("emailbison", fields) else {
            panic!("{url} was taken");
        };
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].field, "baseUrl");
        assert_eq!(errors[0].issue, issue.to_string());
    }
}

/// The operator's own addresses are the operator's business, also under the strict policy.
#[tokio::test]
async fn operators_may_call_their_own_network() {
    let stub = Stub::playing([Play::Answer(Answer::json(200, "[]"))]).await;
    let mut settings = SendingSettings {
        http: PATIENT,
        ..SendingSettings::default()
    };
    settings
        .base_urls
        .insert("smartlead".to_owned(), stub.url());
    let tools = SendingTools::new(&settings, GuardedResolver::new(STRICT), &Traffic::default())
        .expect("usable");
    let fields = [("apiKey", SecretString::from("some-key"))];
    let credential = tools.credential("smartlead", fields).expect("complete");
    assert!(tools.test_key(&credential).await.is_ok());
}

/// The longest file that is loaded here.
const LONGEST: usize = 64;

fn fetcher(policy: OutboundPolicy, names: &Names) -> Fetcher {
    let settings = HttpSettings {
        max_answer_bytes: LONGEST,
        ..PATIENT
    };
    let guard = GuardedResolver::over(policy, Arc::new(names.clone()));
    Fetcher::new(settings, guard).expect("a fetcher")
}

fn file(bytes: &str) -> Play {
    Play::Answer(Answer::new(200, bytes).header("connection", "close"))
}

#[tokio::test]
async fn a_file_is_loaded_with_what_is_wanted_of_it() {
    let stub = Stub::playing([file("a picture")]).await;
    let names = Names::answering([&["127.0.0.1"]]);
    let url = format!("http://photos.example:{}/jane.png?size=512", port(&stub));
    let loaded = fetcher(OPEN, &names).fetch(&url, "image/png").await;
    assert_eq!(loaded, Ok(b"a picture".to_vec()));
    let seen = &stub.seen()[0];
    assert_eq!(
        (seen.method.as_str(), seen.target.as_str()),
        ("GET", "/jane.png?size=512")
    );
    assert_eq!(seen.headers["accept"], "image/png");
    assert!(!seen.headers.contains_key("authorization"));
}

/// A name is judged at every connection, by the address that is called then.
#[tokio::test]
async fn a_file_whose_name_turns_is_not_loaded() {
    for turned in ["169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254"] {
        let stub = Stub::playing([file("a picture"), file("secrets")]).await;
        let names = Names::answering([&["127.0.0.1"], &[turned], &["127.0.0.1"]]);
        let fetcher = fetcher(OPEN, &names);
        let url = format!("http://photos.example:{}/jane.png", port(&stub));
        assert!(fetcher.fetch(&url, "image/png").await.is_ok());
        let refused = ProviderError::RefusedUrl(RefusedUrl::NotPublic);
        assert_eq!(
            fetcher.fetch(&url, "image/png").await,
            Err(refused),
            "{turned}"
        );
        assert_eq!((names.left(), stub.seen().len()), (1, 1), "{turned}");
    }
    let stub = Stub::playing([file("secrets")]).await;
    let names = Names::answering([&["127.0.0.1"]]);
    let url = format!("https://photos.example:{}/jane.png", port(&stub));
    let inside = fetcher(STRICT, &names).fetch(&url, "image/png").await;
    let refused = ProviderError::RefusedUrl(RefusedUrl::NotPublic);
    assert_eq!(inside, Err(refused));
    assert!(stub.seen().is_empty());
}

#[tokio::test]
async fn no_file_is_loaded_from_where_another_server_points() {
    let inner = Stub::playing([file("secrets")]).await;
    for status in [301, 302, 303, 307, 308] {
        let answer = Answer::new(status, "").header("location", inner.url());
        let outer = Stub::playing([Play::Answer(answer)]).await;
        let names = Names::answering([&["127.0.0.1"], &["127.0.0.1"]]);
        let url = format!("http://photos.example:{}/jane.png", port(&outer));
        let loaded = fetcher(OPEN, &names).fetch(&url, "image/png").await;
        assert_eq!(loaded, Err(Outage::Redirected.into()), "{status}");
        assert!(inner.seen().is_empty());
    }
}

#[tokio::test]
async fn no_more_is_loaded_than_is_wanted_and_nothing_of_an_error() {
    let long = "x".repeat(LONGEST + 1);
    for (play, expected) in [
        (file(&long), Outage::TooLarge),
        (
            Play::Answer(Answer::new(404, "no picture")),
            Outage::Status {
                status: 404,
                reason: None,
            },
        ),
        (
            Play::Answer(Answer::new(204, "")),
            Outage::Status {
                status: 204,
                reason: None,
            },
        ),
    ] {
        let stub = Stub::playing([play]).await;
        let names = Names::answering([&["127.0.0.1"]]);
        let url = format!("http://photos.example:{}/jane.png", port(&stub));
        let loaded = fetcher(OPEN, &names).fetch(&url, "image/png").await;
        assert_eq!(loaded, Err(expected.into()));
    }
}
