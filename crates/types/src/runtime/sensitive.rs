//! Values that must not be printed.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::ConversionError;

/// What is printed in the place of a secret.
pub const REDACTED: &str = "[redacted]";

/// A secret. `Debug` prints `[redacted]`, and there is no `Display`; the value itself is had by
/// [`expose`](Self::expose), so that every place that reads it can be found.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Hides a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value. Take care where it goes.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value. Take care where it goes.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Sensitive<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl<T: FromStr> FromStr for Sensitive<T> {
    type Err = ConversionError;

    fn from_str(text: &str) -> Result<Self, ConversionError> {
        match text.parse() {
            Ok(value) => Ok(Self(value)),
            Err(_) => Err("not a valid value".into()),
        }
    }
}

impl<T: Serialize> Serialize for Sensitive<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // serde's own errors quote what they found.
        match T::deserialize(deserializer) {
            Ok(value) => Ok(Self(value)),
            Err(_) => Err(D::Error::custom(
                "not a valid value (it is not shown: it is secret)",
            )),
        }
    }
}

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Sensitive<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}
