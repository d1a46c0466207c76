//! The passwords and the second factor of an inbox, sealed together in its row.

use sea_orm::{ColumnTrait as _, QueryFilter as _};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use simpleinboxes_core::id::InboxId;
use zeroize::{Zeroize as _, Zeroizing};

use crate::entities::inbox::{Column, Entity};
use crate::error::{Result, StoreError};
use crate::scoped::{Scoped, ScopedTx};
use crate::secrets::{Place, Sealed};

/// The column.
pub(crate) const SECRETS: &str = "inboxes.secrets";

/// What an inbox is logged in to with.
#[derive(Debug, Clone, Default)]
pub struct InboxSecrets {
    /// The password that works.
    pub password: Option<SecretString>,
    /// The one that is on its way to the provider.
    pub next_password: Option<SecretString>,
    /// The password for mail programs, where the provider has such a thing.
    pub app_password: Option<SecretString>,
    /// The second factor's secret, in base32.
    pub mfa_secret: Option<SecretString>,
}

/// The same as it is sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    password: Option<String>,
    next_password: Option<String>,
    app_password: Option<String>,
    mfa_secret: Option<String>,
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.password.zeroize();
        self.next_password.zeroize();
        self.app_password.zeroize();
        self.mfa_secret.zeroize();
    }
}

impl Kept {
    fn of(secrets: &InboxSecrets) -> Self {
        let exposed = |secret: &Option<SecretString>| {
            let secret = secret.as_ref();
            secret.map(|secret| secret.expose_secret().to_owned())
        };
        Self {
            password: exposed(&secrets.password),
            next_password: exposed(&secrets.next_password),
            app_password: exposed(&secrets.app_password),
            mfa_secret: exposed(&secrets.mfa_secret),
        }
    }

    fn open(mut self) -> InboxSecrets {
        InboxSecrets {
            password: self.password.take().map(SecretString::from),
            next_password: self.next_password.take().map(SecretString::from),
            app_password: self.app_password.take().map(SecretString::from),
            mfa_secret: self.mfa_secret.take().map(SecretString::from),
        }
    }
}

impl Scoped<'_> {
    /// What an inbox is logged in to with; nothing for one that has none or that the caller does
    /// not see.
    ///
    /// # Errors
    /// When the database fails or they do not open.
    pub async fn inbox_secrets(&self, id: InboxId) -> Result<Option<InboxSecrets>> {
        let row = self.find::<Entity>().filter(Column::Id.eq(id.uuid()));
        let sealed = row.one(&self.db).await?.and_then(|row| row.secrets);
        let Some(sealed) = sealed else {
            return Ok(None);
        };
        let uuid = id.uuid();
        let opened = self.shared.secrets.open(place(uuid.as_bytes()), &sealed)?;
        let kept: Kept =
            serde_json::from_slice(&opened).map_err(|_| StoreError::Corrupt { column: SECRETS })?;
        Ok(Some(kept.open()))
    }
}

impl ScopedTx<'_> {
    /// Seals what an inbox is logged in to with, for its row.
    pub(crate) fn seal_inbox(&self, id: InboxId, secrets: &InboxSecrets) -> Result<Sealed> {
        let kept = Zeroizing::new(
            serde_json::to_vec(&Kept::of(secrets))
                .map_err(|_| StoreError::Corrupt { column: SECRETS })?,
        );
        let uuid = id.uuid();
        Ok(self.shared.secrets.seal(place(uuid.as_bytes()), &kept)?)
    }
}

const fn place(row: &[u8]) -> Place<'_> {
    Place {
        column: SECRETS,
        row,
    }
}
