//! Texts and numbers that keep the rules of a schema.

use serde_json::{Number, Value};

use super::pattern::Pattern;
use crate::model::{NumberRules, StringRules};

/// The longest text that is made where the schema does not bound it.
const LONGEST: usize = 256;

/// A text of these rules.
pub(super) fn text(rules: &StringRules) -> Option<String> {
    if let Some(value) = rules.values.first() {
        return Some(value.clone());
    }
    if let Some(text) = rules.format.as_deref().and_then(formatted) {
        return Some(text.to_owned());
    }
    let (least, most) = (
        rules.min_length.unwrap_or_default(),
        rules.max_length.unwrap_or(LONGEST),
    );
    match &rules.pattern {
        Some(source) => Pattern::new(source, most)?.near(12, least, most),
        None => Some("a".repeat(8.clamp(least, most.max(least)))),
    }
}

/// Texts that differ in a number of a fixed width.
pub(super) struct Numbered {
    /// What stands before the number.
    pub before: String,
    /// How many digits it has.
    pub width: usize,
    /// What stands after it.
    pub after: String,
}

/// `count` texts that differ in a number, each good by itself: the number takes the place of a
/// few characters of a good text, or is put between them.
pub(super) fn different(rules: &StringRules, good: &str, count: usize) -> Option<Numbered> {
    let width = count.to_string().len();
    let longest = rules.max_length.unwrap_or(512);
    let pattern = match &rules.pattern {
        Some(source) => Some(Pattern::new(source, longest)?),
        None => None,
    };
    let fits = |text: &str| {
        let length = text.chars().count();
        (rules.min_length.unwrap_or_default()..=longest).contains(&length)
            && pattern.as_ref().is_none_or(|pattern| pattern.matches(text))
    };
    let chars: Vec<char> = good.chars().collect();
    let ends = (0..=chars.len()).rev();
    let places = ends
        .clone()
        .filter_map(|end| end.checked_sub(width).map(|start| (start, end)));
    for (start, end) in places.chain(ends.map(|end| (end, end))) {
        let before: String = chars[..start].iter().collect();
        let after: String = chars[end..].iter().collect();
        if (0..count).all(|number| fits(&format!("{before}{number:0width$}{after}"))) {
            return Some(Numbered {
                before,
                width,
                after,
            });
        }
    }
    None
}

/// A text of a format.
pub(super) fn formatted(format: &str) -> Option<&'static str> {
    match format {
        "date-time" => Some("2026-11-04T09:30:00Z"),
        "date" => Some("2026-11-04"),
        "time" => Some("09:30:00Z"),
        "uuid" => Some("8e03978e-40d5-43dd-bc93-6894a57f9324"),
        "ipv4" => Some("192.0.2.1"),
        "ipv6" => Some("2001:db8::1"),
        _ => None,
    }
}

/// An integer of these rules.
pub(super) fn integer(rules: &NumberRules<i128>) -> Option<Value> {
    if let Some(value) = rules.values.first() {
        return whole(*value);
    }
    let least = rules
        .min
        .map_or(0, |bound| bound.value + i128::from(bound.exclusive));
    let most = rules.max.map_or(i128::from(i64::MAX), |bound| {
        bound.value - i128::from(bound.exclusive)
    });
    let step = rules.multiple_of.unwrap_or(1);
    let first = least.max(0.min(most));
    let up = first.rem_euclid(step);
    whole(if up == 0 { first } else { first + step - up })
}

/// A number of these rules.
pub(super) fn number(rules: &NumberRules<f64>) -> Option<Value> {
    let first = rules.values.first().copied();
    let value = first.unwrap_or_else(|| match (rules.min, rules.max) {
        (Some(least), Some(most)) => (least.value + most.value) / 2.0,
        (Some(bound), None) => bound.value + 1.0,
        (None, Some(bound)) => bound.value - 1.0,
        (None, None) => 0.5,
    });
    Number::from_f64(value).map(Value::Number)
}

/// An integer as JSON; none beyond 64 bits, which no JSON number here holds.
pub(super) fn whole(value: i128) -> Option<Value> {
    let small = i64::try_from(value).map(Value::from);
    small
        .or_else(|_| u64::try_from(value).map(Value::from))
        .ok()
}
