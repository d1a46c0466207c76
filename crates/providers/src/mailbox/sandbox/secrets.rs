//! What is secret in the sandbox. All of it is made from names with the sandbox's key and can be
//! made again, so that none of it is kept.

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::prelude::{BASE64_STANDARD, Engine};
use secrecy::{ExposeSecret, SecretString};

use super::SandboxHost;
use crate::mailbox::{DomainName, Reference};

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

impl SandboxHost {
    fn derived(&self, what: &str, name: &str) -> [u8; 32] {
        let tag = hmac::sign(&self.key, format!("{what}:{name}").as_bytes());
        let mut bytes = [0; 32];
        bytes.copy_from_slice(tag.as_ref());
        bytes
    }

    /// What a password is recognised by. Of use to nobody without the key.
    pub(super) fn password_hash(&self, password: &SecretString) -> SecretString {
        let tag = self.derived("password", password.expose_secret());
        format!("{{SANDBOX}}{}", BASE64_STANDARD.encode(tag)).into()
    }

    /// Sixteen letters, as Google's.
    pub(super) fn app_password(&self, reference: &Reference) -> SecretString {
        let bytes = self.derived("app-password", reference.as_str());
        let letters = bytes
            .iter()
            .take(16)
            .map(|byte| char::from(b'a' + byte % 26));
        letters.collect::<String>().into()
    }

    /// The shared secret of the second factor: 160 bits in base32.
    pub(super) fn totp_secret(&self, reference: &Reference) -> SecretString {
        let bytes = self.derived("totp", reference.as_str());
        let digits = bytes
            .iter()
            .map(|byte| char::from(BASE32[usize::from(byte % 32)]));
        digits.collect::<String>().into()
    }

    /// What a domain is to be proven with.
    pub(super) fn token(&self, domain: &DomainName) -> String {
        let bytes = self.derived("verification", domain.as_str());
        format!(
            "sandbox-verification={}",
            BASE64_STANDARD.encode(&bytes[..15])
        )
    }

    /// The DKIM record of a key that nobody has but who knows the sandbox's: a real one.
    pub(super) fn dkim_record(&self, domain: &DomainName) -> String {
        let seed = self.derived("dkim", domain.as_str());
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).expect("a seed has 32 bytes");
        let public = BASE64_STANDARD.encode(pair.public_key().as_ref());
        format!("v=DKIM1; k=ed25519; p={public}")
    }
}
