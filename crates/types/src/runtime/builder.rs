//! Builders: a value is put together field by field, and building says which one is missing.

use std::fmt::Display;

use super::ConversionError;

/// Puts what a setter was given into its slot, or keeps why it can't.
pub fn field<T, E: Display>(
    slot: &mut Option<T>,
    failure: &mut Option<ConversionError>,
    name: &str,
    value: Result<T, E>,
) {
    match value {
        Ok(value) => *slot = Some(value),
        Err(error) if failure.is_none() => *failure = Some(ConversionError::field(name, error)),
        Err(_) => {}
    }
}

/// [`field`], for a secret.
pub fn secret_field<T, E>(
    slot: &mut Option<T>,
    failure: &mut Option<ConversionError>,
    name: &str,
    value: Result<T, E>,
) {
    match value {
        Ok(value) => *slot = Some(value),
        Err(_) if failure.is_none() => *failure = Some(ConversionError::secret_field(name)),
        Err(_) => {}
    }
}

/// A builder, in the module `builder` beside the struct it builds.
///
/// ```ignore
/// builder! { Order {
///     required field id: crate::OrderId;
///     optional field note / maybe_note: String;
///     default field page_size / maybe_page_size: u32 = 25;
///     required secret_field password: crate::Password;
///     .. extra: crate::runtime::Extra
/// } }
/// ```
///
/// A setter takes whatever converts into the field's type. The first failure is kept until
/// `build`, where it comes out. With `secret_field` it does not quote its cause.
macro_rules! builder {
    ($type:ident {
        $($mode:ident $kind:ident $field:ident $(/ $maybe:ident)?: $of:ty $(= $default:expr)?;)*
        $(.. $extra:ident: $extra_of:ty)?
    }) => {
        #[doc = concat!("Builds a [`", stringify!($type), "`](super::", stringify!($type), ").")]
        #[derive(Clone, Debug, Default)]
        pub struct $type {
            $($field: $crate::runtime::slot!($mode $of),)*
            $($extra: $extra_of,)?
            __error: ::std::option::Option<$crate::runtime::ConversionError>,
        }

        impl $type {
            $($crate::runtime::setter! { $mode $kind $field $of $(, $maybe)? })*

            $(
                /// Replaces the fields that the schema does not name.
                #[must_use]
                #[inline]
                pub fn $extra(mut self, fields: impl ::std::convert::Into<$extra_of>) -> Self {
                    self.$extra = fields.into();
                    self
                }
            )?

            /// The value.
            ///
            /// # Errors
            ///
            /// When a required field was not given, or one was given that does not convert.
            #[inline]
            pub fn build(
                self,
            ) -> ::std::result::Result<super::$type, $crate::runtime::ConversionError> {
                if let ::std::option::Option::Some(error) = self.__error {
                    return ::std::result::Result::Err(error);
                }
                let lacking = [$($crate::runtime::lacks!($mode self.$field)),*];
                // Without fields nothing can be lacking.
                #[allow(irrefutable_let_patterns)]
                let ($(::std::option::Option::Some($field),)*) =
                    ($($crate::runtime::settled!($mode self.$field $(, $default)?),)*)
                else {
                    let names = [$(stringify!($field)),*];
                    let name = $crate::runtime::read::first(&lacking, &names);
                    return ::std::result::Result::Err(
                        $crate::runtime::ConversionError::missing(name),
                    );
                };
                ::std::result::Result::Ok(super::$type { $($field,)* $($extra: self.$extra,)? })
            }
        }

        impl super::$type {
            /// A builder in which nothing is set.
            #[must_use]
            #[inline]
            pub fn builder() -> $type {
                ::std::default::Default::default()
            }
        }

        impl ::std::convert::TryFrom<$type> for super::$type {
            type Error = $crate::runtime::ConversionError;

            #[inline]
            fn try_from(builder: $type) -> ::std::result::Result<Self, Self::Error> {
                builder.build()
            }
        }

        impl ::std::convert::From<super::$type> for $type {
            #[inline]
            fn from(value: super::$type) -> Self {
                Self {
                    $($field: $crate::runtime::unbuilt!($mode value.$field),)*
                    $($extra: value.$extra,)?
                    __error: ::std::option::Option::None,
                }
            }
        }
    };
}

/// What a builder holds for a field.
macro_rules! slot {
    (nullable $of:ty) => { ::std::option::Option<::std::option::Option<$of>> };
    (optional_nullable $of:ty) => { ::std::option::Option<::std::option::Option<$of>> };
    (default_nullable $of:ty) => { ::std::option::Option<::std::option::Option<$of>> };
    ($mode:ident $of:ty) => { ::std::option::Option<$of> };
}

/// What a setter puts into the slot.
macro_rules! filled {
    (nullable $value:expr) => {
        $value.map(::std::option::Option::Some)
    };
    (optional_nullable $value:expr) => {
        $value.map(::std::option::Option::Some)
    };
    (default_nullable $value:expr) => {
        $value.map(::std::option::Option::Some)
    };
    ($mode:ident $value:expr) => {
        $value
    };
}

/// The slot of a finished value's field.
macro_rules! unbuilt {
    (optional $value:expr) => {
        $value
    };
    (optional_nullable $value:expr) => {
        $value
    };
    ($mode:ident $value:expr) => {
        ::std::option::Option::Some($value)
    };
}

/// The setters of a field: one that takes a value, one that takes a value or none.
macro_rules! setter {
    ($mode:ident $kind:ident $field:ident $of:ty $(, $maybe:ident)?) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $field<__V>(mut self, value: __V) -> Self
        where
            __V: ::std::convert::TryInto<$of>,
            __V::Error: ::std::fmt::Display,
        {
            $crate::runtime::builder::$kind(
                &mut self.$field,
                &mut self.__error,
                stringify!($field),
                $crate::runtime::filled!($mode value.try_into()),
            );
            self
        }

        $($crate::runtime::maybe_setter! { $mode $field $of, $maybe })?
    };
}

/// A setter that takes a value or none.
macro_rules! maybe_setter {
    (nullable $field:ident $of:ty, $maybe:ident) => {
        #[doc = concat!("Sets `", stringify!($field), "`; `None` is `null`.")]
        #[must_use]
        #[inline]
        pub fn $maybe(mut self, value: ::std::option::Option<$of>) -> Self {
            self.$field = ::std::option::Option::Some(value);
            self
        }
    };
    ($mode:ident $field:ident $of:ty, $maybe:ident) => {
        #[doc = concat!("Sets `", stringify!($field), "`, or with `None` leaves it out.")]
        #[must_use]
pub fn $maybe(mut self, value: $crate::runtime::slot!($mode $of)) -> Self {
            self.$field = value;
            self
        }
    };
}

pub(crate) use {builder, filled, maybe_setter, setter, slot, unbuilt};
