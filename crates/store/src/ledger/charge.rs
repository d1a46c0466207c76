//! Charges: what a workspace pays for.

use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{TransactionId, WorkspaceId};
use simpleinboxes_core::ledger::{Help, Purse, period, plan_charge};
use simpleinboxes_core::status::{BillingCategory, BillingMode, Phase, TransactionReason};

use super::books::{Books, Place, head};
use super::write::{Draft, Leg};
use super::{LedgerError, Posted, References, Wallet, WalletBalance};
use crate::entities::workspace;
use crate::error::{Result, StoreError};
use crate::scoped::{Scoped, ScopedTx};
use crate::workspaces::{Workspace, record};

/// One line of a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChargeLine {
    /// What it is for; each category at most once.
    pub category: BillingCategory,
    /// How many inboxes, domains or transactions.
    pub quantity: i32,
    /// What it costs; negative for a discount.
    pub amount: Cents,
}

/// A charge to make.
#[derive(Debug, Clone, Copy)]
pub struct NewCharge<'a> {
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Unique in the account: the same key charges once.
    pub key: &'a str,
    /// Why.
    pub reason: TransactionReason,
    /// What for, for people, 1 to 300 characters.
    pub description: &'a str,
    /// What it is made of. Together more than nothing.
    pub lines: &'a [ChargeLine],
    /// What it refers to.
    pub references: References,
}

/// A charge that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charged {
    /// Its transaction.
    pub transaction: TransactionId,
    /// False when the same key had charged before.
    pub is_new: bool,
    /// The wallet that was charged.
    pub wallet: Wallet,
    /// What was charged.
    pub amount: Cents,
    /// What the master wallet gave for it.
    pub fallback: Option<Lent>,
    /// What the wallets that paid held afterwards.
    pub balances: Vec<WalletBalance>,
    /// When.
    pub created_at: Timestamp,
}

/// What the master wallet gave as a fallback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lent {
    /// The transaction.
    pub transaction: TransactionId,
    /// How much.
    pub amount: Cents,
}

impl Scoped<'_> {
    /// Whether a workspace could be charged so much at this moment, as [`ScopedTx::charge`] would.
    pub(crate) async fn could_pay(&self, workspace: &Workspace, amount: Cents) -> Result<bool> {
        let available = async |wallet: Wallet| {
            let row = self.ledger_account(wallet.into()).await?;
            let left = head(&row).available();
            left.map(|left| (row.id, left))
                .map_err(|_| StoreError::Corrupt {
                    column: "ledger_accounts.balance_cents",
                })
        };
        let wallet = workspace.pays();
        let (own_id, own) = available(wallet).await?;
        let purse = match wallet {
            Wallet::Master => Purse::Master(own),
            Wallet::Workspace(_) if workspace.fallback.enabled => {
                let help = Help {
                    available: available(Wallet::Master).await?.1,
                    monthly_limit: workspace.fallback.monthly_limit,
                    used: self.fallback_in(own_id, &period(self.now())).await?,
                };
                Purse::Dedicated(own, Some(help))
            }
            Wallet::Workspace(_) => Purse::Dedicated(own, None),
        };
        Ok(plan_charge(amount, purse).is_ok())
    }
}

