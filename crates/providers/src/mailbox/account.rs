//! Mailboxes as the port knows them.

use std::fmt;

use secrecy::SecretString;

use super::address::Address;

/// What the caller calls a mailbox for good, through every rename: the id of its inbox.
///
/// Hosts keep it with the mailbox, so that our own are known from others.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference(String);

impl Reference {
    /// A reference: 1 to 64 letters, digits and `_`.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let usable = (1..=64).contains(&text.len()) && text.bytes().all(is_inner);
        usable.then(|| Self(text.to_owned()))
    }

    /// The reference as it stands.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A mailbox that a call is about: where it is, and that it is ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailboxTarget {
    /// Its address.
    pub address: Address,
    /// What the caller calls it.
    pub reference: Reference,
}

/// A mailbox to be made.
#[derive(Debug, Clone)]
pub struct NewMailbox {
    /// Its address.
    pub address: Address,
    /// What the caller calls it.
    pub reference: Reference,
    /// The first name of the person it writes as.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// The password to begin with.
    pub password: SecretString,
}

impl NewMailbox {
    /// The name that recipients see.
    #[must_use]
    pub fn display_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// The mailbox as a target of later calls.
    #[must_use]
    pub fn target(&self) -> MailboxTarget {
        MailboxTarget {
            address: self.address.clone(),
            reference: self.reference.clone(),
        }
    }
}

/// A mailbox as the host has it.
#[derive(Debug, Clone)]
pub struct Mailbox {
    /// Its address.
    pub address: Address,
    /// What we call it; nothing if it is not ours.
    pub reference: Option<Reference>,
    /// The first name.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// Further addresses whose mail it gets, in alphabetical order.
    pub aliases: Vec<Address>,
    /// Whether the host has suspended it.
    pub suspended: bool,
    /// The password for mail programs, where the host gives one (see
    /// [`Capabilities::app_password`](super::Capabilities::app_password)).
    pub app_password: Option<SecretString>,
}

/// A part of the mailboxes of a domain.
#[derive(Debug, Clone)]
pub struct MailboxPage {
    /// The mailboxes.
    pub mailboxes: Vec<Mailbox>,
    /// What to ask for the next part with; nothing at the end.
    pub next: Option<String>,
}

/// The second factor of a mailbox.
#[derive(Debug, Clone)]
pub struct Mfa {
    /// Whether one is set up.
    pub enabled: bool,
    /// The shared secret of its codes (RFC 6238) in base32, where the host tells.
    pub secret: Option<SecretString>,
}

/// A profile photo, ready for any host: square and without metadata.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it is.
    pub format: PhotoFormat,
}

impl fmt::Debug for Photo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Photo({:?}, {} bytes)", self.format, self.bytes.len())
    }
}

/// What a photo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl PhotoFormat {
    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}
