//! Why a value could not be made.

use std::{borrow::Cow, fmt};

/// A value that its schema does not allow, or a builder that lacks one.
///
/// The text says what is wrong and never what the value was: it may be a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct ConversionError(Cow<'static, str>);

impl ConversionError {
    /// An error with this text.
    #[must_use]
    pub fn new(text: impl Into<Cow<'static, str>>) -> Self {
        Self(text.into())
    }

    /// A builder was asked to build and `field` had not been given.
    #[must_use]
    pub fn missing(field: &str) -> Self {
        Self(format!("no value supplied for `{field}`").into())
    }

    /// Some text is none of these values.
    #[must_use]
    pub fn not_one_of(values: &[&str]) -> Self {
        Self(format!("not one of {}", values.join(", ")).into())
    }

    /// What was given for `field` could not be converted.
    #[must_use]
    pub fn field(field: &str, error: impl fmt::Display) -> Self {
        Self(format!("value supplied for `{field}`: {error}").into())
    }

    /// What was given for the secret `field` could not be converted. The cause is left out, for
    /// it is somebody else's text and may quote the value.
    #[must_use]
    pub fn secret_field(field: &str) -> Self {
        Self(format!("value supplied for `{field}` is not valid").into())
    }
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl std::error::Error for ConversionError {}

impl From<&'static str> for ConversionError {
    fn from(text: &'static str) -> Self {
        Self(text.into())
    }
}

impl From<String> for ConversionError {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<std::convert::Infallible> for ConversionError {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}
