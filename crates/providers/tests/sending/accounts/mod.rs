//! Accounts in sending tools: the contract, run by every adapter over real HTTP against a stub that
//! plays the vendor; the embedded tool; and the CSV file.

mod csv;
mod fixtures;
mod rules;
mod sandbox;

use secrecy::SecretString;
use simpleinboxes_providers::sending::{MailHost, MailLogin, Mailbox};

pub use fixtures::AccountFixture;

/// One module of tests per vendor, so that a failure names vendor and rule.
macro_rules! contract {
    ($($vendor:ident),+ $(,)?) => {
        /// Every vendor that runs the suite.
        fn all() -> Vec<AccountFixture> {
            vec![$(fixtures::$vendor()),+]
        }
        $(contract!(@rules $vendor:
            adds_as_documented,
            takes_a_failed_connection_for_a_failure,
            sorts_refusals,
            does_what_it_declares,
            goes_through_pages,
            lost_answers_are_uncertain_and_looked_for,
            garbage_is_no_account,
            does_not_repeat_what_vendors_quote,
        );)+
    };
    (@rules $vendor:ident: $($rule:ident),+ $(,)?) => {
        mod $vendor {
            $(#[tokio::test]
            async fn $rule() {
                super::rules::$rule(&super::fixtures::$vendor()).await;
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
