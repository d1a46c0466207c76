//! Mailboxes, from their making to their end.

use std::collections::BTreeSet;

use simpleinboxes_providers::mailbox::{Mailbox, MailboxError, Reference};

use super::{FIRST, SECOND, World, address, domain, make, new, read, ready, reference};

async fn all(world: &dyn World) -> Vec<Mailbox> {
    let mut found = Vec::new();
    let mut next = None;
    loop {
        let page = world.host().mailboxes(&domain(), next.as_deref()).await;
        let page = page.expect("a page");
        assert!(!page.mailboxes.is_empty() || page.next.is_none());
        found.extend(page.mailboxes);
        let Some(more) = page.next else {
            return found;
        };
        next = Some(more);
    }
}

pub async fn are_made_once(world: &dyn World) {
    ready(world, &domain()).await;
    let jane = new("jane.doe");
    assert!(read(world, &jane).await.is_none());
    for _ in 0..2 {
        let made = make(world, &jane).await;
        assert_eq!(made.address, jane.address);
        assert_eq!(made.reference.as_ref(), Some(&jane.reference));
        assert_eq!((&*made.first_name, &*made.last_name), ("Jane", "Doe"));
        assert!(made.aliases.is_empty() && !made.suspended);
        let gives = world.host().capabilities().app_password;
        assert_eq!(made.app_password.is_some(), gives);
    }
    assert!(world.opens(&jane.address, FIRST).await);
    assert!(!world.opens(&jane.address, SECOND).await);
    let found = read(world, &jane).await.expect("there");
    assert_eq!(found.address, jane.address);
    assert_eq!(all(world).await.len(), 1);
}

/// The answer of the first call was lost, and something else is wanted by now.
pub async fn are_brought_into_line(world: &dyn World) {
    ready(world, &domain()).await;
    let mut jane = new("jane.doe");
    make(world, &jane).await;
    jane.password = SECOND.into();
    jane.last_name = "Roe".into();
    let made = make(world, &jane).await;
    assert_eq!(made.last_name, "Roe");
    assert_eq!(read(world, &jane).await.expect("there").last_name, "Roe");
    assert!(world.opens(&jane.address, SECOND).await);
    assert!(!world.opens(&jane.address, FIRST).await);
}

pub async fn of_others_are_left_alone(world: &dyn World) {
    ready(world, &domain()).await;
    let host = world.host();
    world.occupy(&address("boss"), "Their-0wn-Passw0rd").await;
    let boss = new("boss");
    let refused = host.create_mailbox(&boss).await.expect_err("taken");
    assert!(matches!(refused, MailboxError::Taken { .. }), "{refused:?}");
    assert!(read(world, &boss).await.is_none());
    let target = boss.target();
    let missing = MailboxError::NotFound { what: "mailbox" };
    let changed = host.set_password(&target, &SECOND.into()).await;
    assert_eq!(changed, Err(missing.clone()));
    let name = "jane".parse().expect("a name");
    let renamed = host.rename_mailbox(&target, &name).await.map(|_| ());
    assert_eq!(renamed, Err(missing));
    assert_eq!(
        host.delete_mailbox(&target).await,
        Ok(()),
        "ours is not there"
    );
    assert!(world.opens(&address("boss"), "Their-0wn-Passw0rd").await);

    // Ours, but another of ours.
    make(world, &new("jane.doe")).await;
    let mut other = new("jane.doe");
    other.reference = Reference::new("inb_other").expect("a reference");
    let refused = host.create_mailbox(&other).await;
    assert!(matches!(refused, Err(MailboxError::Taken { .. })));
    assert!(read(world, &other).await.is_none());
    assert!(world.opens(&address("jane.doe"), FIRST).await);

    let found = all(world).await;
    let by_others = found.iter().find(|found| found.address == address("boss"));
    assert_ne!(by_others.expect("listed").reference, Some(boss.reference));
}

pub async fn come_in_pages(world: &dyn World) {
    ready(world, &domain()).await;
    let missing = all(world).await;
    assert!(missing.is_empty());
    let names: Vec<String> = (0..world.more_than_a_page())
        .map(|place| format!("jane.{place}"))
        .collect();
    world.fill(&names).await;
    let first = world.host().mailboxes(&domain(), None).await;
    assert!(first.expect("a page").next.is_some(), "there is more");
    let found = all(world).await;
    let found: BTreeSet<_> = found
        .into_iter()
        .map(|found| (found.address, found.reference))
        .collect();
    let wanted: BTreeSet<_> = names
        .iter()
        .map(|name| (address(name), Some(reference(name))))
        .collect();
    assert_eq!(found, wanted);
}

pub async fn are_deleted_for_good(world: &dyn World) {
    ready(world, &domain()).await;
    let host = world.host();
    let jane = new("jane.doe");
    assert_eq!(
        host.delete_mailbox(&jane.target()).await,
        Ok(()),
        "none yet"
    );
    make(world, &jane).await;
    make(world, &new("john.roe")).await;
    for _ in 0..2 {
        assert_eq!(host.delete_mailbox(&jane.target()).await, Ok(()));
    }
    assert!(read(world, &jane).await.is_none());
    assert!(!world.opens(&jane.address, FIRST).await);
    assert!(world.opens(&address("john.roe"), FIRST).await);
    let mut next = new("jane.doe");
    next.reference = Reference::new("inb_next").expect("a reference");
    make(world, &next).await;
    assert!(read(world, &jane).await.is_none());
}
