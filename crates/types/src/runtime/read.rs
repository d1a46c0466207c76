//! Reading an object: one function a way in which a field can be there, and what follows when all
//! have been read.

use serde::de::{Deserialize, Error, MapAccess};

/// Reads the value of the field `name` into its slot. Where the slot is for an `Option`, `null` is
/// a value.
///
/// # Errors
///
/// When the field was there before, or its value does not fit.
pub fn required<'de, A, T>(
    map: &mut A,
    slot: &mut Option<T>,
    name: &'static str,
) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
    T: Deserialize<'de>,
{
    if slot.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *slot = Some(map.next_value()?);
    Ok(())
}

/// Reads the value of a field for which `null` is as good as absence.
///
/// # Errors
///
/// As [`required`].
pub fn optional<'de, A, T>(
    map: &mut A,
    slot: &mut Option<T>,
    name: &'static str,
) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
    T: Deserialize<'de>,
{
    if slot.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *slot = map.next_value()?;
    Ok(())
}

pub use self::{optional as default, required as default_nullable, required as optional_nullable};

/// The first of `names` that is lacking.
pub fn first(lacking: &[bool], names: &[&'static str]) -> &'static str {
    let lacks = |(lacks, name): (&bool, &&'static str)| lacks.then_some(*name);
    lacking
        .iter()
        .zip(names)
        .find_map(lacks)
        .unwrap_or_default()
}

/// Whether a field must be there and is not.
macro_rules! lacks {
    (required $slot:expr) => {
        ::std::matches!($slot, ::std::option::Option::None)
    };
    (nullable $slot:expr) => {
        ::std::matches!($slot, ::std::option::Option::None)
    };
    ($mode:ident $slot:expr) => {
        false
    };
}

/// `Some` of the field that a slot makes, unless it lacks. Slots are emptied by matching and not
/// by calls, of which each would need a way out that drops all the others: that is half of what
/// these types cost to compile.
macro_rules! settled {
    (required $slot:expr) => {
        $slot
    };
    (nullable $slot:expr) => {
        $slot
    };
    (constant $slot:expr) => {
        ::std::option::Option::Some(match $slot {
            ::std::option::Option::Some(value) => value,
            ::std::option::Option::None => ::std::default::Default::default(),
        })
    };
    ($mode:ident $slot:expr) => {
        ::std::option::Option::Some($slot)
    };
    ($mode:ident $slot:expr, $default:expr) => {
        ::std::option::Option::Some(match $slot {
            ::std::option::Option::Some(value) => value,
            ::std::option::Option::None => $default,
        })
    };
}

pub(crate) use {lacks, settled};
