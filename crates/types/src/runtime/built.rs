//! Taking a builder's field: one function a way in which it can be there.

use super::ConversionError;

/// A field that must have been given.
///
/// # Errors
///
/// When it was not.
pub fn required<T>(slot: Option<T>, name: &str) -> Result<T, ConversionError> {
    slot.ok_or_else(|| ConversionError::missing(name))
}

/// A field that may be left out.
///
/// # Errors
///
/// None.
pub fn optional<T>(slot: Option<T>, _: &str) -> Result<Option<T>, ConversionError> {
    Ok(slot)
}

/// A field that has but one value.
///
/// # Errors
///
/// None.
pub fn constant<T: Default>(slot: Option<T>, _: &str) -> Result<T, ConversionError> {
    Ok(slot.unwrap_or_default())
}

/// A field with a default.
///
/// # Errors
///
/// None.
pub fn default<T>(
    slot: Option<T>,
    _: &str,
    default: impl FnOnce() -> T,
) -> Result<T, ConversionError> {
    Ok(slot.unwrap_or_else(default))
}

pub use self::{
    default as default_nullable, optional as optional_nullable, required as nullable,
};
