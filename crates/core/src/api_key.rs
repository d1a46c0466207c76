//! The material of API keys and of dashboard sessions.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroize as _;

use crate::base62;
use crate::entropy::Entropy;
use crate::token::TokenHash;

/// Characters of a key that are kept to show it.
const DISPLAY_LENGTH: usize = 12;

/// Whether a deployment moves real money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeyMode {
    /// `si_live_…`
    #[default]
    Live,
    /// `si_test_…`, on a sandbox deployment.
    Test,
}

impl KeyMode {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Live => "si_live_",
            Self::Test => "si_test_",
        }
    }
}

/// A whole API key: shown once to its owner and never stored.
#[derive(Debug, Clone)]
pub struct ApiKeySecret(SecretString);

/// Text that can't be an API key of this deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an API key")]
pub struct MalformedKey;

impl ApiKeySecret {
    /// A new key from 256 random bits.
    #[must_use]
    pub fn generate(mode: KeyMode, entropy: &Entropy) -> Self {
        Self(random_token(mode.prefix(), entropy))
    }

    /// Reads a key that a client sent. Of either mode: whether it exists, the hash decides.
    ///
    /// # Errors
    /// When the text has not the form of a key, so that no query is needed to refuse it.
    pub fn parse(text: &str) -> Result<Self, MalformedKey> {
        [KeyMode::Live, KeyMode::Test]
            .iter()
            .find_map(|mode| text.strip_prefix(mode.prefix()))
            .filter(|rest| base62::is_encoded(rest))
            .map(|_| Self(text.into()))
            .ok_or(MalformedKey)
    }

    /// What is stored in the key's place.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(self.0.expose_secret())
    }

    /// The first 12 characters, by which its owner knows it again.
    #[must_use]
    pub fn display_prefix(&self) -> &str {
        &self.0.expose_secret()[..DISPLAY_LENGTH]
    }

    /// The key itself, for the one answer that shows it.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// The bearer token of a dashboard session: shown once and never stored.
#[derive(Debug, Clone)]
pub struct SessionToken(SecretString);

impl SessionToken {
    /// A new token from 256 random bits.
    #[must_use]
    pub fn generate(entropy: &Entropy) -> Self {
        Self(random_token("si_session_", entropy))
    }

    /// The hash under which it is stored.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(self.0.expose_secret())
    }

    /// The token itself, for the one answer that shows it.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

fn random_token(prefix: &'static str, entropy: &Entropy) -> SecretString {
    let mut bits: [u8; 32] = entropy.bytes();
    let mut digits = base62::encode(&bits);
    let token = SecretString::from(format!("{prefix}{digits}"));
    bits.zeroize();
    digits.zeroize();
    token
}

impl fmt::Display for KeyMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Live => "live",
            Self::Test => "test",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_the_documented_form() {
        let entropy = Entropy::seeded(3);
        let key = ApiKeySecret::generate(KeyMode::Live, &entropy);
        assert_eq!(key.expose().len(), 8 + 43);
        assert!(key.expose().starts_with("si_live_"));
        assert_eq!(key.display_prefix(), &key.expose()[..12]);
        let again = ApiKeySecret::parse(key.expose()).expect("a key");
        assert_eq!(again.hash(), key.hash());
        let other = ApiKeySecret::generate(KeyMode::Test, &entropy);
        assert!(other.expose().starts_with("si_test_"));
        assert_ne!(other.hash(), key.hash());
    }

    #[test]
    fn what_has_another_form_is_no_key() {
        let digits = "a".repeat(43);
        assert!(ApiKeySecret::parse(&format!("si_live_{digits}")).is_ok());
        for wrong in [
            String::new(),
            digits.clone(),
            format!("si_live_{digits}a"),
            format!("si_prod_{digits}"),
            format!("si_live_{}-", "a".repeat(42)),
            format!("si_live_{}é", "a".repeat(41)),
        ] {
            assert!(ApiKeySecret::parse(&wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn secrets_do_not_print() {
        let entropy = Entropy::seeded(4);
        let key = ApiKeySecret::generate(KeyMode::Live, &entropy);
        let token = SessionToken::generate(&entropy);
        assert!(!format!("{key:?}").contains(&key.expose()[8..]));
        assert!(!format!("{token:?}").contains(&token.expose()[11..]));
    }
}
