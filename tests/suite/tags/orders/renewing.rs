//! The registration of a domain that was bought, renewed with its order.

use serde_json::Value;
use simpleinboxes_core::status::DomainActionType;
use simpleinboxes_store::testing::texts;
use simpleinboxes_tests::{played, service::Ground, until::until};

use super::{Customer, bought};

/// What the registrar has of the only domain that was bought.
async fn registered(customer: &Customer) -> Value {
    let kept = "SELECT CAST(value AS text) FROM sandbox_documents WHERE kind = 'registrar_domain'";
    let kept = texts(customer.running.store(), kept).await;
    assert_eq!(kept.len(), 1);
    serde_json::from_str(&kept[0]).expect("JSON")
}

#[tokio::test]
async fn a_domain_is_renewed_with_the_month_in_which_it_runs_out() {
    for ground in Ground::each().await {
        // The registrar is the real sandbox, in which domains are bought and renewed.
        let handlers = played::handlers_but_for(&[DomainActionType::PurchaseDomain]);
        let customer = Customer::with(ground, 100_000, handlers).await;
        let order = customer.delivered(&bought("renewed.com")).await;
        let first = registered(&customer).await;
        assert_eq!(
            (&first["purchases"], &first["renewals"]),
            (&1.into(), &0.into())
        );
        let mut held = customer.holds().await;
        let mut now = order.clone();
        for month in 1..=13 {
            customer.move_to(&now["currentPeriodEnd"]);
            let due = now["nextRenewalCents"].as_i64().expect("cents");
            now = until("another month", async || {
                let found = customer.order(&order).await;
                (found["currentPeriodEnd"] != now["currentPeriodEnd"]).then_some(found)
            })
            .await;
            // What was told beforehand is what is charged.
            assert_eq!(held - customer.holds().await, due, "month {month}");
            assert_eq!(due > 700, month == 12, "month {month}: {due}");
            held = customer.holds().await;
            if month == 12 {
                until("the registrar has renewed it", async || {
                    (registered(&customer).await["renewals"] == 1).then_some(())
                })
                .await;
            }
        }
        until("the job is done", async || {
            let open = "SELECT state FROM jobs WHERE kind = 'renew_domain' AND state <> 'done'";
            let open = texts(customer.running.store(), open).await;
            open.is_empty().then_some(())
        })
        .await;
        let last = registered(&customer).await;
        assert_eq!(
            (&last["purchases"], &last["renewals"]),
            (&1.into(), &1.into())
        );
        let expires = "SELECT CAST(expires_at AS text) FROM domains";
        let expires = texts(customer.running.store(), expires).await;
        let year = last["expires_at"].as_str().expect("a moment")[..10].to_owned();
        assert!(expires[0].starts_with(&year), "{expires:?} and {year}");
    }
}
