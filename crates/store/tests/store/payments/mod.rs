//! Payments: top-ups and their money, automatic top-ups, reports, and what the sandbox keeps.

mod kept;
mod recharge;
mod topups;

use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::TopupId;
use simpleinboxes_core::invoice::Party;
use simpleinboxes_store::{
    Caller, LedgerError, NewTopup, PaidReport, SavedMethod, Settled, Topup, Wallet,
};

use crate::support::World;

pub const CUSTOMER: &str = "cus_acme";

pub fn seller() -> Party {
    Party {
        company_name: "Seller".to_owned(),
        email: None,
        address: None,
        vat_number: None,
    }
}

pub fn report(amount: i64) -> PaidReport {
    PaidReport {
        provider: "sandbox".to_owned(),
        amount: Cents::new(amount),
        customer: Some(CUSTOMER.to_owned()),
        payment: Some("pi_1".to_owned()),
    }
}

impl World {
    pub fn system(&self) -> Caller {
        Caller::system(self.acme.account)
    }

    /// Makes acme a customer at the provider.
    pub async fn become_customer(&self) {
        let kept = self
            .run(&self.system(), async |tx| {
                tx.keep_payment_customer("sandbox", CUSTOMER).await
            })
            .await;
        assert_eq!(kept.expect("kept"), CUSTOMER);
    }

    /// Saves a card of acme.
    pub async fn save_card(&self) {
        let card = SavedMethod {
            id: "pm_1".to_owned(),
            kind: "card".to_owned(),
            brand: Some("visa".to_owned()),
            last4: Some("4242".to_owned()),
            exp_month: Some(8),
            exp_year: Some(2029),
            country: Some("US".to_owned()),
            holder_name: None,
            created_at: self.acme.first.created_at,
        };
        self.run(&self.system(), async |tx| {
            tx.keep_payment_method("sandbox", Some(&card)).await
        })
        .await
        .expect("saved");
    }

    pub async fn begin(&self, caller: &Caller, wallet: Wallet, amount: i64) -> Topup {
        let new = NewTopup {
            workspace: wallet.workspace().or(caller.workspace),
            wallet,
            amount: Cents::new(amount),
            provider: "sandbox",
            return_url: "https://app.example".to_owned(),
        };
        self.ledger(caller, async |tx| tx.begin_topup(&new).await)
            .await
            .expect("begun")
    }

    pub async fn paid(
        &self,
        id: TopupId,
        report: &PaidReport,
    ) -> Result<Option<Settled>, LedgerError> {
        self.ledger(&self.system(), async |tx| {
            tx.pay_topup(id, report, &seller()).await
        })
        .await
    }

    pub async fn held(&self, topup: &Topup) -> i64 {
        let system = self.system();
        let scoped = self.store.scoped(&system);
        let topup = scoped.topup(topup.id).await.expect("read").expect("there");
        scoped.topup_balance(&topup).await.expect("a sum").get()
    }
}
