//! What holds for Microsoft 365 alone: requests as documented (the stub refuses others), and
//! failures told apart.

mod exchange;
mod graph;
pub mod world;

use std::time::Duration;

use simpleinboxes_providers::mailbox::{MailboxError, MailboxHost, Photo, PhotoFormat, RecordKind};
use simpleinboxes_providers::{HttpSettings, Lack, Outage, ProviderError, Traffic};

use crate::contract::{FIRST, SECOND, World, domain, make, new, read, ready};
use crate::stub::Fault;
use graph::SECRET;
use world::Tenant;

fn answer(status: u16, body: &str) -> Fault {
    Fault::Answer(status, Vec::new(), body.to_owned())
}

#[tokio::test]
async fn records_are_those_that_graph_names() {
    let tenant = Tenant::open().await;
    ready(&tenant, &domain()).await;
    let found = tenant
        .host
        .domain(&domain())
        .await
        .expect("read")
        .expect("there");
    assert_eq!(
        found.verification.len(),
        1,
        "the TXT record, not the MX one"
    );
    assert_eq!(found.verification[0].content, "MS=ms17");
    assert_eq!(found.verification[0].ttl, Some(3600));
    assert_eq!(found.mx.len(), 1);
    assert_eq!(
        found.mx[0].content,
        "try-northwind-com.mail.protection.outlook.com"
    );
    assert_eq!(found.mx[0].kind, RecordKind::Mx { priority: 0 });
    assert_eq!(found.spf, ["include:spf.protection.outlook.com"]);
    assert_eq!(found.autodiscover.len(), 1);
    assert_eq!(found.autodiscover[0].content, "autodiscover.outlook.com");
    let services = tenant
        .stub
        .with(|graph| graph.domains["try-northwind.com"].1.clone());
    assert_eq!(services, ["Email"]);
}

/// A user without a licence has no mailbox: the account is full, and the next try goes on there.
#[tokio::test]
async fn licences_run_out() {
    let tenant = Tenant::open().await;
    ready(&tenant, &domain()).await;
    tenant.stub.with(|graph| graph.licences = 1);
    make(&tenant, &new("john.roe")).await;
    let full = tenant.host.create_mailbox(&new("jane.doe")).await;
    assert!(matches!(full, Err(MailboxError::Full { .. })), "{full:?}");
    tenant.stub.with(|graph| graph.licences = 2);
    make(&tenant, &new("jane.doe")).await;
    assert!(tenant.opens(&new("jane.doe").address, FIRST).await);
    assert_eq!(tenant.stub.with(|graph| graph.users.len()), 2);
}

/// Every step of making a mailbox may lose its answer; the call that comes again ends it.
#[tokio::test]
async fn lost_answers_do_nothing_twice() {
    for lost in 0..5 {
        let tenant = Tenant::open().await;
        ready(&tenant, &domain()).await;
        let mut faults = vec![Fault::None; lost];
        // Twice, since what only reads is asked again at once.
        faults.extend([Fault::CutAfter, Fault::CutAfter]);
        tenant.stub.fail(faults);
        let first = tenant.host.create_mailbox(&new("jane.doe")).await;
        tenant.stub.fail([]);
        if let Err(error) = first {
            assert!(error.is_passing(), "{error:?}");
        }
        make(&tenant, &new("jane.doe")).await;
        assert_eq!(
            tenant.stub.with(|graph| graph.users.len()),
            1,
            "step {lost}"
        );
        assert!(tenant.opens(&new("jane.doe").address, FIRST).await);
    }
}

#[tokio::test]
async fn tokens_are_kept_until_they_end() {
    let tenant = Tenant::open().await;
    let asked = |tenant: &Tenant| {
        let seen = tenant.stub.seen();
        let tokens = seen
            .iter()
            .filter(|seen| seen.path.last().is_some_and(|end| end == "token"));
        tokens.count()
    };
    tenant.stub.fail([]);
    for _ in 0..3 {
        tenant.host.domain(&domain()).await.expect("read");
    }
    assert_eq!(asked(&tenant), 1);
    tenant.clock.advance(chrono::Duration::seconds(3540));
    tenant.host.domain(&domain()).await.expect("read");
    assert_eq!(asked(&tenant), 2);
    // Taken back before its time: another is asked for, once.
    tenant.stub.with(|graph| graph.tokens += 1);
    tenant.host.domain(&domain()).await.expect("read");
    assert_eq!(asked(&tenant), 3);
}