impl ScopedTx<'_> {
    /// Charges a workspace: the wallet that its billing mode names, and what that lacks, where
    /// the fallback is on, the master wallet.
    ///
    /// # Errors
    /// [`LedgerError::Insufficient`] when it can't be paid in full, [`StoreError::NotFound`] for
    /// a workspace that the caller does not see.
    pub async fn charge(&self, new: &NewCharge<'_>) -> Result<Charged, LedgerError> {
        let workspace = self.lock_paying(new.workspace).await?;
        self.charge_locked(&workspace, new).await
    }

    /// The same for a workspace that [`Self::lock_paying`] gave in this transaction.
    pub(crate) async fn charge_locked(
        &self,
        workspace: &Workspace,
        new: &NewCharge<'_>,
    ) -> Result<Charged, LedgerError> {
        let amount = Cents::sum(new.lines.iter().map(|line| line.amount))?;
        if amount <= Cents::ZERO {
            return Err(LedgerError::InvalidAmount);
        }
        let helped = workspace.billing_mode == BillingMode::Dedicated && workspace.fallback.enabled;
        let wallet = workspace.pays();
        let mut places = vec![wallet.into(), Place::revenue(new.workspace)];
        if helped {
            places.push(Wallet::Master.into());
        }
        // Whoever came first with the key held the workspace, which we hold now.
        let (mut books, done) = self.lock_books_and_look(&places, new.key).await?;
        if done {
            let before = self.done_before(new.key, new.reason, Phase::Single).await?;
            let before = before.ok_or(StoreError::NotFound("transaction"))?;
            return self.charged_before(before).await;
        }
        let own = books.available(wallet.into())?;
        let help = if helped && amount > own {
            Some(self.help(&mut books, workspace).await?)
        } else {
            None
        };
        let purse = match wallet {
            Wallet::Master => Purse::Master(own),
            Wallet::Workspace(_) => Purse::Dedicated(own, help),
        };
        let paid = plan_charge(amount, purse).map_err(|short| LedgerError::Insufficient {
            wallet,
            available: short.available,
            needed: short.needed,
        })?;
        self.write_charge(new, &mut books, wallet, amount, paid.by_fallback)
            .await
    }

    /// What the master wallet may give to this workspace.
    async fn help(&self, books: &mut Books, workspace: &Workspace) -> Result<Help> {
        let own = books.at(Wallet::Workspace(workspace.id).into())?.id;
        Ok(Help {
            available: books.available(Wallet::Master.into())?,
            monthly_limit: workspace.fallback.monthly_limit,
            used: self.fallback_in(own, &period(self.now())).await?,
        })
    }

    async fn write_charge(
        &self,
        new: &NewCharge<'_>,
        books: &mut Books,
        wallet: Wallet,
        amount: Cents,
        by_fallback: Cents,
    ) -> Result<Charged, LedgerError> {
        let help = (by_fallback > Cents::ZERO).then(|| self.next_transaction());
        let id = self.next_transaction();
        let help_key = format!("{}:fallback", new.key);
        let mut drafts = Vec::with_capacity(2);
        if let Some(help) = help {
            let reason = TransactionReason::Fallback;
            let mut draft = Draft::single(help, reason, &help_key, new.description);
            draft.workspace = Some(new.workspace);
            draft.references = new.references;
            draft.related = Some(id);
            draft.legs = vec![
                Leg::new(Wallet::Master, Cents::ZERO.minus(by_fallback)?),
                Leg::new(wallet, by_fallback),
            ];
            drafts.push(draft);
        }
        let mut draft = Draft::single(id, new.reason, new.key, new.description);
        draft.workspace = Some(new.workspace);
        draft.references = new.references;
        draft.related = help;
        draft.legs = vec![Leg::new(wallet, Cents::ZERO.minus(amount)?)];
        draft.legs.extend(new.lines.iter().map(|line| Leg {
            place: Place::revenue(new.workspace),
            amount: line.amount,
            of: Some((line.category, line.quantity)),
        }));
        drafts.push(draft);
        let now = self.now();
        let posted = self.write_postings(books, &drafts, now).await?;
        let balances = balances(&posted);
        let mut left = Vec::with_capacity(balances.len());
        for one in &balances {
            left.push((books.at(one.wallet.into())?.id, one.balance));
        }
        // The locks are held still, so that no charge slips through between this and the setting.
        let due = self.is_recharge_due(&left);
        if self.seal_and_ask(&drafts, now, due).await? {
            for (wallet, balance) in left {
                self.note_charge(wallet, balance).await?;
            }
        }
        Ok(Charged {
            transaction: id,
            is_new: true,
            wallet,
            amount,
            fallback: help.map(|transaction| Lent {
                transaction,
                amount: by_fallback,
            }),
            balances,
            created_at: now,
        })
    }

    async fn charged_before(&self, before: Posted) -> Result<Charged, LedgerError> {
        let moved = before.movements.first().copied();
        let moved = moved.ok_or(StoreError::NotFound("transaction"))?;
        let mut balances = vec![WalletBalance {
            wallet: moved.wallet,
            balance: moved.balance,
        }];
        let mut fallback = None;
        if let Some(help) = before.related {
            let help = self.ledger_transaction_of_account(help).await?;
            let help = self.read_posted(help).await?;
            let gave = help
                .movements
                .iter()
                .find(|one| one.wallet == Wallet::Master);
            if let Some(gave) = gave {
                fallback = Some(Lent {
                    transaction: help.transaction,
                    amount: Cents::ZERO.minus(gave.amount)?,
                });
                balances.push(WalletBalance {
                    wallet: Wallet::Master,
                    balance: gave.balance,
                });
            }
        }
        Ok(Charged {
            transaction: before.transaction,
            is_new: false,
            wallet: moved.wallet,
            amount: Cents::ZERO.minus(moved.amount)?,
            fallback,
            balances,
            created_at: before.created_at,
        })
    }

    /// Locks a workspace that is to pay: it changes neither its mode nor its fallback, and pays
    /// nothing else, until the transaction ends.
    pub(crate) async fn lock_paying(&self, id: WorkspaceId) -> Result<Workspace> {
        let row = self
            .find::<workspace::Entity>()
            .filter(workspace::Column::Id.eq(id.uuid()))
            .lock(LockType::NoKeyUpdate)
            .one(&self.db)
            .await?;
        record(row.ok_or(StoreError::NotFound("workspace"))?)
    }

    /// Keeps a workspace from changing its mode until the transaction ends. The lock is that of
    /// a charge, so that one may follow in the same transaction.
    pub(super) async fn hold_mode(&self, id: WorkspaceId) -> Result<Workspace> {
        self.lock_paying(id).await
    }
}

/// What the wallets hold after transactions that were written in this order.
fn balances(posted: &[Posted]) -> Vec<WalletBalance> {
    let mut balances: Vec<WalletBalance> = Vec::with_capacity(2);
    for moved in posted.iter().flat_map(|one| &one.movements) {
        balances.retain(|one| one.wallet != moved.wallet);
        balances.push(WalletBalance {
            wallet: moved.wallet,
            balance: moved.balance,
        });
    }
    balances
}

impl Workspace {
    /// The wallet that pays for it.
    #[must_use]
    pub const fn pays(&self) -> Wallet {
        match self.billing_mode {
            BillingMode::Master => Wallet::Master,
            BillingMode::Dedicated => Wallet::Workspace(self.id),
        }
    }
}
