//! Wallets: balances, their ledgers, who pays, and money between them.

use std::collections::BTreeSet;

use futures::{TryStreamExt as _, future::join_all};
use reqwest::Method;
use serde_json::{Value, json};
use simpleinboxes_client::{
    prelude::*,
    wallet::{ConfigureAutoRechargeErrorCode, TransferFundsErrorCode},
};
use simpleinboxes_core::{
    cents::Cents,
    id::WorkspaceId,
    status::{BillingCategory, TransactionReason},
};
use simpleinboxes_store::{ChargeLine, LedgerError, NewCharge, References, Wallet};
use simpleinboxes_types::{
    self as types, BillingMode, ConfigureAutoRechargeRequest, SetWorkspaceBillingModeRequest,
    TransferFundsRequest, WalletRef, WalletSelector, WalletTransactionReason,
    WalletTransactionType, WorkspaceFallbackInput,
};

use super::Journey;

impl Journey {
    /// Another workspace of the account, with a wallet of its own in use.
    async fn dedicated(&self, name: &str) -> WorkspaceId {
        let client = self.make_client(name).await;
        let id: WorkspaceId = client.workspace_id.as_str().parse().expect("an id");
        self.mode(id, BillingMode::Dedicated).await;
        id
    }

    async fn mode(&self, id: WorkspaceId, mode: BillingMode) -> types::WorkspaceBillingChange {
        let body = SetWorkspaceBillingModeRequest::builder().mode(mode);
        let call = self
            .client
            .set_workspace_billing_mode()
            .workspace_id(id.to_string())
            .body(body);
        call.send().await.expect("switched").into_inner().data
    }

    async fn transfer(
        &self,
        from: &str,
        to: &str,
        cents: i64,
    ) -> Result<types::WalletTransfer, Option<TransferFundsErrorCode>> {
        let body = TransferFundsRequest::builder()
            .from(from)
            .to(to)
            .amount_cents(cents)
            .note("For November");
        let made = self.client.transfer_funds().body(body).send().await;
        made.map(|made| made.into_inner().data)
            .map_err(|error| error.code().cloned())
    }

    async fn spend(&self, workspace: WorkspaceId, cents: i64) -> Result<(), LedgerError> {
        let lines = [ChargeLine {
            category: BillingCategory::Inboxes,
            quantity: 1,
            amount: Cents::new(cents),
        }];
        let key = format!("test:{}", self.running.unique());
        let charge = NewCharge {
            workspace,
            key: &key,
            reason: TransactionReason::Order,
            description: "An order",
            lines: &lines,
            references: References::default(),
        };
        let caller = self.acme().caller();
        let work = async |tx: &simpleinboxes_store::Tx| tx.scoped(&caller).charge(&charge).await;
        self.running.store().write(work).await.map(drop)
    }

    async fn overview(&self) -> types::WalletOverview {
        let call = self.client.get_wallet_overview();
        call.send().await.expect("an overview").into_inner().data
    }

    /// What the wallets hold: the master wallet, and the workspace's.
    async fn balances(&self, workspace: WorkspaceId) -> (i64, i64) {
        let overview = self.overview().await;
        let own = overview
            .workspaces
            .iter()
            .find(|one| one.workspace_id.as_str() == workspace.to_string())
            .expect("the workspace");
        let master = overview.master.as_ref().expect("the master wallet");
        assert_eq!(
            overview.total_balance_cents.0,
            master.balance_cents.0
                + overview
                    .workspaces
                    .iter()
                    .map(|one| one.balance_cents.0)
                    .sum::<i64>()
        );
        (master.balance_cents.0, own.balance_cents.0)
    }

    async fn entries(
        &self,
        workspace: WorkspaceId,
        wallet: WalletSelector,
    ) -> Vec<types::WalletTransaction> {
        let list = self
            .client
            .list_wallet_transactions()
            .workspace_id(workspace.to_string())
            .wallet(wallet)
            .limit(2);
        list.stream().try_collect().await.expect("entries")
    }
}

