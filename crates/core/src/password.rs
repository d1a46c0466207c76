//! Passwords of users: Argon2id with the parameters that its crate recommends.
//!
//! Hashing takes tens of milliseconds on purpose: call it on a thread that may block, and
//! never while a write transaction is open.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};
use secrecy::{ExposeSecret as _, SecretString};

use crate::entropy::Entropy;

/// A password could not be hashed or a stored hash could not be read.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the password hash could not be made or read: {0}")]
pub struct PasswordError(String);

/// The salted hash of `password` in PHC form (`$argon2id$…`).
///
/// # Errors
/// When the password is longer than Argon2 takes.
pub fn hash(password: &SecretString, entropy: &Entropy) -> Result<String, PasswordError> {
    let salt: [u8; 16] = entropy.bytes();
    Argon2::default()
        .hash_password_with_salt(password.expose_secret().as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|error| PasswordError(error.to_string()))
}

/// Whether `password` is the one that `stored` was made of, by the parameters in `stored`.
///
/// # Errors
/// When `stored` is no hash.
pub fn verify(password: &SecretString, stored: &str) -> Result<bool, PasswordError> {
    let stored = PasswordHash::new(stored).map_err(|error| PasswordError(error.to_string()))?;
    match Argon2::default().verify_password(password.expose_secret().as_bytes(), &stored) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(PasswordError(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_password_verifies() {
        let entropy = Entropy::seeded(5);
        let password = SecretString::from("correct horse");
        let stored = hash(&password, &entropy).expect("a hash");
        assert!(stored.starts_with("$argon2id$"));
        assert!(verify(&password, &stored).expect("a verdict"));
        assert!(!verify(&"battery staple".into(), &stored).expect("a verdict"));
        assert_ne!(hash(&password, &entropy).expect("a hash"), stored);
        assert!(verify(&password, "plain").is_err());
    }
}
