//! What is changed on a mailbox.

use simpleinboxes_providers::mailbox::{
    Capability, MailboxError, MailboxTarget, Photo, PhotoFormat, Username,
};

use super::{FIRST, SECOND, World, address, domain, make, new, password, read, ready};

fn name(text: &str) -> Username {
    text.parse().expect("a name")
}

/// As photos come out of the studio; hosts do not look into them.
fn photo(byte: u8) -> Photo {
    Photo {
        bytes: vec![byte; 300],
        format: PhotoFormat::Jpeg,
    }
}

const MISSING: MailboxError = MailboxError::NotFound { what: "mailbox" };

pub async fn rename_and_keep_the_mailbox(world: &dyn World) {
    ready(world, &domain()).await;
    let host = world.host();
    let able = host.capabilities();
    assert!(able.rename, "all hosts can so far");
    let jane = new("jane.doe");
    make(world, &jane).await;
    for _ in 0..2 {
        let renamed = host.rename_mailbox(&jane.target(), &name("j.roe")).await;
        let renamed = renamed.expect("renamed");
        assert_eq!(renamed.address, address("j.roe"));
        assert_eq!(renamed.reference.as_ref(), Some(&jane.reference));
        let kept = able.keeps_old_address.then(|| address("jane.doe"));
        assert_eq!(renamed.aliases, Vec::from_iter(kept));
    }
    assert!(read(world, &jane).await.is_none(), "not at the old address");
    assert!(world.opens(&address("j.roe"), FIRST).await);
    let target = MailboxTarget {
        address: address("j.roe"),
        reference: jane.reference.clone(),
    };
    host.set_password(&target, &password(SECOND))
        .await
        .expect("set");
    assert!(world.opens(&address("j.roe"), SECOND).await);

    // Back to where it came from: an alias of its own is no hindrance.
    let back = host.rename_mailbox(&target, &name("jane.doe")).await;
    assert_eq!(back.expect("renamed").address, address("jane.doe"));
    assert!(read(world, &jane).await.is_some());
    assert!(world.opens(&address("jane.doe"), SECOND).await);
    // To the name that it has.
    let same = host.rename_mailbox(&jane.target(), &name("jane.doe")).await;
    assert_eq!(same.expect("as it is").address, address("jane.doe"));
}

pub async fn rename_only_what_is_ours(world: &dyn World) {
    ready(world, &domain()).await;
    let host = world.host();
    let jane = new("jane.doe");
    let missing = host.rename_mailbox(&jane.target(), &name("j")).await;
    assert_eq!(missing.map(|_| ()), Err(MISSING));
    make(world, &jane).await;
    make(world, &new("john.roe")).await;
    world.occupy(&address("boss"), "Their-0wn-Passw0rd").await;
    for other in ["john.roe", "boss"] {
        let taken = host.rename_mailbox(&jane.target(), &name(other)).await;
        assert!(
            matches!(taken, Err(MailboxError::Taken { .. })),
            "{taken:?}"
        );
    }
    assert!(world.opens(&address("john.roe"), FIRST).await);
    assert!(read(world, &jane).await.is_some());
    if host.capabilities().keeps_old_address {
        let renamed = host.rename_mailbox(&jane.target(), &name("j.roe")).await;
        renamed.expect("renamed");
        let taken = host.create_mailbox(&new("jane.doe")).await;
        assert!(
            matches!(taken, Err(MailboxError::Taken { .. })),
            "{taken:?}"
        );
    }
}

pub async fn replace_the_password(world: &dyn World) {
    ready(world, &domain()).await;
    let host = world.host();
    let jane = new("jane.doe");
    make(world, &jane).await;
    for _ in 0..2 {
        let set = host.set_password(&jane.target(), &password(SECOND)).await;
        assert_eq!(set, Ok(()));
    }
    assert!(world.opens(&jane.address, SECOND).await);
    assert!(!world.opens(&jane.address, FIRST).await);
}

