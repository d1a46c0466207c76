//! The operations, and how each is carried out under a key.

use anyhow::{Context as _, bail, ensure};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use simpleinboxes_core::{
    cents::Cents,
    id::TransactionId,
    status::{BillingCategory, TransactionReason},
};
use simpleinboxes_store::{
    ChargeLine, Charged, LedgerError, NewCharge, NewCredit, NewRefund, NewTransfer, Posted,
    References, Store, StoreError, Tx, Wallet,
};
use simpleinboxes_tests::api::{Answer, Api, Call};

use super::{
    Dice, Plan, WALLETS,
    journal::{Done, Moved},
};
use crate::payments::{GOOD, browser, browser::Browser};

/// The least that can be topped up by a checkout.
const LEAST: i64 = 500;

/// One operation, with all that it needs.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) enum Operation {
    Charge { workspace: usize, cents: i64 },
    Refund { charge: TransactionId, cents: i64 },
    Transfer { from: usize, to: usize, cents: i64 },
    TransferByApi { from: usize, to: usize, cents: i64 },
    Credit { wallet: usize, cents: i64 },
    Posted { wallet: usize, cents: i64 },
    Voided { wallet: usize, cents: i64 },
    Checkout { wallet: usize, cents: i64 },
}

impl Operation {
    /// Any one. Refunds are of one of `charges`.
    pub(super) fn any(dice: &Dice, charges: &[TransactionId]) -> Self {
        let wallet = dice.below(WALLETS);
        let other = (wallet + 1 + dice.below(WALLETS - 1)) % WALLETS;
        let cents = i64::try_from(dice.below(300)).expect("small") + 1;
        match dice.below(40) {
            8..16 if !charges.is_empty() => Self::Refund {
                charge: charges[dice.below(charges.len())],
                cents,
            },
            16..20 => Self::Transfer {
                from: wallet,
                to: other,
                cents,
            },
            20..24 => Self::TransferByApi {
                from: wallet,
                to: other,
                cents,
            },
            24..28 => Self::Credit { wallet, cents },
            28..30 => Self::Posted { wallet, cents },
            30..32 => Self::Voided { wallet, cents },
            32 => Self::Checkout {
                wallet,
                cents: LEAST + cents,
            },
            _ => Self::Charge {
                workspace: wallet,
                cents,
            },
        }
    }
}

/// What came of asking.
pub(super) enum Asked {
    Done(Done),
    Refused(String),
    /// Nothing, or nothing that we were told of: it can be asked for again.
    Nothing(String),
}

/// What operations are carried out with.
pub(super) struct Hand<'a> {
    pub(super) plan: &'a Plan,
    pub(super) store: &'a Store,
    pub(super) api: Api,
    pub(super) browser: Browser,
}

