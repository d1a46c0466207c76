//! Whether the keyring is the one that this database was begun with.
//!
//! A word sealed by whoever came first lies among the settings. Whoever can't open it has another
//! key, and would only find out at the first secret, or seal what the others can't open.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{Place, SecretError};
use crate::error::{Result, StoreError};
use crate::store::{Shared, Store, Tx};

/// The setting that holds the word.
const NAME: &str = "keyring_check";

const WORD: &[u8] = b"simpleinboxes";

const PLACE: Place<'static> = Place {
    column: "settings.value",
    row: NAME.as_bytes(),
};

impl Store {
    /// Whether a keyring was used on this database before: then it takes that one to open it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_keyring(&self) -> Result<bool> {
        Ok(self.setting(NAME).await?.is_some())
    }

    /// Checks that the keyring is the one that this database was begun with, or begins it.
    ///
    /// # Errors
    /// [`StoreError::Secret`] when it is another; those of the database.
    pub async fn check_keyring(&self) -> Result<()> {
        if let Some(sealed) = self.setting(NAME).await? {
            return open(&self.shared, &sealed);
        }
        // Of two replicas that start together, each with a key of its own, one must lose.
        let tx = self.begin_start().await?;
        match tx.setting(NAME).await? {
            Some(sealed) => open(&self.shared, &sealed),
            None => {
                tx.reseal_word().await?;
                tx.commit().await
            }
        }
    }
}

impl Tx {
    /// Seals the word under the newest key.
    pub(super) async fn reseal_word(&self) -> Result<()> {
        let sealed = self.shared.secrets.seal(PLACE, WORD)?;
        self.set_setting(NAME, &STANDARD.encode(sealed.bytes)).await
    }
}

fn open(shared: &Shared, sealed: &str) -> Result<()> {
    let sealed = STANDARD.decode(sealed).map_err(|_| StoreError::Corrupt {
        column: PLACE.column,
    })?;
    let word = shared.secrets.open(PLACE, &sealed)?;
    if word.as_slice() == WORD {
        Ok(())
    } else {
        Err(SecretError::DoesNotOpen.into())
    }
}
