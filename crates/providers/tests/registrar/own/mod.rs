//! Customers' own registrars: the contract, run by every vendor and by the sandbox; how vendors are
//! asked and understood, over real HTTP against a stub that plays them; and what holds for all of
//! them together.

mod answers;
mod bench;
mod contract;
mod failures;
mod fixtures;
mod logs;
mod registry;
mod sandbox;
mod vendor;

use fixtures::Fixture;

/// The rules of the contract, for a world that is opened so.
macro_rules! behaves {
    ($open:expr) => {
        behaves!(@rules $open;
            keys_are_told_apart,
            domains_get_name_servers,
            lists_show_the_account_and_end,
            domains_of_others_are_not_there,
            name_servers_can_be_refused,
            nobody_there_is_an_outage,
        );
    };
    (@rules $open:expr; $($rule:ident),+ $(,)?) => {
        $(#[tokio::test]
        async fn $rule() {
            let world = $open.await;
            super::contract::$rule(&world).await;
        })+
    };
}

mod sandbox_keeps_the_contract {
    behaves!(super::sandbox::Shelf::open());
}

/// One module of tests per vendor, so that a failure names vendor and rule: those of the contract,
/// and how it is asked and understood.
macro_rules! contract {
    ($($vendor:ident),+ $(,)?) => {
        /// Every vendor that runs the suite.
        fn all() -> Vec<Fixture> {
            vec![$(fixtures::$vendor::fixture()),+]
        }
        $(contract!(@rules $vendor:
            answers::asks_as_documented,
            answers::pages_go_on,
            answers::understands_documented_answers,
            answers::sorts_statuses,
            answers::refuses_garbage,
            answers::does_not_follow_redirects,
            answers::does_not_repeat_what_vendors_quote,
            failures::repeats_reads,
            failures::sets_once_and_reads_again,
            failures::gives_up_on_slow_answers,
            failures::gives_up_on_long_answers,
        );)+
    };
    (@rules $vendor:ident: $($area:ident::$rule:ident),+ $(,)?) => {
        mod $vendor {
            behaves!(super::vendor::Account::open(super::fixtures::$vendor::fixture()));
            $(#[tokio::test]
            async fn $rule() {
                super::$area::$rule(&super::fixtures::$vendor::fixture()).await;
            })+
        }
    };
}

contract!(namecheap, namecom, porkbun, spaceship);
