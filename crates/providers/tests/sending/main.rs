//! The contract of the port to sending tools, run by every adapter over real HTTP against a stub
//! that plays the vendor; and what holds for all of them together.

mod accounts;
mod contract;
mod fixtures;
#[path = "../shared/log.rs"]
mod log;
mod logs;
mod outbound;
mod played;
mod registry;
#[path = "../shared/stub.rs"]
mod stub;
mod suite;

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
            answers::understands_documented_answers,
            answers::sorts_statuses,
            answers::refuses_garbage,
            answers::does_not_follow_redirects,
            answers::does_not_repeat_what_vendors_quote,
            failures::repeats_what_may_pass,
            failures::gives_up_after_one_repeat,
            failures::asks_once_when_repeating_is_pointless,
            failures::gives_up_on_slow_answers,
            failures::gives_up_on_long_answers,
            failures::says_when_nobody_is_there,
        );)+
    };
    (@rules $vendor:ident: $($area:ident::$rule:ident),+ $(,)?) => {
        mod $vendor {
            $(#[tokio::test]
            async fn $rule() {
                crate::suite::$area::$rule(&crate::fixtures::$vendor::fixture()).await;
            })+
        }
    };
}

contract!(
    instantly, smartlead, emailbison, plusvibe, lemlist, reply, saleshandy, snov,
);
