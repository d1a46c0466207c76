//! Named strings.

/// A string that keeps the rules of its schema: it is checked when it is made, and so when it is
/// read.
///
/// ```ignore
/// string! { OrderId = "OrderId", min 1, max 30, pattern "^ord_"; { "minLength": 1 } }
/// ```
macro_rules! string {
    ($type:ident = $name:literal $($rest:tt)*) => {
        $crate::runtime::string_common! { $type = $name $($rest)* }
        $crate::runtime::string_shown! { $type }
    };
}

/// A [`string!`] that is a secret: `Debug` redacted, no `Display`, the text by `expose` alone.
macro_rules! secret_string {
    ($type:ident = $name:literal $($rest:tt)*) => {
        $crate::runtime::string_common! { $type = $name $($rest)* }

        impl $type {
            /// The text. Take care where it goes.
            #[must_use]
            #[inline]
            pub fn expose(&self) -> &str {
                &self.0
            }

            /// The text. Take care where it goes.
            #[must_use]
            #[inline]
            pub fn into_exposed(self) -> ::std::string::String {
                self.0
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::runtime::REDACTED)
            }
        }
    };
}

/// What all checked strings have.
macro_rules! string_common {
    ($type:ident = $name:literal
        $(, min $min:literal)? $(, max $max:literal)? $(, pattern $pattern:literal)?
        $(; $rules:tt)?
    ) => {
        impl $type {
            #[inline]
            fn check(text: &str) -> ::std::result::Result<(), $crate::runtime::ConversionError> {
                static RULES: $crate::runtime::TextRules = $crate::runtime::TextRules::new(
                    $crate::runtime::if_said!($($min)?),
                    $crate::runtime::if_said!($($max)?),
                    $crate::runtime::if_said!($($pattern)?),
                );
                RULES.check(text)
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = $crate::runtime::ConversionError;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, $crate::runtime::ConversionError> {
                Self::check(text)?;
                ::std::result::Result::Ok(Self(text.to_owned()))
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
                Self::check(&text)?;
                ::std::result::Result::Ok(Self(text))
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<__D>(deserializer: __D) -> ::std::result::Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                $crate::runtime::de::string(deserializer)
            }
        }

        $crate::runtime::string_written! { $type = $name $(; $rules)? }
    };
}

/// How all named strings are written and described.
macro_rules! string_written {
    ($type:ident = $name:literal $(; $rules:tt)?) => {
        impl ::serde::Serialize for $type {
            fn serialize<__S>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error>
            where
                __S: ::serde::Serializer,
            {
                serializer.serialize_str(&self.0)
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $type {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                $crate::runtime::schema::string($crate::runtime::schema::rules!($($rules)?))
            }
        }
    };
}

/// A string of which the schema asks nothing.
macro_rules! free_string {
    ($type:ident = $name:literal $(; $rules:tt)?) => {
        impl ::std::convert::From<&str> for $type {
            #[inline]
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl ::std::convert::From<::std::string::String> for $type {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                Self(text)
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self(text.to_owned()))
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<__D>(deserializer: __D) -> ::std::result::Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                <::std::string::String as ::serde::Deserialize>::deserialize(deserializer).map(Self)
            }
        }

        $crate::runtime::string_written! { $type = $name $(; $rules)? }
        $crate::runtime::string_shown! { $type }
    };
}

/// What strings have that are no secrets.
macro_rules! string_shown {
    ($type:ident) => {
        impl $type {
            /// The text.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::std::ops::Deref for $type {
            type Target = str;

            #[inline]
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl ::std::convert::AsRef<str> for $type {
            #[inline]
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl ::std::convert::From<$type> for ::std::string::String {
            #[inline]
            fn from(value: $type) -> Self {
                value.0
            }
        }
    };
}

/// `Some`, if anything is said.
macro_rules! if_said {
    () => {
        ::std::option::Option::None
    };
    ($said:expr) => {
        ::std::option::Option::Some($said)
    };
}

pub(crate) use {
    free_string, if_said, secret_string, string, string_common, string_shown, string_written,
};
