//! The fence: what belongs to another account, or to a workspace that a caller is not bound to,
//! does not exist for them, and nothing that they try changes anything.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{ApiKeyId, CredentialId, TransactionId, WorkspaceId};
use simpleinboxes_core::scope::Scopes;
use simpleinboxes_core::status::{
    BillingMode, DomainStatus, InboxStatus, OrderStatus, SendingTool,
};
use simpleinboxes_store::{
    Adjustment, ApiKeyFilter, Caller, Credential, CredentialChanges, LedgerError, NewApiKey,
    NewCredential, NewDefaults, NewRefund, NewTransfer, PageRequest, References, Spend, StoreError,
    ToolFields, Wallet, WalletFilter, WorkspaceChanges, WorkspaceDetails, WorkspaceTotals, testing,
};

use crate::ledger::{charge, credit, line};
use crate::support::{World, assert_not_found, new_secret, worlds};

/// Something of everything, in one workspace of `acme`.
struct Property {
    workspace: WorkspaceId,
    key: ApiKeyId,
    credential: Credential,
    charge: TransactionId,
    pending: TransactionId,
}

fn new_credential() -> NewCredential {
    NewCredential {
        tool: SendingTool::Instantly,
        label: "main".to_owned(),
        secret: "ik_live_5f0c9d8e7b6a".into(),
        fields: ToolFields::default(),
    }
}

fn bound_key(workspace: WorkspaceId) -> NewApiKey {
    NewApiKey {
        name: "bound".to_owned(),
        scopes: Scopes::all(),
        workspace: Some(workspace),
        expires_at: None,
    }
}

fn defaults(credential: Option<CredentialId>) -> NewDefaults {
    NewDefaults {
        credential,
        tags: vec!["tag".to_owned()],
        warmup_enabled: false,
    }
}

async fn property(world: &World) -> Property {
    let workspace = world.workspace(&world.acme.caller, "Northwind").await.id;
    let seed = world.seed(&world.acme, workspace);
    let order = seed.order(OrderStatus::Active).await;
    let domain = seed
        .domain(order, "try-northwind.com", DomainStatus::Active)
        .await;
    seed.inbox(order, domain, "jane", InboxStatus::Active).await;
    world.pay_in(Wallet::Master, "in", 1799).await;
    let charge = world.charge(workspace, "order", 1799).await;
    let charge = charge.expect("charged").transaction;
    let pending = world.ledger(&world.acme.caller, async |tx| {
        tx.begin_pending(&credit(Wallet::Master, "pending", 500))
            .await
    });
    let pending = pending.await.expect("begun").transaction;
    let secret = new_secret();
    let made = world.run(&world.acme.caller, async |scoped| {
        let key = scoped
            .create_api_key(&bound_key(workspace), &secret)
            .await?
            .id;
        let credential = scoped
            .create_credential(workspace, &new_credential())
            .await?;
        let defaults = defaults(Some(credential.id));
        scoped.put_sending_defaults(workspace, &defaults).await?;
        Ok((key, credential))
    });
    let (key, credential) = made.await.expect("property");
    Property {
        workspace,
        key,
        credential,
        charge,
        pending,
    }
}

/// Every read of `Scoped`, with the ids of someone else's property.
async fn sees_nothing(world: &World, stranger: &Caller, property: &Property) {
    let Property {
        workspace,
        key,
        credential,
        ..
    } = property;
    let (workspace, key, credential) = (*workspace, *key, credential.id);
    let scoped = world.store.scoped(stranger);
    let all = ApiKeyFilter::default();
    let keys = scoped
        .api_keys(all, PageRequest::first(100))
        .await
        .expect("a page");
    assert!(keys.items.iter().all(|found| found.id != key));
    let of = ApiKeyFilter {
        workspace: Some(workspace),
        status: None,
    };
    let keys = scoped
        .api_keys(of, PageRequest::first(100))
        .await
        .expect("a page");
    assert!(keys.items.is_empty());
    assert!(scoped.api_key(key).await.expect("an answer").is_none());

    let listed = scoped
        .workspaces(PageRequest::first(100))
        .await
        .expect("a page");
    assert!(listed.items.iter().all(|found| found.id != workspace));
    assert!(
        scoped
            .workspace(workspace)
            .await
            .expect("an answer")
            .is_none()
    );
    assert!(
        scoped
            .workspace_named("Northwind")
            .await
            .expect("an answer")
            .is_none()
    );
    let default = scoped.default_workspace().await.expect("an answer");
    assert_ne!(default.map(|found| found.id), Some(workspace));
    let totals = scoped.workspace_totals(&[workspace]).await.expect("totals");
    assert_eq!(totals[&workspace], WorkspaceTotals::default());
    let details = scoped.workspace_details(workspace).await.expect("details");
    assert_eq!(details, WorkspaceDetails::default());
    let account = scoped.account_totals().await.expect("totals");
    assert_eq!((account.totals, account.spend), Default::default());
    assert_eq!(
        scoped.spend(Some(workspace)).await.expect("spend"),
        Spend::default()
    );
    let actions = ["workspace_created", "credential_added", "api_key_created"];
    let activity = scoped
        .recent_activity(workspace, &actions, 20)
        .await
        .expect("entries");
    assert!(activity.is_empty());
    let usernames = scoped.usernames(workspace, 10, None).await.expect("a page");
    assert!(usernames.items.is_empty());

    let page = scoped
        .credentials(workspace, None, PageRequest::first(10))
        .await;
    assert!(page.expect("a page").items.is_empty());
    let own = default_of(world, stranger).await;
    for through in [workspace, own] {
        let found = scoped
            .credential(through, credential)
            .await
            .expect("an answer");
        assert!(found.is_none());
        let found = scoped.credential_with_secret(through, credential).await;
        assert!(found.expect("an answer").is_none());
    }
    assert!(
        scoped
            .sending_defaults(workspace)
            .await
            .expect("an answer")
            .is_none()
    );
}

