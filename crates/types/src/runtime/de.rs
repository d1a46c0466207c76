//! Reading: the parts of it that are the same for all types, and so are compiled once.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde_json::Value;

use super::ConversionError;

/// The name of a field, borrowed where the input allows it.
pub struct Key<'de>(Cow<'de, str>);

impl Key<'_> {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Key<'_>> for String {
    fn from(key: Key<'_>) -> Self {
        key.0.into_owned()
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a field")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(name.to_owned())))
            }

            fn visit_string<E>(self, name: String) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(name)))
            }
        }

        deserializer.deserialize_identifier(KeyVisitor)
    }
}

/// Reads a string without keeping it.
///
/// # Errors
///
/// When there is something else, or `make` refuses it.
pub fn text<'de, D, T, F>(deserializer: D, expected: &'static str, make: F) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: FnOnce(&str) -> Result<T, ConversionError>,
{
    struct TextVisitor<T, F>(&'static str, F, PhantomData<T>);

    impl<T, F: FnOnce(&str) -> Result<T, ConversionError>> Visitor<'_> for TextVisitor<T, F> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            (self.1)(text).map_err(E::custom)
        }
    }

    deserializer.deserialize_str(TextVisitor(expected, make, PhantomData))
}

/// Reads a string into a type that takes it over.
///
/// # Errors
///
/// When there is something else, or the type refuses it. What was found is not quoted: the
/// type may be a secret.
pub fn string<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<String, Error = ConversionError>,
{
    match String::deserialize(deserializer) {
        Ok(text) => T::try_from(text).map_err(D::Error::custom),
        Err(_) => Err(D::Error::custom("expected a string")),
    }
}

/// The branch of a union that reads a value and knows most of its fields.
pub struct Best<T>(Option<(usize, T)>);

impl<T> Best<T> {
    /// No branch yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    /// Tries a branch that names the fields `known`. Of two that fit equally the first stays.
    pub fn offer<E>(
        &mut self,
        json: &Value,
        known: &[&str],
        read: impl FnOnce(&Value) -> Result<T, E>,
    ) {
        let fit = known.iter().filter(|name| json.get(name).is_some()).count();
        if self.0.as_ref().is_some_and(|(best, _)| *best >= fit) {
            return;
        }
        if let Ok(value) = read(json) {
            self.0 = Some((fit, value));
        }
    }

    /// The branch, if any could read it.
    #[must_use]
    pub fn found(self) -> Option<T> {
        self.0.map(|(_, value)| value)
    }
}

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self::new()
    }
}
