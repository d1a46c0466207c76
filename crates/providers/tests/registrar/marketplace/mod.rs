//! Where we buy: the contract, and its two marketplaces.

mod contract;
mod dynadot;
mod sandbox;

/// One module of tests per marketplace, so that a failure names marketplace and rule.
macro_rules! contract {
    ($($market:ident: $open:path),+ $(,)?) => {
        $(contract!(@rules $market, $open:
            offers::are_one_a_name,
            offers::have_prices,
            offers::are_up_to_a_hundred,
            offers::are_suggested,
            purchases::are_made_once,
            purchases::at_once_are_one,
            purchases::whose_answer_was_lost_are_found_again,
            purchases::that_do_not_show_yet_are_undecided,
            purchases::are_refused_with_reasons,
            purchases::need_what_they_name,
            domains::have_name_servers,
            domains::are_renewed_once,
            domains::of_others_are_not_there,
            contacts::are_kept_and_read,
        );)+
    };
    (@rules $market:ident, $open:path: $($area:ident::$rule:ident),+ $(,)?) => {
        mod $market {
            $(#[tokio::test]
            async fn $rule() {
                let market = $open().await;
                super::contract::$area::$rule(&market).await;
            })+
        }
    };
}

contract!(
    sandbox_keeps_the_contract: super::sandbox::Market::open,
    dynadot_keeps_the_contract: super::dynadot::world::World::open,
);
