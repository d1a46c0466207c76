//! What a vault keeps of an inbox.

use std::fmt;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::domain_name::DomainName;

/// An inbox's credentials. Prints no secrets.
#[derive(Clone)]
pub struct InboxItem {
    /// Our id of the inbox, by which its item is found again.
    pub inbox_id: String,
    /// The address: the item's title.
    pub address: String,
    /// The name to sign in with, most often the address.
    pub username: String,
    /// The password.
    pub password: SecretString,
    /// The password for programs, where the provider wants one.
    pub app_password: Option<SecretString>,
    /// The one-time password's `otpauth://` URI, where there is a second factor.
    pub otpauth: Option<SecretString>,
    /// Where to sign in, for the provider's own pages.
    pub sign_in_url: Option<String>,
    /// The inbox's domain.
    pub domain: DomainName,
    /// Where mail is read.
    pub imap: Option<Server>,
    /// Where mail is sent.
    pub smtp: Option<Server>,
}

/// A mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
}

/// An item's id in its vault.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(pub String);

impl ItemId {
    /// Whether it has the form of an id: 26 lower-case letters and digits.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        self.0.len() == 26 && self.0.bytes().all(is_part)
    }
}

impl fmt::Debug for InboxItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InboxItem")
            .field("inbox_id", &self.inbox_id)
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}
