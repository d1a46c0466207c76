//! Domains, from their addition to their end.

use simpleinboxes_providers::mailbox::{DkimBy, MailboxError, RecordKind, Verdict};

use super::{World, domain, key, make, new, ready};

pub async fn are_not_touched_by_a_test(world: &dyn World) {
    let host = world.host();
    assert_eq!(host.test().await, Ok(()));
    let nobody = "simpleinboxes.example".parse().expect("a domain");
    assert_eq!(host.domain(&nobody).await, Ok(None), "nothing was made");
    host.add_domain(&domain()).await.expect("added");
    assert_eq!(host.test().await, Ok(()));
}

pub async fn are_added_once(world: &dyn World) {
    let host = world.host();
    let none = host.domain(&domain()).await.expect("read");
    assert_eq!(none, None);
    let added = host.add_domain(&domain()).await.expect("added");
    assert_eq!(added.name, domain());
    let asks = host.capabilities().verifies_domains;
    assert_eq!(added.verified, !asks);
    assert_eq!(added.verification.is_empty(), !asks);
    for record in &added.verification {
        assert_eq!(record.name, domain().as_str());
        assert_eq!(record.kind, RecordKind::Txt);
        assert!(!record.content.is_empty());
    }
    assert_eq!(host.add_domain(&domain()).await.as_ref(), Ok(&added));
    assert_eq!(host.domain(&domain()).await, Ok(Some(added)));
}

pub async fn are_verified_before_use(world: &dyn World) {
    let host = world.host();
    if host.capabilities().verifies_domains {
        let unprovable = world.unprovable_domain().await;
        let missing = host.verify_domain(&unprovable).await;
        assert_eq!(missing, Err(MailboxError::NotFound { what: "domain" }));
        let added = host.add_domain(&unprovable).await.expect("added");
        world.publish(&added.verification).await;
        let verdict = host.verify_domain(&unprovable).await.expect("a verdict");
        assert!(matches!(&verdict, Verdict::Pending { reason } if !reason.is_empty()));
        let mut early = new("jane.doe");
        early.address = format!("jane.doe@{unprovable}")
            .parse()
            .expect("an address");
        let refused = host.create_mailbox(&early).await.expect_err("too early");
        assert_eq!(refused, MailboxError::NotVerified);
        assert!(refused.is_passing());
    }
    ready(world, &domain()).await;
    let again = host.verify_domain(&domain()).await;
    assert_eq!(again, Ok(Verdict::Verified));
    let found = host.domain(&domain()).await.expect("read").expect("there");
    assert!(found.verified);
    assert!(!found.mx.is_empty() && !found.spf.is_empty());
    for record in &found.mx {
        assert!(matches!(record.kind, RecordKind::Mx { .. }));
        assert_eq!(record.name, domain().as_str());
        assert!(!record.content.ends_with('.') && record.content.contains('.'));
    }
    for term in &found.spf {
        assert!(!term.contains(' ') && !term.starts_with("v="), "{term}");
    }
    for record in &found.autodiscover {
        assert!(record.name.ends_with(&format!(".{}", domain())));
    }
}

pub async fn of_others_are_refused(world: &dyn World) {
    let host = world.host();
    if !host.capabilities().verifies_domains {
        return;
    }
    let foreign = world.foreign_domain().await;
    let refused = host.add_domain(&foreign).await.expect_err("taken");
    assert!(matches!(refused, MailboxError::Taken { .. }), "{refused:?}");
    assert!(!refused.is_passing());
    assert_eq!(host.domain(&foreign).await, Ok(None));
}

pub async fn are_deleted_when_empty(world: &dyn World) {
    let host = world.host();
    assert_eq!(host.delete_domain(&domain()).await, Ok(()), "none yet");
    ready(world, &domain()).await;
    let jane = new("jane.doe");
    make(world, &jane).await;
    let refused = host.delete_domain(&domain()).await;
    assert!(
        matches!(refused, Err(MailboxError::Refused { .. })),
        "{refused:?}"
    );
    host.delete_mailbox(&jane.target()).await.expect("deleted");
    assert_eq!(host.delete_domain(&domain()).await, Ok(()));
    assert_eq!(host.domain(&domain()).await, Ok(None));
    assert_eq!(host.delete_domain(&domain()).await, Ok(()), "again");
    let missing = host.verify_domain(&domain()).await;
    assert_eq!(missing, Err(MailboxError::NotFound { what: "domain" }));
}

pub async fn sign_in_steps(world: &dyn World) {
    let host = world.host();
    let missing = host.enable_dkim(&domain(), Some(&key())).await;
    let by = host.capabilities().dkim;
    if by == DkimBy::Hand {
        assert!(matches!(missing, Err(MailboxError::Unsupported(_))));
        return;
    }
    assert_eq!(missing, Err(MailboxError::NotFound { what: "domain" }));
    ready(world, &domain()).await;
    let before = host.domain(&domain()).await.expect("read").expect("there");
    assert!(!before.dkim.signing);
    if by == DkimBy::Us {
        let refused = host.enable_dkim(&domain(), None).await;
        assert!(
            matches!(refused, Err(MailboxError::Refused { .. })),
            "{refused:?}"
        );
    }

    let made = host
        .enable_dkim(&domain(), Some(&key()))
        .await
        .expect("made");
    assert!(!made.records.is_empty());
    for record in &made.records {
        let end = format!("._domainkey.{}", domain());
        assert!(record.name.ends_with(&end), "{}", record.name);
        assert!(matches!(record.kind, RecordKind::Txt | RecordKind::Cname));
    }
    if by == DkimBy::Us {
        assert_eq!(made.records[0].name, format!("si1._domainkey.{}", domain()));
        assert_eq!(made.records[0].content, key().public_record);
    } else {
        assert!(!made.signing, "nothing is published yet");
    }
    world.publish(&made.records).await;
    let on = host.enable_dkim(&domain(), Some(&key())).await.expect("on");
    assert!(on.signing);
    assert_eq!(on.records, made.records, "the same key");
    let again = host.enable_dkim(&domain(), Some(&key())).await;
    assert_eq!(again.as_ref(), Ok(&on));
    let after = host.domain(&domain()).await.expect("read").expect("there");
    assert_eq!(after.dkim, on);
}