#[tokio::test]
async fn money_moves_between_wallets_and_stands_in_both_ledgers() {
    for journey in Journey::each().await {
        let own = journey.dedicated("Northwind").await;
        journey
            .running
            .pay_in(journey.acme(), Wallet::Master, 50_000)
            .await;
        let made = journey
            .transfer("master", &own.to_string(), 20_000)
            .await
            .expect("moved");
        assert_eq!(
            (made.from_balance_cents.0, made.to_balance_cents.0),
            (30_000, 20_000)
        );
        let made = journey
            .transfer(&own.to_string(), "master", 500)
            .await
            .expect("moved");
        assert_eq!(
            (made.from_balance_cents.0, made.to_balance_cents.0),
            (19_500, 30_500)
        );
        assert_eq!(journey.balances(own).await, (30_500, 19_500));

        let master = journey.entries(own, WalletSelector::Master).await;
        let told: Vec<_> = master
            .iter()
            .map(|entry| {
                (
                    entry.type_.clone(),
                    entry.amount_cents.0,
                    entry.balance_after_cents.0,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (WalletTransactionType::Credit, 500, 30_500),
                (WalletTransactionType::Debit, 20_000, 30_000),
                (WalletTransactionType::Credit, 50_000, 50_000),
            ]
        );
        let counter = master[0]
            .counter_wallet
            .as_ref()
            .map(|wallet| wallet.as_str().to_owned());
        assert_eq!(counter, Some(own.to_string()));
        assert_eq!(master[0].note.as_deref(), Some("For November"));
        let mine = journey.entries(own, WalletSelector::Paying).await;
        assert_eq!((mine.len(), &mine[0].id), (2, &master[0].id));

        let debits = journey
            .client
            .list_wallet_transactions()
            .wallet(WalletSelector::Master)
            .type_(WalletTransactionType::Debit);
        let debits = debits.send().await.expect("debits").into_inner().data;
        assert_eq!(debits.len(), 1);
    }
}

#[tokio::test]
async fn what_cannot_move_is_refused_and_nothing_moves() {
    for journey in Journey::each().await {
        let own = journey.dedicated("Northwind").await;
        let on_master = journey.make_client("Master").await;
        journey
            .running
            .pay_in(journey.acme(), Wallet::Master, 1_000)
            .await;
        let own_name = own.to_string();
        let on_master = on_master.workspace_id.as_str();
        for (from, to, cents, code) in [
            (
                "master",
                "master",
                1,
                TransferFundsErrorCode::InvalidRequest,
            ),
            (
                "master",
                own_name.as_str(),
                1_001,
                TransferFundsErrorCode::InsufficientFunds,
            ),
            (
                own_name.as_str(),
                "master",
                1,
                TransferFundsErrorCode::InsufficientFunds,
            ),
            ("master", on_master, 1, TransferFundsErrorCode::Conflict),
            (on_master, "master", 1, TransferFundsErrorCode::Conflict),
            (
                "master",
                "ws_01m6dsg7e0es8r65rzyjka792g",
                1,
                TransferFundsErrorCode::NotFound,
            ),
        ] {
            let refused = journey.transfer(from, to, cents).await.expect_err(from);
            assert_eq!(refused, Some(code), "{from} {to}");
        }
        let key = journey.running.with(&journey.acme().key);
        let bound = key.make_key(&["billing"], Some(&own_name)).await;
        let body = TransferFundsRequest::builder()
            .from(own_name.as_str())
            .to("master")
            .amount_cents(1);
        let client = journey.running.with(&bound.key).typed();
        let refused = client
            .transfer_funds()
            .body(body)
            .send()
            .await
            .expect_err("bound");
        assert_eq!(refused.code(), Some(&TransferFundsErrorCode::Forbidden));
        assert_eq!(journey.balances(own).await, (1_000, 0));
    }
}

#[tokio::test]
async fn a_fallback_shows_both_legs_and_counts_for_the_month() {
    for journey in Journey::each().await {
        let own = journey.dedicated("Northwind").await;
        journey
            .running
            .pay_in(journey.acme(), Wallet::Master, 10_000)
            .await;
        journey
            .transfer("master", &own.to_string(), 300)
            .await
            .expect("moved");
        journey.spend(own, 700).await.expect_err("no fallback yet");
        let fallback = WorkspaceFallbackInput::builder()
            .enabled(true)
            .monthly_limit_cents(500);
        let set = journey
            .client
            .set_workspace_fallback()
            .workspace_id(own.to_string())
            .body(fallback);
        let set = set.send().await.expect("set").into_inner().data;
        assert_eq!(
            set.fallback.monthly_limit_cents.map(|limit| limit.0),
            Some(500)
        );
        journey.spend(own, 700).await.expect("with the fallback");
        journey.spend(own, 101).await.expect_err("beyond the limit");

        let entries = journey.entries(own, WalletSelector::Own).await;
        let (charge, lent) = (&entries[0], &entries[1]);
        assert_eq!(
            (
                &charge.reason,
                charge.amount_cents.0,
                charge.balance_after_cents.0
            ),
            (&WalletTransactionReason::Order, 700, 0)
        );
        assert_eq!(
            (&lent.reason, lent.amount_cents.0),
            (&WalletTransactionReason::Fallback, 400)
        );
        assert_eq!(charge.related_transaction_id.as_ref(), Some(&lent.id));
        assert_eq!(lent.related_transaction_id.as_ref(), Some(&charge.id));

        let overview = journey.overview().await;
        let figures = &overview.workspaces[0];
        assert_eq!(
            (
                figures.month_to_date_spend_cents.0,
                figures.fallback_used_this_month_cents.0
            ),
            (700, 400)
        );
        // In the next month the limit begins anew.
        journey
            .ground
            .pass(std::time::Duration::from_secs(31 * 86_400));
        journey.spend(own, 500).await.expect("a new month");
    }
}

#[tokio::test]
async fn a_switch_back_moves_what_is_left_once_however_often_it_is_asked_for() {
    for journey in Journey::each().await {
        let own = journey.dedicated("Northwind").await;
        journey
            .running
            .pay_in(journey.acme(), Wallet::Workspace(own), 4_200)
            .await;
        assert_eq!(journey.balances(own).await, (0, 4_200));
        let switch = |_| journey.mode(own, BillingMode::Master);
        let moved: Vec<_> = join_all((0..8).map(switch))
            .await
            .into_iter()
            .map(|change| (change.moved_cents.0, change.transaction_id.is_some()))
            .collect();
        let once = moved
            .iter()
            .filter(|change| **change == (4_200, true))
            .count();
        let not = moved.iter().filter(|change| **change == (0, false)).count();
        assert_eq!((once, not), (1, 7), "{moved:?}");
        assert_eq!(journey.balances(own).await, (4_200, 0));
        let again = journey
            .client
            .use_master_billing()
            .workspace_id(own.to_string());
        let again = again.send().await.expect("already").into_inner().data;
        assert_eq!((again.moved_cents.0, again.transaction_id), (0, None));
    }
}

/// Either way to switch, asked for by forty with one idempotency key.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_switch_that_is_sent_many_times_at_once_is_one() {
    for journey in Journey::each().await {
        let api = journey.running.with(&journey.acme().key);
        let own = journey.dedicated("Northwind").await;
        for (way, body) in [
            ("mode", json!({"mode": "master"})),
            ("use-master-billing", Value::Null),
        ] {
            journey.mode(own, BillingMode::Dedicated).await;
            let wallet = Wallet::Workspace(own);
            journey.running.pay_in(journey.acme(), wallet, 700).await;
            let path = format!("/wallet/workspaces/{own}/{way}");
            let calls = (0..40).map(|_| {
                let call = api.request(Method::POST, &path).once(way);
                let call = if body.is_null() {
                    call
                } else {
                    call.json(&body)
                };
                async move { call.await }
            });
            let mut bodies = BTreeSet::new();
            for answer in join_all(calls).await {
                if answer.status == 409 {
                    answer.refused(409, "CONFLICT");
                } else {
                    assert_eq!(answer.data(200)["movedCents"], 700);
                    bodies.insert(answer.body);
                }
            }
            assert_eq!(bodies.len(), 1, "{way}");
        }
        assert_eq!(journey.balances(own).await, (1_400, 0));
    }
}

