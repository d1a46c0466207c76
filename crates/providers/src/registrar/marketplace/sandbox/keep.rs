//! Reading and changing what the sandbox keeps.

use aws_lc_rs::digest;
use chrono::Duration;
use serde::Serialize;
use serde::de::DeserializeOwned;
use simpleinboxes_core::Timestamp;

use super::Sandbox;
use super::records::{Bought, CONTACT, DOMAIN};
use crate::domain_name::DomainName;
use crate::hex::hex;
use crate::registrar::RegistrarError;
use crate::registrar::marketplace::{Contact, ContactId};
use crate::state::{StateError, Write};

/// How often a change is tried anew when others changed the same document meanwhile.
pub(super) const TRIES: u32 = 64;

/// How long an expired domain is kept for its owner.
const GRACE: Duration = Duration::days(30);

/// A document as it was read.
pub(super) struct Kept<T> {
    pub(super) version: i64,
    pub(super) value: T,
}

impl Sandbox {
    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(super) async fn read<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        id: &str,
    ) -> Result<Option<Kept<T>>, RegistrarError> {
        let Some(document) = self.state.get(kind, id).await? else {
            return Ok(None);
        };
        Ok(Some(Kept {
            version: document.version,
            value: serde_json::from_value(document.value).map_err(unreadable)?,
        }))
    }

    /// What was sold of a domain, also when it was given up since.
    pub(super) async fn sold(
        &self,
        domain: &DomainName,
    ) -> Result<Option<Kept<Bought>>, RegistrarError> {
        self.read(DOMAIN, domain.as_str()).await
    }

    /// Whether a domain that was sold still belongs to its owner.
    pub(super) fn is_held(&self, bought: &Bought) -> bool {
        self.now() < bought.expires_at + GRACE
    }

    /// A domain of the account, if the account shows it.
    pub(super) async fn owned(
        &self,
        domain: &DomainName,
    ) -> Result<Option<Kept<Bought>>, RegistrarError> {
        let kept = self.sold(domain).await?;
        Ok(kept.filter(|kept| self.is_held(&kept.value) && kept.value.shows_at <= self.now()))
    }

    /// Keeps a domain; false if somebody else changed it since it was read.
    pub(super) async fn put(
        &self,
        domain: &DomainName,
        expected: Option<i64>,
        value: &Bought,
    ) -> Result<bool, RegistrarError> {
        let write = write(DOMAIN, domain.as_str(), expected, value)?;
        Ok(self.state.commit(vec![write]).await?)
    }

    pub(super) async fn keep_contact(
        &self,
        contact: &Contact,
    ) -> Result<ContactId, RegistrarError> {
        let text = serde_json::to_string(contact).map_err(unreadable)?;
        let hash = hex(digest::digest(&digest::SHA256, text.as_bytes()).as_ref());
        let id = format!("con_{}", &hash[..24]);
        // A contact that is there already is this one: its id says so.
        let write = write(CONTACT, &id, None, contact)?;
        self.state.commit(vec![write]).await?;
        Ok(ContactId(id))
    }
}

fn write<T: Serialize>(
    kind: &'static str,
    id: &str,
    expected: Option<i64>,
    value: &T,
) -> Result<Write, RegistrarError> {
    Ok(Write {
        kind,
        id: id.to_owned(),
        expected,
        value: Some(serde_json::to_value(value).map_err(unreadable)?),
    })
}

pub(super) fn crowded() -> RegistrarError {
    RegistrarError::State("too many changes at once".to_owned())
}

fn unreadable(error: serde_json::Error) -> RegistrarError {
    RegistrarError::State(error.to_string())
}

impl From<StateError> for RegistrarError {
    fn from(error: StateError) -> Self {
        Self::State(error.0)
    }
}
