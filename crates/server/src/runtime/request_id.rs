//! The id under which a request stands in the logs and in its answer.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

/// The header that carries a [`RequestId`], both ways.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

const PREFIX: &[u8; 4] = b"req_";
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// A UUID's 128 bits in base 32.
const CODE_LENGTH: usize = 26;
const LENGTH: usize = PREFIX.len() + CODE_LENGTH;

/// The id of a request: `req_` and a UUIDv7 in 26 characters of Crockford's base 32.
///
/// Cloning is cheap: it counts a reference.
#[derive(Clone, PartialEq, Eq)]
pub struct RequestId(HeaderValue);

impl RequestId {
    /// A new id.
    #[must_use]
    pub fn new() -> Self {
        let mut text = [0_u8; LENGTH];
        text[..PREFIX.len()].copy_from_slice(PREFIX);
        let mut rest = Uuid::now_v7().as_u128();
        for place in text[PREFIX.len()..].iter_mut().rev() {
            *place = DIGITS[(rest & 31) as usize];
            rest >>= 5;
        }
        Self(HeaderValue::from_bytes(&text).expect("the digits are visible ASCII"))
    }

    /// The id that came with the request, if it has the form of ours; otherwise a new one.
    ///
    /// Anything else is not taken over: it would let a caller write into our logs.
    #[must_use]
    pub fn accept(headers: &HeaderMap) -> Self {
        match headers.get(&REQUEST_ID) {
            Some(value) if is_well_formed(value.as_bytes()) => Self(value.clone()),
            _ => Self::new(),
        }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl Default for RequestId {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn is_well_formed(id: &[u8]) -> bool {
    // 26 digits of 5 bits hold 130 bits, so the first digit of 128 bits is at most 7.
    id.len() == LENGTH
        && id.starts_with(PREFIX)
        && id[PREFIX.len()] <= b'7'
        && id[PREFIX.len()..].iter().all(|byte| DIGITS.contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(
            REQUEST_ID,
            HeaderValue::from_str(value).expect("a header value"),
        );
        headers
    }

    #[test]
    fn new_ids_are_well_formed_and_differ() {
        let (one, two) = (RequestId::new(), RequestId::new());
        assert!(is_well_formed(one.as_str().as_bytes()), "{one}");
        assert_ne!(one, two);
        assert!(one.as_str() < two.as_str() || one.as_str()[..13] == two.as_str()[..13]);
    }

    #[test]
    fn a_well_formed_id_is_taken_over_and_others_are_not() {
        let id = "req_01m6jy9ne0ecdgvscb0yvd1pkx";
        assert_eq!(RequestId::accept(&headers(id)).as_str(), id);
        for bad in [
            "",
            "abc",
            "req_01m6jy9ne0ecdgvscb0yvd1pk",
            "req_01m6jy9ne0ecdgvscb0yvd1pkxx",
            "req_81m6jy9ne0ecdgvscb0yvd1pkx",
            "req_01m6jy9ne0ecdgvscb0yvd1pku",
            "req_01M6JY9NE0ECDGVSCB0YVD1PKX",
            "ord_01m6jy9ne0ecdgvscb0yvd1pkx",
        ] {
            assert_ne!(RequestId::accept(&headers(bad)).as_str(), bad);
        }
    }
}
