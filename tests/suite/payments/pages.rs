//! What every page keeps to.

use std::collections::BTreeMap;

use serde_json::json;
use simpleinboxes_tests::service::Ground;

use super::{GOOD, Till, browser::card};

#[tokio::test]
async fn pages_load_nothing_from_elsewhere_and_tell_no_address() {
    let till = Till::on(Ground::one().await).await;
    let body = json!({
        "amountCents": 500, "wallet": "master", "returnUrl": "https://app.example/x",
    });
    let topup = till.api.post("/payments/topup", &body).await.data(201);
    let url = topup["checkoutUrl"].as_str().expect("a URL");
    let page = till.browser.get(url).await;
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'self'; "));
    assert!(
        policy.contains("form-action 'self' https://app.example "),
        "{policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'"));
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    for foreign in ["<script", "style=\"", "http-equiv", "src="] {
        assert!(!page.html.contains(foreign), "{foreign}");
    }
    for part in [
        "<html lang=\"en\">",
        "<label for=\"number\">",
        "<main>",
        "<h1>",
    ] {
        assert!(page.html.contains(part), "{part}");
    }
    let style = page.html.split("href=\"").nth(1).expect("a style");
    let style = style.split('"').next().expect("a path");
    let style = page.url.join(style).expect("a URL");
    let style = till.browser.get(style.as_str()).await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    till.running.stop().await;
}

#[tokio::test]
async fn forms_from_other_sites_are_refused_and_unknown_pages_are_not_there() {
    let till = Till::on(Ground::one().await).await;
    let topup = till.begin(500).await;
    let url = topup["checkoutUrl"].as_str().expect("a URL");
    let foreign = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let sent = foreign
        .post(url)
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("number=4242424242424242&exp_month=8&exp_year=2031&cvc=123")
        .send();
    assert_eq!(sent.await.expect("an answer").status().as_u16(), 403);
    assert_eq!(till.confirm(&topup).await["status"], "pending");
    let origin = till.api.origin();
    for path in ["checkout/cs_sandbox1", "portal/bps_x_t_y", "portal/x"] {
        let lost = till.browser.get(&format!("{origin}/sandbox/{path}")).await;
        assert_eq!(lost.status, 404, "{path}");
    }
    let fields: BTreeMap<_, _> = card(GOOD)
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let lost = format!("{origin}/sandbox/setup/seti_x_secret_y");
    assert_eq!(till.browser.post(&lost, &fields).await.status, 404);
    let huge = BTreeMap::from([("number".to_owned(), "4".repeat(20_000))]);
    assert_eq!(till.browser.post(url, &huge).await.status, 413);
    till.running.stop().await;
}

#[tokio::test]
async fn what_a_customer_types_never_becomes_markup() {
    let till = Till::on(Ground::one().await).await;
    let topup = till.begin(500).await;
    let url = topup["checkoutUrl"].as_str().expect("a URL");
    let page = till.browser.get(url).await;
    let evil = "\"><script>alert(1)</script>";
    let mut typed = card("4242424242424241");
    typed[1].1 = evil.to_owned();
    typed[4].1 = evil.to_owned();
    let again = till.browser.send(&page, &typed).await;
    assert_eq!(again.status, 422);
    assert!(!again.html.contains("<script"), "{}", again.html);
    assert_eq!(again.forms()[0].fields["holder"], evil);
    assert_eq!(again.forms()[0].fields["number"], "");
    till.running.stop().await;
}
