//! Objects: their wire form and their builders.

/// The wire form of a struct that stands for an object.
///
/// ```ignore
/// object! { Order = "Order", open extra: Extra {
///     required id = "id",
///     optional note = "note"; { "maxLength": 500 },
///     default page_size = "pageSize" or 25,
/// } }
/// ```
///
/// `open` keeps unknown fields in the field named after it, `closed` refuses them. The rules
/// behind a field are those of its schema that its Rust type does not tell. This reads and
/// writes without the buffering that serde's `flatten` needs.
macro_rules! object {
    ($type:ident = $name:literal $(; $meta:tt)?, $style:ident $($extra:ident: $extra_of:ty)? {
        $($mode:ident $field:ident = $wire:literal $(or $default:expr)? $(; $rules:tt)?),* $(,)?
    }) => {
        impl $type {
            /// The names on the wire of the fields that the schema names.
            pub const FIELDS: &'static [&'static str] = &[$($wire),*];
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<__D>(deserializer: __D) -> ::std::result::Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                struct __ObjectVisitor;

                impl<'de> ::serde::de::Visitor<'de> for __ObjectVisitor {
                    type Value = $type;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str(concat!("an object (", $name, ")"))
                    }

                    fn visit_map<__A>(self, mut map: __A) -> ::std::result::Result<$type, __A::Error>
                    where
                        __A: ::serde::de::MapAccess<'de>,
                    {
                        $(let mut $field = ::std::option::Option::None;)*
                        $(let mut $extra = <$extra_of as ::std::default::Default>::default();)?
                        while let ::std::option::Option::Some(key) =
                            map.next_key::<$crate::runtime::de::Key<'de>>()?
                        {
                            match key.as_str() {
                                $($wire => $crate::runtime::read::$mode(&mut map, &mut $field, $wire),)*
                                _ => $crate::runtime::unknown!(__A, map, key, $type, $style $($extra)?),
                            }?;
                        }
                        let lacking = [$($crate::runtime::lacks!($mode $field)),*];
                        // Without fields nothing can be lacking.
                        #[allow(irrefutable_let_patterns)]
                        let ($(::std::option::Option::Some($field),)*) =
                            ($($crate::runtime::settled!($mode $field $(, $default)?),)*)
                        else {
                            let name = $crate::runtime::read::first(&lacking, $type::FIELDS);
                            return ::std::result::Result::Err(
                                <__A::Error as ::serde::de::Error>::missing_field(name),
                            );
                        };
                        ::std::result::Result::Ok($type { $($field,)* $($extra,)? })
                    }
                }

                deserializer.deserialize_map(__ObjectVisitor)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<__S>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error>
            where
                __S: ::serde::Serializer,
            {
                use ::serde::ser::SerializeMap as _;

                let mut map = serializer.serialize_map(::std::option::Option::None)?;
                $($crate::runtime::ser::$mode(&mut map, $wire, &self.$field)?;)*
                $($crate::runtime::ser::extra(&mut map, Self::FIELDS, &self.$extra)?;)?
                map.end()
            }
        }

        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for $type {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let mut object = $crate::runtime::schema::ObjectSchema::new(generator);
                $(object.$mode(
                    $wire,
                    |this: &$type| &this.$field,
                    $crate::runtime::schema::rules!($($rules)?),
                    $crate::runtime::schema::default!($($default)?),
                );)*
                $(object.extra(|this: &$type| &this.$extra);)?
                object.finish(
                    $crate::runtime::schema::style!($style),
                    $crate::runtime::schema::rules!($($meta)?),
                )
            }
        }
    };
}

/// What to do with a field that the schema does not name.
macro_rules! unknown {
    ($access:ident, $map:ident, $key:ident, $type:ident, closed) => {
        ::std::result::Result::Err(<$access::Error as ::serde::de::Error>::unknown_field(
            $key.as_str(),
            $type::FIELDS,
        ))
    };
    ($access:ident, $map:ident, $key:ident, $type:ident, open $extra:ident) => {{
        let value = $map.next_value()?;
        $extra.insert(::std::string::String::from($key), value);
        ::std::result::Result::Ok(())
    }};
}

pub(crate) use {object, unknown};
