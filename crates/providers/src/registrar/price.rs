//! Prices as vendors write them.

use simpleinboxes_core::cents::Cents;

/// Digits before the point that are read: more is a mistake and no price.
const LONGEST: usize = 9;

/// Reads dollars as a decimal number: `9.73`, `12`, `1,299.5`. Parts of a cent are rounded up, so
/// that what is compared with it is never less than what is paid.
pub(super) fn dollars(text: &str) -> Option<Cents> {
    let text = text.trim().replace(',', "");
    let text = text.strip_prefix('$').unwrap_or(&text);
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || whole.len() > LONGEST {
        return None;
    }
    let (cents, rest) = part.split_at(part.len().min(2));
    let mut cents: i64 = format!("{cents:0<2}").parse().ok()?;
    if rest.bytes().any(|byte| byte != b'0') {
        cents += 1;
    }
    let whole: i64 = whole.parse().ok()?;
    Some(Cents::new(whole * 100 + cents))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_to_the_cent() {
        for (text, cents) in [
            ("9.73", 973),
            ("12", 1200),
            ("0.5", 50),
            (" $1,299.50 ", 129_950),
            ("10.880", 1088),
            ("10.881", 1089),
            ("9.999", 1000),
            ("0", 0),
        ] {
            assert_eq!(dollars(text), Some(Cents::new(cents)), "{text}");
        }
        for text in [
            "",
            ".",
            "1.",
            "-1",
            "1e3",
            "free",
            "1.2.3",
            "1234567890",
            "NaN",
        ] {
            assert_eq!(dollars(text), None, "{text}");
        }
    }
}
