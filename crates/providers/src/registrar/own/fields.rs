//! The declared fields of a credential, enough to draw a form and to check its input.

/// A field of a credential: the values of `RegistrarCredentialField` in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldName {
    /// The account's user name.
    Username,
    /// The key or token.
    ApiKey,
    /// The secret beside the key.
    ApiSecret,
}

impl FieldName {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Username, Self::ApiKey, Self::ApiSecret];

    /// As it is in the API's answers: `api_key`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::ApiKey => "api_key",
            Self::ApiSecret => "api_secret",
        }
    }

    /// The property of the API's requests that takes the value: `apiKey`.
    #[must_use]
    pub const fn property(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::ApiKey => "apiKey",
            Self::ApiSecret => "apiSecret",
        }
    }

    /// Most characters of a value.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Username => 128,
            Self::ApiKey | Self::ApiSecret => 512,
        }
    }
}

/// One field of a registrar's credential. All declared fields are required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CredentialField {
    /// Which one.
    pub name: FieldName,
    /// What the registrar calls it.
    pub label: &'static str,
    /// Where to find it.
    pub help: &'static str,
    /// Whether it must never be shown again.
    pub secret: bool,
}

pub(super) const fn username() -> CredentialField {
    CredentialField {
        name: FieldName::Username,
        label: "User name",
        help: "The name that you sign in with.",
        secret: false,
    }
}

pub(super) const fn api_key(label: &'static str, help: &'static str) -> CredentialField {
    CredentialField {
        name: FieldName::ApiKey,
        label,
        help,
        secret: true,
    }
}

pub(super) const fn api_secret(label: &'static str, help: &'static str) -> CredentialField {
    CredentialField {
        name: FieldName::ApiSecret,
        label,
        help,
        secret: true,
    }
}
