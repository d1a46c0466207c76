//! Everything at once: totals are exact, no wallet is below zero, and nothing waits in a ring.
//!
//! `SIMPLEINBOXES_LEDGER_OPERATIONS` says how many operations, 3,000 without it.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use simpleinboxes_core::id::{TransactionId, WorkspaceId};
use simpleinboxes_store::{
    Fallback, LedgerError, Movement, NewRefund, NewTransfer, References, Store, StoreError, Wallet,
};

use super::{cents, charge, credit, line};
use crate::support::{World, worlds};

const TASKS: u64 = 64;

fn operations() -> u64 {
    let set = std::env::var("SIMPLEINBOXES_LEDGER_OPERATIONS").ok();
    set.map_or(3000, |number| number.parse().expect("a number"))
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 31)) % limit
    }
}

/// What tasks share: the wallets, and what came of the operations.
struct Arena<'a> {
    world: &'a World,
    /// As many as there would be replicas.
    stores: Vec<Store>,
    workspaces: Vec<WorkspaceId>,
    wallets: Vec<Wallet>,
    sums: Mutex<HashMap<Wallet, i64>>,
    charges: Mutex<Vec<(TransactionId, i64)>>,
    done: AtomicU64,
    refused: AtomicU64,
}

impl Arena<'_> {
    fn moved(&self, movements: &[(Wallet, i64)]) {
        let mut sums = self.sums.lock().expect("sums");
        for (wallet, amount) in movements {
            *sums.entry(*wallet).or_default() += amount;
        }
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// One operation; what it moved.
    async fn operate(
        &self,
        store: &Store,
        dice: &mut Dice,
        key: &str,
    ) -> Result<Vec<(Wallet, i64)>, LedgerError> {
        let caller = self.world.acme.caller;
        let amount = i64::try_from(dice.below(300)).expect("small") + 1;
        let wallet = self.wallets[pick(dice, self.wallets.len())];
        let plain = |movements: &[Movement]| {
            let moved = movements.iter();
            moved.map(|one| (one.wallet, one.amount.get())).collect()
        };
        match dice.below(10) {
            0..4 => {
                let workspace = self.workspaces[pick(dice, self.workspaces.len())];
                let lines = [line(amount)];
                let new = charge(workspace, key, &lines);
                let work = store.write(async |tx| tx.scoped(&caller).charge(&new).await);
                let made = work.await?;
                let charge = (made.transaction, amount);
                self.charges.lock().expect("charges").push(charge);
                let lent = made.fallback.map_or(0, |lent| lent.amount.get());
                Ok(vec![(made.wallet, lent - amount), (Wallet::Master, -lent)])
            }
            4..6 => {
                let Some((charge, charged)) = self.any_charge(dice) else {
                    return Ok(Vec::new());
                };
                let new = NewRefund {
                    charge,
                    key,
                    description: "Refund",
                    amount: cents(charged.min(amount)),
                    quantity: 1,
                    references: References::default(),
                };
                let work = store.write(async |tx| tx.scoped(&caller).refund(&new).await);
                Ok(plain(&work.await?.movements))
            }
            6..8 => {
                let new = NewTransfer {
                    from: wallet,
                    to: self.wallets[pick(dice, self.wallets.len())],
                    amount: cents(amount),
                    key,
                    description: "Transfer",
                    note: None,
                };
                let work = store.write(async |tx| tx.scoped(&caller).transfer(&new).await);
                Ok(plain(&work.await?.movements))
            }
            8 => {
                let new = credit(wallet, key, amount);
                let work = store.write(async |tx| tx.scoped(&caller).credit(&new).await);
                Ok(plain(&work.await?.movements))
            }
            _ => {
                let new = credit(wallet, key, amount);
                let work = store.write(async |tx| tx.scoped(&caller).begin_pending(&new).await);
                let id = work.await?.transaction;
                if dice.below(2) == 0 {
                    let work = store.write(async |tx| tx.scoped(&caller).void_pending(id).await);
                    work.await?;
                    return Ok(Vec::new());
                }
                let work = store.write(async |tx| tx.scoped(&caller).post_pending(id).await);
                Ok(plain(&work.await?.movements))
            }
        }
    }

    fn any_charge(&self, dice: &mut Dice) -> Option<(TransactionId, i64)> {
        let charges = self.charges.lock().expect("charges");
        let one = (!charges.is_empty()).then(|| pick(dice, charges.len()))?;
        charges.get(one).copied()
    }

    async fn task(&self, number: u64, operations: u64) {
        let mut dice = Dice(number);
        let store = &self.stores[pick(&mut dice, self.stores.len())];
        for turn in 0..operations {
            let key = format!("{number}:{turn}");
            match self.operate(store, &mut dice, &key).await {
                Ok(moved) => self.moved(&moved),
                Err(
                    LedgerError::Insufficient { .. }
                    | LedgerError::RefundTooLarge(_)
                    | LedgerError::SameWallet,
                ) => {
                    self.refused.fetch_add(1, Ordering::Relaxed);
                }
                // More tasks than connections: it was not even begun.
                Err(LedgerError::Store(StoreError::Busy(words)))
                    if words.contains("connections are in use") => {}
                Err(error) => panic!("{number}:{turn}: {error:?}"),
            }
        }
    }
}

