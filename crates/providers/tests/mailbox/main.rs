//! The contract of the port to mailbox hosts, run by every host; and what holds for each alone.

#[macro_use]
#[path = "../shared/rules.rs"]
mod rules;

mod contract;
mod google;
mod microsoft;
mod sandbox;
mod selfhosted;
mod stub;

/// One module of tests per host, so that a failure names host and rule.
macro_rules! contract {
    ($($host:ident: $open:path),+ $(,)?) => {
        $(rules!($host, $open:
            domains::are_not_touched_by_a_test,
            domains::are_added_once,
            domains::are_verified_before_use,
            domains::of_others_are_refused,
            domains::are_deleted_when_empty,
            domains::sign_in_steps,
            mailboxes::are_made_once,
            mailboxes::are_brought_into_line,
            mailboxes::of_others_are_left_alone,
            mailboxes::come_in_pages,
            mailboxes::are_deleted_for_good,
            changes::rename_and_keep_the_mailbox,
            changes::rename_only_what_is_ours,
            changes::replace_the_password,
            changes::have_ours_alone_catch_what_is_for_nobody,
            changes::set_the_photo,
            changes::tell_the_second_factor,
            changes::need_a_mailbox,
            changes::are_refused_without_secrets,
        );)+
    };
}

contract!(
    sandbox_as_google: crate::sandbox::world::google,
    sandbox_as_microsoft: crate::sandbox::world::microsoft,
    sandbox_as_smtp: crate::sandbox::world::smtp,
    selfhosted_keeps_the_contract: crate::selfhosted::world::open,
    google_keeps_the_contract: crate::google::world::Account::open,
    microsoft_keeps_the_contract: crate::microsoft::world::Tenant::open,
);
