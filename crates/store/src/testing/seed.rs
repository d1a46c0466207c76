//! Rows that no command makes yet, for tests of what counts them.

use sea_orm::{ActiveModelTrait as _, EntityTrait as _, Set};
use serde_json::json;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::{
    AccountId, DomainId, DomainKind, InboxId, InboxKind, OrderId, OrderKind, RecoveryEntryId,
    WorkspaceId,
};
use simpleinboxes_core::status::{
    DomainStatus, InboxStatus, MailboxProvider, OrderStatus, RecoveryStatus,
};

use crate::entities::{domain, inbox, order, recovery_entry};
use crate::{Actor, Caller, InboxSecrets, Store, StoreError, Tx};

/// Puts rows into one workspace.
#[derive(Debug)]
pub struct Seed<'a> {
    /// The store.
    pub store: &'a Store,
    /// The account.
    pub account: AccountId,
    /// Its workspace.
    pub workspace: WorkspaceId,
}

impl Seed<'_> {
    fn now(&self) -> Timestamp {
        self.store.shared.clock.now()
    }

    /// An order.
    ///
    /// # Panics
    /// When it can't be written, like all methods here.
    pub async fn order(&self, status: OrderStatus) -> OrderId {
        let id = self.store.shared.ids.next::<OrderKind>();
        let owes = matches!(status, OrderStatus::Unpaid | OrderStatus::PastDue);
        let ends = |end| (status == end).then(|| self.now());
        let row = order::ActiveModel {
            id: Set(id.uuid()),
            account_id: Set(self.account.uuid()),
            workspace_id: Set(self.workspace.uuid()),
            provider: Set(MailboxProvider::Google.to_string()),
            status: Set(status.to_string()),
            round: Set(1),
            price_book: Set("seed".to_owned()),
            lines: Set(json!([])),
            inbox_subtotal_cents: Set(350),
            domain_subtotal_cents: Set(0),
            discount_cents: Set(0),
            total_cents: Set(350),
            outstanding_cents: Set(if owes { 350 } else { 0 }),
            refunded_cents: Set(0),
            sending_tool_tags: Set(json!([])),
            first_domain: Set("try-northwind.com".to_owned()),
            domain_count: Set(1),
            inbox_count: Set(1),
            auto_renew: Set(false),
            months: Set(0),
            renewal_attempts: Set(0),
            cancel_at: Set(ends(OrderStatus::CancellationQueued)),
            canceled_at: Set(ends(OrderStatus::Canceled)),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
            ..Default::default()
        };
        row.insert(&self.store.connections.writer)
            .await
            .expect("an order");
        id
    }

    /// A domain of an order.
    ///
    /// # Panics
    /// When it can't be written.
    pub async fn domain(&self, order: OrderId, name: &str, status: DomainStatus) -> DomainId {
        let id = self.store.shared.ids.next::<DomainKind>();
        let row = domain::ActiveModel {
            id: Set(id.uuid()),
            account_id: Set(self.account.uuid()),
            workspace_id: Set(self.workspace.uuid()),
            order_id: Set(Some(order.uuid())),
            round: Set(1),
            position: Set(0),
            name: Set(name.to_owned()),
            source: Set("owned".to_owned()),
            provider: Set(Some(MailboxProvider::Google.to_string())),
            status: Set(status.to_string()),
            forwarding_status: Set("off".to_owned()),
            forwarding_permanent: Set(false),
            forwarding_keep_path: Set(false),
            nameserver_status: Set("unknown".to_owned()),
            nameservers_assigned: Set(json!([])),
            nameservers_found: Set(json!([])),
            mail_dns_status: Set("unknown".to_owned()),
            mail_dns: Set(json!({})),
            zone_serial: Set(0),
            auto_renew: Set(false),
            premium: Set(false),
            sending_tool_tags: Set(json!([])),
            overrides: Set(json!({})),
            released_at: Set((status == DomainStatus::Released).then(|| self.now())),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
            ..Default::default()
        };
        row.insert(&self.store.connections.writer)
            .await
            .expect("a domain");
        id
    }

    /// Makes an order renew.
    ///
    /// # Panics
    /// When it can't be written.
    pub async fn order_renews(&self, id: OrderId, at: Timestamp, price: Cents) {
        let row = order::ActiveModel {
            id: Set(id.uuid()),
            auto_renew: Set(true),
            renews_at: Set(Some(at)),
            renewal_cents: Set(Some(price.get())),
            ..Default::default()
        };
        row.update(&self.store.connections.writer)
            .await
            .expect("an order that renews");
    }

    /// Sends web visitors of a domain on.
    ///
    /// # Panics
    /// When it can't be written.
    pub async fn domain_forwards(&self, id: DomainId, url: &str, permanent: bool, keep_path: bool) {
        let row = domain::ActiveModel {
            id: Set(id.uuid()),
            forwarding_status: Set("active".to_owned()),
            forwarding_url: Set(Some(url.to_owned())),
            forwarding_permanent: Set(permanent),
            forwarding_keep_path: Set(keep_path),
            ..Default::default()
        };
        row.update(&self.store.connections.writer)
            .await
            .expect("a domain that forwards");
    }

    /// Makes a domain renew, or not.
    ///
    /// # Panics
    /// When it can't be written.
    pub async fn domain_renews(&self, id: DomainId, at: Timestamp, price: Cents, auto_renew: bool) {
        let row = domain::ActiveModel {
            id: Set(id.uuid()),
            auto_renew: Set(auto_renew),
            renews_at: Set(Some(at)),
            renewal_cents: Set(Some(price.get())),
            ..Default::default()
        };
        row.update(&self.store.connections.writer)
            .await
            .expect("a domain that renews");
    }

    /// Gives an inbox that is in use a password, as whoever made it would have.
    ///
    /// # Panics
    /// When it can't be written.
    pub async fn give_password(&self, id: InboxId) {
        let secrets = InboxSecrets {
            password: Some("Made-up-Passw0rd-1".into()),
            ..InboxSecrets::default()
        };
        let caller = Caller::system(self.account);
        let work = async |tx: &Tx| {
            let sealed = tx.scoped(&caller).seal_inbox(id, &secrets)?;
            let row = inbox::ActiveModel {
                id: Set(id.uuid()),
                secrets: Set(Some(sealed.bytes)),
                secrets_key_version: Set(Some(sealed.key_version)),
                password_status: Set("current".to_owned()),
                password_changed_at: Set(Some(self.now())),
                ..Default::default()
            };
            row.update(&tx.inner).await?;
            Ok::<_, StoreError>(())
        };
        self.store.write(work).await.expect("a password");
    }

    /// An inbox of a domain.
    ///
    /// # Panics
    /// When it can't be written.
    pub async fn inbox(
        &self,
        order: OrderId,
        domain: DomainId,
        username: &str,
        status: InboxStatus,
    ) -> InboxId {
        let id = self.store.shared.ids.next::<InboxKind>();
        let name = domain::Entity::find_by_id(domain.uuid())
            .one(&self.store.connections.reader)
            .await
            .expect("an answer")
            .expect("a domain")
            .name;
        let row = inbox::ActiveModel {
            id: Set(id.uuid()),
            account_id: Set(self.account.uuid()),
            workspace_id: Set(self.workspace.uuid()),
            order_id: Set(order.uuid()),
            domain_id: Set(domain.uuid()),
            provider: Set(MailboxProvider::Google.to_string()),
            position: Set(0),
            username: Set(username.to_owned()),
            email: Set(format!("{username}@{name}")),
            first_name: Set("Jane".to_owned()),
            last_name: Set("Doe".to_owned()),
            status: Set(status.to_string()),
            password_status: Set("none".to_owned()),
            mfa_enabled: Set(false),
            upload_tags: Set(json!([])),
            upload_asked: Set(0),
            upload_answered: Set(0),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
            canceled_at: Set((status == InboxStatus::Canceled).then(|| self.now())),
            ..Default::default()
        };
        row.insert(&self.store.connections.writer)
            .await
            .expect("an inbox");
        id
    }

    /// Puts an entry of the Recovery Pool into a state.
    ///
    /// # Panics
    /// When it can't be written.
    pub async fn recovery_is(&self, id: RecoveryEntryId, status: RecoveryStatus) {
        let now = self.now();
        let when = |end| (status == end).then_some(now);
        let row = recovery_entry::ActiveModel {
            id: Set(id.uuid()),
            status: Set(status.to_string()),
            ready_at: Set(when(RecoveryStatus::Ready)),
            reactivated_at: Set(when(RecoveryStatus::Reactivated)),
            removed_at: Set(when(RecoveryStatus::Removed)),
            next_check_at: Set(None),
            advance_at: Set(None),
            ..Default::default()
        };
        row.update(&self.store.connections.writer)
            .await
            .expect("an entry");
    }

    /// A movement of money from outside to an account of the workspace: `revenue`, …
    ///
    /// # Panics
    /// When it can't be written.
    pub async fn posting(&self, ledger_account: &str, amount: Cents) {
        let kind = ledger_account.parse().expect("a kind");
        let caller = Caller {
            account: self.account,
            workspace: None,
            actor: Actor::System,
        };
        self.store
            .write(async |tx| {
                let scoped = tx.scoped(&caller);
                scoped.seed_posting(self.workspace, kind, amount).await
            })
            .await
            .expect("a posting");
    }
}
