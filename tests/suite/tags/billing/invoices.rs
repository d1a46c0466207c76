//! Invoices: the operator's and the payment provider's.

use std::time::Duration;

use serde_json::{Value, json};
use simpleinboxes::billing::seller::Seller;
use simpleinboxes_core::{
    cents::Cents,
    clock::Clock as _,
    invoice::{Document, Line, Party, Totals},
    status::{InvoiceStatus, InvoiceType},
};
use simpleinboxes_store::{NewInvoice, Numbering, ProviderInvoice, Wallet};
use simpleinboxes_tests::service::Ground;

use super::Journey;

impl Journey {
    async fn master(&self) -> i64 {
        let scoped = self.running.store().scoped(&self.acme().caller());
        let held = scoped.wallet_balance(Wallet::Master).await;
        held.expect("an answer").expect("a wallet").get()
    }

    async fn invoice(&self, words: &[&str]) -> anyhow::Result<()> {
        self.ground.invoice(self.acme(), words).await
    }

    /// The newest custom invoice.
    async fn newest(&self) -> Value {
        self.data("/billing/custom-invoices").await[0].clone()
    }
}

#[tokio::test]
async fn what_is_paid_elsewhere_is_credited_once() {
    for mut ground in Ground::each().await {
        ground.config.billing = Seller {
            company_name: "Seller Ltd".to_owned(),
            ..Seller::default()
        };
        let journey = Journey::on(ground).await;
        let paid = [
            "create",
            "--line",
            "Credit; by transfer;2;50000",
            "--line",
            "Rebate;1;-1000",
            "--discount",
            "9000",
            "--tax",
            "1710",
            "--note",
            "Purchase order 4711",
            "--paid",
        ];
        journey.invoice(&paid).await.expect("an invoice");
        let made = journey.newest().await;
        let now = journey.ground.clock.now();
        let expected = json!({
            "number": "SI-2026-000001", "kind": "custom", "status": "paid", "workspaceId": null,
            "subtotalCents": 99_000, "discountCents": 9000, "taxCents": 1710,
            "totalCents": 91_710, "paidCents": 91_710, "dueCents": 0, "dueAt": null,
            "note": "Purchase order 4711", "providerInvoiceId": null, "topupId": null,
        });
        for (field, value) in expected.as_object().expect("fields") {
            assert_eq!(&made[field], value, "{field}");
        }
        assert_eq!(made["lines"][0]["description"], "Credit; by transfer");
        assert_eq!(made["lines"][1]["amountCents"], -1000);
        assert_eq!(made["seller"]["companyName"], "Seller Ltd");
        assert_eq!(made["billTo"]["companyName"], "acme");
        assert_eq!(made["paidAt"].as_str().expect("a time").parse(), Ok(now));
        // The tax is not the customer's.
        assert_eq!(journey.master().await, 90_000);
        let path = format!("/billing/custom-invoices/{}", made["transactionId"]);
        let path = path.replace('"', "");
        assert_eq!(journey.data(&path).await, made);
        for twice in ["pay", "void"] {
            let refused = journey.invoice(&[twice, "SI-2026-000001"]).await;
            let words = refused.expect_err(twice).to_string();
            assert!(words.contains("the invoice is paid"), "{words}");
        }
        assert_eq!(journey.master().await, 90_000);
    }
}

#[tokio::test]
async fn an_open_invoice_is_paid_later_or_taken_back() {
    for journey in Journey::each().await {
        let owner = journey.owner();
        let client = owner.make_client("Northwind").await;
        let bound = journey.bound(&client).await;
        let body = json!({
            "companyName": "Acme LLC",
            "address": {"line1": "1 Main Street", "city": "Dublin", "country": "IE"},
        });
        owner.post("/billing/details", &body).await.data(200);
        let line = ["create", "--workspace", &client, "--line", "Work;3;100"];
        journey.invoice(&line).await.expect("an invoice");
        let open = journey.newest().await;
        assert_eq!(
            (&open["status"], &open["dueCents"]),
            (&json!("open"), &json!(300))
        );
        // The client has no details of its own.
        assert_eq!(open["billTo"]["companyName"], "Acme LLC");
        let due = open["dueAt"].as_str().expect("a time").parse();
        assert_eq!(
            due,
            Ok(journey.ground.clock.now() + chrono::TimeDelta::days(14))
        );
        assert_eq!(open["transactionId"], Value::Null);
        // Within a millisecond the order of two is left to chance.
        journey.ground.pass(Duration::from_secs(1));
        journey.invoice(&line).await.expect("another");

        journey.ground.pass(Duration::from_secs(86_400));
        journey
            .invoice(&["pay", "SI-2026-000001"])
            .await
            .expect("paid");
        journey
            .invoice(&["void", "SI-2026-000002"])
            .await
            .expect("void");
        journey
            .invoice(&["pay", "SI-2026-000002"])
            .await
            .expect_err("it is void");
        assert_eq!(journey.master().await, 300);
        let seen = bound.get("/billing/custom-invoices").await.data(200);
        let statuses: Vec<_> = seen.as_array().expect("a list").iter().collect();
        assert_eq!(statuses[0]["status"], "void");
        assert_eq!(
            (&statuses[1]["status"], &statuses[1]["paidCents"]),
            (&json!("paid"), &json!(300))
        );
        let path = format!("/billing/custom-invoices/{}", statuses[1]["transactionId"]);
        let path = path.replace('"', "");
        bound.get(&path).await.data(200);
        let other = owner.make_client("Other").await;
        let stranger = journey.bound(&other).await;
        stranger.get(&path).await.refused(404, "NOT_FOUND");
        let rival = journey.running.with(&journey.ground.rival.key);
        rival.get(&path).await.refused(404, "NOT_FOUND");
        let none = format!("/billing/custom-invoices?workspaceId={other}");
        assert_eq!(journey.data(&none).await, json!([]));
        rival.get(&none).await.refused(404, "NOT_FOUND");
    }
}