/// The same for the ledger.
async fn sees_no_money(world: &World, stranger: &Caller, workspace: WorkspaceId) {
    let scoped = world.store.scoped(stranger);
    let wallet = Wallet::Workspace(workspace);
    assert_eq!(
        scoped.wallet_balance(wallet).await.expect("an answer"),
        None
    );
    let page = PageRequest::first(10);
    let listed = scoped.wallet_transactions(wallet, WalletFilter::All, page);
    assert!(listed.await.expect("an answer").is_none());
    // Its own master wallet, or none of the account's entries for another workspace.
    let listed = scoped.wallet_transactions(Wallet::Master, WalletFilter::All, page);
    let listed = listed.await.expect("an answer");
    assert!(listed.is_none_or(|page| page.items.is_empty()));
    let month = scoped.month_spend(workspace, "2026-11").await;
    assert!(month.expect("a month").categories.is_empty());
    let months = scoped.spent_months(workspace, None, 10).await;
    assert_eq!(months.expect("months"), []);
    let month = scoped.wallet_month(wallet, "2026-11").await;
    assert_eq!(month.expect("a month"), []);
    let used = scoped.fallback_used(workspace).await.expect("a sum");
    assert_eq!(used, Cents::ZERO);
    let figures = scoped.wallet_figures().await.expect("figures");
    assert!(!figures.workspaces.contains_key(&workspace));
}

/// Every command of the ledger, with the ids of someone else's property.
async fn moves_nothing(world: &World, stranger: &Caller, property: &Property) {
    let before = testing::snapshot(&world.store).await;
    let workspace = property.workspace;
    let wallet = Wallet::Workspace(workspace);
    let lines = [line(1)];
    let new_transfer = |from, to| NewTransfer {
        from,
        to,
        amount: Cents::new(1),
        key: "theft",
        description: "Transfer",
        note: None,
    };
    let new_refund = NewRefund {
        charge: property.charge,
        key: "theft",
        description: "Refund",
        amount: Cents::new(1),
        quantity: 1,
        references: References::default(),
    };
    let adjustment = Adjustment {
        workspace,
        amount: Cents::new(1),
        key: "theft",
        description: "Correction",
        references: References::default(),
    };
    let refused = |result: Result<(), LedgerError>| {
        let not_found = matches!(result, Err(LedgerError::Store(StoreError::NotFound(_))));
        assert!(not_found, "{result:?}");
    };
    world
        .run(stranger, async |tx| {
            refused(
                tx.charge(&charge(workspace, "theft", &lines))
                    .await
                    .map(drop),
            );
            refused(tx.refund(&new_refund).await.map(drop));
            refused(tx.adjust(&adjustment).await.map(drop));
            refused(tx.credit(&credit(wallet, "theft", 1)).await.map(drop));
            refused(
                tx.begin_pending(&credit(wallet, "theft", 1))
                    .await
                    .map(drop),
            );
            for (from, to) in [(wallet, Wallet::Master), (Wallet::Master, wallet)] {
                refused(tx.transfer(&new_transfer(from, to)).await.map(drop));
            }
            refused(tx.post_pending(property.pending).await.map(drop));
            refused(tx.void_pending(property.pending).await.map(drop));
            for mode in [BillingMode::Master, BillingMode::Dedicated] {
                assert!(tx.set_billing_mode(workspace, mode).await?.is_none());
            }
            Ok(())
        })
        .await
        .expect("refused without an error");
    assert_eq!(testing::snapshot(&world.store).await, before);
}

