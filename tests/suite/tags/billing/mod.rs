//! Billing: details, invoices and months.

mod details;
mod invoices;
mod months;
mod year;

use serde_json::Value;
use simpleinboxes_core::{
    cents::Cents,
    id::WorkspaceId,
    status::{BillingCategory, TransactionReason},
};
use simpleinboxes_store::{
    ChargeLine, Charged, LedgerError, NewCharge, NewCredit, NewRefund, Posted, References, Wallet,
};
use simpleinboxes_tests::api::Api;

use super::Journey;

impl Journey {
    fn owner(&self) -> Api {
        self.running.with(&self.acme().key)
    }

    async fn data(&self, path: &str) -> Value {
        self.owner().get(path).await.data(200)
    }

    /// A key that is bound to a workspace.
    async fn bound(&self, workspace: &str) -> Api {
        let scopes = ["read", "write", "billing"];
        let made = self.owner().make_key(&scopes, Some(workspace)).await;
        self.running.with(&made.key)
    }

    /// Pays money in.
    async fn pay_in(&self, wallet: Wallet, cents: i64, key: &str) -> Result<Posted, LedgerError> {
        let credit = NewCredit {
            wallet,
            amount: Cents::new(cents),
            key,
            reason: TransactionReason::Promotion,
            description: "A credit",
            references: References::default(),
        };
        let caller = self.acme().caller();
        let store = self.running.store();
        store
            .write(async |tx| tx.scoped(&caller).credit(&credit).await)
            .await
    }

    /// Charges a workspace: category, quantity, cents.
    async fn charge(
        &self,
        workspace: WorkspaceId,
        lines: &[(BillingCategory, i32, i64)],
        key: &str,
    ) -> Result<Charged, LedgerError> {
        let line = |(category, quantity, cents): &(BillingCategory, i32, i64)| ChargeLine {
            category: *category,
            quantity: *quantity,
            amount: Cents::new(*cents),
        };
        let lines: Vec<ChargeLine> = lines.iter().map(line).collect();
        let charge = NewCharge {
            workspace,
            key,
            reason: TransactionReason::Order,
            description: "An order",
            lines: &lines,
            references: References::default(),
        };
        let caller = self.acme().caller();
        let store = self.running.store();
        store
            .write(async |tx| tx.scoped(&caller).charge(&charge).await)
            .await
    }

    /// Pays back of a charge.
    async fn refund(&self, charge: &Charged, cents: i64, key: &str) -> Result<Posted, LedgerError> {
        let refund = NewRefund {
            charge: charge.transaction,
            key,
            description: "A refund",
            amount: Cents::new(cents),
            quantity: 1,
            references: References::default(),
        };
        let caller = self.acme().caller();
        let store = self.running.store();
        store
            .write(async |tx| tx.scoped(&caller).refund(&refund).await)
            .await
    }
}