#[tokio::test]
async fn what_is_no_invoice_is_refused_and_leaves_no_gap() {
    for journey in Journey::each().await {
        let wrong: [&[&str]; 5] = [
            &["create", "--line", "Work;0;100"],
            &["create", "--line", "Work;1;100", "--discount", "101"],
            &["create", "--line", "Work;1;-100"],
            &[
                "create",
                "--line",
                "Work;1;100",
                "--workspace",
                "ws_01m6dsg7e0es8r65rzyjka792g",
            ],
            &["void", "SI-2026-000009"],
        ];
        for words in wrong {
            journey.invoice(words).await.expect_err("no invoice");
        }
        let due = ["create", "--line", "Work;1;100", "--due-days", "3"];
        journey.invoice(&due).await.expect("an invoice");
        assert_eq!(journey.newest().await["number"], "SI-2026-000001");
    }
}

#[tokio::test]
async fn what_the_provider_reports_is_listed() {
    for journey in Journey::each().await {
        let first = journey.acme().first;
        let lines = vec![Line {
            description: "Top-up of the master wallet".to_owned(),
            quantity: 1,
            unit_price: Cents::new(50_000),
        }];
        let party = |name: &str| Party {
            company_name: name.to_owned(),
            email: None,
            address: None,
            vat_number: None,
        };
        let now = journey.ground.clock.now();
        let mut new = NewInvoice {
            workspace: None,
            kind: InvoiceType::Topup,
            status: InvoiceStatus::Paid,
            number: Numbering::Given("ACME-0001".to_owned()),
            totals: Totals::of(&lines, Cents::ZERO, Cents::ZERO, Cents::new(50_000)).expect("sums"),
            document: Document {
                seller: party("SimpleInboxes"),
                bill_to: party("Acme"),
                lines,
                note: None,
            },
            transaction: None,
            topup: None,
            order: None,
            provider: Some(ProviderInvoice {
                provider: "stripe".to_owned(),
                id: "in_1".to_owned(),
                hosted_url: Some("https://invoice.stripe.com/i/1".to_owned()),
                pdf_url: None,
                reported_at: now,
            }),
            issued_at: now,
            due_at: None,
            paid_at: Some(now),
        };
        let caller = journey.acme().caller();
        let store = journey.running.store();
        let report = async |new: &NewInvoice| {
            let work =
                store.write(async |tx| tx.scoped(&caller).record_provider_invoice(new).await);
            work.await.expect("recorded")
        };
        report(&new).await;
        journey.ground.pass(Duration::from_secs(1));
        new.kind = InvoiceType::Subscription;
        new.workspace = Some(first);
        new.number = Numbering::Given("ACME-0002".to_owned());
        if let Some(provider) = &mut new.provider {
            provider.id = "in_2".to_owned();
        }
        report(&new).await;
        let numbers = async |path: &str| {
            let list = journey.data(path).await;
            let list = list.as_array().expect("a list").clone();
            let number = |one: &Value| one["number"].as_str().expect("a number").to_owned();
            list.iter().map(number).collect::<Vec<_>>()
        };
        assert_eq!(
            numbers("/billing/invoices").await,
            ["ACME-0002", "ACME-0001"]
        );
        assert_eq!(numbers("/billing/topup-invoices").await, ["ACME-0001"]);
        let of_first = format!("/billing/invoices?workspaceId={first}");
        assert_eq!(numbers(&of_first).await, ["ACME-0002"]);
        assert!(numbers("/billing/custom-invoices").await.is_empty());
        let page = journey
            .owner()
            .get("/billing/invoices?limit=1")
            .await
            .json();
        let cursor = page["pagination"]["nextCursor"].as_str().expect("more");
        let rest = format!("/billing/invoices?limit=1&cursor={cursor}");
        assert_eq!(numbers(&rest).await, ["ACME-0001"]);
        let bound = journey.bound(&first.to_string()).await;
        let seen = bound.get("/billing/invoices").await.data(200);
        assert_eq!(seen.as_array().map(Vec::len), Some(1));
    }
}
