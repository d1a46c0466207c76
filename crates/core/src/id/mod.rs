//! Typed ids: a prefix that tells the kind, and a UUIDv7 in 26 lower-case Crockford characters.
//!
//! Ids of one kind sort by the time of their making, as values, as text and as bytes, so that
//! 'newest first' is an order by id alone and a page's position is the last id on it.

mod base32;
mod kinds;
mod source;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

pub use kinds::*;
pub use source::IdSource;

/// What an id names. Implemented by the marker types in this module alone.
pub trait Kind: Copy + Eq + fmt::Debug + Send + Sync + 'static {
    /// What stands before the underscore.
    const PREFIX: &'static str;
    /// The kind in words, for messages.
    const NAME: &'static str;
}

/// The id of a thing of kind `K`.
pub struct Id<K: Kind> {
    uuid: Uuid,
    kind: PhantomData<fn() -> K>,
}

/// Text that is no id of the kind that was asked for.
///
/// It does not repeat the text, which a stranger wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a {kind} id: expected `{prefix}_` and 26 lower-case base32 characters")]
pub struct ParseIdError {
    kind: &'static str,
    prefix: &'static str,
}

impl<K: Kind> Id<K> {
    /// The id with these 128 bits, as a database gives them back.
    #[must_use]
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self {
            uuid,
            kind: PhantomData,
        }
    }

    /// The 128 bits.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = base32::encode(self.uuid.as_u128());
        let digits = std::str::from_utf8(&digits).map_err(|_| fmt::Error)?;
        write!(f, "{}_{digits}", K::PREFIX)
    }
}

impl<K: Kind> FromStr for Id<K> {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        text.strip_prefix(K::PREFIX)
            .and_then(|rest| rest.strip_prefix('_'))
            .and_then(base32::decode)
            .map(|bits| Self::from_uuid(Uuid::from_u128(bits)))
            .ok_or(ParseIdError {
                kind: K::NAME,
                prefix: K::PREFIX,
            })
    }
}

// Written out, because a derive would ask the same of the marker type.
impl<K: Kind> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K: Kind> Copy for Id<K> {}
impl<K: Kind> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<K: Kind> Eq for Id<K> {}
impl<K: Kind> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K: Kind> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<K: Kind> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<K: Kind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "ord_01m6jy9ne0e3pt0yekqqme4qcm";

    #[test]
    fn text_and_value_round_trip() {
        let id: OrderId = TEXT.parse().expect("an id");
        assert_eq!(id.to_string(), TEXT);
        assert_eq!(id.uuid().get_version_num(), 7);
        assert_eq!(
            serde_json::to_string(&id).expect("json"),
            format!("\"{TEXT}\"")
        );
        let back: OrderId = serde_json::from_str(&format!("\"{TEXT}\"")).expect("an id");
        assert_eq!(back, id);
    }

    #[test]
    fn only_the_canonical_form_is_an_id() {
        for wrong in [
            "",
            "ord_",
            "ord01m6jy9ne0e3pt0yekqqme4qcm",
            "inb_01m6jy9ne0e3pt0yekqqme4qcm",
            "ord_01M6JY9NE0E3PT0YEKQQME4QCM",
            "ord_01m6jy9ne0e3pt0yekqqme4qc",
            "ord_01m6jy9ne0e3pt0yekqqme4qcmm",
            "ord_81m6jy9ne0e3pt0yekqqme4qcm",
            "ord_01m6jy9ne0e3pt0yekqqme4qci",
            "ord_01m6jy9ne0e3pt0yekqqme4qcü",
            " ord_01m6jy9ne0e3pt0yekqqme4qcm",
        ] {
            assert!(wrong.parse::<OrderId>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_message_names_the_kind() {
        let error = "x".parse::<WorkspaceId>().expect_err("no id");
        assert_eq!(
            error.to_string(),
            "not a workspace id: expected `ws_` and 26 lower-case base32 characters"
        );
    }

    #[test]
    fn values_text_and_bytes_sort_alike() {
        let ids = [0, 1, 31, 32, u128::from(u64::MAX), u128::MAX]
            .map(|bits| OrderId::from_uuid(Uuid::from_u128(bits)));
        for pair in ids.windows(2) {
            assert!(pair[0] < pair[1]);
            assert!(pair[0].to_string() < pair[1].to_string());
            assert!(pair[0].uuid().as_bytes() < pair[1].uuid().as_bytes());
        }
    }
}