#[tokio::test]
async fn failures_are_told_apart() {
    let tenant = Tenant::open().await;
    ready(&tenant, &domain()).await;
    let jane = new("jane.doe");
    make(&tenant, &jane).await;
    let ask = async |fault: Fault| {
        tenant.stub.fail([fault.clone(), fault]);
        tenant
            .host
            .mailbox(&jane.target())
            .await
            .map(|_| ())
            .expect_err("a failure")
    };
    let error = ask(Fault::Answer(
        429,
        vec![("retry-after", "7")],
        String::new(),
    ))
    .await;
    let retry_after = Some(Duration::from_secs(7));
    assert_eq!(error, ProviderError::RateLimited { retry_after }.into());
    assert!(error.is_passing());
    let denied = r#"{"error":{"code":"Authorization_RequestDenied","message":"Insufficient"}}"#;
    let error = ask(answer(403, denied)).await;
    let wanted = ProviderError::NotAllowed {
        lack: Lack::Permission,
        reason: "Insufficient".into(),
    };
    assert_eq!(error, wanted.into());
    assert!(!error.is_passing());
    assert_eq!(ask(answer(302, "")).await, Outage::Redirected.into());
    for status in [500, 503, 504] {
        let error = ask(answer(status, "<html>")).await;
        let wanted = Outage::Status {
            status,
            reason: None,
        };
        assert_eq!(error, wanted.into());
        assert!(error.is_passing());
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
    let hasty = |settings: &mut simpleinboxes_providers::mailbox::microsoft::MicrosoftSettings| {
        settings.http = HttpSettings {
            timeout_ms: 300,
            ..settings.http
        };
    };
    let tenant = Tenant::with(hasty).await;
    tenant.stub.fail([Fault::Hang]);
    let found = tenant.host.domain(&domain()).await;
    assert_eq!(found, Err(Outage::Timeout.into()));
}

#[tokio::test]
async fn changes_are_sent_once() {
    let tenant = Tenant::open().await;
    ready(&tenant, &domain()).await;
    let jane = new("jane.doe");
    make(&tenant, &jane).await;
    tenant.stub.fail([Fault::None, Fault::CutAfter]);
    let lost = tenant
        .host
        .set_password(&jane.target(), &SECOND.into())
        .await;
    assert_eq!(lost, Err(Outage::Cut.into()));
    assert_eq!(tenant.stub.seen().len(), 2, "looked, and sent once");
    assert!(tenant.opens(&jane.address, SECOND).await);
}

/// Refusals of the token tell the secret to nobody.
#[tokio::test]
async fn wrong_secrets_are_told_without_them() {
    let wrong = |settings: &mut simpleinboxes_providers::mailbox::microsoft::MicrosoftSettings| {
        settings.client_secret = "an-0ld-secret".into();
    };
    let tenant = Tenant::with(wrong).await;
    let error = tenant.host.domain(&domain()).await.expect_err("refused");
    let shown = format!("{error} {error:?} {:?}", tenant.host);
    assert!(
        matches!(
            error,
            MailboxError::Provider(ProviderError::Rejected { .. })
        ),
        "{shown}"
    );
    assert!(shown.contains("AADSTS7000215"), "{shown}");
    assert!(!shown.contains("an-0ld-secret"), "{shown}");

    let right = Tenant::open().await;
    let quoted = format!("{{\"error\":\"x\",\"error_description\":\"secret {SECRET} is bad\"}}");
    right.stub.fail([answer(401, &quoted)]);
    let error = right.host.domain(&domain()).await.expect_err("refused");
    assert!(!format!("{error:?}").contains(SECRET), "{error:?}");
}

#[tokio::test]
async fn only_jpegs_are_sent() {
    let tenant = Tenant::open().await;
    ready(&tenant, &domain()).await;
    let jane = new("jane.doe");
    make(&tenant, &jane).await;
    let png = Photo {
        bytes: vec![1],
        format: PhotoFormat::Png,
    };
    let refused = tenant.host.set_photo(&jane.target(), &png).await;
    assert!(
        matches!(refused, Err(MailboxError::Refused { .. })),
        "{refused:?}"
    );
    assert!(read(&tenant, &jane).await.is_some());
}

#[tokio::test]
async fn settings_are_checked() {
    use simpleinboxes_providers::mailbox::microsoft::{Microsoft, MicrosoftSettings};
    type Change = fn(&mut MicrosoftSettings);
    let changes: [Change; 7] = [
        |settings| settings.graph_url = "graph.microsoft.com".into(),
        |settings| settings.login_url = "https://x.example/?a=b".into(),
        |settings| settings.tenant_id = "../x".into(),
        |settings| settings.client_id = String::new(),
        |settings| settings.client_secret = String::new().into(),
        |settings| settings.sku_id = "a b".into(),
        |settings| settings.usage_location = "usa".into(),
    ];
    let clock = std::sync::Arc::new(simpleinboxes_core::clock::SystemClock);
    for (place, change) in changes.into_iter().enumerate() {
        let mut settings = world::settings("https://x.example");
        assert!(Microsoft::new(&settings, clock.clone(), &Traffic::default()).is_ok());
        assert!(!format!("{settings:?}").contains(SECRET));
        change(&mut settings);
        assert!(
            Microsoft::new(&settings, clock.clone(), &Traffic::default()).is_err(),
            "{place}"
        );
    }
}
