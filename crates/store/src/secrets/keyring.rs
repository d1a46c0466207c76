//! The keys that secrets are sealed under.

use std::collections::BTreeMap;

use secrecy::SecretBox;

use super::SecretError;

/// Keys by version. The highest version seals; the others only open what they sealed.
pub struct Keyring {
    keys: BTreeMap<u32, SecretBox<[u8; 32]>>,
    current: u32,
}

impl Keyring {
    /// A keyring of these keys.
    ///
    /// # Errors
    /// Without a key, with two of one version, or with a version that is 0 or above 2^31 - 1.
    pub fn new(keys: impl IntoIterator<Item = (u32, [u8; 32])>) -> Result<Self, SecretError> {
        let mut ring = BTreeMap::new();
        for (version, key) in keys {
            let valid = version > 0 && i32::try_from(version).is_ok();
            if !valid
                || ring
                    .insert(version, SecretBox::new(Box::new(key)))
                    .is_some()
            {
                return Err(SecretError::InvalidKeyring);
            }
        }
        let current = ring.keys().next_back().copied();
        let current = current.ok_or(SecretError::InvalidKeyring)?;
        Ok(Self {
            keys: ring,
            current,
        })
    }

    /// The version that seals.
    #[must_use]
    pub const fn current_version(&self) -> u32 {
        self.current
    }

    pub(super) fn key(&self, version: u32) -> Result<&SecretBox<[u8; 32]>, SecretError> {
        self.keys
            .get(&version)
            .ok_or(SecretError::UnknownKey(version))
    }
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keyring")
            .field("versions", &self.keys.keys())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keyrings_are_checked() {
        assert!(Keyring::new([]).is_err());
        assert!(Keyring::new([(0, [0; 32])]).is_err());
        assert!(Keyring::new([(1, [0; 32]), (1, [1; 32])]).is_err());
        assert!(Keyring::new([(u32::MAX, [0; 32])]).is_err());
        let ring = Keyring::new([(3, [0; 32]), (1, [1; 32])]).expect("a keyring");
        assert_eq!(ring.current_version(), 3);
    }

    #[test]
    fn keys_do_not_print() {
        let ring = Keyring::new([(1, [0xab; 32])]).expect("a keyring");
        assert_eq!(format!("{ring:?}"), "Keyring { versions: [1], .. }");
    }
}
