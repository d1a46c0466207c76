//! Accounts: added, looked at, taken out.

use simpleinboxes_providers::ProviderError;
use simpleinboxes_providers::sending::{
    AccountState, ConnectionTest, Known, MailHost, Mailbox, SendingError,
};

use super::{World, can, held, is_true, named};
use crate::accounts::jane;

pub async fn are_added_once(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    let added = tools.add(key, &jane()).await.expect("added");
    assert!(added.newly);
    let expected = match can(world).connection {
        ConnectionTest::AtOnce => [AccountState::Connected].as_slice(),
        // A tool with nobody behind it has nothing to wait for.
        ConnectionTest::Later => &[AccountState::Pending, AccountState::Connected],
        ConnectionTest::Never => &[AccountState::Untold, AccountState::Connected],
    };
    assert!(
        expected.contains(&added.account.state),
        "{:?}",
        added.account
    );
    let first = held(world, &jane()).await;
    is_true(&added.account, &first, &jane());

    let again = tools.add(key, &jane()).await;
    assert_eq!(held(world, &jane()).await, first);
    if can(world).find {
        assert!(!again.expect("there").newly);
    }
}

/// Tags and warm-up reach the tools that take them, and no others.
pub async fn are_as_declared(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    for warmup in [true, false] {
        let mailbox = Mailbox {
            warmup,
            ..named(&format!("warm-{warmup}@northwind.com"))
        };
        tools.add(key, &mailbox).await.expect("added");
        let held = held(world, &mailbox).await;
        let tags: &[String] = if can(world).tags { &mailbox.tags } else { &[] };
        assert_eq!(held.tags, tags);
        assert_eq!(held.warmup, warmup && can(world).warmup);
    }
}

pub async fn are_checked(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    let added = tools.add(key, &jane()).await.expect("added").account;
    let unknown = tools.check(key, world.unknown()).await;
    match tools.check(key, &added.id).await {
        Ok(account) => {
            assert_eq!(account.state, AccountState::Connected);
            is_true(&account, &held(world, &jane()).await, &jane());
            let gone = matches!(unknown, Err(SendingError::NoSuchAccount { .. }));
            assert!(gone, "{unknown:?}");
        }
        Err(error) => {
            assert!(matches!(error, SendingError::Unsupported(_)), "{error:?}");
            assert_eq!(
                can(world).connection,
                ConnectionTest::Never,
                "can't be looked at again"
            );
        }
    }
}

pub async fn are_found_and_listed(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    let wanted = [
        "amy@northwind.com",
        "bob@northwind.com",
        "jane@northwind.com",
    ];
    for email in wanted {
        tools.add(key, &named(email)).await.expect("added");
    }
    let found = tools.find(key, "bob@northwind.com").await;
    let none = tools.find(key, "nobody@northwind.com").await;
    if can(world).find {
        let found = found.expect("a look").expect("found");
        assert_eq!(found.email.as_deref(), Some("bob@northwind.com"));
        assert_eq!(none, Ok(None));
    } else {
        assert!(
            matches!(found, Err(SendingError::Unsupported(_))),
            "{found:?}"
        );
    }
    let listed = tools.list(key, None).await;
    if can(world).list {
        let listed = listed.expect("a list");
        assert!(listed.next.is_none() || listed.accounts.len() >= wanted.len());
        let emails = listed
            .accounts
            .iter()
            .filter_map(|one| one.email.as_deref());
        let mut emails: Vec<&str> = emails.collect();
        emails.sort_unstable();
        assert_eq!(emails, wanted);
        for account in &listed.accounts {
            let mailbox = named(account.email.as_deref().expect("an address"));
            is_true(account, &held(world, &mailbox).await, &mailbox);
        }
    } else {
        assert!(
            matches!(listed, Err(SendingError::Unsupported(_))),
            "{listed:?}"
        );
    }
}

