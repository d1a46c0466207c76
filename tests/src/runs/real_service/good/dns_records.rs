//! The tag DNS Records.

use serde_json::Value;

use super::{Values, World};

pub(super) async fn good(_world: &mut World, _operation: &str) -> Option<Values> {
    None
}

pub(super) fn missing(_operation: &str, _values: &mut Values) -> Option<()> {
    None
}

pub(super) async fn forbidden(_world: &mut World, _operation: &str) -> Option<(String, Values)> {
    None
}

pub(super) async fn vendor_fails(
    _world: &mut World,
    _operation: &str,
    _good: &Values,
) -> Option<Values> {
    None
}

pub(super) fn another(_operation: &str) -> Option<(&'static str, Value)> {
    None
}
