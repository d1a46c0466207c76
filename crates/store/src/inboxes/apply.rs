//! Changes of inboxes, carried out item by item.

use sea_orm::sea_query::{Expr, ExprTrait as _, LockType};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Set,
};
use secrecy::SecretString;
use simpleinboxes_core::id::{DomainId, InboxId, InboxMutationId, InboxMutationKind};
use simpleinboxes_core::status::{
    InboxMutationErrorCode, InboxMutationItemStatus, InboxMutationStatus, InboxMutationType,
    InboxPasswordStatus, InboxStatus,
};
use uuid::Uuid;

use super::mutations::NEW_PASSWORD;
use crate::entities::{domain, inbox, inbox_alias, inbox_mutation, inbox_mutation_item};
use crate::error::{Result, StoreError};
use crate::orders::parsed;
use crate::scoped::ScopedTx;
use crate::secrets::Place;

/// The longest message that is kept, in characters.
const LONGEST: usize = 500;

/// A change that was begun, with those of its inboxes whose turn it is.
#[derive(Debug)]
pub struct PendingMutation {
    /// What is changed.
    pub kind: InboxMutationType,
    /// The inboxes. An earlier change of one that is not here comes first; its end queues this
    /// change again.
    pub items: Vec<PendingItem>,
}

/// An inbox to change.
#[derive(Debug)]
pub struct PendingItem {
    /// The item.
    pub id: Uuid,
    /// The inbox.
    pub inbox: InboxId,
    /// Its new username.
    pub username: Option<String>,
    /// Its new password.
    pub password: Option<SecretString>,
    /// Where its new photo is loaded from.
    pub photo_url: Option<String>,
    /// The photo that was uploaded.
    pub photo_token: Option<String>,
    /// How often it was tried.
    pub attempts: u32,
}

/// What the provider did.
#[derive(Debug, Clone, Default)]
pub struct ItemDone {
    /// Whether the old address is an alias now.
    pub keeps_old_address: bool,
    /// The app password, renewed with the password.
    pub app_password: Option<SecretString>,
    /// The photo that the provider took.
    pub photo_token: Option<String>,
}

/// Why an inbox was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFailure {
    /// For programs.
    pub code: InboxMutationErrorCode,
    /// For people.
    pub message: String,
}

