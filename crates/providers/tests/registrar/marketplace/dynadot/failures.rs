//! What Dynadot's refusals and outages are taken for.

use std::time::Duration;

use simpleinboxes_providers::registrar::marketplace::{Marketplace, Renewal};
use simpleinboxes_providers::registrar::{NameServers, RegistrarError};
use simpleinboxes_providers::{Outage, ProviderError};
use tokio::net::TcpListener;

use super::fake::{Fault, KEY};
use super::world::World;
use crate::log::Log;
use crate::marketplace::contract::{World as _, bought, jo, name, purchase};

fn says(body: &str) -> Fault {
    Fault::Answer(200, Vec::new(), body.to_owned())
}

fn refuses(member: &str, code: &str, status: &str, error: &str) -> Fault {
    says(&format!(
        r#"{{"{member}":{{"ResponseCode":"{code}","Status":"{status}","Error":"{error}"}}}}"#
    ))
}

/// Asks for a domain; tells what came out and how often Dynadot was asked.
async fn look(world: &World, faults: Vec<Fault>) -> (Option<RegistrarError>, usize) {
    world.fake.fail(faults);
    let outcome = world.dynadot.domain(&name("northwind.com")).await;
    (outcome.err(), world.fake.seen().len())
}

#[tokio::test]
async fn refusals_are_sorted_by_their_words() {
    let world = World::open().await;
    let refused = |reason: &str| RegistrarError::Refused {
        reason: reason.to_owned(),
    };
    let busy = || RegistrarError::from(ProviderError::RateLimited { retry_after: None });
    for (fault, expected) in [
        (
            refuses("Response", "-1", "error", "Invalid api key"),
            ProviderError::Rejected {
                reason: "Invalid api key".into(),
            }
            .into(),
        ),
        (
            refuses("DomainInfoResponse", "5", "system_busy", ""),
            busy(),
        ),
        (
            refuses(
                "DomainInfoResponse",
                "-1",
                "error",
                "Threads busy, please retry later",
            ),
            busy(),
        ),
        (
            refuses(
                "DomainInfoResponse",
                "-1",
                "error",
                "Currently processing another request",
            ),
            busy(),
        ),
        (
            refuses(
                "DomainInfoResponse",
                "-1",
                "error",
                "problem with connection to main server",
            ),
            Outage::Status {
                status: 200,
                reason: Some("problem with connection to main server".into()),
            }
            .into(),
        ),
        (
            refuses(
                "DomainInfoResponse",
                "-1",
                "error",
                "domain must be in ASCII",
            ),
            refused("domain must be in ASCII"),
        ),
        (
            says(
                r#"{"DomainInfoResponse":{"DomainInfoHeader":{"SuccessCode":-1,"Status":"error"}}}"#,
            ),
            refused("error"),
        ),
    ] {
        assert_eq!(look(&world, vec![fault]).await, (Some(expected), 1));
    }
}

#[tokio::test]
async fn statuses_are_sorted_too() {
    let world = World::open().await;
    let answer = |status, headers: &[(&'static str, &'static str)]| {
        Fault::Answer(status, headers.to_vec(), String::new())
    };
    let limited = ProviderError::RateLimited {
        retry_after: Some(Duration::from_secs(7)),
    };
    for (fault, expected, asked) in [
        (answer(429, &[("retry-after", "7")]), limited, 1),
        (
            answer(302, &[("location", "http://127.0.0.1:1/")]),
            Outage::Redirected.into(),
            1,
        ),
        (
            answer(500, &[]),
            Outage::Status {
                status: 500,
                reason: None,
            }
            .into(),
            1,
        ),
        (
            answer(503, &[]),
            Outage::Status {
                status: 503,
                reason: None,
            }
            .into(),
            2,
        ),
    ] {
        let outcome = look(&world, vec![fault.clone(), fault]).await;
        assert_eq!(outcome, (Some(expected.into()), asked));
    }
    let (outcome, _) = look(&world, vec![answer(401, &[])]).await;
    assert!(matches!(
        outcome,
        Some(RegistrarError::Provider(ProviderError::Rejected { .. }))
    ));
}

