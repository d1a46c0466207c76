//! Percent encoding, undone strictly: what cannot be decoded is refused, not guessed.

use std::borrow::Cow;

use super::Join;

/// Decodes a piece of a path.
pub(super) fn path(text: &str) -> Result<Cow<'_, str>, &'static str> {
    percent(text, false)
}

/// Decodes a piece of a query or form, where `+` is a space.
pub(super) fn query(text: &str) -> Result<Cow<'_, str>, &'static str> {
    percent(text, true)
}

fn percent(text: &str, plus_is_space: bool) -> Result<Cow<'_, str>, &'static str> {
    let is_special = |byte: u8| byte == b'%' || (plus_is_space && byte == b'+');
    if !text.bytes().any(is_special) {
        return Ok(Cow::Borrowed(text));
    }
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let digits = (bytes.next().and_then(hex), bytes.next().and_then(hex));
                let (Some(high), Some(low)) = digits else {
                    return Err("has a broken percent escape");
                };
                high << 4 | low
            }
            b'+' if plus_is_space => b' ',
            byte => byte,
        });
    }
    String::from_utf8(decoded)
        .map(Cow::Owned)
        .map_err(|_| "is not UTF-8")
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// Splits a joined array before its items are decoded, so that an escaped separator stays part
/// of its item. Spaces have no other form than an escaped one, and pipes are mostly escaped too.
/// Commas are escaped by most HTTP libraries, all of them: where none stands bare, the escaped
/// ones separate.
pub(super) fn split(text: &str, join: Join) -> Box<dyn Iterator<Item = &str> + '_> {
    match join {
        Join::Comma if text.contains(',') => Box::new(text.split(',')),
        Join::Comma => Box::new(text.split("%2C").flat_map(|part| part.split("%2c"))),
        Join::Space => Box::new(text.split("%20").flat_map(|part| part.split(['+', ' ']))),
        Join::Pipe => Box::new(
            text.split("%7C")
                .flat_map(|part| part.split("%7c"))
                .flat_map(|part| part.split('|')),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_strictly() {
        assert_eq!(query("a+b%2Bc%C3%A9").as_deref(), Ok("a b+cé"));
        assert_eq!(path("a+b%2F").as_deref(), Ok("a+b/"));
        assert_eq!(path("%ff").as_deref(), Err(&"is not UTF-8"));
        for broken in ["%", "%2", "%zz", "%+1"] {
            assert_eq!(
                query(broken).as_deref(),
                Err(&"has a broken percent escape"),
                "{broken}"
            );
        }
    }

    #[test]
    fn splits_before_decoding() {
        let items = |text, join| split(text, join).collect::<Vec<_>>();
        assert_eq!(items("a,b%2Cc", Join::Comma), ["a", "b%2Cc"]);
        assert_eq!(items("a%2Cb%2cc", Join::Comma), ["a", "b", "c"]);
        assert_eq!(items("a%20b+c", Join::Space), ["a", "b", "c"]);
        assert_eq!(items("a|b%7Cc%7cd", Join::Pipe), ["a", "b", "c", "d"]);
    }
}
