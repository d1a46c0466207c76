//! Rules of strings.

use serde_json::json;

use super::{Place, Rows, Site};
use crate::{
    emit::conformance::{
        pattern::{Pattern, changed},
        row::{set, text},
        scalar::formatted,
    },
    model::StringRules,
};

/// The most characters in front of which a text without an upper bound is tried.
const UNBOUNDED: usize = 512;

const SHORTER: &str = "every shorter text breaks the pattern or format as well";
const LONGER: &str = "every longer text breaks the pattern or format as well";
const EMPTY_SEGMENT: &str = "a path with an empty segment is another path";

/// A text rule at work: what is known of the texts that it lets through.
struct Texts<'r> {
    rules: &'r StringRules,
    /// The pattern taken apart; none inside where it could not be.
    pattern: Option<Option<Pattern>>,
}

impl<'r> Texts<'r> {
    fn new(rules: &'r StringRules) -> Self {
        let longest = rules.max_length.map_or(UNBOUNDED, |most| most + 1);
        let pattern = rules
            .pattern
            .as_ref()
            .map(|source| Pattern::new(source, longest));
        Self { rules, pattern }
    }

    fn bounds(&self) -> (usize, usize) {
        (
            self.rules.min_length.unwrap_or_default(),
            self.rules.max_length.unwrap_or(usize::MAX),
        )
    }

    /// A text of this length that breaks no rule but those of length.
    fn of_length(&self, length: usize) -> Option<String> {
        if self
            .rules
            .format
            .as_deref()
            .is_some_and(|format| formatted(format).is_some())
        {
            return None;
        }
        match &self.pattern {
            Some(pattern) => pattern.as_ref()?.text(length),
            None => Some("a".repeat(length)),
        }
    }

    /// A text that breaks the pattern and no rule of length.
    fn mismatched(&self, good: &str, place: Place) -> Option<String> {
        let pattern = self.pattern.as_ref()?.as_ref()?;
        let (least, most) = self.bounds();
        changed(good, place == Place::Header)
            .into_iter()
            .find(|text| {
                (least.max(1)..=most).contains(&text.chars().count()) && !pattern.matches(text)
            })
    }
}

impl Rows<'_, '_> {
    pub(super) fn string(&mut self, site: &Site<'_>, rules: &StringRules) {
        if site.place.is_typed() {
            self.breaks(site, "type", set(&site.address, 12345));
        }
        if !rules.values.is_empty() {
            return self.choice(site, rules);
        }
        if let Some(format) = &rules.format {
            self.format(site, format);
        }
        let texts = Texts::new(rules);
        self.min_length(site, &texts);
        self.max_length(site, &texts);
        if rules.pattern.is_some() {
            let good = site.value.as_str().unwrap_or_default();
            match texts.mismatched(good, site.place) {
                Some(bad) => self.breaks(site, "pattern", text(&site.address, &bad)),
                None => self.gap(site, "pattern", "no text was found that breaks it alone"),
            }
        }
    }

    fn choice(&mut self, site: &Site<'_>, rules: &StringRules) {
        self.breaks(site, "enum", set(&site.address, "no_such_value"));
        for value in &rules.values {
            self.pass(site, "enum", set(&site.address, value.as_str()));
        }
    }

    fn format(&mut self, site: &Site<'_>, format: &str) {
        // Each bad one is near to good: the form is right, what it says does not exist.
        let (bad, edge): (&[&str], &[&str]) = match format {
            "date-time" => (
                &[
                    "2026-11-31T09:30:00Z",
                    "2026-11-04 09:30:00",
                    "2026-11-04T25:00:00Z",
                ],
                &[
                    "2026-11-04T09:30:00.123456789Z",
                    "2026-11-04T11:00:00+01:30",
                    "2028-02-29T23:59:59Z",
                ],
            ),
            "date" => (&["2026-02-29", "04.11.2026"], &["2028-02-29"]),
            "time" => (&["25:00:00Z"], &["23:59:59Z"]),
            "uuid" => (
                &["8e03978e-40d5-43dd-bc93-6894a57f932"],
                &["00000000-0000-0000-0000-000000000000"],
            ),
            "ipv4" => (&["192.0.2.256", "192.0.2"], &["0.0.0.0", "255.255.255.255"]),
            "ipv6" => (
                &["2001:db8::g", "2001:db8::1::2"],
                &["::", "2001:db8:0:0:0:0:0:1"],
            ),
            "binary" => return,
            _ => return self.gap(site, "format", "no text is known that breaks this format"),
        };
        for text in bad {
            self.breaks(site, "format", set(&site.address, *text));
        }
        for text in edge {
            self.pass(site, "format", set(&site.address, *text));
        }
    }

    fn min_length(&mut self, site: &Site<'_>, texts: &Texts<'_>) {
        let Some(least) = texts.rules.min_length.filter(|least| *least > 0) else {
            return;
        };
        match texts.of_length(least - 1) {
            _ if site.place == Place::Path && least == 1 => {
                self.gap(site, "minLength", EMPTY_SEGMENT)
            }
            Some(short) => self.breaks(site, "minLength", text(&site.address, &short)),
            None => {
                let short = text(&site.address, &"a".repeat(least - 1));
                self.breaks_with(site, "minLength", short, SHORTER);
            }
        }
        match texts.of_length(least) {
            Some(edge) => self.pass(site, "minLength", text(&site.address, &edge)),
            None => self.pass_gap(
                site,
                "minLength",
                "no text of this length fits the pattern or format",
            ),
        }
    }

    fn max_length(&mut self, site: &Site<'_>, texts: &Texts<'_>) {
        let Some(most) = texts.rules.max_length else {
            return;
        };
        match texts.of_length(most + 1) {
            Some(long) => self.breaks(site, "maxLength", text(&site.address, &long)),
            None => {
                let long = text(&site.address, &"a".repeat(most + 1));
                self.breaks_with(site, "maxLength", long, LONGER);
            }
        }
        match texts.of_length(most) {
            Some(edge) => self.pass(site, "maxLength", text(&site.address, &edge)),
            None => self.pass_gap(
                site,
                "maxLength",
                "no text of this length fits the pattern or format",
            ),
        }
    }

    pub(super) fn boolean(&mut self, site: &Site<'_>, values: &[bool]) {
        self.breaks(site, "type", set(&site.address, "yes"));
        let all = [true, false];
        let allowed = if values.is_empty() { &all[..] } else { values };
        for value in all {
            match allowed.contains(&value) {
                true => self.pass(site, "type", set(&site.address, value)),
                false => self.breaks(site, "enum", json!(["set", site.address, value])),
            }
        }
    }
}