#[tokio::test]
async fn a_bound_key_sees_of_the_master_wallet_what_is_its_own() {
    for journey in Journey::each().await {
        let one = journey.make_client("One").await;
        let one_id: WorkspaceId = one.workspace_id.as_str().parse().expect("an id");
        let other = journey.make_client("Other").await;
        let other_id: WorkspaceId = other.workspace_id.as_str().parse().expect("an id");
        journey
            .running
            .pay_in(journey.acme(), Wallet::Master, 10_000)
            .await;
        journey.spend(one_id, 100).await.expect("charged");
        journey.spend(other_id, 200).await.expect("charged");
        let key = journey.running.with(&journey.acme().key);
        let key = key
            .make_key(&["billing"], Some(one.workspace_id.as_str()))
            .await;
        let bound = journey.running.with(&key.key);
        let wallet = bound.get("/wallet").await.json();
        assert_eq!(wallet["data"]["wallet"], json!("master"));
        assert_eq!(wallet["data"]["balanceCents"], json!(9_700));
        let list = bound.get("/wallet/transactions").await.json();
        let amounts: Vec<&Value> = list["data"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|entry| &entry["amountCents"])
            .collect();
        assert_eq!(amounts, [&json!(100)]);
        for path in [
            "/wallet?wallet=master",
            "/wallet/transactions?wallet=master",
        ] {
            bound.get(path).await.refused(403, "FORBIDDEN");
        }
        let other = format!("/wallet?workspaceId={other_id}");
        bound.get(&other).await.refused(404, "NOT_FOUND");
        let overview = bound.get("/wallet/overview").await.json();
        assert_eq!(overview["data"]["master"], Value::Null);
        assert_eq!(
            overview["data"]["workspaces"].as_array().map(Vec::len),
            Some(1)
        );
    }
}

