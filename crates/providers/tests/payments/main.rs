//! The contract of the port to payment providers, run by every provider; and what holds for each
//! of them alone.

// An invoice is a long literal.
#![recursion_limit = "256"]

#[macro_use]
#[path = "../shared/rules.rs"]
mod rules;

mod contract;
#[path = "../shared/log.rs"]
mod log;
mod sandbox;
mod stripe;

/// One module of tests per provider, so that a failure names provider and rule.
macro_rules! contract {
    ($($provider:ident: $open:path),+ $(,)?) => {
        $(rules!($provider, $open:
            customers::are_not_touched_by_a_test,
            customers::are_made_once,
            customers::are_found_again,
            checkouts::are_paid,
            checkouts::fail_late_or_come_late,
            checkouts::expire,
            checkouts::belong_to_their_key,
            cards::are_saved_and_chosen,
            cards::have_portals_and_secrets,
            charges::succeed_once,
            charges::are_refused_with_reasons,
            charges::can_be_slow,
            charges::name_what_is_missing,
            invoices::come_in_pages,
        );)+
    };
}

contract!(
    sandbox_keeps_the_contract: crate::sandbox::world::World::open,
    stripe_keeps_the_contract: crate::stripe::world::World::open,
);