pub async fn set_the_photo(world: &dyn World) {
    ready(world, &domain()).await;
    let host = world.host();
    let jane = new("jane.doe");
    make(world, &jane).await;
    if !host.capabilities().photo {
        let refused = host.set_photo(&jane.target(), &photo(1)).await;
        assert_eq!(refused, Err(MailboxError::Unsupported(Capability::Photo)));
        return;
    }
    assert!(!world.shows(&jane.address, &photo(1)).await);
    for photo in [photo(1), photo(2), photo(2)] {
        assert_eq!(host.set_photo(&jane.target(), &photo).await, Ok(()));
        assert!(world.shows(&jane.address, &photo).await);
    }
    assert!(!world.shows(&jane.address, &photo(1)).await);
    assert!(world.opens(&jane.address, FIRST).await);
}

pub async fn tell_the_second_factor(world: &dyn World) {
    ready(world, &domain()).await;
    let host = world.host();
    let jane = new("jane.doe");
    make(world, &jane).await;
    if !host.capabilities().mfa {
        let refused = host.mfa(&jane.target()).await.map(|_| ());
        assert_eq!(refused, Err(MailboxError::Unsupported(Capability::Mfa)));
        return;
    }
    let without = host.mfa(&jane.target()).await.expect("told");
    assert!(!without.enabled && without.secret.is_none());
    let careful = world.set_up_second_factor().await;
    let with = host.mfa(&careful.target()).await.expect("told");
    assert!(with.enabled);
}

pub async fn need_a_mailbox(world: &dyn World) {
    ready(world, &domain()).await;
    let host = world.host();
    let able = host.capabilities();
    let target = new("jane.doe").target();
    let set = host.set_password(&target, &password(SECOND)).await;
    assert_eq!(set, Err(MISSING));
    if able.photo {
        assert_eq!(host.set_photo(&target, &photo(1)).await, Err(MISSING));
    }
    if able.mfa {
        assert_eq!(host.mfa(&target).await.map(|_| ()), Err(MISSING));
    }
}

/// What comes out is short, and holds no password.
pub async fn are_refused_without_secrets(world: &dyn World) {
    ready(world, &domain()).await;
    let host = world.host();
    let (username, bad_password) = world.refused();
    let jane = new("jane.doe");
    make(world, &jane).await;
    let renamed = host.rename_mailbox(&jane.target(), &name(username)).await;
    let set = host
        .set_password(&jane.target(), &password(bad_password))
        .await;
    for refused in [renamed.map(|_| ()), set] {
        let error = refused.expect_err("refused");
        assert!(!error.is_passing(), "{error:?}");
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!((1..=400).contains(&shown.chars().count()), "{shown}");
            assert!(!shown.contains(bad_password), "{shown}");
        }
    }
    assert!(world.opens(&jane.address, FIRST).await);
    assert!(!format!("{host:?}{jane:?}").contains(FIRST));
}

pub async fn have_ours_alone_catch_what_is_for_nobody(world: &dyn World) {
    let host = world.host();
    let able = host.capabilities().catch_all;
    if !able {
        let unable = Err(MailboxError::Unsupported(Capability::CatchAll));
        assert_eq!(host.set_catch_all(&domain(), None).await, unable);
        return;
    }
    let none = host.set_catch_all(&domain(), None).await;
    assert_eq!(none, Err(MailboxError::NotFound { what: "domain" }));
    ready(world, &domain()).await;
    let jane = new("jane.doe");
    let missing = host.set_catch_all(&domain(), Some(&jane.target())).await;
    assert_eq!(missing, Err(MISSING));
    make(world, &jane).await;
    for target in [Some(jane.target()), Some(jane.target()), None] {
        let set = host.set_catch_all(&domain(), target.as_ref()).await;
        assert_eq!(set, Ok(()));
    }
    let other = "other-northwind.com".parse().expect("a domain");
    ready(world, &other).await;
    let elsewhere = host.set_catch_all(&other, Some(&jane.target())).await;
    assert!(
        matches!(elsewhere, Err(MailboxError::Refused { .. })),
        "{elsewhere:?}"
    );
}
