//! What steps find out about domains and inboxes, kept where it is read.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};
use secrecy::SecretString;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{DomainId, InboxId};
use simpleinboxes_core::machine::InboxEvent;
use simpleinboxes_core::status::{InboxPasswordStatus, InboxStatus};

use crate::entities::{domain, inbox};
use crate::error::Result;
use crate::orders::write_json;
use crate::scoped::ScopedTx;

/// The registration of a domain that was bought or renewed here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The registrar that holds it.
    pub registrar: String,
    /// How it calls the purchase.
    pub reference: Option<String>,
    /// Since when.
    pub registered_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// The zone of a domain at the DNS host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainZone {
    /// Which host.
    pub host: String,
    /// How it calls the zone.
    pub id: String,
    /// The nameservers that it assigned.
    pub nameservers: Vec<String>,
}

/// A mailbox that the provider has made.
#[derive(Debug, Clone, Default)]
pub struct MadeInbox {
    /// How the provider calls it.
    pub vendor_id: Option<String>,
    /// The password for mail programs, where there is such a thing.
    pub app_password: Option<SecretString>,
    /// The second factor's secret, where it has one.
    pub mfa_secret: Option<SecretString>,
}

impl ScopedTx<'_> {
    /// Notes who holds a domain and until when. False for a domain that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_registration(&self, id: DomainId, found: &Registration) -> Result<bool> {
        let Some((_, row)) = self.lock_domain(id).await? else {
            return Ok(false);
        };
        let mut changed: domain::ActiveModel = row.into();
        changed.registrar = Set(Some(found.registrar.clone()));
        changed.registrar_reference = Set(found.reference.clone());
        changed.registered_at = Set(Some(found.registered_at));
        changed.expires_at = Set(Some(found.expires_at));
        changed.updated_at = Set(self.now());
        changed.update(&self.db).await?;
        Ok(true)
    }

    /// Notes until when a domain is registered that was renewed, with it and with whatever row
    /// tells of the same registration: it may have come into another order since. False for a
    /// domain that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn extend_registration(&self, id: DomainId, expires_at: Timestamp) -> Result<bool> {
        let Some((_, row)) = self.lock_domain(id).await? else {
            return Ok(false);
        };
        self.update_many::<domain::Entity>()
            .col_expr(domain::Column::ExpiresAt, Some(expires_at).into())
            .col_expr(domain::Column::UpdatedAt, self.now().into())
            .filter(domain::Column::Name.eq(row.name))
            .filter(domain::Column::Registrar.eq(row.registrar))
            .filter(domain::Column::ExpiresAt.eq(row.expires_at))
            .exec(&self.db)
            .await?;
        Ok(true)
    }

    /// Notes where a domain's zone is. The delegation is looked up from a minute later on. False
    /// for a domain that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_domain_zone(&self, id: DomainId, zone: &DomainZone) -> Result<bool> {
        let Some((_, row)) = self.lock_domain(id).await? else {
            return Ok(false);
        };
        let now = self.now();
        let mut nameservers = zone.nameservers.clone();
        nameservers.sort_unstable();
        let made_at = row.zone_created_at.unwrap_or(now);
        let mut changed: domain::ActiveModel = row.into();
        changed.dns_host = Set(Some(zone.host.clone()));
        changed.zone_id = Set(Some(zone.id.clone()));
        changed.nameservers_assigned = Set(write_json(&nameservers)?);
        changed.zone_created_at = Set(Some(made_at));
        changed.nameservers_next_check_at = Set(Some(now + chrono::TimeDelta::minutes(1)));
        changed.updated_at = Set(now);
        changed.update(&self.db).await?;
        Ok(true)
    }

    /// Puts an inbox into use that the provider has made. False for one that is not being made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn activate_inbox(&self, id: InboxId, made: &MadeInbox) -> Result<bool> {
        let query = || {
            self.find::<inbox::Entity>()
                .filter(inbox::Column::Id.eq(id.uuid()))
        };
        let Some(found) = query().one(&self.db).await? else {
            return Ok(false);
        };
        let domain = DomainId::from_uuid(found.domain_id);
        if self.lock_domain(domain).await?.is_none() {
            return Ok(false);
        }
        let Some(row) = query().one(&self.db).await? else {
            return Ok(false);
        };
        if row.status != InboxStatus::Provisioning.as_str() {
            return Ok(false);
        }
        let mut secrets = self.inbox_secrets(id).await?.unwrap_or_default();
        secrets.app_password.clone_from(&made.app_password);
        secrets.mfa_secret.clone_from(&made.mfa_secret);
        let sealed = self.seal_inbox(id, &secrets)?;
        let mut changed: inbox::ActiveModel = row.into();
        changed.vendor_id = Set(made.vendor_id.clone());
        changed.secrets = Set(Some(sealed.bytes));
        changed.secrets_key_version = Set(Some(sealed.key_version));
        changed.password_status = Set(InboxPasswordStatus::Current.to_string());
        changed.password_changed_at = Set(Some(self.now()));
        changed.mfa_enabled = Set(made.mfa_secret.is_some());
        let row = changed.update(&self.db).await?;
        self.move_inbox(row, InboxEvent::Activate, None).await
    }
}
