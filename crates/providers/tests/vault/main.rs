//! The contract of the port to vaults, run by every vault; and what holds for each of them alone.

#[macro_use]
#[path = "../shared/rules.rs"]
mod rules;

mod connect;
mod contract;
mod fake;
#[path = "../shared/log.rs"]
mod log;
mod outages;
mod sandbox;

/// One module of tests per vault, so that a failure names vault and rule.
macro_rules! contract {
    ($($vault:ident: $open:path),+ $(,)?) => {
        $(rules!($vault, $open:
            tells_its_name,
            inboxes_have_an_item_each,
            items_are_written_in_place,
            lost_ids_are_found_again,
            removed_items_are_made_again,
            removing_twice_does_no_harm,
            refusals_are_told,
        );)+
    };
}

contract!(
    sandbox_keeps_the_contract: crate::sandbox::Shelf::open,
    connect_keeps_the_contract: crate::connect::Office::open,
);
