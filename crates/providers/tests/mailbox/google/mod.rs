//! What holds for Google Workspace alone: requests as documented (the stub refuses others), and
//! failures told apart.

mod directory;
pub mod world;

use std::time::Duration;

use simpleinboxes_providers::mailbox::google::{Google, GoogleSettings};
use simpleinboxes_providers::mailbox::{MailboxError, MailboxHost, RecordKind, Verdict};
use simpleinboxes_providers::{HttpSettings, Lack, Outage, ProviderError, Traffic};

use crate::contract::{FIRST, World, domain, make, new, ready};
use crate::stub::Fault;
use world::Account;

fn answer(status: u16, body: &str) -> Fault {
    Fault::Answer(status, Vec::new(), body.to_owned())
}

fn failure(status: u16, reason: &str) -> Fault {
    let body = format!(
        "{{\"error\":{{\"code\":{status},\"message\":\"said so\",\
         \"errors\":[{{\"domain\":\"global\",\"reason\":\"{reason}\"}}]}}}}"
    );
    answer(status, &body)
}

#[tokio::test]
async fn records_are_those_of_googles_help() {
    let account = Account::open().await;
    ready(&account, &domain()).await;
    let found = account
        .host
        .domain(&domain())
        .await
        .expect("read")
        .expect("there");
    let proof = "google-site-verification=try-northwind.com";
    assert_eq!(found.verification[0].content, proof);
    assert_eq!(found.mx.len(), 1);
    assert_eq!(found.mx[0].content, "smtp.google.com");
    assert_eq!(found.mx[0].kind, RecordKind::Mx { priority: 1 });
    assert_eq!(found.spf, ["include:_spf.google.com"]);
}

#[tokio::test]
async fn licences_run_out() {
    let account = Account::open().await;
    ready(&account, &domain()).await;
    account.stub.with(|directory| directory.licences = 0);
    let full = account.host.create_mailbox(&new("jane.doe")).await;
    assert!(matches!(full, Err(MailboxError::Full { .. })), "{full:?}");
}

/// Every step may lose its answer; the call that comes again ends it.
#[tokio::test]
async fn lost_answers_do_nothing_twice() {
    for lost in 0..3 {
        let account = Account::open().await;
        ready(&account, &domain()).await;
        let mut faults = vec![Fault::None; lost];
        // Twice, since what only reads is asked again at once.
        faults.extend([Fault::CutAfter, Fault::CutAfter]);
        account.stub.fail(faults);
        let first = account.host.create_mailbox(&new("jane.doe")).await;
        account.stub.fail([]);
        if let Err(error) = first {
            assert!(error.is_passing(), "{error:?}");
        }
        make(&account, &new("jane.doe")).await;
        assert_eq!(
            account.stub.with(|directory| directory.users.len()),
            1,
            "step {lost}"
        );
        assert!(account.opens(&new("jane.doe").address, FIRST).await);
    }
}

/// The directory may know of a proof only some time after it was found.
#[tokio::test]
async fn proofs_may_take_their_time() {
    let account = Account::open().await;
    let added = account.host.add_domain(&domain()).await.expect("added");
    account.publish(&added.verification).await;
    account
        .stub
        .fail([Fault::None, answer(200, "{\"id\":\"x\"}")]);
    let verdict = account
        .host
        .verify_domain(&domain())
        .await
        .expect("a verdict");
    assert!(matches!(verdict, Verdict::Pending { .. }), "{verdict:?}");
    let verdict = account.host.verify_domain(&domain()).await;
    assert_eq!(verdict, Ok(Verdict::Verified));
}

#[tokio::test]
async fn failures_are_told_apart() {
    let account = Account::open().await;
    ready(&account, &domain()).await;
    let jane = new("jane.doe");
    make(&account, &jane).await;
    let ask = async |fault: Fault| {
        account.stub.fail([fault.clone(), fault]);
        account
            .host
            .mailbox(&jane.target())
            .await
            .map(|_| ())
            .expect_err("a failure")
    };
    for reason in [
        "quotaExceeded",
        "rateLimitExceeded",
        "userRateLimitExceeded",
    ] {
        let limited = ProviderError::RateLimited { retry_after: None };
        assert_eq!(ask(failure(403, reason)).await, limited.into());
    }
    let error = ask(Fault::Answer(
        429,
        vec![("retry-after", "7")],
        String::new(),
    ))
    .await;
    let retry_after = Some(Duration::from_secs(7));
    assert_eq!(error, ProviderError::RateLimited { retry_after }.into());
    let error = ask(failure(403, "forbidden")).await;
    let wanted = ProviderError::NotAllowed {
        lack: Lack::Permission,
        reason: "said so".into(),
    };
    assert_eq!(error, wanted.into());
    assert!(!error.is_passing());
    assert_eq!(ask(answer(302, "")).await, Outage::Redirected.into());
    for status in [500, 503, 504] {
        let wanted = Outage::Status {
            status,
            reason: None,
        };
        assert_eq!(ask(answer(status, "<html>")).await, wanted.into());
    }
    for garbage in ["", "<html>", "{}", "null", "{\"id\":\"x\"}"] {
        assert_eq!(
            ask(answer(200, garbage)).await,
            Outage::Garbage.into(),
            "{garbage}"
        );
    }
    assert_eq!(ask(Fault::CutBefore).await, Outage::Cut.into());
    assert_eq!(ask(Fault::Endless).await, Outage::TooLarge.into());
}

#[tokio::test]
async fn slow_answers_are_given_up() {
    let hasty = |settings: &mut GoogleSettings| {
        settings.http = HttpSettings {
            timeout_ms: 300,
            ..settings.http
        };
    };
    let account = Account::with(hasty).await;
    account.stub.fail([Fault::Hang]);
    let found = account.host.domain(&domain()).await;
    assert_eq!(found, Err(Outage::Timeout.into()));
}

/// The assertion is as good as the token that it is given for: it is not told to anybody.
#[tokio::test]
async fn unknown_accounts_are_told_without_the_assertion() {
    let wrong = |settings: &mut GoogleSettings| settings.client_email = "x@y.example".into();
    let account = Account::with(wrong).await;
    let error = account.host.domain(&domain()).await.expect_err("refused");
    let shown = format!("{error} {error:?}");
    assert!(
        matches!(
            error,
            MailboxError::Provider(ProviderError::Rejected { .. })
        ),
        "{shown}"
    );
    assert!(shown.contains("account not found"), "{shown}");
    assert!(!shown.contains("eyJ"), "{shown}");
}

#[tokio::test]
async fn settings_are_checked() {
    type Change = fn(&mut GoogleSettings);
    let changes: [Change; 6] = [
        |settings| settings.token_url = "oauth2.googleapis.com".into(),
        |settings| settings.directory_url = "ftp://x.example".into(),
        |settings| settings.client_email = String::new(),
        |settings| settings.private_key = "-----BEGIN PRIVATE KEY-----\nx".into(),
        |settings| settings.admin_email = "a b".into(),
        |settings| settings.customer = "../x".into(),
    ];
    let clock = std::sync::Arc::new(simpleinboxes_core::clock::SystemClock);
    for (place, change) in changes.into_iter().enumerate() {
        let mut settings = world::settings("https://x.example");
        assert!(Google::new(&settings, clock.clone(), &Traffic::default()).is_ok());
        assert!(!format!("{settings:?}").contains("PRIVATE KEY"));
        change(&mut settings);
        assert!(
            Google::new(&settings, clock.clone(), &Traffic::default()).is_err(),
            "{place}"
        );
    }
}