impl ScopedTx<'_> {
    /// Begins a change, or goes on with it; nothing for one that is finished.
    ///
    /// # Errors
    /// When the database fails or a password does not open.
    pub async fn start_mutation(&self, id: InboxMutationId) -> Result<Option<PendingMutation>> {
        let Some(row) = self.lock_mutation(id.uuid()).await? else {
            return Ok(None);
        };
        if row.finished_at.is_some() {
            return Ok(None);
        }
        let kind = parsed(&row.kind, "inbox_mutations.kind")?;
        if row.started_at.is_none() {
            let mut changed: inbox_mutation::ActiveModel = row.into();
            changed.status = Set(InboxMutationStatus::Running.to_string());
            changed.started_at = Set(Some(self.now()));
            changed.update(&self.db).await?;
        }
        let open = self
            .find::<inbox_mutation_item::Entity>()
            .filter(inbox_mutation_item::Column::MutationId.eq(id.uuid()))
            .filter(is_open())
            .order_by_asc(inbox_mutation_item::Column::Position)
            .all(&self.db)
            .await?;
        let mut items = Vec::with_capacity(open.len());
        for row in open {
            if !self.is_its_turn(&row).await? {
                continue;
            }
            match self.refusal(&row).await? {
                // The provider need not be asked.
                Some(failure) => drop(self.finish_item(row.id, Err(failure)).await?),
                None => items.push(self.begin_item(row).await?),
            }
        }
        Ok(Some(PendingMutation { kind, items }))
    }

    /// Ends an item: the inbox is as the provider has made it, or stays as it was. False for one
    /// that had ended before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish_item(
        &self,
        id: Uuid,
        outcome: Result<ItemDone, ItemFailure>,
    ) -> Result<bool> {
        let query = || {
            self.find::<inbox_mutation_item::Entity>()
                .filter(inbox_mutation_item::Column::Id.eq(id))
        };
        let Some(found) = query().one(&self.db).await? else {
            return Ok(false);
        };
        // What follows from it is work on the domain, which is locked before anything of it.
        let domain = match outcome {
            Ok(_) => self.lock_domain_of(found.inbox_id).await?,
            Err(_) => None,
        };
        let Some(mutation) = self.lock_mutation(found.mutation_id).await? else {
            return Ok(false);
        };
        let row = query().one(&self.db).await?;
        let Some(row) = row.filter(|row| row.finished_at.is_none()) else {
            return Ok(false);
        };
        let kind: InboxMutationType = parsed(&mutation.kind, "inbox_mutations.kind")?;
        // Its order may have ended while the provider was asked.
        let outcome = match self.not_in_use(row.inbox_id).await? {
            Some(failure) => Err(failure),
            None => outcome,
        };
        match &outcome {
            Ok(done) => {
                let inbox = self.apply(kind, &row, done).await?;
                if let Some(domain) = &domain {
                    self.hand_over_again(domain, &inbox, kind).await?;
                }
            }
            Err(_) if kind == InboxMutationType::Password => {
                self.say_password(row.inbox_id, InboxPasswordStatus::Failed)
                    .await?;
            }
            Err(_) => {}
        }
        self.end_item(row, &outcome).await?;
        self.count(mutation, outcome.is_ok()).await?;
        self.wake_next(found.inbox_id, id).await?;
        Ok(true)
    }

    async fn end_item(
        &self,
        row: inbox_mutation_item::Model,
        outcome: &Result<ItemDone, ItemFailure>,
    ) -> Result<()> {
        let status = match outcome {
            Ok(_) => InboxMutationItemStatus::Succeeded,
            Err(_) => InboxMutationItemStatus::Failed,
        };
        let failure = outcome.as_ref().err();
        let mut changed: inbox_mutation_item::ActiveModel = row.into();
        changed.status = Set(status.to_string());
        changed.new_password = Set(None);
        changed.new_password_key_version = Set(None);
        changed.error_code = Set(failure.map(|failure| failure.code.to_string()));
        changed.error = Set(failure.map(|failure| failure.message.chars().take(LONGEST).collect()));
        changed.next_attempt_at = Set(None);
        changed.finished_at = Set(Some(self.now()));
        changed.update(&self.db).await?;
        Ok(())
    }

    async fn count(&self, row: inbox_mutation::Model, succeeded: bool) -> Result<()> {
        let good = row.succeeded + i32::from(succeeded);
        let bad = row.failed + i32::from(!succeeded);
        let of = |number: i32| number.unsigned_abs();
        let status = InboxMutationStatus::of(of(row.total), of(good), of(bad));
        let finished = status != InboxMutationStatus::Running;
        let mut changed: inbox_mutation::ActiveModel = row.into();
        changed.succeeded = Set(good);
        changed.failed = Set(bad);
        changed.status = Set(status.to_string());
        changed.finished_at = Set(finished.then(|| self.now()));
        changed.update(&self.db).await?;
        Ok(())
    }

    /// The inbox as the provider has made it.
    async fn apply(
        &self,
        kind: InboxMutationType,
        item: &inbox_mutation_item::Model,
        done: &ItemDone,
    ) -> Result<inbox::Model> {
        let row = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::Id.eq(item.inbox_id))
            .lock(LockType::NoKeyUpdate)
            .one(&self.db)
            .await?;
        let row = row.ok_or(StoreError::NotFound("inbox"))?;
        let id = InboxId::from_uuid(row.id);
        let mut changed: inbox::ActiveModel = row.clone().into();
        match kind {
            InboxMutationType::Rename => {
                if done.keeps_old_address {
                    self.keep_alias(&row).await?;
                }
                // What it gets back is no alias any more.
                self.delete_many::<inbox_alias::Entity>()
                    .filter(inbox_alias::Column::InboxId.eq(row.id))
                    .filter(inbox_alias::Column::Username.eq(item.new_username.clone()))
                    .exec(&self.db)
                    .await?;
                changed.username = Set(item.new_username.clone().unwrap_or(row.username));
                changed.email = Set(item.new_email.clone().unwrap_or(row.email));
            }
            InboxMutationType::Password => {
                let mut secrets = self.inbox_secrets(id).await?.unwrap_or_default();
                secrets.password = self.open_password(item)?;
                if done.app_password.is_some() {
                    secrets.app_password.clone_from(&done.app_password);
                }
                let sealed = self.seal_inbox(id, &secrets)?;
                changed.secrets = Set(Some(sealed.bytes));
                changed.secrets_key_version = Set(Some(sealed.key_version));
                changed.password_status = Set(InboxPasswordStatus::Current.to_string());
                changed.password_changed_at = Set(Some(self.now()));
            }
            InboxMutationType::Photo => {
                if row.photo_token != done.photo_token {
                    self.drop_photo(row.photo_token.as_deref()).await?;
                }
                changed.photo_token = Set(done.photo_token.clone());
                changed.photo_updated_at = Set(Some(self.now()));
            }
        }
        changed.updated_at = Set(self.now());
        Ok(changed.update(&self.db).await?)
    }

    async fn lock_domain_of(&self, inbox: Uuid) -> Result<Option<domain::Model>> {
        let query = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::Id.eq(inbox));
        let Some(row) = query.one(&self.db).await? else {
            return Ok(None);
        };
        let domain = DomainId::from_uuid(row.domain_id);
        Ok(self.lock_domain(domain).await?.map(|(_, domain)| domain))
    }

    /// The sending tool that has the inbox gets its new password or address, too, unless it is
    /// taken out there.
    async fn hand_over_again(
        &self,
        domain: &domain::Model,
        inbox: &inbox::Model,
        kind: InboxMutationType,
    ) -> Result<()> {
        let renamed = match kind {
            InboxMutationType::Password => false,
            InboxMutationType::Rename => true,
            InboxMutationType::Photo => return Ok(()),
        };
        if self.is_being_let_go(domain.id).await? {
            return Ok(());
        }
        if self.ask_renewal(inbox, renamed).await? {
            self.queue_renewal(domain).await?;
        }
        Ok(())
    }

    async fn keep_alias(&self, row: &inbox::Model) -> Result<()> {
        let alias = inbox_alias::ActiveModel {
            id: Set(self.shared.ids.next::<InboxMutationKind>().uuid()),
            account_id: Set(row.account_id),
            workspace_id: Set(row.workspace_id),
            inbox_id: Set(row.id),
            domain_id: Set(row.domain_id),
            username: Set(row.username.clone()),
            created_at: Set(self.now()),
        };
        alias.insert(&self.db).await?;
        Ok(())
    }

    /// Whether an inbox is not in use, which nothing is changed of.
    pub(super) async fn not_in_use(&self, id: Uuid) -> Result<Option<ItemFailure>> {
        let query = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::Id.eq(id));
        let row = query.one(&self.db).await?;
        let row = row.ok_or(StoreError::NotFound("inbox"))?;
        let status: InboxStatus = parsed(&row.status, "inboxes.status")?;
        let in_use = matches!(status, InboxStatus::Active | InboxStatus::Suspended);
        Ok((!in_use).then(|| ItemFailure {
            code: InboxMutationErrorCode::InboxNotActive,
            message: format!("{} is {status}.", row.email),
        }))
    }

    async fn say_password(&self, inbox: Uuid, status: InboxPasswordStatus) -> Result<()> {
        self.update_many::<inbox::Entity>()
            .col_expr(inbox::Column::PasswordStatus, status.as_str().into())
            .filter(inbox::Column::Id.eq(inbox))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Queues the change that waited for the end of this item.
    async fn wake_next(&self, inbox: Uuid, item: Uuid) -> Result<()> {
        let next = self
            .find::<inbox_mutation_item::Entity>()
            .filter(inbox_mutation_item::Column::InboxId.eq(inbox))
            .filter(inbox_mutation_item::Column::Id.ne(item))
            .filter(is_open())
            .order_by_asc(inbox_mutation_item::Column::Id)
            .one(&self.db)
            .await?;
        match next {
            Some(next) => {
                self.queue_mutation(InboxMutationId::from_uuid(next.mutation_id))
                    .await
            }
            None => Ok(()),
        }
    }

    /// Whether no earlier change of the same inbox is open.
    pub(super) async fn is_its_turn(&self, row: &inbox_mutation_item::Model) -> Result<bool> {
        let before = self
            .find::<inbox_mutation_item::Entity>()
            .filter(inbox_mutation_item::Column::InboxId.eq(row.inbox_id))
            .filter(inbox_mutation_item::Column::Id.lt(row.id))
            .filter(is_open())
            .one(&self.db)
            .await?;
        Ok(before.is_none())
    }

    async fn begin_item(&self, row: inbox_mutation_item::Model) -> Result<PendingItem> {
        let item = PendingItem {
            id: row.id,
            inbox: InboxId::from_uuid(row.inbox_id),
            username: row.new_username.clone(),
            password: self.open_password(&row)?,
            photo_url: row.photo_url.clone(),
            photo_token: row.photo_token.clone(),
            attempts: row.attempts.unsigned_abs() + 1,
        };
        let attempts = Expr::col(inbox_mutation_item::Column::Attempts).add(1);
        let running = InboxMutationItemStatus::Running.as_str();
        self.update_many::<inbox_mutation_item::Entity>()
            .col_expr(inbox_mutation_item::Column::Attempts, attempts)
            .col_expr(inbox_mutation_item::Column::Status, running.into())
            .filter(inbox_mutation_item::Column::Id.eq(row.id))
            .exec(&self.db)
            .await?;
        Ok(item)
    }

    /// Takes back that an item was attempted: its provider was not asked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn uncount_item(&self, id: Uuid) -> Result<()> {
        let attempts = Expr::col(inbox_mutation_item::Column::Attempts).sub(1);
        self.update_many::<inbox_mutation_item::Entity>()
            .col_expr(inbox_mutation_item::Column::Attempts, attempts)
            .filter(inbox_mutation_item::Column::Id.eq(id))
            .filter(inbox_mutation_item::Column::Attempts.gt(0))
            .filter(is_open())
            .exec(&self.db)
            .await?;
        Ok(())
    }

    fn open_password(&self, row: &inbox_mutation_item::Model) -> Result<Option<SecretString>> {
        let Some(sealed) = &row.new_password else {
            return Ok(None);
        };
        let place = Place {
            column: NEW_PASSWORD,
            row: row.id.as_bytes(),
        };
        let opened = self.shared.secrets.open(place, sealed)?;
        let text = std::str::from_utf8(&opened).map_err(|_| StoreError::Corrupt {
            column: NEW_PASSWORD,
        })?;
        Ok(Some(SecretString::from(text)))
    }

    pub(super) async fn lock_mutation(&self, id: Uuid) -> Result<Option<inbox_mutation::Model>> {
        let row = self
            .find::<inbox_mutation::Entity>()
            .filter(inbox_mutation::Column::Id.eq(id))
            .lock(LockType::NoKeyUpdate)
            .one(&self.db)
            .await?;
        Ok(row)
    }
}

/// Written out, as the index says it.
pub(super) fn is_open() -> Expr {
    Expr::cust("status IN ('queued', 'running')")
}
