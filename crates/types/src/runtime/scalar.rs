//! Named numbers, booleans, dates and the like.

/// A newtype over a scalar. Its bounds are not checked here: the server's validator does that.
///
/// ```ignore
/// scalar! { Cents(i64) = "Cents"; { "minimum": 0 } }
/// ```
macro_rules! scalar {
    ($type:ident($of:ty) = $name:literal $(; $rules:tt)?) => {
        impl ::std::convert::From<$of> for $type {
            #[inline]
            fn from(value: $of) -> Self {
                Self(value)
            }
        }

        impl ::std::convert::From<$type> for $of {
            #[inline]
            fn from(value: $type) -> Self {
                value.0
            }
        }

        impl ::std::ops::Deref for $type {
            type Target = $of;

            #[inline]
            fn deref(&self) -> &$of {
                &self.0
            }
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = <$of as ::std::str::FromStr>::Err;

            #[inline]
            fn from_str(
                text: &str,
            ) -> ::std::result::Result<Self, <$of as ::std::str::FromStr>::Err> {
                text.parse().map(Self)
            }
        }

        $crate::runtime::transparent! { $type($of) = $name $(; $rules)? }
    };
}

/// A newtype over a scalar of which the schema lists the values.
///
/// ```ignore
/// listed! { SuccessFlag(bool) = "SuccessFlag" [true] }
/// ```
macro_rules! listed {
    ($type:ident($of:ty) = $name:literal [$($value:literal),+] $(; $rules:tt)?) => {
        impl $type {
            /// The values that the schema lists.
            pub const ALL: &'static [Self] = &[$(Self($value)),+];
        }

        impl ::std::convert::TryFrom<$of> for $type {
            type Error = $crate::runtime::ConversionError;

            #[inline]
            fn try_from(value: $of) -> ::std::result::Result<Self, $crate::runtime::ConversionError> {
                match Self::ALL.contains(&Self(value)) {
                    true => ::std::result::Result::Ok(Self(value)),
                    false => ::std::result::Result::Err("none of the values allowed".into()),
                }
            }
        }

        impl ::std::convert::From<$type> for $of {
            #[inline]
            fn from(value: $type) -> Self {
                value.0
            }
        }

        impl ::std::ops::Deref for $type {
            type Target = $of;

            #[inline]
            fn deref(&self) -> &$of {
                &self.0
            }
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = $crate::runtime::ConversionError;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, $crate::runtime::ConversionError> {
                match text.parse::<$of>() {
                    ::std::result::Result::Ok(value) => Self::try_from(value),
                    ::std::result::Result::Err(_) => {
                        ::std::result::Result::Err("none of the values allowed".into())
                    }
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<__D>(deserializer: __D) -> ::std::result::Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                let value = <$of as ::serde::Deserialize>::deserialize(deserializer)?;
                Self::try_from(value).map_err(<__D::Error as ::serde::de::Error>::custom)
            }
        }

        $crate::runtime::transparent_written! { $type($of) = $name $(; $rules)? }
    };
}

/// The one value of a type is its default.
macro_rules! constant {
    ($type:ident = $value:expr) => {
        impl ::std::default::Default for $type {
            #[inline]
            fn default() -> Self {
                $value
            }
        }
    };
}

pub(crate) use {constant, listed, scalar};
