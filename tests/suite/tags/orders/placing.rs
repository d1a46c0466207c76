//! Pricing and placing: what is said is what is charged, once.

use std::collections::BTreeSet;

use futures::future::join_all;
use serde_json::{Value, json};
use simpleinboxes_store::testing::snapshot;
use simpleinboxes_tests::{
    made::text,
    played,
    search::{everything, holds},
};

use super::{Customer, bought, inboxes, small};

const AT_ONCE: usize = 1000;

/// Tables that an order is written to.
const TABLES: [&str; 6] = [
    "orders",
    "domains",
    "inboxes",
    "domain_actions",
    "jobs",
    "ledger_postings",
];

/// Orders of all sorts.
fn orders() -> Vec<Value> {
    let mut many = small("many.com");
    let usernames: Vec<String> = (0..100).map(|number| format!("jane{number}")).collect();
    let usernames: Vec<&str> = usernames.iter().map(String::as_str).collect();
    many["domains"][0]["inboxes"] = inboxes(&usernames);
    let mut several = bought("one-of-two.com");
    let second = json!({
        "domain": "two-of-two.net", "source": "purchase", "inboxes": inboxes(&["amy"]),
        "forwardingUrl": "https://www.example.com/",
    });
    several["domains"]
        .as_array_mut()
        .expect("a list")
        .push(second);
    let mut smtp = small("smtp.org");
    smtp["provider"] = json!("smtp");
    vec![
        small("small.com"),
        many,
        bought("bought.com"),
        several,
        smtp,
    ]
}

#[tokio::test]
async fn what_a_dry_run_says_is_charged() {
    for customer in Customer::each_idle(1_000_000).await {
        for mut order in orders() {
            let before = snapshot(customer.running.store()).await;
            let quote = customer
                .api
                .post("/orders?dryRun=true", &order)
                .await
                .data(200);
            let after = snapshot(customer.running.store()).await;
            for table in TABLES {
                assert_eq!(before[table], after[table], "a dry run wrote {table}");
            }
            let total = &quote["pricing"]["totalCents"];
            let lines = quote["pricing"]["lines"].as_array().expect("lines").iter();
            let sum: i64 = lines.filter_map(|line| line["amountCents"].as_i64()).sum();
            assert_eq!(json!(sum), *total, "{quote}");
            assert_eq!(quote["outstandingCents"], 0);
            let held = customer.holds().await;
            order["expectedTotalCents"] = total.clone();
            let placed = customer.place(&order).await;
            assert_eq!(placed["status"], "queued");
            assert_eq!(placed["pricing"], quote["pricing"]);
            assert_eq!(held - customer.holds().await, sum, "{placed}");
        }
    }
}

#[tokio::test]
async fn another_price_is_refused_with_the_new_one() {
    for customer in Customer::each(10_000).await {
        let mut order = small("expected.com");
        order["expectedTotalCents"] = json!(349);
        let error = customer
            .api
            .post("/orders", &order)
            .await
            .refused(409, "CONFLICT");
        assert!(text(&error["message"]).contains("350 cents"), "{error}");
        let told = json!([
            {"field": "/expectedTotalCents", "issue": "350"},
            {"field": "/pricing/inboxSubtotalCents", "issue": "350"},
            {"field": "/pricing/domainSubtotalCents", "issue": "0"},
            {"field": "/pricing/discountCents", "issue": "0"},
        ]);
        assert_eq!(error["details"], told, "{error}");
        // A dry run is told as well.
        let dry = customer.api.post("/orders?dryRun=true", &order).await;
        assert_eq!(dry.refused(409, "CONFLICT")["details"], told);
        assert_eq!(customer.holds().await, 10_000);
        assert!(customer.api.all("/orders").await.is_empty());
    }
}

