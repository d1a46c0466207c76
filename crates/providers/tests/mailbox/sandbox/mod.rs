//! What holds for the sandbox alone.

pub mod world;

use std::sync::Arc;

use simpleinboxes_providers::mailbox::sandbox::SandboxHost;
use simpleinboxes_providers::mailbox::{
    Change, DomainName, HostedMailboxes, InMemoryMailboxes, MailboxError, MailboxHost,
    MailboxProvider, Photo, PhotoFormat, Verdict,
};
use simpleinboxes_providers::{Outage, ProviderError};

use crate::contract::{FIRST, World, address, domain, make, new, ready};

fn named(text: &str) -> DomainName {
    text.parse().expect("a domain")
}

fn is_down(error: &MailboxError) -> bool {
    matches!(
        error,
        MailboxError::Provider(ProviderError::Unavailable(Outage::Status {
            status: 503,
            ..
        }))
    )
}

#[tokio::test]
async fn domains_fail_by_name() {
    let world = world::google().await;
    let host = world.host();
    for (name, wanted) in [("down-a.com", true), ("limited-a.com", false)] {
        let error = host.add_domain(&named(name)).await.expect_err("a failure");
        assert!(error.is_passing());
        assert_eq!(is_down(&error), wanted, "{error:?}");
        let error = host.domain(&named(name)).await.expect_err("a failure");
        assert_eq!(is_down(&error), wanted, "{error:?}");
    }

    let slow = named("slow-a.com");
    host.add_domain(&slow).await.expect("added");
    for _ in 0..2 {
        let verdict = host.verify_domain(&slow).await.expect("a verdict");
        assert!(matches!(verdict, Verdict::Pending { .. }));
    }
    assert_eq!(host.verify_domain(&slow).await, Ok(Verdict::Verified));

    let silent = named("nodkim-a.com");
    ready(&world, &silent).await;
    for _ in 0..3 {
        let dkim = host.enable_dkim(&silent, None).await.expect("a key");
        assert!(!dkim.signing && !dkim.records.is_empty());
    }
}

#[tokio::test]
async fn usernames_fail_by_their_first_word() {
    let world = world::google().await;
    ready(&world, &domain()).await;
    let host = world.host();
    let create = async |name| host.create_mailbox(&new(name)).await.map(|_| ());
    let error = create("full.house").await.expect_err("a failure");
    assert!(matches!(error, MailboxError::Full { .. }), "{error:?}");
    assert!(is_down(&create("down.jane").await.expect_err("a failure")));
    let error = create("refused.jane").await.expect_err("a failure");
    assert!(matches!(error, MailboxError::Refused { .. }), "{error:?}");
    assert_eq!(create("fully.booked").await, Ok(()), "another word");

    let stuck = new("nodelete.jane");
    make(&world, &stuck).await;
    let error = host
        .delete_mailbox(&stuck.target())
        .await
        .expect_err("a failure");
    assert!(is_down(&error));

    let shy = new("nophoto.jane");
    make(&world, &shy).await;
    let photo = Photo {
        bytes: vec![1],
        format: PhotoFormat::Png,
    };
    let error = host
        .set_photo(&shy.target(), &photo)
        .await
        .expect_err("a failure");
    assert!(matches!(error, MailboxError::Refused { .. }), "{error:?}");
}

/// Processes with the same key and the same state are one host; with another key, the secrets are
/// others.
#[tokio::test]
async fn secrets_come_from_the_key() {
    let kept = Arc::new(InMemoryMailboxes::default());
    let host = |key: u8| {
        SandboxHost::new(
            MailboxProvider::Google,
            kept.clone(),
            "a.example",
            &[key; 32],
        )
    };
    let world = world::Sandboxed::over(MailboxProvider::Google, kept.clone());
    ready(&world, &domain()).await;
    let jane = new("jane.doe");
    let made = make(&world, &jane).await;
    let first = host(7).create_mailbox(&jane).await.expect("made");
    let second = host(7).mailbox(&jane.target()).await.expect("read");
    let foreign = host(8).mailbox(&jane.target()).await.expect("read");
    let shown = |mailbox: &simpleinboxes_providers::mailbox::Mailbox| {
        use secrecy::ExposeSecret as _;
        let secret = mailbox.app_password.as_ref().expect("an app password");
        secret.expose_secret().to_owned()
    };
    let second = second.expect("there");
    assert_eq!(shown(&first), shown(&second));
    assert_ne!(shown(&first), shown(&foreign.expect("there")));
    assert_eq!(shown(&made).len(), 16);
    assert!(
        host(7)
            .accepts(&jane.address, &FIRST.into())
            .await
            .expect("read")
    );
    assert!(
        !host(8)
            .accepts(&jane.address, &FIRST.into())
            .await
            .expect("read")
    );
    let app = shown(&first).as_str().into();
    assert!(host(7).accepts(&jane.address, &app).await.expect("read"));
}

/// A hundred of the same at once make one.
#[tokio::test]
async fn simultaneous_calls_do_it_once() {
    let kept = Arc::new(InMemoryMailboxes::default());
    let world = Arc::new(world::Sandboxed::over(
        MailboxProvider::Google,
        kept.clone(),
    ));
    ready(&*world, &domain()).await;
    let calls = (0..100).map(|_| {
        let world = world.clone();
        tokio::spawn(async move { world.host().create_mailbox(&new("jane.doe")).await.is_ok() })
    });
    for made in futures::future::join_all(calls).await {
        assert!(made.expect("no panic"));
    }
    let found = kept.mailboxes(&domain(), None, 10).await.expect("read");
    assert_eq!(found.len(), 1);
    let stale = kept
        .forget_mailbox(&address("jane.doe"), found[0].version - 1)
        .await;
    assert_eq!(stale.expect("kept"), Change::Stale);
}
