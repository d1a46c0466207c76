//! Accounts in sending tools: how every adapter asks for them, over real HTTP at a stub that plays
//! the vendor; the embedded tool; and the CSV file.

pub mod bench;
mod csv;
mod failures;
mod fixtures;
mod rules;
pub mod sandbox;

use secrecy::SecretString;
use simpleinboxes_providers::sending::{MailHost, MailLogin, Mailbox};

pub use fixtures::AccountFixture;

/// One module of tests per vendor, so that a failure names vendor and rule.
macro_rules! contract {
    ($($vendor:ident),+ $(,)?) => {
        /// Every vendor that runs the suite.
        pub fn all() -> Vec<AccountFixture> {
            vec![$(fixtures::$vendor()),+]
        }
        $(contract!(@rules $vendor:
            rules::adds_as_documented,
            rules::takes_a_failed_connection_for_a_failure,
            rules::takes_silence_for_a_test_to_come,
            rules::sorts_refusals,
            rules::does_what_it_declares,
            rules::goes_through_pages,
            rules::lost_answers_are_uncertain_and_looked_for,
            rules::garbage_is_no_account,
            failures::every_refusal_is_sorted,
            failures::no_redirect_is_followed,
            failures::garbage_is_no_success,
            failures::answers_end_in_time_and_in_size,
            failures::reads_alone_are_repeated,
            failures::nothing_quoted_is_repeated,
        );)+
    };
    (@rules $vendor:ident: $($area:ident::$rule:ident),+ $(,)?) => {
        mod $vendor {
            $(#[tokio::test]
            async fn $rule() {
                super::$area::$rule(&super::fixtures::$vendor()).await;
            })+
        }
    };
}

contract!(
    instantly, smartlead, emailbison, plusvibe, lemlist, reply, saleshandy, snov,
);

#[test]
fn every_tool_runs_the_suite() {
    let tested: Vec<_> = all().iter().map(|fixture| fixture.tool).collect();
    let declared: Vec<_> = crate::all().iter().map(|fixture| fixture.tool).collect();
    assert_eq!(tested, declared);
}

pub const PASSWORD: &str = "m41l-pässw0rd";

/// A mailbox on a server of our own.
pub fn jane() -> Mailbox {
    let login = |host: &str, port| MailLogin {
        host: host.into(),
        port,
        username: "jane@northwind.com".into(),
        password: SecretString::from(PASSWORD),
    };
    Mailbox {
        email: "jane@northwind.com".into(),
        first_name: "Jane".into(),
        last_name: "Doe".into(),
        host: MailHost::Other,
        smtp: login("smtp.mail.example", 587),
        imap: login("imap.mail.example", 993),
        daily_limit: 30,
        warmup: true,
        tags: vec!["Q4".into()],
    }
}
