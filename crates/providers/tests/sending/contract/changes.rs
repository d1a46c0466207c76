//! Having a tool hold a mailbox as it is now, which is all that the service does.

use simpleinboxes_providers::sending::{Handing, Known, Mailbox};

use super::{ByHand, World, can, held, is_true};
use crate::accounts::jane;

fn known(id: &str, has_password: bool) -> Known<'_> {
    Known { id, has_password }
}

fn with_password(password: &str) -> Mailbox {
    let mut mailbox = jane();
    mailbox.smtp.password = password.into();
    mailbox.imap.password = password.into();
    mailbox
}

pub async fn add_what_is_not_there(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    let put = tools.put(key, None, &jane()).await.expect("added");
    assert_eq!(put.how, Handing::Added);
    is_true(&put.account, &held(world, &jane()).await, &jane());
    // Taken out there by its owner, it is added anew.
    world.by_hand(&jane().email, ByHand::Gone).await;
    let again = tools
        .put(key, Some(known(&put.account.id, true)), &jane())
        .await;
    assert_eq!(again.expect("added").how, Handing::Added);
    held(world, &jane()).await;
}

/// A new password is there in the end, or it is told that it is not.
pub async fn reach_what_is_there(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    let mut id = tools
        .put(key, None, &jane())
        .await
        .expect("added")
        .account
        .id;
    let mut before = held(world, &jane()).await;
    for password in ["an0ther-one", "a-th1rd-one"] {
        let mailbox = with_password(password);
        let put = tools
            .put(key, Some(known(&id, false)), &mailbox)
            .await
            .expect("there");
        let after = held(world, &mailbox).await;
        let changes = can(world).login || can(world).remove;
        let how = if changes {
            Handing::Renewed
        } else {
            Handing::Found
        };
        assert_eq!((put.how, after.login != before.login), (how, changes));
        if changes {
            is_true(&put.account, &after, &mailbox);
        }
        (id, before) = (put.account.id, after);
    }
}

/// Also when nobody knows any more how the tool calls it.
pub async fn of_nothing_leave_one_account(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    let id = tools
        .put(key, None, &jane())
        .await
        .expect("added")
        .account
        .id;
    let before = held(world, &jane()).await;
    for known in [Some(known(&id, true)), None] {
        if known.is_none() && !can(world).find {
            continue;
        }
        let put = tools.put(key, known, &jane()).await.expect("there");
        let how = match can(world).update {
            true => Handing::Renewed,
            false => Handing::Found,
        };
        assert_eq!(put.how, how);
        assert_eq!(held(world, &jane()).await, before);
    }
}

/// What its owner made of an account beyond that stays with it: its id does.
pub async fn of_settings_alone_keep_the_account(world: &dyn World) {
    if !can(world).update {
        return;
    }
    let (tools, key) = (world.tools(), world.key());
    tools.put(key, None, &jane()).await.expect("added");
    let found = tools.find(key, &jane().email).await.expect("a look");
    let id = found.expect("found").id;
    let busier = Mailbox {
        daily_limit: 45,
        warmup: false,
        ..jane()
    };
    let put = tools
        .put(key, Some(known(&id, true)), &busier)
        .await
        .expect("changed");
    assert_eq!((put.how, put.account.id), (Handing::Renewed, id));
    let after = held(world, &busier).await;
    assert_eq!((after.daily_limit, after.warmup), (45, false));
}

/// What was set otherwise at the tool is as it was wished again, or it is told as it is: what is
/// listed later shows no difference to what the tool was told.
pub async fn replace_what_was_set_by_hand(world: &dyn World) {
    let (tools, key) = (world.tools(), world.key());
    for warmup in [true, false] {
        let wished = Mailbox { warmup, ..jane() };
        let id = match tools.put(key, None, &wished).await {
            Ok(put) => put.account.id,
            // It can't be looked for, so that it is known in no way but this.
            Err(error) => {
                assert!(!can(world).find, "{error:?}");
                return;
            }
        };
        let by_hand = ByHand::Settings {
            daily_limit: 77,
            warmup: !warmup,
        };
        world.by_hand(&wished.email, by_hand).await;
        let put = tools
            .put(key, Some(known(&id, true)), &wished)
            .await
            .expect("there");
        let after = held(world, &wished).await;
        if can(world).update {
            assert_eq!(after.daily_limit, wished.daily_limit);
            assert!(
                after.warmup == wished.warmup || !can(world).warmup,
                "{after:?}"
            );
            is_true(&put.account, &after, &wished);
        }
        if !can(world).list {
            continue;
        }
        let listed = tools.list(key, None).await.expect("a list").accounts;
        let listed = listed.first().expect("one");
        let differ = |told: Option<u32>, listed: Option<u32>| {
            told.is_some_and(|told| listed.is_some_and(|listed| told != listed))
        };
        assert!(
            !differ(put.account.daily_limit, listed.daily_limit),
            "{put:?} {listed:?}"
        );
        let differs = differ(
            put.account.warmup.map(u32::from),
            listed.warmup.map(u32::from),
        );
        assert!(!differs, "{put:?} {listed:?}");
    }
}
