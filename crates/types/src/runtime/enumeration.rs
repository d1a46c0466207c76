//! String enumerations.

/// An enumeration that only requests use: other values are errors.
///
/// ```ignore
/// closed_enum! { Sort = "Sort" { Newest = "newest", Oldest = "oldest" } }
/// ```
macro_rules! closed_enum {
    ($type:ident = $name:literal $(; $rules:tt)? { $($variant:ident = $wire:literal),* $(,)? }) => {
        impl $type {
            /// The value as it is written.
            #[must_use]
            #[inline]
            pub const fn as_str(&self) -> &'static str {
                match *self {
                    $(Self::$variant => $wire,)*
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<__D>(deserializer: __D) -> ::std::result::Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                $crate::runtime::de::text(
                    deserializer,
                    concat!("one of the values of ", $name),
                    ::std::str::FromStr::from_str,
                )
            }
        }

        $crate::runtime::enum_common! { $type = $name $(; $rules)? { $($variant = $wire),* } }
    };
}

/// An enumeration that answers use: a value that this version does not know is kept as
/// `Unknown`, so that an old client survives a newer server.
macro_rules! open_enum {
    ($type:ident = $name:literal $(; $rules:tt)? { $($variant:ident = $wire:literal),* $(,)? }) => {
        impl $type {
            /// The value as it is written.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(value) => value,
                }
            }

            /// The value that stands for `text` in an answer; one that this version does not
            /// know is `Unknown`. Where a person gives the value, take `FromStr`: it refuses those.
            #[must_use]
            #[inline]
            pub fn from_wire(text: &str) -> Self {
                match text {
                    $($wire => Self::$variant,)*
                    _ => Self::Unknown(text.to_owned()),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<__D>(deserializer: __D) -> ::std::result::Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                $crate::runtime::de::text(
                    deserializer,
                    concat!("a value of ", $name),
                    |text| ::std::result::Result::Ok(Self::from_wire(text)),
                )
            }
        }

        $crate::runtime::enum_common! { $type = $name $(; $rules)? { $($variant = $wire),* } }
    };
}

/// What both have.
macro_rules! enum_common {
    ($type:ident = $name:literal $(; $rules:tt)? { $($variant:ident = $wire:literal),* }) => {
        impl $type {
            /// The values that the schema lists, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = $crate::runtime::ConversionError;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, $crate::runtime::ConversionError> {
                match text {
                    $($wire => ::std::result::Result::Ok(Self::$variant),)*
                    _ => ::std::result::Result::Err(
                        $crate::runtime::ConversionError::not_one_of(&[$($wire),*]),
                    ),
                }
            }
        }

        impl ::std::convert::TryFrom<&str> for $type {
            type Error = $crate::runtime::ConversionError;

            #[inline]
            fn try_from(text: &str) -> ::std::result::Result<Self, $crate::runtime::ConversionError> {
                text.parse()
            }
        }

        impl ::std::convert::TryFrom<::std::string::String> for $type {
            type Error = $crate::runtime::ConversionError;

            #[inline]
            fn try_from(text: ::std::string::String) -> ::std::result::Result<Self, $crate::runtime::ConversionError> {
                text.parse()
            }
        }

        impl ::std::convert::AsRef<str> for $type {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<__S>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error>
            where
                __S: ::serde::Serializer,
            {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $type {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                $crate::runtime::schema::choice(
                    &[$($wire),*],
                    $crate::runtime::schema::rules!($($rules)?),
                )
            }
        }
    };
}

pub(crate) use {closed_enum, enum_common, open_enum};