impl Hand<'_> {
    /// Asks for an operation under its key.
    pub(super) async fn ask(&self, operation: &Operation, key: &str) -> anyhow::Result<Asked> {
        match *operation {
            Operation::Charge { workspace, cents } => {
                let lines = [ChargeLine {
                    category: BillingCategory::Inboxes,
                    quantity: 1,
                    amount: Cents::new(cents),
                }];
                let new = NewCharge {
                    workspace: self.plan.workspaces[workspace],
                    key,
                    reason: TransactionReason::Order,
                    description: "An order",
                    lines: &lines,
                    references: References::default(),
                };
                let work = async |tx: &Tx| tx.scoped(&self.plan.caller()).charge(&new).await;
                told(self.store.write(work).await, |made| self.charged(&made))
            }
            Operation::Refund { charge, cents } => {
                let new = NewRefund {
                    charge,
                    key,
                    description: "A refund",
                    amount: Cents::new(cents),
                    quantity: 1,
                    references: References::default(),
                };
                let work = async |tx: &Tx| tx.scoped(&self.plan.caller()).refund(&new).await;
                told(self.store.write(work).await, |made| self.posted(&made))
            }
            Operation::Transfer { from, to, cents } => {
                let new = NewTransfer {
                    from: self.plan.wallet(from),
                    to: self.plan.wallet(to),
                    amount: Cents::new(cents),
                    key,
                    description: "A transfer",
                    note: None,
                };
                let work = async |tx: &Tx| tx.scoped(&self.plan.caller()).transfer(&new).await;
                told(self.store.write(work).await, |made| self.posted(&made))
            }
            Operation::Credit { wallet, cents } => {
                let new = self.credit(wallet, cents, key);
                let work = async |tx: &Tx| tx.scoped(&self.plan.caller()).credit(&new).await;
                told(self.store.write(work).await, |made| self.posted(&made))
            }
            Operation::Posted { wallet, cents } => self.in_two(wallet, cents, key, true).await,
            Operation::Voided { wallet, cents } => self.in_two(wallet, cents, key, false).await,
            Operation::TransferByApi { from, to, cents } => {
                self.transfer_by_api(from, to, cents, key).await
            }
            Operation::Checkout { wallet, cents } => self.check_out(wallet, cents, key).await,
        }
    }

    fn credit<'a>(&self, wallet: usize, cents: i64, key: &'a str) -> NewCredit<'a> {
        NewCredit {
            wallet: self.plan.wallet(wallet),
            amount: Cents::new(cents),
            key,
            reason: TransactionReason::Topup,
            description: "A top-up",
            references: References::default(),
        }
    }

    /// A top-up that is begun in one transaction and ended in another.
    async fn in_two(
        &self,
        wallet: usize,
        cents: i64,
        key: &str,
        post: bool,
    ) -> anyhow::Result<Asked> {
        let caller = self.plan.caller();
        let new = self.credit(wallet, cents, key);
        let begin = async |tx: &Tx| tx.scoped(&caller).begin_pending(&new).await;
        let begun = match self.store.write(begin).await {
            Ok(begun) => begun,
            failed => return told(failed, |begun| self.posted(&begun)),
        };
        let end = async |tx: &Tx| {
            let scoped = tx.scoped(&caller);
            match post {
                true => scoped.post_pending(begun.transaction).await,
                false => scoped.void_pending(begun.transaction).await,
            }
        };
        told(self.store.write(end).await, |ended| Done {
            moved: match post {
                true => self.posted(&ended).moved,
                false => Vec::new(),
            },
            transactions: 2,
            again: !begun.is_new,
        })
    }

    async fn transfer_by_api(
        &self,
        from: usize,
        to: usize,
        cents: i64,
        key: &str,
    ) -> anyhow::Result<Asked> {
        let name = |number| self.plan.wallet(number).to_string();
        let body = json!({"from": name(from), "to": name(to), "amountCents": cents});
        let answer = self.api.post("/wallet/transfer", &body).once(key).send();
        let answer = answer.await?;
        if answer.status == 402 {
            return Ok(Asked::Refused(answer.text()));
        }
        answered(&answer, 201, |data| {
            let transaction = data["transactionId"].as_str().unwrap_or_default().parse()?;
            let moved = |wallet, cents| Moved {
                transaction,
                wallet,
                cents,
            };
            ensure!(data["amountCents"] == cents, "{data}");
            Ok(Done {
                moved: vec![moved(from, -cents), moved(to, cents)],
                transactions: 1,
                again: answer.header("idempotent-replayed").is_some(),
            })
        })
    }

    /// A top-up as a customer goes about it: begun, paid on the page, confirmed.
    async fn check_out(&self, wallet: usize, cents: i64, key: &str) -> anyhow::Result<Asked> {
        let selector = if wallet == 0 { "master" } else { "own" };
        let workspace = self.plan.workspaces[wallet].to_string();
        let body = json!({"amountCents": cents, "wallet": selector, "workspaceId": workspace});
        let begin = self.api.post("/payments/topup", &body).once(key);
        let begun = begin.send().await?;
        if let Some(nothing) = nothing(&begun) {
            return Ok(nothing);
        }
        ensure!(begun.status == 201, "{} {}", begun.status, begun.text());
        let again = begun.header("idempotent-replayed").is_some();
        let begun = begun.data(201);
        let url = begun["checkoutUrl"].as_str().context("a URL")?;
        // After a restart the page is at another port.
        let url = format!("{}{}", self.api.origin(), url::Url::parse(url)?.path());
        let page = self.browser.get(&url).await;
        // Paid already it has no form.
        if !page.forms().is_empty() {
            self.browser.send(&page, &browser::card(GOOD)).await;
        }
        let confirm = json!({"topupId": begun["topupId"]});
        let confirm: Call = self.api.post("/payments/confirm", &confirm);
        let confirmed = confirm.send().await?;
        if let Some(nothing) = nothing(&confirmed) {
            return Ok(nothing);
        }
        if confirmed.status == 200 && confirmed.json()["data"]["status"] == "pending" {
            return Ok(Asked::Nothing("not paid".to_owned()));
        }
        answered(&confirmed, 200, |data| {
            ensure!(data["status"] == "paid", "{data}");
            ensure!(data["amountCents"] == cents, "{data}");
            let transaction = data["transactionId"].as_str().unwrap_or_default().parse()?;
            let moved = vec![Moved {
                transaction,
                wallet,
                cents,
            }];
            Ok(Done {
                moved,
                transactions: 2,
                again,
            })
        })
    }

    fn charged(&self, made: &Charged) -> Done {
        let moved = |transaction, wallet, cents| Moved {
            transaction,
            wallet: self.plan.number(wallet),
            cents,
        };
        let cents = -made.amount.get();
        let mut all = vec![moved(made.transaction, made.wallet, cents)];
        if let Some(lent) = made.fallback {
            let cents = lent.amount.get();
            all.push(moved(lent.transaction, Wallet::Master, -cents));
            all.push(moved(lent.transaction, made.wallet, cents));
        }
        Done {
            moved: all,
            transactions: 1 + usize::from(made.fallback.is_some()),
            again: !made.is_new,
        }
    }

    fn posted(&self, made: &Posted) -> Done {
        let moved = made.movements.iter().map(|one| Moved {
            transaction: made.transaction,
            wallet: self.plan.number(one.wallet),
            cents: one.amount.get(),
        });
        let mut moved: Vec<_> = moved.collect();
        moved.sort_unstable();
        Done {
            moved,
            transactions: 1,
            again: !made.is_new,
        }
    }
}

