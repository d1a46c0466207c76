//! Texts that match a pattern and have a given length, and texts that do not match it.

mod lengths;

use regress::Regex;

use self::lengths::Part;

/// A pattern, taken apart.
pub(super) struct Pattern {
    regex: Regex,
    root: Part,
    longest: usize,
}

impl Pattern {
    /// Takes `source` apart for texts of up to `longest` characters.
    ///
    /// The subset that ECMAScript and Rust read alike is enough: the rules of the spec allow no
    /// other. `None` for anything beyond it.
    pub(super) fn new(source: &str, longest: usize) -> Option<Self> {
        let regex = Regex::with_flags(source, "u").ok()?;
        let parsed = regex_syntax::parse(source).ok()?;
        Some(Self {
            regex,
            root: Part::new(&parsed, longest)?,
            longest,
        })
    }

    /// Whether `text` matches, as the server judges it.
    pub(super) fn matches(&self, text: &str) -> bool {
        self.regex.find(text).is_some()
    }

    /// A text that matches and has `length` characters.
    pub(super) fn text(&self, length: usize) -> Option<String> {
        let text = (length <= self.longest).then(|| self.root.text(length))??;
        // What was built is not taken on trust: anchors in odd places would make it wrong.
        (self.matches(&text) && text.chars().count() == length).then_some(text)
    }

    /// A text that matches, with a length as near to `wanted` as there is one.
    pub(super) fn near(&self, wanted: usize, least: usize, most: usize) -> Option<String> {
        let most = most.min(self.longest);
        let mut lengths: Vec<usize> = (least..=most)
            .filter(|length| self.root.has(*length))
            .collect();
        lengths.sort_by_key(|length| length.abs_diff(wanted));
        lengths.into_iter().find_map(|length| self.text(length))
    }
}

/// Texts made from `good` by changing a character, adding one or taking one away: the nearest
/// first, so that the first which breaks a rule breaks little else. `plain`: only what can stand
/// in a header, where the ends are trimmed.
pub(super) fn changed(good: &str, plain: bool) -> Vec<String> {
    const SIGNS: [&str; 10] = [" ", "!", "_", "@", "é", "A", "0", "\u{7f}", "\n", "."];
    let signs: Vec<&str> = SIGNS
        .into_iter()
        .filter(|sign| !plain || *sign != "\n" && *sign != "\u{7f}")
        .collect();
    let chars: Vec<char> = good.chars().collect();
    let mut texts = Vec::new();
    let mut places = vec![chars.len() / 2];
    if !plain {
        places.extend([0, chars.len().saturating_sub(1)]);
    }
    for place in places {
        for sign in &signs {
            let (before, after) = (
                &chars[..place.min(chars.len())],
                chars.get(place + 1..).unwrap_or_default(),
            );
            texts
                .push(before.iter().collect::<String>() + sign + &after.iter().collect::<String>());
        }
    }
    for sign in signs.iter().filter(|sign| !plain || **sign != " ") {
        texts.push(format!("{good}{sign}"));
        texts.push(format!("{sign}{good}"));
    }
    texts.push(chars.iter().skip(1).collect());
    texts.push(chars.iter().take(chars.len().saturating_sub(1)).collect());
    texts.retain(|text| text != good);
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(source: &str) -> Pattern {
        Pattern::new(source, 300).expect("a pattern of the subset")
    }

    #[test]
    fn texts_have_the_length_asked_for() {
        for (source, lengths) in [
            (r"^\S(.*\S)?$", &[1_usize, 2, 3, 64][..]),
            (r"^ord_[0-7][0-9a-hjkmnp-tv-z]{25}$", &[30]),
            (
                r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$",
                &[4, 64, 253],
            ),
            (r"^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$", &[5, 254]),
            (r"^(@|\*|a(b|cde)*)$", &[1, 2, 4, 5]),
        ] {
            for length in lengths {
                let text = pattern(source).text(*length);
                assert!(text.is_some(), "{source} has a text of {length} characters");
            }
        }
    }

    #[test]
    fn lengths_that_do_not_exist_are_told() {
        assert_eq!(pattern(r"^\S(.*\S)?$").text(0), None);
        assert_eq!(pattern("^(ab)+$").text(3), None);
        assert_eq!(pattern("^[0-9]{6}$").text(7), None);
    }

    #[test]
    fn a_changed_text_breaks_each_pattern() {
        for source in [
            r"^\S(.*\S)?$",
            "^[!-~]+$",
            r"^[^\s/@:]+$",
            "^[A-Z]{2}$",
            r"^[^\x00-\x1f\x7f]+$",
        ] {
            let pattern = pattern(source);
            let good = pattern.near(2, 1, 64).expect("a text");
            assert!(
                changed(&good, false)
                    .iter()
                    .any(|text| !pattern.matches(text)),
                "{source}"
            );
        }
    }
}
