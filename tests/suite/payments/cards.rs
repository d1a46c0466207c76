//! Each test card does what the page says.

use serde_json::Value;
use simpleinboxes_store::Wallet;
use simpleinboxes_tests::service::Ground;

use super::{
    Till,
    browser::{Loaded, card},
};

async fn pay(till: &Till, topup: &Value, number: &str) -> Loaded {
    let url = topup["checkoutUrl"].as_str().expect("a URL");
    let page = till.browser.get(url).await;
    let sent = till.browser.send(&page, &card(number)).await;
    till.browser.follow(sent).await
}

#[tokio::test]
async fn cards_that_work_work() {
    let till = Till::on(Ground::one().await).await;
    let mut paid = 0;
    for number in ["4242424242424242", "5555555555554444", "378282246310005"] {
        let topup = till.begin(500).await;
        pay(&till, &topup, number).await;
        paid += 500;
        till.confirmed(&topup, "paid").await;
        till.holds(Wallet::Master, paid).await;
    }
    till.running.stop().await;
}

#[tokio::test]
async fn a_refused_card_can_be_replaced_by_another() {
    let till = Till::on(Ground::one().await).await;
    let topup = till.begin(500).await;
    for (number, words) in [
        ("4000000000000002", "Your card was declined."),
        ("4000000000009995", "Your card has insufficient funds."),
        ("4000000000000069", "Your card has expired."),
        ("4111111111111111", "only the test cards work"),
        ("4242424242424241", "The card number is not valid."),
    ] {
        let page = pay(&till, &topup, number).await;
        assert!(page.html.contains(words), "{number}: {}", page.html);
        assert!(page.html.contains("role=\"alert\""));
        assert!(!page.html.contains(number), "the number is shown again");
        assert_eq!(till.confirm(&topup).await["status"], "pending");
    }
    pay(&till, &topup, super::GOOD).await;
    till.confirmed(&topup, "paid").await;
    till.holds(Wallet::Master, 500).await;
    till.running.stop().await;
}

#[tokio::test]
async fn the_bank_asks_and_the_answer_counts() {
    let till = Till::on(Ground::one().await).await;
    let topup = till.begin(500).await;
    let answer = |answer: &str| [("answer", answer.to_owned())];
    let asked = pay(&till, &topup, "4000002500003155").await;
    assert!(asked.html.contains("ending in 3155"), "{}", asked.html);
    assert_eq!(till.confirm(&topup).await["status"], "pending");
    let refused = till.browser.send(&asked, &answer("no")).await;
    let refused = till.browser.follow(refused).await;
    assert!(refused.html.contains("confirmation at your bank failed"));
    assert_eq!(till.confirm(&topup).await["status"], "pending");
    let asked = pay(&till, &topup, "4000002500003155").await;
    till.browser.send(&asked, &answer("yes")).await;
    till.confirmed(&topup, "paid").await;
    till.running.stop().await;
}

#[tokio::test]
async fn slow_payments_are_pending_until_they_are_decided() {
    let till = Till::on(Ground::one().await).await;
    let good = till.begin(500).await;
    pay(&till, &good, "4000000000006009").await;
    till.confirmed(&good, "paid").await;
    till.holds(Wallet::Master, 500).await;
    let bad = till.begin(700).await;
    pay(&till, &bad, "4000000000007007").await;
    let failed = till.confirmed(&bad, "failed").await;
    assert_eq!(failed["failureReason"], "Your card was declined.");
    assert_eq!(failed["balanceCents"], 500);
    till.sound().await;
    till.running.stop().await;
}

#[tokio::test]
async fn a_card_is_saved_and_the_newest_is_charged_by_itself() {
    for till in Till::each().await {
        let none = till.api.get("/payments/method").await.data(200);
        assert!(none["paymentMethod"].is_null());
        till.save_card("4242424242424242").await;
        till.ground.pass(std::time::Duration::from_secs(60));
        till.save_card("5555555555554444").await;
        let found = till.api.get("/payments/method").await.data(200);
        let method = &found["paymentMethod"];
        assert_eq!(method["brand"], "mastercard");
        assert_eq!(method["holderName"], "Jo <Doe> & \"Sons\"");
        till.running.stop().await;
    }
}

#[tokio::test]
async fn the_portal_adds_chooses_and_removes_cards() {
    let till = Till::on(Ground::one().await).await;
    till.save_card("4242424242424242").await;
    let opened = till.api.post("/payments/customer-portal", &Value::Null);
    let opened = opened.await.data(201);
    let url = opened["url"].as_str().expect("a URL").to_owned();
    let page = till.browser.get(&url).await;
    assert!(page.html.contains("visa •••• 4242"), "{}", page.html);
    let forms = page.forms();
    let add = forms.len() - 1;
    let sent = till
        .browser
        .send_nth(&page, add, &card("5555555555554444"))
        .await;
    let page = till.browser.follow(sent).await;
    assert!(page.html.contains("mastercard •••• 4444"), "{}", page.html);
    let form = |page: &Loaded, end: &str| {
        let forms = page.forms();
        forms
            .iter()
            .position(|form| form.action.ends_with(end))
            .expect("a form")
    };
    let which = form(&page, "/default");
    let sent = till.browser.send_nth(&page, which, &[]).await;
    let page = till.browser.follow(sent).await;
    let shows = async |last4: Value| {
        simpleinboxes_tests::until::until("the card is shown", async || {
            let found = till.api.get("/payments/method").await.data(200);
            (found["paymentMethod"]["last4"] == last4).then_some(())
        })
        .await;
    };
    shows("4444".into()).await;
    // The default one is listed with one button: to remove it.
    let only_remove = page.html.split("<tr>").find(|row| row.contains("4444"));
    assert!(!only_remove.expect("a row").contains("/default"));
    for _ in 0..2 {
        let page = till.browser.get(&url).await;
        let which = form(&page, "/remove");
        till.browser.send_nth(&page, which, &[]).await;
    }
    shows(Value::Null).await;
    till.ground.pass(std::time::Duration::from_secs(601));
    assert_eq!(till.browser.get(&url).await.status, 404);
    till.running.stop().await;
}