#[tokio::test]
async fn a_price_that_rises_later_changes_nothing_that_was_placed() {
    for mut customer in Customer::each(10_000).await {
        let first = customer.delivered(&small("before.com")).await;
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("prices.toml");
        let book = r#"
            version = "dearer"
            inboxes.google = { name = "Google", tiers = [{ from = 1, cents = 500 }] }
            inboxes.microsoft = { name = "Microsoft", tiers = [{ from = 1, cents = 500 }] }
            inboxes.smtp = { name = "SMTP", tiers = [{ from = 1, cents = 500 }] }
        "#;
        std::fs::write(&path, book).expect("written");
        customer.ground.config.prices.book = Some(path);
        let dearer = customer.ground.start_with(played::handlers()).await;
        std::mem::replace(&mut customer.running, dearer)
            .stop()
            .await;
        customer.api = customer.running.with(&customer.ground.acme.key);
        let mut order = small("after.com");
        order["expectedTotalCents"] = first["pricing"]["totalCents"].clone();
        let error = customer
            .api
            .post("/orders", &order)
            .await
            .refused(409, "CONFLICT");
        assert_eq!(error["details"][0]["issue"], "500", "{error}");
        order["expectedTotalCents"] = json!(500);
        assert_eq!(customer.place(&order).await["status"], "queued");
        let found = customer.order(&first).await;
        assert_eq!(found["pricing"], first["pricing"]);
        // Its next month is told at the price of the old book, and charged by the new one.
        assert_eq!(found["nextRenewalCents"], 350);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_at_once_with_one_key_are_one_order_and_one_charge() {
    for customer in Customer::each(100_000).await {
        let order = bought("once.com");
        let calls = (0..AT_ONCE).map(|_| {
            let call = customer.api.post("/orders", &order).once("the-one");
            async move { call.await }
        });
        let answers = join_all(calls).await;
        let (mut fresh, mut bodies) = (0, BTreeSet::new());
        for answer in answers {
            if answer.status == 409 {
                answer.refused(409, "CONFLICT");
                continue;
            }
            let placed = answer.data(201);
            assert_eq!(placed["status"], "queued");
            fresh += usize::from(answer.header("idempotent-replayed").is_none());
            bodies.insert(answer.body);
        }
        assert_eq!((fresh, bodies.len()), (1, 1));
        let again = customer.api.post("/orders", &order).once("the-one").await;
        assert_eq!(bodies.first(), Some(&again.body));
        let total = again.data(201)["pricing"]["totalCents"].as_i64();
        assert_eq!(100_000 - customer.holds().await, total.expect("cents"));
        assert_eq!(customer.api.all("/orders").await.len(), 1);
        let charges = customer.api.all("/wallet/transactions").await;
        let charges = charges.iter().filter(|one| one["reason"] == "order");
        assert_eq!(charges.count(), 1);
        let rows = snapshot(customer.running.store()).await;
        assert_eq!((rows["orders"].len(), rows["domains"].len()), (1, 1));
        assert_eq!(rows["inboxes"].len(), 2);
    }
}

#[tokio::test]
async fn what_is_wrong_with_an_order_is_told_and_nothing_is_placed() {
    for customer in Customer::each(10_000).await {
        customer.delivered(&small("held.com")).await;
        let with = |change: &dyn Fn(&mut Value)| {
            let mut order = bought("fine.com");
            change(&mut order);
            order
        };
        let two = |second: &str| {
            let domains = json!([
                {"domain": "fine.com", "source": "owned", "inboxes": inboxes(&["jane"])},
                {"domain": second, "source": "owned", "inboxes": inboxes(&["jane"])},
            ]);
            with(&|order| order["domains"] = domains.clone())
        };
        let domain = |name: &str, source: &str| {
            with(&|order| {
                order["domains"][0]["domain"] = json!(name);
                order["domains"][0]["source"] = json!(source);
            })
        };
        let cases = [
            (domain("held.com", "owned"), 409, "held.com"),
            (domain("HELD.com", "purchase"), 409, "held.com"),
            (two("fine.com"), 409, "/domains/1/domain"),
            (
                with(&|order| order["domains"][0]["inboxes"] = inboxes(&["jane", "JANE"])),
                409,
                "/domains/0/inboxes/1/username",
            ),
            (domain("mail.fine.com", "owned"), 400, "/domains/0/domain"),
            (domain("fine.example", "purchase"), 400, "/domains/0/domain"),
            (
                domain("never-here.com", "existing"),
                404,
                "/domains/0/domain",
            ),
            (
                with(&|order| drop(order.as_object_mut().expect("one").remove("registrant"))),
                400,
                "/registrant",
            ),
            (
                with(&|order| order["promoCode"] = json!("NOBODY5")),
                400,
                "/promoCode",
            ),
            (
                with(&|order| {
                    order["domains"][0]["inboxes"][0]["password"] = json!("only-lower-case")
                }),
                400,
                "/domains/0/inboxes/0/password",
            ),
            (
                with(&|order| {
                    order["sendingTool"] =
                        json!({"credentialId": "cred_01m6gbwye0e60tak362xesvjfr"});
                }),
                404,
                "Credential",
            ),
            (
                with(&|order| order["clientName"] = json!("Nobody")),
                404,
                "Client",
            ),
        ];
        let before = snapshot(customer.running.store()).await;
        for (order, status, told) in cases {
            for path in ["/orders", "/orders?dryRun=true"] {
                let answer = customer.api.post(path, &order).await;
                let code = match status {
                    400 => "INVALID_REQUEST",
                    404 => "NOT_FOUND",
                    _ => "CONFLICT",
                };
                let error = answer.refused(status, code);
                assert!(error.to_string().contains(told), "{told}: {error}");
            }
        }
        let after = snapshot(customer.running.store()).await;
        for table in ["orders", "domains", "inboxes", "ledger_postings"] {
            assert_eq!(before[table], after[table], "{table}");
        }
    }
}

#[tokio::test]
async fn no_password_of_an_order_stands_anywhere_in_the_clear() {
    const PASSWORD: &str = "Made-up-Passw0rd-1";
    for customer in Customer::each(10_000).await {
        let mut order = small("secret.com");
        order["domains"][0]["inboxes"][0]["password"] = json!(PASSWORD);
        let call = customer.api.post("/orders", &order).once("with-a-password");
        let answer = call.await;
        answer.data(201);
        assert!(!answer.text().contains(PASSWORD));
        let rows = everything(&customer.ground.database, &customer.running).await;
        assert!(!holds(&rows, PASSWORD));
    }
}