/// What the store's word is to a task. An error that none of its users should meet ends it, and
/// so the test: two that wait for each other, or a lock of SQLite's, which has one writer.
fn told<T>(result: Result<T, LedgerError>, done: impl FnOnce(T) -> Done) -> anyhow::Result<Asked> {
    match result {
        Ok(made) => Ok(Asked::Done(done(made))),
        Err(error @ (LedgerError::Insufficient { .. } | LedgerError::RefundTooLarge(_))) => {
            Ok(Asked::Refused(error.to_string()))
        }
        Err(LedgerError::Store(StoreError::Busy(words))) if is_a_queue(&words) => {
            Ok(Asked::Nothing(words))
        }
        Err(error) => bail!("{error:?}"),
    }
}

/// Whether there were too many before us for the time that we wait, on a slow machine: for a
/// connection, or for a wallet.
fn is_a_queue(words: &str) -> bool {
    words.contains("connections are in use") || words.contains("lock timeout")
}

fn answered(
    answer: &Answer,
    status: u16,
    done: impl FnOnce(Value) -> anyhow::Result<Done>,
) -> anyhow::Result<Asked> {
    if let Some(nothing) = nothing(answer) {
        return Ok(nothing);
    }
    ensure!(
        answer.status == status,
        "{} {}",
        answer.status,
        answer.text()
    );
    Ok(Asked::Done(done(answer.data(status))?))
}

/// Whether the service could not say: a request with this key is under way, or it is too busy.
fn nothing(answer: &Answer) -> Option<Asked> {
    matches!(answer.status, 409 | 503).then(|| Asked::Nothing(answer.text()))
}
