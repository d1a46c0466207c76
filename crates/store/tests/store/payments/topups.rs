//! Top-ups: announced, carried out once, or given up.

use simpleinboxes_core::status::{BillingMode, InvoiceStatus, InvoiceType, TopupStatus};
use simpleinboxes_store::{
    Fallback, InvoiceList, LedgerError, NewTopup, PageRequest, Settled, TopupEnd, Wallet,
    WorkspaceChanges,
};

use super::report;
use crate::support::worlds;

#[tokio::test]
async fn money_comes_when_it_is_reported_and_once() {
    for world in worlds().await {
        world.become_customer().await;
        let acme = world.acme.caller;
        let topup = world.begin(&acme, Wallet::Master, 50_000).await;
        assert_eq!(topup.status, TopupStatus::Pending);
        assert_eq!(
            topup.expires_at - topup.created_at,
            chrono::TimeDelta::hours(24)
        );
        assert_eq!(world.held(&topup).await, 0);

        let settled = world.paid(topup.id, &report(50_000)).await.expect("paid");
        let Some(Settled::Now(paid)) = settled else {
            panic!("{settled:?}")
        };
        assert_eq!(paid.status, TopupStatus::Paid);
        assert_eq!(paid.payment.as_deref(), Some("pi_1"));
        assert!(paid.transaction.is_some() && paid.paid_at.is_some());
        assert_eq!(world.held(&topup).await, 50_000);

        let again = world.paid(topup.id, &report(50_000)).await.expect("read");
        assert!(matches!(again, Some(Settled::Before(before)) if before == paid));
        let end = TopupEnd::Expired;
        let ended = world
            .ledger(&world.system(), async |tx| {
                tx.end_topup(topup.id, &end).await
            })
            .await;
        assert!(matches!(ended, Ok(Some(Settled::Before(before))) if before == paid));
        assert_eq!(world.held(&topup).await, 50_000);

        let invoices = world.store.scoped(&acme);
        let page = invoices
            .invoices(InvoiceList::Topups, None, PageRequest::first(10))
            .await
            .expect("a page");
        let [invoice] = page.items.as_slice() else {
            panic!("{page:?}")
        };
        assert_eq!(Some(invoice.id), paid.invoice);
        assert_eq!(
            (invoice.kind, invoice.status),
            (InvoiceType::Topup, InvoiceStatus::Paid)
        );
        assert_eq!(invoice.transaction, paid.transaction);
        assert_eq!(invoice.totals.paid.get(), 50_000);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn reports_at_the_same_moment_credit_once() {
    for world in worlds().await {
        world.become_customer().await;
        let acme = world.acme.caller;
        for round in 1..=20 {
            let topup = world.begin(&acme, Wallet::Master, 500).await;
            let mut report = report(500);
            report.payment = Some(format!("pi_{round}"));
            let tries = (0..4).map(|_| world.paid(topup.id, &report));
            let outcomes = futures::future::join_all(tries).await;
            let now = |outcome: &Result<_, _>| matches!(outcome, Ok(Some(Settled::Now(_))));
            assert_eq!(
                outcomes.iter().filter(|one| now(one)).count(),
                1,
                "{outcomes:?}"
            );
            assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
            assert_eq!(world.held(&topup).await, 500 * round);
        }
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn what_does_not_fit_is_not_credited() {
    for world in worlds().await {
        let acme = world.acme.caller;
        let topup = world.begin(&acme, Wallet::Master, 50_000).await;
        let good = report(50_000);
        let mut wrong = vec![("customer", good.clone())];
        world.become_customer().await;
        wrong[0].1.customer = None;
        wrong.push(("amount", report(49_999)));
        let other = |customer: &str| Some(customer.to_owned());
        let mut foreign = good.clone();
        foreign.customer = other("cus_rival");
        wrong.push(("customer", foreign));
        let mut elsewhere = good.clone();
        elsewhere.provider = "stripe".to_owned();
        wrong.push(("provider", elsewhere));
        for (field, report) in wrong {
            let settled = world.paid(topup.id, &report).await.expect("read");
            assert!(
                matches!(settled, Some(Settled::Mismatch { what, .. }) if what == field),
                "{field}: {settled:?}"
            );
            assert_eq!(world.held(&topup).await, 0);
        }
        let settled = world.paid(topup.id, &good).await.expect("paid");
        assert!(matches!(settled, Some(Settled::Now(_))), "{settled:?}");
    }
}

#[tokio::test]
async fn what_is_given_up_gets_no_money() {
    for world in worlds().await {
        world.become_customer().await;
        let acme = world.acme.caller;
        for (end, status) in [
            (TopupEnd::Expired, TopupStatus::Expired),
            (
                TopupEnd::Failed {
                    reason: " \0".to_owned(),
                },
                TopupStatus::Failed,
            ),
        ] {
            let topup = world.begin(&acme, Wallet::Master, 500).await;
            let ended = world
                .ledger(&acme, async |tx| tx.end_topup(topup.id, &end).await)
                .await;
            let Ok(Some(Settled::Now(ended))) = ended else {
                panic!("{ended:?}")
            };
            assert_eq!(ended.status, status);
            assert_eq!(ended.failure.is_some(), status == TopupStatus::Failed);
            let late = world.paid(topup.id, &report(500)).await.expect("read");
            assert!(matches!(late, Some(Settled::Before(_))), "{late:?}");
            assert_eq!(world.held(&topup).await, 0);
        }
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn a_wallet_that_is_no_longer_used_gets_nothing_and_the_master_wallet_does() {
    for world in worlds().await {
        world.become_customer().await;
        let acme = world.acme.caller;
        let own = world.dedicated("Own", Fallback::default()).await;
        let topup = world.begin(&acme, Wallet::Workspace(own), 700).await;
        let changes = WorkspaceChanges {
            billing_mode: Some(BillingMode::Master),
            ..WorkspaceChanges::default()
        };
        world
            .run(&acme, async |tx| tx.update_workspace(own, &changes).await)
            .await
            .expect("changed");
        let settled = world.paid(topup.id, &report(700)).await.expect("paid");
        let Some(Settled::Now(paid)) = settled else {
            panic!("{settled:?}")
        };
        assert_eq!(paid.wallet, Wallet::Master);
        assert_eq!(world.held(&topup).await, 700);
        let again = world.paid(topup.id, &report(700)).await.expect("read");
        assert!(matches!(again, Some(Settled::Before(_))));
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn top_ups_are_seen_by_whom_they_concern() {
    for world in worlds().await {
        let acme = world.acme.caller;
        let first = world.acme.first.id;
        let bound = world.acme.bound_to(first);
        let ours = world.begin(&bound, Wallet::Master, 500).await;
        let theirs = world.begin(&acme, Wallet::Master, 500).await;
        let sees = async |caller: &_, id| {
            let found = world.store.scoped(caller).topup(id).await;
            found.expect("read").is_some()
        };
        assert!(sees(&acme, ours.id).await && sees(&acme, theirs.id).await);
        assert!(sees(&bound, ours.id).await);
        assert!(!sees(&bound, theirs.id).await);
        assert!(!sees(&world.rival.caller, ours.id).await);

        let unused = NewTopup {
            workspace: Some(first),
            wallet: Wallet::Workspace(first),
            amount: simpleinboxes_core::cents::Cents::new(500),
            provider: "sandbox",
            return_url: "https://app.example".to_owned(),
        };
        let refused = world
            .ledger(&acme, async |tx| tx.begin_topup(&unused).await)
            .await;
        assert!(matches!(refused, Err(LedgerError::NotInUse(id)) if id == first));
    }
}

#[tokio::test]
async fn an_object_at_the_provider_belongs_to_one_top_up() {
    for world in worlds().await {
        let acme = world.acme.caller;
        let one = world.begin(&acme, Wallet::Master, 500).await;
        let two = world.begin(&acme, Wallet::Master, 500).await;
        let link = async |id| {
            world
                .run(&acme, async |tx| {
                    tx.link_topup(id, Some("cs_1"), None).await
                })
                .await
        };
        link(one.id).await.expect("linked").expect("pending");
        link(two.id).await.expect_err("taken");
        let found = world.store.topup_of("sandbox", "cs_1").await.expect("read");
        assert_eq!(found.map(|topup| topup.id), Some(one.id));
        assert!(
            world
                .store
                .topup_of("stripe", "cs_1")
                .await
                .expect("read")
                .is_none()
        );
    }
}