#[tokio::test]
async fn garbage_is_no_answer() {
    let world = World::open().await;
    for body in [
        "",
        "null",
        "[]",
        "{}",
        "<html>",
        r#"{"DomainInfoResponse":[]}"#,
        r#"{"DomainInfoResponse":{}}"#,
        r#"{"DomainInfoResponse":{"ResponseCode":"zero"}}"#,
        r#"{"DomainInfoResponse":{"ResponseCode":0}}"#,
        r#"{"DomainInfoResponse":{"ResponseCode":0,"DomainInfo":{"Expiration":"soon"}}}"#,
        r#"{"A":{"ResponseCode":0},"B":{"ResponseCode":0}}"#,
    ] {
        let outcome = look(&world, vec![says(body)]).await;
        assert_eq!(outcome, (Some(Outage::Garbage.into()), 1), "{body}");
    }
}

#[tokio::test]
async fn reads_are_repeated_and_given_up() {
    let world = World::open().await;
    world.fake.fail([Fault::CutBefore]);
    assert_eq!(world.dynadot.test().await, Ok(()));
    assert_eq!(world.fake.commands(), ["account_info"; 2]);
    let outcome = look(&world, vec![Fault::CutBefore; 3]).await;
    assert_eq!(outcome, (Some(Outage::Cut.into()), 2));
    let outcome = look(&world, vec![Fault::CutWithin; 3]).await;
    assert_eq!(outcome, (Some(Outage::Cut.into()), 2));
    let outcome = look(&world, vec![Fault::Endless]).await;
    assert_eq!(outcome, (Some(Outage::TooLarge.into()), 1));

    let hasty = World::with(|settings| settings.http.timeout_ms = 300).await;
    let outcome = look(&hasty, vec![Fault::Hang]).await;
    assert_eq!(outcome, (Some(Outage::Timeout.into()), 1));
}

#[tokio::test]
async fn changes_are_sent_once_and_say_that_they_may_have_happened() {
    let world = World::open().await;
    let (domain, first) = bought(&world, "northwind.com").await;
    let servers = NameServers::parse(&["a.example.net", "b.example.net"]).expect("two");
    for fault in [
        Fault::CutBefore,
        Fault::CutWithin,
        says("garbage"),
        Fault::Answer(502, Vec::new(), String::new()),
        refuses(
            "SetNsResponse",
            "-1",
            "error",
            "connection to main server is broken",
        ),
    ] {
        world.fake.fail([fault]);
        let error = world.dynadot.set_name_servers(&domain, &servers).await;
        let error = error.expect_err("no answer");
        assert!(error.may_have_happened(), "{error:?}");
        assert_eq!(world.fake.commands(), ["set_ns"]);
    }
    world
        .fake
        .fail([refuses("SetNsResponse", "5", "system_busy", "")]);
    let error = world.dynadot.set_name_servers(&domain, &servers).await;
    assert!(!error.expect_err("refused").may_have_happened());

    // The renewal is found by its expiry, and not paid for again.
    let renewal = Renewal {
        domain: domain.clone(),
        years: 1,
        from: first.expires_at.expect("told"),
    };
    let look = |books: &super::fake::Books| {
        let at = books.domains["northwind.com"].expires_at.timestamp_millis();
        says(&format!(
            r#"{{"DomainInfoResponse":{{"ResponseCode":0,"DomainInfo":{{"Expiration":{at}}}}}}}"#
        ))
    };
    let look = look(&world.fake.books());
    world.fake.fail([look, Fault::CutAfter]);
    let error = world.dynadot.renew(&renewal).await.expect_err("no answer");
    assert!(error.may_have_happened(), "{error:?}");
    assert!(!world.dynadot.renew(&renewal).await.expect("done").newly);
    assert_eq!(world.renewals(&domain).await, 1);
}

/// Before the purchase is sent, nothing can have been bought, whatever goes wrong.
#[tokio::test]
async fn failures_before_the_purchase_are_certain() {
    let world = World::open().await;
    let purchase = purchase(&world, "northwind.com").await;
    let not_ours = || {
        refuses(
            "DomainInfoResponse",
            "-1",
            "error",
            "could not find domain in your account",
        )
    };
    for faults in [
        vec![says("garbage")],
        vec![not_ours(), says("garbage")],
        vec![not_ours(), Fault::CutBefore, Fault::CutBefore],
    ] {
        world.fake.fail(faults);
        let error = world
            .dynadot
            .register(&purchase)
            .await
            .expect_err("no answer");
        assert!(!error.may_have_happened(), "{error:?}");
        assert!(!world.fake.commands().contains(&"register".to_owned()));
    }
    assert_eq!(world.purchases(&purchase.domain).await, 0);
}

