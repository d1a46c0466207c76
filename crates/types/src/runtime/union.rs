//! One of several (`oneOf`, `anyOf`).

/// An enum with a branch for each of several schemas.
///
/// ```ignore
/// union! { Pet = "Pet" "oneOf", open, tag "petType" {
///     Dog(crate::Dog) = "dog" ["petType", "bark"],
///     Cat(::std::boxed::Box<crate::Cat>) = "cat" ["petType", "purr"],
/// } }
/// ```
///
/// With `tag` the named field tells the branch. Without, it is the branch that reads the value
/// and knows most of its fields. `open` keeps what fits no branch as `Unknown`.
macro_rules! union {
    ($type:ident = $name:literal $keyword:literal $(; $meta:tt)?, $style:ident $(, tag $tag:literal)? {
        $($variant:ident($of:ty) = $value:literal [$($known:literal),*] $(; $rules:tt)?),* $(,)?
    }) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<__D>(deserializer: __D) -> ::std::result::Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                let value = <$crate::runtime::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                let read = $crate::runtime::pick!(value [$($tag)?] {
                    $($variant($of) = $value [$($known),*]),*
                });
                match read {
                    ::std::option::Option::Some(read) => {
                        read.map_err(<__D::Error as ::serde::de::Error>::custom)
                    }
                    ::std::option::Option::None => $crate::runtime::unread!($style $name value __D),
                }
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<__S>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error>
            where
                __S: ::serde::Serializer,
            {
                match self {
                    $(Self::$variant(value) => ::serde::Serialize::serialize(value, serializer),)*
                    // The branch of the unknown, where there is one.
                    #[allow(unreachable_patterns)]
                    _ => $crate::runtime::write_unread!($style self serializer),
                }
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $type {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let branches = ::std::vec![$($crate::runtime::schema::branch::<$of>(
                    generator,
                    $crate::runtime::schema::rules!($($rules)?),
                )),*];
                $crate::runtime::schema::union(
                    $keyword,
                    branches,
                    $crate::runtime::schema::rules!($($meta)?),
                )
            }
        }
    };
}

/// Finds the branch: `Some` of what reading it gave, or `None` when there is none.
macro_rules! pick {
    ($json:ident [$tag:literal] { $($variant:ident($of:ty) = $value:literal $known:tt),* }) => {
        match $json.get($tag).and_then($crate::runtime::Value::as_str) {
            $(::std::option::Option::Some($value) => ::std::option::Option::Some(
                <$of as ::serde::Deserialize>::deserialize(&$json).map(Self::$variant),
            ),)*
            _ => ::std::option::Option::None,
        }
    };
    ($json:ident [] { $($variant:ident($of:ty) = $value:literal [$($known:literal),*]),* }) => {{
        let mut best = $crate::runtime::de::Best::new();
        $(best.offer(&$json, &[$($known),*], |json| {
            <$of as ::serde::Deserialize>::deserialize(json).map(Self::$variant)
        });)*
        best.found().map(::std::result::Result::<Self, $crate::runtime::ConversionError>::Ok)
    }};
}

/// What becomes of a value that fits no branch.
macro_rules! unread {
    (open $name:literal $json:ident $deserializer:ident) => {
        ::std::result::Result::Ok(Self::Unknown($crate::runtime::Sensitive::new($json)))
    };
    (closed $name:literal $json:ident $deserializer:ident) => {
        ::std::result::Result::Err(<$deserializer::Error as ::serde::de::Error>::custom(
            concat!("fits no branch of ", $name),
        ))
    };
}

/// Writes back what fitted no branch.
macro_rules! write_unread {
    (open $this:ident $serializer:ident) => {
        match $this {
            Self::Unknown(json) => ::serde::Serialize::serialize(json, $serializer),
            _ => $serializer.serialize_unit(),
        }
    };
    (closed $this:ident $serializer:ident) => {
        $serializer.serialize_unit()
    };
}

pub(crate) use {pick, union, unread, write_unread};
