//! What holds for accounts at every tool, whoever is behind it: the contract, run by each adapter
//! at a tool that keeps accounts, and by the sandbox in the place of each.

mod accounts;
mod changes;

use async_trait::async_trait;
use simpleinboxes_providers::sending::{
    Credential, Mailbox, SendingTools, ToolAccount, ToolCapabilities,
};

use crate::accounts::jane;

/// A tool that is empty, and what its owner sees there.
#[async_trait]
pub trait World: Send + Sync {
    fn tools(&self) -> &SendingTools;

    /// A key that works.
    fn key(&self) -> &Credential;

    /// A key that the tool refuses.
    fn bad_key(&self) -> Credential;

    /// An id as the tool gives them, which it never gave.
    fn unknown(&self) -> &'static str;

    /// The accounts of an address.
    async fn held(&self, email: &str) -> Vec<Held>;

    /// The owner changes the account of an address.
    async fn by_hand(&self, email: &str, change: ByHand);
}

/// An account as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Another one for every password.
    pub login: String,
    pub daily_limit: u32,
    pub warmup: bool,
    pub tags: Vec<String>,
}

/// What an owner does.
#[derive(Clone, Copy)]
pub enum ByHand {
    /// Sets the account otherwise.
    Settings { daily_limit: u32, warmup: bool },
    /// Takes it out.
    Gone,
}

fn can(world: &dyn World) -> ToolCapabilities {
    world.key().tool().capabilities
}

fn named(email: &str) -> Mailbox {
    Mailbox {
        email: email.into(),
        ..jane()
    }
}

/// The one account of a mailbox.
async fn held(world: &dyn World, mailbox: &Mailbox) -> Held {
    let held = world.held(&mailbox.email).await;
    let [one] = held.as_slice() else {
        panic!("one account: {held:?}");
    };
    one.clone()
}

/// What is told of an account is so, and is as it was wished.
fn is_true(account: &ToolAccount, held: &Held, wished: &Mailbox) {
    for limit in [held.daily_limit, wished.daily_limit] {
        assert!(
            account.daily_limit.is_none_or(|told| told == limit),
            "{account:?} {held:?}"
        );
    }
    for warmup in [held.warmup, wished.warmup] {
        assert!(
            account.warmup.is_none_or(|told| told == warmup),
            "{account:?} {held:?}"
        );
    }
}

/// One module of tests per vendor and one for the sandbox, so that a failure names vendor and rule.
macro_rules! contract {
    ($($vendor:ident),+ $(,)?) => {
        const KEPT: &[&str] = &[$(stringify!($vendor)),+];

        $(contract!(@rules $vendor,
            [crate::played::Played::open(stringify!($vendor)).await];
        );)+
        contract!(@rules sandbox,
            super::KEPT.iter().map(|tool| crate::accounts::sandbox::Tool::open(tool));
        );
    };
    (@rules $world:ident, $worlds:expr;) => {
        contract!(@tests $world, $worlds;
            accounts::are_added_once,
            accounts::are_as_declared,
            accounts::are_checked,
            accounts::are_found_and_listed,
            accounts::are_removed,
            accounts::that_can_not_be_signed_in_to_are_failures,
            accounts::are_refused_with_reasons,
            accounts::need_a_key_that_works,
            accounts::of_google_are_taken_where_that_is_declared,
            changes::add_what_is_not_there,
            changes::reach_what_is_there,
            changes::of_nothing_leave_one_account,
            changes::of_settings_alone_keep_the_account,
            changes::replace_what_was_set_by_hand,
        );
    };
    (@tests $world:ident, $worlds:expr; $($area:ident::$rule:ident),+ $(,)?) => {
        mod $world {
            $(#[tokio::test]
            async fn $rule() {
                for world in $worlds {
                    super::$area::$rule(&world).await;
                }
            })+
        }
    };
}

contract!(
    instantly, smartlead, emailbison, plusvibe, lemlist, reply, saleshandy, snov,
);

#[test]
fn every_tool_keeps_the_contract() {
    let declared: Vec<_> = crate::all().iter().map(|fixture| fixture.tool).collect();
    assert_eq!(KEPT, declared);
    assert_eq!(crate::played::ids(), declared);
}
