//! Secrets at rest: XChaCha20-Poly1305 under versioned keys that come from outside.
//!
//! A sealed value is `version (4) | nonce (24) | ciphertext and tag`. The tag also covers the
//! column and the row that the value belongs to, so that a value copied to another row or column
//! does not open there. Nonces are random: 192 bits make a repeat out of the question.

mod check;
mod kept;
mod keyring;
mod rotate;

use std::sync::{PoisonError, RwLock};

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use secrecy::ExposeSecret as _;
use simpleinboxes_core::entropy::Entropy;
use zeroize::Zeroizing;

pub use keyring::Keyring;
pub(crate) use rotate::DKIM_KEY;

const VERSION_LENGTH: usize = 4;
const NONCE_LENGTH: usize = 24;

/// Why a secret can't be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// A keyring needs a key; versions are from 1 to 2^31 - 1 and differ.
    #[error("a keyring needs keys with different versions from 1 up")]
    InvalidKeyring,
    /// Sealed under a key that the keyring does not have. After a rotation by another process:
    /// load the keyring anew and hand it to [`crate::Store::replace_keyring`].
    #[error("sealed under key version {0}, which is not in the keyring")]
    UnknownKey(u32),
    /// Not what was sealed, or not for this place, or under another key of the same version.
    #[error("a sealed value does not open")]
    DoesNotOpen,
    /// The cipher refused to work, on a value beyond its limits.
    #[error("a value could not be sealed")]
    DoesNotSeal,
}

/// The column and the row that a sealed value belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// `table.column`
    pub(crate) column: &'static str,
    pub(crate) row: &'a [u8],
}

/// A value that is safe to store.
#[derive(Debug, Clone)]
pub(crate) struct Sealed {
    pub(crate) bytes: Vec<u8>,
    /// The version of its key, beside it in the row, so that rotation finds what is left to do.
    pub(crate) key_version: i32,
}

/// Seals and opens values under a keyring that can be replaced while the store is in use.
#[derive(Debug)]
pub(crate) struct Secrets {
    keyring: RwLock<Keyring>,
    entropy: Entropy,
}

impl Secrets {
    pub(crate) fn new(keyring: Keyring, entropy: Entropy) -> Self {
        Self {
            keyring: RwLock::new(keyring),
            entropy,
        }
    }

    pub(crate) fn replace(&self, keyring: Keyring) {
        *self.keyring.write().unwrap_or_else(PoisonError::into_inner) = keyring;
    }

    pub(crate) fn current_version(&self) -> u32 {
        self.keyring().current_version()
    }

    pub(crate) fn seal(&self, place: Place<'_>, secret: &[u8]) -> Result<Sealed, SecretError> {
        let keyring = self.keyring();
        let version = keyring.current_version();
        let key = keyring.key(version)?;
        let nonce: [u8; NONCE_LENGTH] = self.entropy.bytes();
        let payload = Payload {
            msg: secret,
            aad: &place.associated_data(version),
        };
        let sealed = XChaCha20Poly1305::new(key.expose_secret().into())
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| SecretError::DoesNotSeal)?;
        let bytes = [&version.to_be_bytes()[..], &nonce, &sealed].concat();
        let key_version = i32::try_from(version).map_err(|_| SecretError::InvalidKeyring)?;
        Ok(Sealed { bytes, key_version })
    }

    pub(crate) fn open(
        &self,
        place: Place<'_>,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        let (version, rest) = sealed
            .split_first_chunk::<VERSION_LENGTH>()
            .ok_or(SecretError::DoesNotOpen)?;
        let (nonce, ciphertext) = rest
            .split_first_chunk::<NONCE_LENGTH>()
            .ok_or(SecretError::DoesNotOpen)?;
        let version = u32::from_be_bytes(*version);
        let keyring = self.keyring();
        let key = keyring.key(version)?;
        let payload = Payload {
            msg: ciphertext,
            aad: &place.associated_data(version),
        };
        XChaCha20Poly1305::new(key.expose_secret().into())
            .decrypt(&XNonce::from(*nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| SecretError::DoesNotOpen)
    }

    fn keyring(&self) -> std::sync::RwLockReadGuard<'_, Keyring> {
        self.keyring.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place<'_> {
    fn associated_data(&self, version: u32) -> Vec<u8> {
        // The column's name has no zero byte, so that no two places give the same bytes.
        [
            &version.to_be_bytes()[..],
            self.column.as_bytes(),
            &[0],
            self.row,
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(keys: &[(u32, u8)]) -> Secrets {
        let keys = keys.iter().map(|(version, fill)| (*version, [*fill; 32]));
        Secrets::new(Keyring::new(keys).expect("a keyring"), Entropy::seeded(1))
    }

    fn place<'a>(column: &'static str, row: &'a [u8]) -> Place<'a> {
        Place { column, row }
    }

    #[test]
    fn values_open_only_where_they_were_sealed() {
        let secrets = secrets(&[(1, 7)]);
        let home = place("credentials.secrets", b"row 1");
        let sealed = secrets.seal(home, b"hunter2").expect("sealed").bytes;
        assert_eq!(
            secrets.open(home, &sealed).expect("opens").as_slice(),
            b"hunter2"
        );
        for elsewhere in [
            place("credentials.secrets", b"row 2"),
            place("credentials.config", b"row 1"),
            place("credentials", b".secrets\0row 1"),
        ] {
            assert_eq!(
                secrets.open(elsewhere, &sealed).map(|_| ()),
                Err(SecretError::DoesNotOpen)
            );
        }
        assert!(!sealed.windows(7).any(|window| window == b"hunter2"));
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let secrets = secrets(&[(1, 7)]);
        let home = place("c.s", b"r");
        let sealed = secrets.seal(home, b"hunter2").expect("sealed").bytes;
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(secrets.open(home, &changed).is_err(), "byte {at}");
            assert!(secrets.open(home, &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn equal_values_do_not_look_alike() {
        let secrets = secrets(&[(1, 7)]);
        let home = place("c.s", b"r");
        let seal = || secrets.seal(home, b"hunter2").expect("sealed").bytes;
        assert_ne!(seal(), seal());
    }

    #[test]
    fn old_keys_open_and_the_newest_seals() {
        let home = place("c.s", b"r");
        let old = secrets(&[(1, 7)]).seal(home, b"x").expect("sealed");
        let both = secrets(&[(1, 7), (2, 8)]);
        assert_eq!(both.open(home, &old.bytes).expect("opens").as_slice(), b"x");
        let new = both.seal(home, b"x").expect("sealed");
        assert_eq!((old.key_version, new.key_version), (1, 2));
        let lost = secrets(&[(2, 8)]).open(home, &old.bytes).map(|_| ());
        assert_eq!(lost, Err(SecretError::UnknownKey(1)));
        let other = secrets(&[(1, 9)]).open(home, &old.bytes).map(|_| ());
        assert_eq!(other, Err(SecretError::DoesNotOpen));
    }
}
