//! The fence: what belongs to another account, or to a workspace that a caller is not bound to,
//! does not exist for them, and nothing that they try changes anything.

use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::id::{ApiKeyId, CredentialId, InvoiceId, TransactionId, WorkspaceId};
use simpleinboxes_core::scope::Scopes;
use simpleinboxes_core::status::{DomainStatus, InboxStatus, OrderStatus, SendingTool};
use simpleinboxes_store::{
    ApiKeyFilter, Caller, Credential, CredentialChanges, InvoiceList, NewApiKey, NewCredential,
    NewDefaults, NewInvoice, PageRequest, Spend, ToolFields, WorkspaceChanges, WorkspaceDetails,
    WorkspaceTotals, testing,
};

use crate::billing;
use crate::ledger::fence::{self, Money};
use crate::support::{World, assert_not_found, new_secret, worlds};

/// Something of everything, in one workspace of `acme`.
struct Property {
    workspace: WorkspaceId,
    key: ApiKeyId,
    credential: Credential,
    money: Money,
    invoice: InvoiceId,
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
    let money = fence::money(world, workspace).await;
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
        let party = billing::party("Northwind");
        scoped.put_billing_details(workspace, &party).await?;
        let transaction = TransactionId::from_uuid(workspace.uuid());
        let invoice = NewInvoice {
            transaction: Some(transaction),
            ..billing::custom(world, Some(workspace))
        };
        let invoice = scoped.create_invoice(&invoice).await?.id;
        Ok((key, credential, invoice))
    });
    let (key, credential, invoice) = made.await.expect("property");
    Property {
        workspace,
        key,
        credential,
        money,
        invoice,
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
    sees_no_bills(world, stranger, property).await;
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

/// The same of billing.
async fn sees_no_bills(world: &World, stranger: &Caller, property: &Property) {
    let workspace = property.workspace;
    let scoped = world.store.scoped(stranger);
    let details = scoped.billing_details(workspace).await;
    assert!(details.expect("an answer").is_none());
    for list in [
        InvoiceList::Provider,
        InvoiceList::Topups,
        InvoiceList::Custom,
    ] {
        for of in [Some(workspace), None] {
            let page = scoped.invoices(list, of, PageRequest::first(10)).await;
            assert!(page.expect("a page").items.is_empty());
        }
    }
    let found = scoped
        .custom_invoice(TransactionId::from_uuid(workspace.uuid()))
        .await;
    assert!(found.expect("an answer").is_none());
    let found = scoped.custom_invoice_numbered("SI-2026-000001").await;
    assert!(found.expect("an answer").is_none());
    let until = world.clock.now() + chrono::TimeDelta::days(99);
    let upcoming = scoped.upcoming_renewals(workspace, until).await;
    assert_eq!(upcoming.expect("a sum"), Cents::ZERO);
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
        invoice,
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
            let party = billing::party("Stolen");
            assert_not_found(scoped.put_billing_details(*workspace, &party).await);
            let bill = billing::custom(world, Some(*workspace));
            assert_not_found(scoped.create_invoice(&bill).await);
            assert!(scoped.settle_invoice(*invoice, None).await?.is_none());
            assert!(scoped.void_invoice(*invoice).await?.is_none());
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
        fence::sees_no_money(&world, &world.rival.caller, property.workspace).await;
        fence::moves_nothing(&world, &world.rival.caller, &property.money).await;
        changes_nothing(&world, &world.rival.caller, &property).await;
    }
}

#[tokio::test]
async fn a_bound_caller_sees_its_workspace_alone() {
    for world in worlds().await {
        let property = property(&world).await;
        let elsewhere = world.acme.bound_to(world.acme.first.id);
        sees_nothing(&world, &elsewhere, &property).await;
        fence::sees_no_money(&world, &elsewhere, property.workspace).await;
        fence::moves_nothing(&world, &elsewhere, &property.money).await;
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
        let bills = scoped.invoices(InvoiceList::Custom, None, PageRequest::first(10));
        assert_eq!(bills.await.expect("a page").items.len(), 1);
        let details = scoped.billing_details(property.workspace).await;
        assert!(details.expect("an answer").expect("seen").party.is_some());
        let transaction = TransactionId::from_uuid(property.workspace.uuid());
        let bill = scoped.custom_invoice(transaction).await;
        assert!(bill.expect("an answer").is_some());
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
