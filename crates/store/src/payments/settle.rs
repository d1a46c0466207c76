//! The end of a top-up: the money is there, or will not come.

use sea_orm::{ActiveModelTrait as _, Set};
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{InvoiceId, TopupId, TransactionId, WorkspaceId};
use simpleinboxes_core::invoice::{Document, Line, Party, Totals};
use simpleinboxes_core::status::{InvoiceStatus, InvoiceType, TopupKind, TopupStatus};

use super::topups::{Topup, record};
use crate::billing::{NewInvoice, Numbering};
use crate::entities::topup::{ActiveModel, Model};
use crate::error::{Result, StoreError};
use crate::ledger::{LedgerError, Wallet};
use crate::scoped::ScopedTx;

/// The longest reason that is kept, in characters.
const LONGEST_REASON: usize = 300;

/// What the payment provider says of a payment that has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidReport {
    /// The provider.
    pub provider: String,
    /// How much has come.
    pub amount: Cents,
    /// Who paid.
    pub customer: Option<String>,
    /// Its id of the payment.
    pub payment: Option<String>,
}

/// What came of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Done now.
    Now(Topup),
    /// It had ended before, and stays as it was.
    Before(Topup),
    /// The report does not fit the top-up, which stays as it was.
    Mismatch {
        /// The top-up.
        topup: Topup,
        /// What does not fit.
        what: &'static str,
    },
}

/// How a top-up ends without money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TopupEnd {
    /// The payment was refused for good.
    Failed {
        /// Why, for people.
        reason: String,
    },
    /// It was not paid in time.
    Expired,
}

impl Settled {
    /// The top-up as it stands now.
    #[must_use]
    pub const fn topup(&self) -> &Topup {
        match self {
            Self::Now(topup) | Self::Before(topup) | Self::Mismatch { topup, .. } => topup,
        }
    }
}

impl ScopedTx<'_> {
    /// Credits the money of a top-up, once, and makes the invoice for it; nothing for a top-up
    /// that the caller does not see. `seller` makes the invoice out.
    ///
    /// The row's lock lets one report through at a time, and the ledger would refuse a second
    /// end of the announcement as well.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pay_topup(
        &self,
        id: TopupId,
        report: &PaidReport,
        seller: &Party,
    ) -> Result<Option<Settled>, LedgerError> {
        // For the invoice's number; before everything else that is locked.
        self.lock_account().await?;
        let Some(row) = self.lock_topup(id).await? else {
            return Ok(None);
        };
        let before = record(row.clone())?;
        if let Some(what) = self.misfit(&before, report).await? {
            return Ok(Some(Settled::Mismatch {
                topup: before,
                what,
            }));
        }
        if before.status != TopupStatus::Pending {
            return Ok(Some(Settled::Before(before)));
        }
        let posted = self
            .post_pending(TransactionId::from_uuid(row.pending_id))
            .await?;
        let wallet = posted.movements.iter().find(|one| one.amount > Cents::ZERO);
        let wallet = wallet.map_or(before.wallet, |one| one.wallet);
        let invoice = self
            .invoice_topup(&before, wallet, posted.transaction, seller)
            .await?;
        let mut paid: ActiveModel = row.into();
        if wallet != before.wallet {
            paid.wallet_id = Set(self.wallet_id(wallet).await?);
            paid.wallet_workspace_id = Set(wallet.workspace().map(WorkspaceId::uuid));
        }
        if let Some(payment) = &report.payment {
            paid.payment_id = Set(Some(payment.clone()));
        }
        paid.status = Set(TopupStatus::Paid.to_string());
        paid.transaction_id = Set(Some(posted.transaction.uuid()));
        paid.invoice_id = Set(Some(invoice.uuid()));
        paid.paid_at = Set(Some(posted.created_at));
        let paid = record(paid.update(&self.db).await?)?;
        self.note(wallet.workspace(), "wallet_funded", paid.id, None)
            .await?;
        if paid.kind == TopupKind::Auto {
            self.recharged(before.wallet).await?;
        }
        Ok(Some(Settled::Now(paid)))
    }

    /// Ends a top-up whose money will not come; nothing for one that the caller does not see.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_topup(
        &self,
        id: TopupId,
        end: &TopupEnd,
    ) -> Result<Option<Settled>, LedgerError> {
        let Some(row) = self.lock_topup(id).await? else {
            return Ok(None);
        };
        let before = record(row.clone())?;
        if before.status != TopupStatus::Pending {
            return Ok(Some(Settled::Before(before)));
        }
        self.give_up(row, end).await.map(Settled::Now).map(Some)
    }

    pub(super) async fn give_up(&self, row: Model, end: &TopupEnd) -> Result<Topup, LedgerError> {
        self.void_pending(TransactionId::from_uuid(row.pending_id))
            .await?;
        let mut ended: ActiveModel = row.into();
        match end {
            TopupEnd::Failed { reason } => {
                ended.status = Set(TopupStatus::Failed.to_string());
                ended.failure_reason = Set(Some(shortened(reason)));
            }
            TopupEnd::Expired => ended.status = Set(TopupStatus::Expired.to_string()),
        }
        Ok(record(ended.update(&self.db).await?)?)
    }

    /// What of a report does not fit the top-up.
    async fn misfit(&self, topup: &Topup, report: &PaidReport) -> Result<Option<&'static str>> {
        if topup.provider != report.provider {
            return Ok(Some("provider"));
        }
        if topup.amount != report.amount {
            return Ok(Some("amount"));
        }
        let customer = self.payment_customer(&topup.provider).await?;
        if customer.is_none() || customer != report.customer {
            return Ok(Some("customer"));
        }
        Ok(None)
    }

    async fn invoice_topup(
        &self,
        topup: &Topup,
        wallet: Wallet,
        transaction: TransactionId,
        seller: &Party,
    ) -> Result<InvoiceId> {
        let lines = vec![Line {
            description: match topup.kind {
                TopupKind::Manual => "Top-up of the wallet".to_owned(),
                TopupKind::Auto => "Automatic top-up of the wallet".to_owned(),
            },
            quantity: 1,
            unit_price: topup.amount,
        }];
        let totals = Totals::of(&lines, Cents::ZERO, Cents::ZERO, topup.amount);
        let totals = totals.map_err(|_| StoreError::Corrupt {
            column: "topups.amount_cents",
        })?;
        let workspace = wallet.workspace();
        let now = self.now();
        let made = self
            .create_invoice(&NewInvoice {
                workspace,
                kind: InvoiceType::Topup,
                status: InvoiceStatus::Paid,
                number: Numbering::Own,
                document: Document {
                    seller: seller.clone(),
                    bill_to: self.invoice_recipient(workspace).await?,
                    lines,
                    note: None,
                },
                totals,
                transaction: Some(transaction),
                topup: Some(topup.id),
                order: None,
                provider: None,
                issued_at: now,
                due_at: None,
                paid_at: Some(now),
            })
            .await?;
        Ok(made.id)
    }
}

/// A reason of 1 to 300 characters.
fn shortened(reason: &str) -> String {
    let text: String = reason.trim().chars().take(LONGEST_REASON).collect();
    // PostgreSQL's texts can't hold it.
    let text = text.replace('\0', "\u{fffd}");
    if text.is_empty() {
        "The payment was refused.".to_owned()
    } else {
        text
    }
}