fn pick(dice: &mut Dice, of: usize) -> usize {
    let limit = u64::try_from(of).expect("small");
    usize::try_from(dice.below(limit)).expect("small")
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_wallets_and_all_at_once() {
    for world in &worlds().await {
        let mut workspaces = vec![world.acme.first.id];
        let mut wallets = vec![Wallet::Master];
        for number in 0..9 {
            let fallback = Fallback {
                enabled: number % 2 == 0,
                monthly_limit: (number % 4 == 0).then_some(cents(5000)),
            };
            let id = world.dedicated(&format!("Own {number}"), fallback).await;
            workspaces.push(id);
            wallets.push(Wallet::Workspace(id));
        }
        let mut sums = HashMap::new();
        for wallet in &wallets {
            world.pay_in(*wallet, &format!("in {wallet}"), 2000).await;
            sums.insert(*wallet, 2000);
        }
        let replicas = if world.store.backend() == simpleinboxes_store::Backend::Postgres {
            3
        } else {
            1
        };
        let mut stores = vec![world.store.clone()];
        while stores.len() < replicas {
            stores.push(world.database.open(world.clock.clone()).await);
        }
        let arena = Arena {
            world,
            stores,
            workspaces,
            wallets,
            sums: Mutex::new(sums),
            charges: Mutex::default(),
            done: AtomicU64::new(0),
            refused: AtomicU64::new(0),
        };
        let each = operations().div_ceil(TASKS);
        let start = std::time::Instant::now();
        let tasks = (0..TASKS).map(|number| arena.task(number, each));
        futures::future::join_all(tasks).await;
        let (done, refused) = (arena.done.into_inner(), arena.refused.into_inner());
        eprintln!("{done} done, {refused} refused in {:?}", start.elapsed());
        assert!(done > operations() / 2, "{done} of {}", operations());
        let sums = arena.sums.into_inner().expect("sums");
        for wallet in &arena.wallets {
            let balance = world.balance(*wallet).await;
            assert!(balance >= 0, "{wallet}: {balance}");
            assert_eq!(balance, sums[wallet], "{wallet}");
        }
        world.assert_sound().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_at_once_moves_once() {
    for world in &worlds().await {
        world.pay_in(Wallet::Master, "in", 1000).await;
        let first = world.acme.first.id;
        let charges = (0..16).map(|_| world.charge(first, "one", 100));
        let charged = futures::future::join_all(charges).await;
        let new = charged
            .iter()
            .filter(|one| one.as_ref().is_ok_and(|one| one.is_new));
        assert_eq!(new.count(), 1, "{charged:?}");
        assert!(charged.iter().all(Result::is_ok), "{charged:?}");
        assert_eq!(world.balance(Wallet::Master).await, 900);
        world.assert_sound().await;
    }
}
