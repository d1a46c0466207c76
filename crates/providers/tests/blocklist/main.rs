//! The contract of the port to blocklists, run by those asked over real DNS, at a server on
//! loopback that plays each of their codes, and by the sandbox; and what holds for each of them alone.

#[macro_use]
#[path = "../shared/rules.rs"]
mod rules;

mod asking;
mod codes;
mod contract;
mod limits;
mod sandbox;
mod server;
mod world;

/// One module of tests each, so that a failure names who broke which rule.
macro_rules! contract {
    ($($lists:ident: $open:path),+ $(,)?) => {
        $(rules!($lists, $open:
            every_list_says_something,
            the_registrable_domain_counts,
            asking_now_asks_anew,
            names_for_tests_are_listed,
            requests_may_be_for_people,
            traffic_is_told_list_by_list,
        );)+
    };
}

contract!(
    sandbox_keeps_the_contract: crate::sandbox::Played::open,
    dns_keeps_the_contract: crate::world::World::by_words,
);
