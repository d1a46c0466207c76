//! The key that a domain's mail is signed with.

use std::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use base64::prelude::{BASE64_STANDARD, Engine};
use mail_auth::AuthenticatedMessage;
use mail_auth::common::crypto::{RsaKey, Sha256};
use mail_auth::common::headers::HeaderWriter;
use mail_auth::dkim::DkimSigner;
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use secrecy::{ExposeSecret, SecretString};
use simpleinboxes_core::dns::DomainName;
use thiserror::Error;

/// Headers that are signed where they are there, and can't be added where they are not.
const SIGNED: [&str; 10] = [
    "From",
    "To",
    "Cc",
    "Subject",
    "Date",
    "Message-ID",
    "Reply-To",
    "In-Reply-To",
    "References",
    "MIME-Version",
];

/// Characters in a line of PEM.
const LINE: usize = 64;

/// An RSA key pair of 2,048 bits.
pub struct DkimKey {
    private: SecretString,
    public: String,
}

/// Why there is no key or no signature. Tells nothing of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DkimKeyError {
    /// None could be made.
    #[error("no key could be made")]
    NotMade,
    /// The text is no private key of ours.
    #[error("that is no private key")]
    NoKey,
    /// The message can't be signed, for example because it says nothing of whom it is from.
    #[error("the message can't be signed")]
    Message,
}

impl DkimKey {
    /// Makes a key. Takes a good part of a second: not for a thread that others wait for.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn generate() -> Result<Self, DkimKeyError> {
        let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| DkimKeyError::NotMade)?;
        Self::of(&pair).ok_or(DkimKeyError::NotMade)
    }

    /// The key whose private half was kept.
    ///
    /// # Errors
    /// When it is none.
    pub fn from_private(private: &SecretString) -> Result<Self, DkimKeyError> {
        let der = der_of(private)?;
        let pair = KeyPair::from_pkcs8(&der).map_err(|_| DkimKeyError::NoKey)?;
        Self::of(&pair).ok_or(DkimKeyError::NoKey)
    }

    fn of(pair: &KeyPair) -> Option<Self> {
        let private: Pkcs8V1Der<'_> = pair.as_der().ok()?;
        let public: PublicKeyX509Der<'_> = pair.public_key().as_der().ok()?;
        Some(Self {
            private: BASE64_STANDARD.encode(private.as_ref()).into(),
            public: BASE64_STANDARD.encode(public.as_ref()),
        })
    }

    /// The private half, to be kept encrypted: PKCS#8 in base64.
    #[must_use]
    pub fn private(&self) -> &SecretString {
        &self.private
    }

    /// The private half as mail servers read it: PKCS#8 in PEM (RFC 7468).
    #[must_use]
    pub fn private_pem(&self) -> SecretString {
        let text = self.private.expose_secret();
        let mut pem = String::with_capacity(text.len() + text.len() / LINE + 64);
        pem.push_str("-----BEGIN PRIVATE KEY-----\n");
        let mut rest = text;
        while !rest.is_empty() {
            let (line, after) = rest.split_at(rest.len().min(LINE));
            pem.push_str(line);
            pem.push('\n');
            rest = after;
        }
        pem.push_str("-----END PRIVATE KEY-----\n");
        pem.into()
    }

    /// The content of the `TXT` record at `<selector>._domainkey`.
    #[must_use]
    pub fn record(&self) -> String {
        format!("v=DKIM1; k=rsa; p={}", self.public)
    }

    /// The message with a signature before it. Lines must end in CR LF, as they are sent.
    ///
    /// # Errors
    /// When the message does not say whom it is from.
    pub fn sign(
        &self,
        domain: &DomainName,
        selector: &str,
        message: &[u8],
    ) -> Result<Vec<u8>, DkimKeyError> {
        // Nothing is proved by a signature that leaves the sender out.
        let read = AuthenticatedMessage::parse(message).ok_or(DkimKeyError::Message)?;
        if read.from.is_empty() {
            return Err(DkimKeyError::Message);
        }
        let der = der_of(&self.private)?;
        let der = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(der));
        let key = RsaKey::<Sha256>::from_key_der(der).map_err(|_| DkimKeyError::NoKey)?;
        let signature = DkimSigner::from_key(key)
            .domain(domain.as_str())
            .selector(selector)
            .headers(SIGNED)
            .sign(message)
            .map_err(|_| DkimKeyError::Message)?;
        let mut signed = signature.to_header().into_bytes();
        signed.extend_from_slice(message);
        Ok(signed)
    }
}

fn der_of(private: &SecretString) -> Result<Vec<u8>, DkimKeyError> {
    let decoded = BASE64_STANDARD.decode(private.expose_secret());
    decoded.map_err(|_| DkimKeyError::NoKey)
}

impl fmt::Debug for DkimKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DkimKey")
            .field("public", &self.public)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_kept_by_their_private_half() {
        let key = DkimKey::generate().expect("a key");
        let again = DkimKey::from_private(key.private()).expect("the key");
        assert_eq!(key.record(), again.record());
        let pem = key.private_pem();
        let lines: Vec<&str> = pem.expose_secret().lines().collect();
        assert!(lines.iter().all(|line| line.len() <= LINE));
        assert_eq!(
            lines[1..lines.len() - 1].concat(),
            *key.private().expose_secret()
        );
        let bits = key.public.len() * 6;
        assert!(bits > 2048 && key.record().len() > 255, "{bits}");
        let shown = format!("{key:?}");
        assert!(shown.contains(&key.public));
        assert!(!shown.contains(key.private().expose_secret()));
        for wrong in ["", "x", "AAAA"] {
            let error = DkimKey::from_private(&wrong.into()).expect_err("no key");
            assert_eq!(error, DkimKeyError::NoKey);
        }
        let domain = "try-northwind.com".parse().expect("a domain");
        for text in ["", "no headers at all", "To: a@b.com\r\n\r\nHello.\r\n"] {
            let unsigned = key.sign(&domain, "s1", text.as_bytes());
            assert_eq!(unsigned, Err(DkimKeyError::Message), "{text}");
        }
    }
}