/// A look after a purchase that fails itself leaves it uncertain.
#[tokio::test]
async fn a_failed_look_leaves_a_purchase_uncertain() {
    let world = World::open().await;
    let mut purchase = purchase(&world, "lost-northwind.com").await;
    let not_ours = refuses(
        "DomainInfoResponse",
        "-1",
        "error",
        "could not find domain in your account",
    );
    let search = says(
        r#"{"SearchResponse":{"ResponseCode":"0","SearchResults":[{"DomainName":"lost-northwind.com",
            "Available":"yes","Price":"Registration Price: 1.00 in USD and Renewal price: 1.00 in USD"}]}}"#,
    );
    world
        .fake
        .fail([not_ours, search, Fault::CutAfter, says("garbage")]);
    let error = world
        .dynadot
        .register(&purchase)
        .await
        .expect_err("unknown");
    assert_eq!(error, RegistrarError::Uncertain(Outage::Cut));
    assert!(error.may_have_happened());
    purchase.after_unknown = true;
    assert!(!world.dynadot.register(&purchase).await.expect("ours").newly);
    assert_eq!(world.purchases(&purchase.domain).await, 1);
}

/// An answer that can't be read is an empty list: a contact kept twice costs nothing.
#[tokio::test]
async fn contacts_are_made_when_the_list_cannot_be_read() {
    let world = World::open().await;
    world.fake.fail([says(
        r#"{"ContactListResponse":{"ResponseCode":0,"ContactList":{}}}"#,
    )]);
    let kept = world.dynadot.save_contact(&jo()).await;
    kept.expect("kept");
    assert_eq!(world.fake.commands(), ["contact_list", "create_contact"]);
}

/// A rejected key, an outage and a limit are told, and nothing is made in their place.
#[tokio::test]
async fn contacts_are_not_made_when_the_list_is_refused() {
    let world = World::open().await;
    let member = "ContactListResponse";
    for (fault, expected) in [
        (
            refuses(member, "-1", "error", "Invalid api key"),
            ProviderError::Rejected {
                reason: "Invalid api key".into(),
            },
        ),
        (
            refuses(member, "5", "system_busy", ""),
            ProviderError::RateLimited { retry_after: None },
        ),
        (Fault::CutBefore, Outage::Cut.into()),
        (
            Fault::Answer(503, Vec::new(), String::new()),
            Outage::Status {
                status: 503,
                reason: None,
            }
            .into(),
        ),
    ] {
        world.fake.fail(vec![fault; 2]);
        let error = world.dynadot.save_contact(&jo()).await;
        assert_eq!(error, Err(expected.into()));
        let made = world.fake.commands().contains(&"create_contact".to_owned());
        assert!(!made, "asked for another one");
    }
    assert!(world.fake.books().contacts.is_empty());
}

#[tokio::test]
async fn nobody_there_is_an_outage() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let world = World::with(|settings| settings.base_url = url).await;
    let servers = NameServers::parse(&["a.example.net", "b.example.net"]).expect("two");
    let error = world
        .dynadot
        .set_name_servers(&name("northwind.com"), &servers)
        .await;
    let error = error.expect_err("nobody");
    assert_eq!(error, Outage::Unreachable.into());
    assert!(!error.may_have_happened());
}

#[tokio::test]
async fn the_key_is_in_no_error_and_no_log() {
    let log = Log::keep();
    let world = World::open().await;
    let encoded = "7F7ThE-SeCrEt%3DKeY%2B8k9";
    let text = format!("no:  {KEY} and {encoded}\\n more{}", " blah".repeat(200));
    for fault in [
        refuses("Response", "-1", "error", &text),
        refuses("Response", "-1", "error", &format!("invalid key {text}")),
        Fault::CutBefore,
    ] {
        let (error, _) = look(&world, vec![fault.clone(), fault]).await;
        let error = error.expect("refused");
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!(!shown.contains(KEY) && !shown.contains(encoded), "{shown}");
            assert!(shown.chars().count() < 500, "{shown}");
        }
    }
    let text = log.text();
    assert!(text.contains("/api3.json"), "calls are logged");
    let line = text
        .lines()
        .find(|line| line.contains(KEY) || line.contains(encoded));
    assert_eq!(line, None);
}
