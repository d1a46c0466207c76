//! Page positions that clients pass back without looking into them.
//!
//! A list is in the order of its ids, newest first, so a position is the last id of a page:
//! rows that are added later stand before every page already read and move nothing. Lists that
//! are in another order have a cursor of their own, and none reads the text of another.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::id::{Id, Kind};
use crate::period::Period;

/// The form of the bytes below; another one makes old cursors invalid, not misread.
const VERSION: u8 = 1;

/// Bytes of an id.
const ID_BYTES: usize = 16;

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
        write(K::PREFIX, self.0.uuid().as_bytes())
    }

    /// Reads what [`Self::encode`] wrote.
    ///
    /// # Errors
    /// For any other text, a cursor of another kind included.
    pub fn decode(text: &str) -> Result<Self, InvalidCursor> {
        let id = Uuid::from_slice(&read(K::PREFIX, text)?).map_err(|_| InvalidCursor)?;
        Ok(Self(Id::from_uuid(id)))
    }
}

/// A position after a row that is in order by a text, such as a username.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextCursor(String);

impl TextCursor {
    /// Stands where the kinds have their prefix; no kind's prefix has an upper-case letter.
    const PREFIX: &'static str = "T";

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
        write(Self::PREFIX, self.0.as_bytes())
    }

    /// Reads what [`Self::encode`] wrote.
    ///
    /// # Errors
    /// For any other text, a cursor of another kind included.
    pub fn decode(text: &str) -> Result<Self, InvalidCursor> {
        let text = String::from_utf8(read(Self::PREFIX, text)?);
        text.map(Self).map_err(|_| InvalidCursor)
    }
}

/// A position after a row of kind `K` that is in order by a text, and by id where texts are equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderedCursor<K: Kind> {
    text: String,
    id: Id<K>,
}

impl<K: Kind> OrderedCursor<K> {
    /// Stands before the kind's prefix.
    const PREFIX: &'static str = "O";

    /// The position after the row `id` with `text`.
    #[must_use]
    pub fn after(text: impl Into<String>, id: Id<K>) -> Self {
        let text = text.into();
        Self { text, id }
    }

    /// The text of the last row of the page before.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The id of that row.
    #[must_use]
    pub const fn id(&self) -> Id<K> {
        self.id
    }

    /// The text for clients.
    #[must_use]
    pub fn encode(&self) -> String {
        let position = [self.id.uuid().as_bytes(), self.text.as_bytes()].concat();
        write(&Self::prefix(), &position)
    }

    /// Reads what [`Self::encode`] wrote.
    ///
    /// # Errors
    /// For any other text, a cursor of another kind included.
    pub fn decode(text: &str) -> Result<Self, InvalidCursor> {
        let position = read(&Self::prefix(), text)?;
        let (id, text) = position.split_at_checked(ID_BYTES).ok_or(InvalidCursor)?;
        let id = Uuid::from_slice(id).map_err(|_| InvalidCursor)?;
        let text = std::str::from_utf8(text).map_err(|_| InvalidCursor)?;
        Ok(Self::after(text, Id::from_uuid(id)))
    }

    fn prefix() -> String {
        format!("{}{}", Self::PREFIX, K::PREFIX)
    }
}

/// A position after a calendar month, in a list of months, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodCursor(Period);

impl PeriodCursor {
    /// Stands where the kinds have their prefix.
    const PREFIX: &'static str = "M";

    /// The position after `period`.
    #[must_use]
    pub const fn after(period: Period) -> Self {
        Self(period)
    }

    /// The last month of the page before.
    #[must_use]
    pub const fn period(self) -> Period {
        self.0
    }

    /// The text for clients.
    #[must_use]
    pub fn encode(self) -> String {
        write(Self::PREFIX, self.0.to_string().as_bytes())
    }

    /// Reads what [`Self::encode`] wrote.
    ///
    /// # Errors
    /// For any other text, a cursor of another kind included.
    pub fn decode(text: &str) -> Result<Self, InvalidCursor> {
        let text = String::from_utf8(read(Self::PREFIX, text)?).map_err(|_| InvalidCursor)?;
        text.parse().map(Self).map_err(|_| InvalidCursor)
    }
}

fn write(prefix: &str, position: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode([&[VERSION], prefix.as_bytes(), position].concat())
}

fn read(prefix: &str, text: &str) -> Result<Vec<u8>, InvalidCursor> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidCursor)?;
    bytes
        .strip_prefix(&[VERSION])
        .and_then(|rest| rest.strip_prefix(prefix.as_bytes()))
        .map(<[u8]>::to_vec)
        .ok_or(InvalidCursor)
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

    #[test]
    fn a_place_among_texts_has_both() {
        let id: Id<OrderKind> = "ord_01m6jy9ne0e3pt0yekqqme4qcm".parse().expect("an id");
        let cursor = OrderedCursor::after("jane@try-northwind.com", id);
        let text = cursor.encode();
        assert_eq!(OrderedCursor::decode(&text), Ok(cursor));
        assert!(OrderedCursor::<ApiKeyKind>::decode(&text).is_err());
        assert!(Cursor::<OrderKind>::decode(&text).is_err());
        assert!(OrderedCursor::<OrderKind>::decode(&Cursor::after(id).encode()).is_err());
        let short = write(&OrderedCursor::<OrderKind>::prefix(), b"short");
        assert_eq!(
            OrderedCursor::<OrderKind>::decode(&short),
            Err(InvalidCursor)
        );
    }

    #[test]
    fn a_month_is_a_position_of_its_own_kind() {
        let cursor = PeriodCursor::after("2026-11".parse().expect("a month"));
        assert_eq!(PeriodCursor::decode(&cursor.encode()), Ok(cursor));
        assert!(TextCursor::decode(&cursor.encode()).is_err());
        for other in ["2026-11", "2026-13"] {
            assert!(PeriodCursor::decode(&TextCursor::after(other).encode()).is_err());
        }
        let wrong = write(PeriodCursor::PREFIX, b"2026-13");
        assert_eq!(PeriodCursor::decode(&wrong), Err(InvalidCursor));
    }
}
