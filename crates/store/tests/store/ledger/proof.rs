//! `verify_ledger` finds what a hand that gets past the triggers has changed.

use simpleinboxes_store::{Backend, Fallback, Wallet, testing};

use super::credit;
use crate::support::{World, worlds};

/// Statements that take the guards away, as an operator with all rights could.
fn unguard(world: &World) -> Vec<String> {
    let triggers = match world.store.backend() {
        Backend::Postgres => {
            return ["postings", "transactions", "accounts"]
                .map(|table| format!("ALTER TABLE ledger_{table} DISABLE TRIGGER USER"))
                .into();
        }
        Backend::Sqlite => [
            "ledger_postings_no_update",
            "ledger_postings_no_delete",
            "ledger_transactions_no_update",
            "ledger_accounts_head",
            "ledger_transactions_seal",
        ],
    };
    triggers
        .map(|trigger| format!("DROP TRIGGER {trigger}"))
        .into()
}

#[tokio::test]
async fn what_was_tampered_with_is_named() {
    let tampers = [
        (
            "UPDATE ledger_accounts SET balance_cents = balance_cents + 1 WHERE kind = 'master_wallet'",
            "every balance is that of the last posting",
        ),
        (
            "UPDATE ledger_postings SET balance_after_cents = balance_after_cents + 1 WHERE seq = 1",
            "the postings of every account make a chain",
        ),
        (
            "UPDATE ledger_postings SET amount_cents = amount_cents + 1 WHERE amount_cents > 0",
            "every transaction balances",
        ),
        (
            "UPDATE ledger_postings SET balance_after_cents = -1 WHERE category IS NULL",
            "no wallet was ever below zero",
        ),
        (
            "UPDATE ledger_transactions SET phase = 'single', pending_id = NULL WHERE phase = 'post'",
            "every posting is of its account and of a transaction",
        ),
        (
            "UPDATE ledger_postings SET amount_cents = amount_cents * 2 WHERE phase = 'post'",
            "what was pending is settled as it was",
        ),
        (
            "UPDATE ledger_months SET credit_cents = credit_cents + 1",
            "every month is the sum of its postings",
        ),
        (
            "DELETE FROM ledger_months WHERE category = 'inboxes'",
            "every month is the sum of its postings",
        ),
    ];
    for (tamper, check) in tampers {
        for world in worlds().await {
            let helped = Fallback {
                enabled: true,
                monthly_limit: None,
            };
            let own = world.dedicated("Own", helped).await;
            world.pay_in(Wallet::Master, "in", 500).await;
            let caller = world.acme.caller;
            let new = credit(Wallet::Workspace(own), "pending", 200);
            world
                .ledger(&caller, async |tx| {
                    let begun = tx.begin_pending(&new).await?;
                    tx.post_pending(begun.transaction).await
                })
                .await
                .expect("posted");
            world.charge(own, "one", 300).await.expect("charged");
            world.assert_sound().await;
            let mut statements = unguard(&world);
            statements.push(tamper.to_owned());
            let done = testing::run(&world.store, &statements).await;
            done.expect("tampered with");
            let found = world.store.verify_ledger().await.expect("checked");
            let named = found.differences.iter().any(|one| one.check == check);
            assert!(named, "{tamper}: {found:?}");
        }
    }
}
