//! Writing an object: one function a way in which a field can be there.

use serde::ser::{Serialize, SerializeMap};

/// A field that is always written.
///
/// # Errors
///
/// What the serializer says.
pub fn required<M: SerializeMap, T: Serialize>(
    map: &mut M,
    name: &'static str,
    value: &T,
) -> Result<(), M::Error> {
    map.serialize_entry(name, value)
}

/// A field that is left out when there is none.
///
/// # Errors
///
/// What the serializer says.
pub fn optional<M: SerializeMap, T: Serialize>(
    map: &mut M,
    name: &'static str,
    value: &Option<T>,
) -> Result<(), M::Error> {
    match value {
        Some(value) => map.serialize_entry(name, value),
        None => Ok(()),
    }
}

pub use self::{optional as optional_nullable, required as default, required as default_nullable};

/// The fields that the schema does not name. One that has the name of a field that it does name
/// is left out: an object has no field twice.
///
/// # Errors
///
/// What the serializer says.
pub fn extra<'a, M, V>(
    map: &mut M,
    named: &[&str],
    fields: impl IntoIterator<Item = (&'a String, &'a V)>,
) -> Result<(), M::Error>
where
    M: SerializeMap,
    V: Serialize + 'a,
{
    for (name, value) in fields {
        if !named.contains(&name.as_str()) {
            map.serialize_entry(name, value)?;
        }
    }
    Ok(())
}