async fn default_of(world: &World, caller: &Caller) -> WorkspaceId {
    let own = world.store.scoped(caller).default_workspace().await;
    own.expect("an answer").expect("a workspace").id
}

/// Every command of `ScopedTx`, with the ids of someone else's property.
async fn changes_nothing(world: &World, stranger: &Caller, property: &Property) {
    let Property {
        workspace,
        key,
        credential,
        ..
    } = property;
    let own = default_of(world, stranger).await;
    let before = testing::snapshot(&world.store).await;
    let secret = new_secret();
    world
        .run(stranger, async |scoped| {
            let key_there = scoped.create_api_key(&bound_key(*workspace), &secret).await;
            assert_not_found(key_there);
            assert!(scoped.revoke_api_key(*key).await?.is_none());
            let changes = WorkspaceChanges {
                name: Some("Stolen".parse().expect("a name")),
                ..WorkspaceChanges::default()
            };
            assert!(
                scoped
                    .update_workspace(*workspace, &changes)
                    .await?
                    .is_none()
            );
            assert!(scoped.delete_workspace(*workspace).await?.is_none());
            let there = scoped
                .put_sending_defaults(*workspace, &defaults(None))
                .await;
            assert_not_found(there);
            let foreign = defaults(Some(credential.id));
            assert_not_found(scoped.put_sending_defaults(own, &foreign).await);
            assert_not_found(
                scoped
                    .create_credential(*workspace, &new_credential())
                    .await,
            );
            let relabel = CredentialChanges {
                label: Some("stolen".to_owned()),
                ..CredentialChanges::default()
            };
            for through in [*workspace, own] {
                let id = credential.id;
                assert!(
                    scoped
                        .update_credential(through, id, &relabel)
                        .await?
                        .is_none()
                );
                assert!(scoped.delete_credential(through, id).await?.is_none());
            }
            let at = credential.created_at;
            assert!(
                !scoped
                    .note_credential_test(credential, at, Some("no"))
                    .await?
            );
            Ok(())
        })
        .await
        .expect("refused without an error");
    assert_eq!(testing::snapshot(&world.store).await, before);
}

#[tokio::test]
async fn another_account_is_another_world() {
    for world in worlds().await {
        let property = property(&world).await;
        sees_nothing(&world, &world.rival.caller, &property).await;
        sees_no_money(&world, &world.rival.caller, property.workspace).await;
        moves_nothing(&world, &world.rival.caller, &property).await;
        changes_nothing(&world, &world.rival.caller, &property).await;
    }
}

#[tokio::test]
async fn a_bound_caller_sees_its_workspace_alone() {
    for world in worlds().await {
        let property = property(&world).await;
        let elsewhere = world.acme.bound_to(world.acme.first.id);
        sees_nothing(&world, &elsewhere, &property).await;
        sees_no_money(&world, &elsewhere, property.workspace).await;
        moves_nothing(&world, &elsewhere, &property).await;
        changes_nothing(&world, &elsewhere, &property).await;
        // The same walk from within must find things, or it would prove nothing.
        let home = world.acme.bound_to(property.workspace);
        let scoped = world.store.scoped(&home);
        assert!(
            scoped
                .api_key(property.key)
                .await
                .expect("an answer")
                .is_some()
        );
        let page = scoped
            .credentials(property.workspace, None, PageRequest::first(1))
            .await;
        assert_eq!(page.expect("a page").items.len(), 1);
        assert_eq!(
            scoped
                .account_totals()
                .await
                .expect("totals")
                .totals
                .inboxes
                .total,
            1
        );
        assert_eq!(
            scoped.spend(None).await.expect("spend").total,
            Cents::new(1799)
        );
    }
}

#[tokio::test]
async fn a_caller_with_ids_of_two_accounts_sees_neither() {
    for world in worlds().await {
        let property = property(&world).await;
        // An account that claims to be bound to another account's workspace.
        let forged = Caller {
            workspace: Some(property.workspace),
            ..world.rival.caller
        };
        let scoped = world.store.scoped(&forged);
        assert!(
            scoped
                .default_workspace()
                .await
                .expect("an answer")
                .is_none()
        );
        assert!(
            scoped
                .workspace(property.workspace)
                .await
                .expect("an answer")
                .is_none()
        );
        assert!(
            scoped
                .api_key(property.key)
                .await
                .expect("an answer")
                .is_none()
        );
        let keys = scoped
            .api_keys(ApiKeyFilter::default(), PageRequest::first(100))
            .await;
        assert!(keys.expect("a page").items.is_empty());
        assert_eq!(scoped.spend(None).await.expect("spend"), Spend::default());
    }
}