pub async fn are_removed(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    let added = tools.add(key, &jane()).await.expect("added").account;
    tools
        .add(key, &named("john@northwind.com"))
        .await
        .expect("added");
    // Under which the tool may know it better by now.
    let listed = match tools.find(key, &jane().email).await {
        Ok(found) => found.expect("there").id,
        Err(_) => added.id.clone(),
    };
    for id in [&listed, &listed, &added.id] {
        let removed = tools.remove(key, id).await;
        if can(world).remove {
            assert_eq!(removed, Ok(()));
            assert!(world.held(&jane().email).await.is_empty());
        } else {
            assert!(
                matches!(removed, Err(SendingError::Unsupported(_))),
                "{removed:?}"
            );
            held(world, &jane()).await;
        }
    }
    held(world, &named("john@northwind.com")).await;
    if can(world).remove {
        // By the id that it was added with, too.
        let again = tools.add(key, &jane()).await.expect("added").account;
        assert_eq!(tools.remove(key, &again.id).await, Ok(()));
        assert!(world.held(&jane().email).await.is_empty());
    }
}

/// Whatever the tool says, and also when it says so later.
pub async fn that_can_not_be_signed_in_to_are_failures(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    let mailbox = named("unreachable@northwind.com");
    let mut account = tools.add(key, &mailbox).await.map(|added| added.account);
    for _ in 0..2 {
        let told = match account {
            Ok(account) => {
                assert_eq!(account.state, AccountState::Pending);
                assert_eq!(can(world).connection, ConnectionTest::Later);
                tools.check(key, &account.id).await
            }
            Err(error) => Err(error),
        };
        let Err(SendingError::NotConnected { account: id, .. }) = told else {
            panic!("{told:?}");
        };
        held(world, &mailbox).await;
        let known = Known {
            id: &id,
            has_password: true,
        };
        let put = tools.put(key, Some(known), &mailbox).await;
        account = put.map(|put| put.account);
    }
}

pub async fn are_refused_with_reasons(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    let mailbox = named("refused@northwind.com");
    let added = tools.add(key, &mailbox).await.map(|added| added.account);
    let put = tools.put(key, None, &mailbox).await.map(|put| put.account);
    for refused in [added, put] {
        let Err(SendingError::Refused { reason }) = refused else {
            panic!("{refused:?}");
        };
        assert!(!reason.is_empty());
    }
    assert!(world.held(&mailbox.email).await.is_empty());
}

pub async fn need_a_key_that_works(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    let id = tools.add(key, &jane()).await.expect("added").account.id;
    let before = held(world, &jane()).await;
    let key = &world.bad_key();
    let other = Mailbox {
        daily_limit: 77,
        ..jane()
    };
    let outcomes = [
        tools.add(key, &other).await.map(drop),
        tools.put(key, None, &other).await.map(drop),
        tools.check(key, &id).await.map(drop),
        tools.find(key, &other.email).await.map(drop),
        tools.update(key, &id, &other).await.map(drop),
        tools.remove(key, &id).await,
        tools.list(key, None).await.map(drop),
    ];
    for (place, outcome) in outcomes.into_iter().enumerate() {
        let rejected = matches!(
            outcome,
            Err(SendingError::Provider(ProviderError::Rejected { .. }))
        );
        let is_unsupported = matches!(outcome, Err(SendingError::Unsupported(_)));
        assert!(
            rejected || (is_unsupported && place > 1),
            "{place}: {outcome:?}"
        );
    }
    assert_eq!(held(world, &jane()).await, before);
}

/// The app password is taken without its blanks. Consent, which Microsoft needs, is not ours to
/// give.
pub async fn of_google_are_taken_where_that_is_declared(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    let with = |email: &str, host, password: &str| {
        let mut mailbox = named(email);
        mailbox.host = host;
        mailbox.smtp.password = password.into();
        mailbox.imap.password = password.into();
        mailbox
    };
    let grouped = with("amy@northwind.com", MailHost::Google, "abcd efgh ijkl mnop");
    let bare = with("bob@northwind.com", MailHost::Other, "abcdefghijklmnop");
    let added = tools.add(key, &grouped).await;
    if can(world).google {
        added.expect("added");
        tools.add(key, &bare).await.expect("added");
        assert_eq!(
            held(world, &grouped).await.login,
            held(world, &bare).await.login
        );
    } else {
        assert!(
            matches!(added, Err(SendingError::Refused { .. })),
            "{added:?}"
        );
        assert!(world.held(&grouped.email).await.is_empty());
    }
    let microsoft = with("eve@northwind.com", MailHost::Microsoft, "abcd");
    let refused = tools.add(key, &microsoft).await;
    assert!(
        matches!(refused, Err(SendingError::Refused { .. })),
        "{refused:?}"
    );
    assert!(world.held(&microsoft.email).await.is_empty());
}
