//! Customers' own registrars: the contract, run by every adapter over real HTTP against a stub that
//! plays the vendor; and what holds for all of them together.

mod answers;
mod bench;
mod failures;
mod fixtures;
mod logs;
mod registry;
mod sandbox;

use fixtures::Fixture;

/// One module of tests per vendor, so that a failure names vendor and rule.
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
            failures::says_when_nobody_is_there,
        );)+
    };
    (@rules $vendor:ident: $($area:ident::$rule:ident),+ $(,)?) => {
        mod $vendor {
            $(#[tokio::test]
            async fn $rule() {
                super::$area::$rule(&super::fixtures::$vendor::fixture()).await;
            })+
        }
    };
}

contract!(namecheap, namecom, porkbun, spaceship);
