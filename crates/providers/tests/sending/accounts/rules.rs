//! The rules that every adapter keeps. Each takes a vendor's fixture.

use simpleinboxes_providers::sending::{
    AccountState, ConnectionTest, MailHost, Mailbox, SendingError,
};
use simpleinboxes_providers::{Outage, ProviderError};

use super::bench::{Bench, ending};
use super::fixtures::{AccountFixture, Exchange};
use super::{PASSWORD, jane};
use crate::stub::{Answer, Play};

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
            let check = fixture.check.clone().expect("a way to look again");
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

/// An answer that says nothing of the connection leaves it open with a tool that tests later, so
/// that it is looked at again.
pub async fn takes_silence_for_a_test_to_come(fixture: &AccountFixture) {
    let bench = Bench::new(fixture).await;
    let (tools, key) = (&bench.tools, &bench.credential);
    let later = key.tool().capabilities.connection == ConnectionTest::Later;
    assert_eq!(fixture.silent.is_some(), later);
    let Some(silent) = &fixture.silent else {
        return;
    };
    bench.play(&ending(&fixture.add[..fixture.sent], silent.clone()));
    let added = tools.add(key, &jane()).await.expect("added").account;
    assert_eq!(added.state, AccountState::Pending);
    if let Some(update) = &fixture.update {
        bench.play(&ending(&update[..fixture.changed], silent.clone()));
        let updated = tools.update(key, &fixture.added.id, &jane()).await;
        assert_ne!(updated.expect("changed").state, AccountState::Untold);
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
    let says = |exchanges: &[Exchange], word: &str| {
        let mut bodies = exchanges.iter().map(|exchange| exchange.body.to_string());
        bodies.any(|body| body.contains(word))
    };
    assert_eq!(capabilities.tags, says(&fixture.add, "\"Q4\""));
    assert_eq!(
        capabilities.login,
        says(fixture.update.as_deref().unwrap_or_default(), PASSWORD)
    );

    if let Some(check) = &fixture.check {
        bench.play(check);
        tools.check(credential, id).await.expect("an account");
        bench.check(check);
    }
    bench.play(fixture.update.as_deref().unwrap_or_default());
    let updated = tools.update(credential, id, &jane()).await;
    match &fixture.update {
        Some(update) => {
            let email = updated.expect("updated").email.expect("an address");
            assert!(email.eq_ignore_ascii_case(&jane().email), "{email}");
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
    // A token, whose request is no JSON, was fetched before and serves the look, too.
    let look = fixture.there.iter().flatten();
    let look: Vec<&Exchange> = look.filter(|one| !one.body.is_string()).collect();
    let broken = Outage::Status {
        status: 500,
        reason: None,
    };
    for (lost, outage) in [
        (Play::CutBefore, Outage::Cut),
        (Play::CutWithin, Outage::Cut),
        (Play::Answer(Answer::new(500, "")), broken),
    ] {
        let jane = jane();
        let add = || bench.tools.add(&bench.credential, &jane);
        let uncertain = SendingError::Uncertain(outage);
        if !look.is_empty() {
            let found = look.iter().map(|one| Play::Answer(one.answer.clone()));
            bench.play_then(before, [lost.clone()].into_iter().chain(found));
            assert!(add().await.expect("found").newly);
            // What is there is completed, where it can be changed.
            let completes = usize::from(fixture.update.is_some());
            assert_eq!(bench.stub.seen().len(), sent + look.len() + completes);
        }
        // The look that fails leaves it uncertain.
        let failing = vec![Play::Answer(Answer::new(500, "")); look.len()];
        bench.play_then(before, [lost].into_iter().chain(failing));
        let error = add().await.expect_err("lost");
        assert_eq!(error, uncertain);
        assert!(error.may_have_happened());
        assert_eq!(
            bench.stub.seen().len(),
            sent + usize::from(!look.is_empty())
        );
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
