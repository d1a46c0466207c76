//! The whole way of a customer in the sandbox, by HTTP as a browser goes it.

use serde_json::json;
use simpleinboxes_store::Wallet;
use url::Url;

use super::{GOOD, Till, browser::card};

#[tokio::test]
async fn a_customer_pays_and_comes_back() {
    for till in Till::each().await {
        let body = json!({
            "amountCents": 50_000, "wallet": "master",
            "returnUrl": "https://app.example/billing?tab=wallet",
        });
        let topup = till.api.post("/payments/topup", &body).await.data(201);
        assert_eq!(topup["status"], "pending");
        assert_eq!(topup["provider"], "sandbox");
        assert_eq!(till.confirm(&topup).await["status"], "pending");

        let url = topup["checkoutUrl"].as_str().expect("a URL");
        let page = till.browser.get(url).await;
        assert_eq!(page.status, 200);
        assert!(page.html.contains("$500.00"), "{}", page.html);
        assert!(page.html.contains("4000 0025 0000 3155"), "{}", page.html);
        let sent = till.browser.send(&page, &card(GOOD)).await;
        assert_eq!(sent.status, 303);
        let back = sent.way().expect("a way back");
        let id = topup["topupId"].as_str().expect("an id");
        let expected = format!("https://app.example/billing?tab=wallet&topupId={id}");
        assert_eq!(back, Url::parse(&expected).expect("a URL"));

        // The report alone brings the money.
        till.holds(Wallet::Master, 50_000).await;
        let paid = till.confirm(&topup).await;
        assert_eq!(paid["status"], "paid");
        assert_eq!(paid["balanceCents"], 50_000);
        for member in ["transactionId", "invoiceId", "paidAt"] {
            assert!(paid[member].is_string(), "{member}: {paid}");
        }
        assert_eq!(till.confirm(&topup).await, paid);

        // The page has nothing left to do, and sends nobody to pay again.
        let again = till.browser.get(url).await;
        assert!(again.forms().is_empty(), "{}", again.html);
        till.sound().await;
        till.running.stop().await;
    }
}

#[tokio::test]
async fn who_gave_no_way_back_comes_to_a_page_of_ours() {
    let till = Till::on(simpleinboxes_tests::service::Ground::one().await).await;
    let topup = till.begin(1_000).await;
    let url = topup["checkoutUrl"].as_str().expect("a URL");
    let page = till.browser.get(url).await;
    let cancelled = till.browser.send_nth(&page, 1, &[]).await;
    let done = till.browser.follow(cancelled).await;
    assert!(done.html.contains("Not paid yet"), "{}", done.html);
    let sent = till.browser.send(&page, &card(GOOD)).await;
    till.holds(Wallet::Master, 1_000).await;
    let done = till.browser.follow(sent).await;
    assert_eq!(done.status, 200);
    assert!(done.html.contains("<h1>Paid</h1>"), "{}", done.html);
    till.running.stop().await;
}

#[tokio::test]
async fn a_top_up_that_nobody_pays_expires() {
    for till in Till::each().await {
        let topup = till.begin(1_000).await;
        let url = topup["checkoutUrl"].as_str().expect("a URL");
        till.ground
            .pass(std::time::Duration::from_secs(24 * 3600 + 600));
        till.confirmed(&topup, "expired").await;
        let page = till.browser.get(url).await;
        assert!(page.html.contains("Expired"), "{}", page.html);
        assert!(page.forms().is_empty());
        till.holds(Wallet::Master, 0).await;

        // Nobody looks at this one: the job does.
        let other = till.begin(1_000).await;
        let id = other["topupId"].as_str().expect("an id");
        let id = id.parse().expect("an id");
        till.ground
            .pass(std::time::Duration::from_secs(24 * 3600 + 600));
        simpleinboxes_tests::until::until("it is expired", async || {
            let found = till.store().any_topup(id).await.expect("read")?;
            (found.status == simpleinboxes_core::status::TopupStatus::Expired).then_some(())
        })
        .await;
        till.sound().await;
        till.running.stop().await;
    }
}
