//! Named arrays, maps and aliases.

/// A newtype that reads and writes as what it wraps.
///
/// ```ignore
/// wrapper! { Tags(::std::vec::Vec<crate::Tag>) = "Tags"; { "maxItems": 10 } }
/// ```
macro_rules! wrapper {
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

        impl ::std::ops::DerefMut for $type {
            #[inline]
            fn deref_mut(&mut self) -> &mut $of {
                &mut self.0
            }
        }

        $crate::runtime::transparent! { $type($of) = $name $(; $rules)? }
    };
}

/// A newtype that is a secret: `Debug` redacted, the value by `expose` alone.
macro_rules! secret {
    ($type:ident($of:ty) = $name:literal $(; $rules:tt)?) => {
        impl ::std::convert::From<$of> for $type {
            #[inline]
            fn from(value: $of) -> Self {
                Self($crate::runtime::Sensitive::new(value))
            }
        }

        impl $type {
            /// The value. Take care where it goes.
            #[must_use]
            #[inline]
            pub fn expose(&self) -> &$of {
                self.0.expose()
            }

            /// The value. Take care where it goes.
            #[must_use]
            #[inline]
            pub fn into_exposed(self) -> $of {
                self.0.into_exposed()
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::runtime::REDACTED)
            }
        }

        $crate::runtime::transparent! { $type($crate::runtime::Sensitive<$of>) = $name $(; $rules)? }
    };
}

/// Reads and writes a newtype as what it wraps.
macro_rules! transparent {
    ($type:ident($of:ty) = $name:literal $(; $rules:tt)?) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<__D>(deserializer: __D) -> ::std::result::Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                <$of as ::serde::Deserialize>::deserialize(deserializer).map(Self)
            }
        }

        $crate::runtime::transparent_written! { $type($of) = $name $(; $rules)? }
    };
}

/// Writes a newtype as what it wraps, and describes it so.
macro_rules! transparent_written {
    ($type:ident($of:ty) = $name:literal $(; $rules:tt)?) => {
        impl ::serde::Serialize for $type {
            fn serialize<__S>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error>
            where
                __S: ::serde::Serializer,
            {
                ::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $type {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                $crate::runtime::schema::wrapped::<$of>(
                    generator,
                    $crate::runtime::schema::rules!($($rules)?),
                )
            }
        }
    };
}

pub(crate) use {secret, transparent, transparent_written, wrapper};
