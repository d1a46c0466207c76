//! The contract of the port to DNS hosts, run by every host; and what holds for each of them alone.

#[macro_use]
#[path = "../shared/rules.rs"]
mod rules;

mod cloudflare;
mod contract;
mod embedded;
#[path = "../shared/log.rs"]
mod log;
mod propagation;
mod registry;

/// One module of tests per host, so that a failure names host and rule.
macro_rules! contract {
    ($($host:ident: $open:path),+ $(,)?) => {
        $(rules!($host, $open:
            zones::are_not_touched_by_a_test,
            zones::are_made_once,
            zones::become_active,
            zones::are_deleted,
            records::of_every_type_come_back,
            records::are_changed_and_deleted,
            records::are_written_once,
            records::that_are_gone_are_missing,
            records::fail_one_by_one,
            records::come_all_however_many,
            records::go_with_their_zone,
            forwarding::is_set_changed_and_cleared,
            syncing::ends_with_both_sides_alike,
        );)+
    };
}

contract!(
    cloudflare_keeps_the_contract: crate::cloudflare::world::World::open,
    embedded_keeps_the_contract: crate::embedded::world::World::open,
);
