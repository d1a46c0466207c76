//! The declared fields of a credential, enough to draw a form and to check its input.
//!
//! Names and limits are those of the API, so that one set of fields serves every tool: the secret
//! is `apiKey` whatever the vendor calls it.

use std::ops::RangeInclusive;

/// One field of a tool's credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CredentialField {
    /// Its name in the API (`apiKey`).
    pub name: &'static str,
    /// Its label for people, in the vendor's own word.
    pub label: &'static str,
    /// Where in the vendor's tool it is found.
    pub help: &'static str,
    /// Whether it must never be shown again.
    pub secret: bool,
    /// Whether the tool can't do without.
    pub required: bool,
    /// What its text must look like.
    pub format: FieldFormat,
}

/// What a field's text must look like, blanks around it aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldFormat {
    /// A key: one word of visible ASCII characters, which are safe to send in a header.
    Key,
    /// What the tool calls an account or a workspace: the same characters.
    Reference,
    /// The URL of the customer's own installation: `https` and public, see [`crate::outbound`].
    BaseUrl,
}

impl FieldFormat {
    /// Least and most characters.
    #[must_use]
    pub const fn length(self) -> RangeInclusive<usize> {
        match self {
            Self::Key => 8..=512,
            Self::Reference => 1..=128,
            Self::BaseUrl => 1..=2048,
        }
    }
}

pub(super) const API_KEY: &str = "apiKey";
pub(super) const BASE_URL: &str = "baseUrl";
pub(super) const WORKSPACE_ID: &str = "toolWorkspaceId";
pub(super) const CLIENT_ID: &str = "oauthClientId";

/// The secret, which every tool has.
pub(super) const fn api_key(label: &'static str, help: &'static str) -> CredentialField {
    CredentialField {
        name: API_KEY,
        label,
        help,
        secret: true,
        required: true,
        format: FieldFormat::Key,
    }
}

/// An account or workspace beside the secret.
pub(super) const fn reference(
    name: &'static str,
    label: &'static str,
    help: &'static str,
) -> CredentialField {
    CredentialField {
        name,
        label,
        help,
        secret: false,
        required: true,
        format: FieldFormat::Reference,
    }
}