#[tokio::test]
async fn an_automatic_top_up_needs_a_saved_payment_method() {
    for journey in Journey::each().await {
        let configure = |enabled: bool, limit: i64| {
            let body = ConfigureAutoRechargeRequest::builder()
                .enabled(enabled)
                .threshold_cents(1_000)
                .amount_cents(5_000)
                .monthly_limit_cents(limit);
            journey.client.configure_auto_recharge().body(body).send()
        };
        let refused = configure(true, 10_000).await.expect_err("no card");
        assert_eq!(
            refused.code(),
            Some(&ConfigureAutoRechargeErrorCode::Conflict)
        );
        let refused = configure(false, 4_999).await.expect_err("below one top-up");
        assert_eq!(
            refused.code(),
            Some(&ConfigureAutoRechargeErrorCode::InvalidRequest)
        );
        let set = configure(false, 10_000)
            .await
            .expect("kept")
            .into_inner()
            .data;
        let kept = &set.auto_recharge;
        assert!(!kept.enabled && kept.updated_at.is_some());
        assert_eq!(kept.threshold_cents.map(|cents| cents.0), Some(1_000));
        let wallet = journey.client.get_wallet().send().await.expect("a wallet");
        assert_eq!(wallet.into_inner().data, set);
        assert_eq!(
            set.wallet,
            WalletRef::try_from("master").expect("a reference")
        );
    }
}
