//! Page positions that clients pass back without looking into them.
//!
//! A list is in the order of its ids, newest first, so a position is the last id of a page:
//! rows that are added later stand before every page already read and move nothing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::id::{Id, Kind};

/// The form of the bytes below; another one makes old cursors invalid, not misread.
const VERSION: u8 = 1;

/// A position after a row of kind `K`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor<K: Kind>(Id<K>);

/// Text that is no cursor, or one of another list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor of this list")]
pub struct InvalidCursor;

impl<K: Kind> Cursor<K> {
    /// The position after `id`.
    #[must_use]
    pub const fn after(id: Id<K>) -> Self {
        Self(id)
    }

    /// The last id of the page before.
    #[must_use]
    pub const fn id(self) -> Id<K> {
        self.0
    }

    /// The text for clients.
    #[must_use]
    pub fn encode(self) -> String {
        let mut bytes = vec![VERSION];
        bytes.extend_from_slice(K::PREFIX.as_bytes());
        bytes.extend_from_slice(self.0.uuid().as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads what [`Self::encode`] wrote.
    ///
    /// # Errors
    /// For any other text, a cursor of another kind included.
    pub fn decode(text: &str) -> Result<Self, InvalidCursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidCursor)?;
        let id = bytes
            .strip_prefix(&[VERSION])
            .and_then(|rest| rest.strip_prefix(K::PREFIX.as_bytes()))
            .and_then(|id| Uuid::from_slice(id).ok())
            .ok_or(InvalidCursor)?;
        Ok(Self(Id::from_uuid(id)))
    }
}

/// A position after a row that is in order by a text, such as a username.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextCursor(String);

impl TextCursor {
    /// Stands where the kinds have their prefix; no kind's prefix has an upper-case letter.
    const PREFIX: &'static [u8] = b"T";

    /// The position after `text`.
    #[must_use]
    pub fn after(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The last text of the page before.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The text for clients.
    #[must_use]
    pub fn encode(&self) -> String {
        let bytes = [&[VERSION], Self::PREFIX, self.0.as_bytes()].concat();
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads what [`Self::encode`] wrote.
    ///
    /// # Errors
    /// For any other text, a cursor of another kind included.
    pub fn decode(text: &str) -> Result<Self, InvalidCursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidCursor)?;
        bytes
            .strip_prefix(&[VERSION])
            .and_then(|rest| rest.strip_prefix(Self::PREFIX))
            .and_then(|text| String::from_utf8(text.to_vec()).ok())
            .map(Self)
            .ok_or(InvalidCursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ApiKeyKind, OrderKind};

    #[test]
    fn a_cursor_belongs_to_one_kind_of_list() {
        let id: Id<OrderKind> = "ord_01m6jy9ne0e3pt0yekqqme4qcm".parse().expect("an id");
        let text = Cursor::after(id).encode();
        assert_eq!(Cursor::<OrderKind>::decode(&text).map(Cursor::id), Ok(id));
        assert_eq!(Cursor::<ApiKeyKind>::decode(&text), Err(InvalidCursor));
        for wrong in [
            "",
            "x",
            "ä",
            "AQ",
            &text[1..],
            &format!("{text}AA"),
            &format!("{text}="),
        ] {
            assert_eq!(
                Cursor::<OrderKind>::decode(wrong),
                Err(InvalidCursor),
                "{wrong}"
            );
        }
    }
    #[test]
    fn a_text_cursor_is_no_id_cursor() {
        let cursor = TextCursor::after("jane.doe");
        assert_eq!(TextCursor::decode(&cursor.encode()), Ok(cursor.clone()));
        assert!(Cursor::<OrderKind>::decode(&cursor.encode()).is_err());
        let id: Id<OrderKind> = "ord_01m6jy9ne0e3pt0yekqqme4qcm".parse().expect("an id");
        assert!(TextCursor::decode(&Cursor::after(id).encode()).is_err());
    }
}
