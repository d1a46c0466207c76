//! The customer's return and the provider's report at the same moment: the money comes once.

use std::collections::BTreeMap;

use simpleinboxes_store::Wallet;

use super::{GOOD, Till, browser::card, confirm};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn confirmed_and_reported_at_once_is_credited_once() {
    for till in Till::each().await {
        let second = till.ground.start().await;
        let other = second.with(&till.ground.acme.key);
        for round in 1..=15_i64 {
            let topup = till.begin(500).await;
            let url = topup["checkoutUrl"].as_str().expect("a URL");
            let fields: BTreeMap<_, _> = card(GOOD)
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect();
            let (sent, ..) = tokio::join!(
                till.browser.post(url, &fields),
                confirm(&till.api, &topup),
                confirm(&other, &topup),
                confirm(&till.api, &topup),
            );
            assert_eq!(sent.status, 303);
            let (one, two) = tokio::join!(confirm(&till.api, &topup), confirm(&other, &topup));
            assert_eq!(one["status"], "paid");
            assert_eq!(one["transactionId"], two["transactionId"]);
            till.holds(Wallet::Master, 500 * round).await;
        }
        // Whatever came late changed nothing.
        simpleinboxes_tests::until::until("all reports were acted upon", async || {
            let late = chrono::TimeDelta::days(1);
            let now = simpleinboxes_core::clock::Clock::now(&*till.ground.clock) + late;
            let open = till.store().unhandled_payment_events(now, 10).await;
            open.expect("read").is_empty().then_some(())
        })
        .await;
        till.holds(Wallet::Master, 500 * 15).await;
        till.sound().await;
        second.stop().await;
        till.running.stop().await;
    }
}
