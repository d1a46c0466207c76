//! What the generated checks are made of.
//!
//! A check looks at a value and adds every violation that it finds; it never stops at the first.
//! The generated code holds the constraints, this module how each of them is judged and worded.
//! No wording repeats what was sent, since that can be a secret.

mod array;
mod compose;
mod format;
mod number;
mod object;
mod string;

use std::borrow::Cow;

pub(crate) use super::node::{Members, Node};
use super::{
    Detail,
    errors::{InvalidRequest, Marker},
    failure::Failure,
};
use http::StatusCode;

pub(crate) use array::{array, max_items, min_items, unique};
pub(crate) use compose::{any_of, anything, normalize_choice, not, null, one_of, tagged};
pub(crate) use format::{
    base64, date, date_time, email, hostname, ip, ipv4, ipv6, time, uri, uuid,
};
pub(crate) use number::{
    above, above_int, at_least, at_least_int, at_most, at_most_int, below, below_int, boolean,
    integer, multiple_of, multiple_of_int, number, one_of_bools, one_of_ints, one_of_numbers,
};
pub(crate) use object::{
    absent_if_null, max_properties, min_properties, missing, object, required, unknown,
};
pub(crate) use string::{Pattern, max_length, min_length, one_of_texts, pattern, string};

/// A check of a schema.
pub(crate) type Check = fn(&Node<'_>, &At<'_>, &mut Issues);

/// Takes out of a value what means the same as absence.
pub(crate) type Normalize = fn(&mut Node<'_>);

/// The most details in one answer.
const MOST: usize = 1000;
/// The longest field, in characters.
const LONGEST: usize = 512;

/// A place in a request: a chain from the innermost step outwards, so that to go down costs
/// nothing and only a violation has to write it out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    step: Step<'a>,
    outer: Option<&'a At<'a>>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Body,
    Parameter(&'static str, &'a str),
    Member(&'a str),
    Item(usize),
}

impl<'a> At<'a> {
    /// The body as a whole.
    pub(crate) const BODY: At<'static> = At {
        step: Step::Body,
        outer: None,
    };

    /// A parameter of the query.
    pub(crate) const fn query(name: &'a str) -> Self {
        Self {
            step: Step::Parameter("query", name),
            outer: None,
        }
    }

    /// A parameter of the path.
    pub(crate) const fn path(name: &'a str) -> Self {
        Self {
            step: Step::Parameter("path", name),
            outer: None,
        }
    }

    /// A header.
    pub(crate) const fn header(name: &'a str) -> Self {
        Self {
            step: Step::Parameter("header", name),
            outer: None,
        }
    }

    /// A cookie, which is a part of a header.
    pub(crate) const fn cookie(name: &'a str) -> Self {
        Self {
            step: Step::Parameter("cookie", name),
            outer: None,
        }
    }

    /// A member of the object here.
    pub(crate) const fn member<'b>(&'b self, name: &'b str) -> At<'b> {
        At {
            step: Step::Member(name),
            outer: Some(self),
        }
    }

    /// An item of the array here.
    pub(crate) const fn item(&self, index: usize) -> At<'_> {
        At {
            step: Step::Item(index),
            outer: Some(self),
        }
    }

    /// Escapes a name for a JSON pointer. Control characters would break a line of a log.
    pub(crate) fn escape(name: &str) -> Cow<'_, str> {
        if !name.contains(|c: char| c == '~' || c == '/' || c.is_control()) {
            return Cow::Borrowed(name);
        }
        let mut escaped = String::with_capacity(name.len() + 8);
        for c in name.chars() {
            match c {
                '~' => escaped.push_str("~0"),
                '/' => escaped.push_str("~1"),
                c if c.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
                c => escaped.push(c),
            }
        }
        Cow::Owned(escaped)
    }

    /// The field's name, and the place within it where that is a parameter's.
    fn render(&self) -> (String, String) {
        let mut steps = vec![self];
        while let Some(outer) = steps[steps.len() - 1].outer {
            steps.push(outer);
        }
        let (mut field, mut within) = (String::new(), String::new());
        let mut is_parameter = false;
        for at in steps.iter().rev() {
            let pointer = if is_parameter {
                &mut within
            } else {
                &mut field
            };
            match at.step {
                Step::Body => {}
                Step::Parameter(place, name) => {
                    is_parameter = true;
                    field = format!("{place}.{}", clean(name));
                }
                Step::Member(name) => {
                    pointer.push('/');
                    pointer.push_str(&Self::escape(name));
                }
                Step::Item(index) => pointer.push_str(&format!("/{index}")),
            }
        }
        (field, within)
    }
}

/// A name without control characters.
fn clean(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_control() {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            }
        })
        .collect()
}

/// What is wrong with a request.
#[derive(Debug, Default)]
pub(crate) struct Issues {
    details: Vec<Detail>,
    total: usize,
}

impl Issues {
    /// Nothing yet.
    pub(crate) const fn new() -> Self {
        Self {
            details: Vec::new(),
            total: 0,
        }
    }

    /// How many there are.
    pub(crate) const fn count(&self) -> usize {
        self.total
    }

    /// Adds one at a place.
    pub(crate) fn add(&mut self, at: &At<'_>, issue: impl Into<Cow<'static, str>>) {
        // What is beyond the last detail is only counted: a hostile body pays no more.
        if self.details.len() >= MOST {
            self.total += 1;
            return;
        }
        let (field, within) = at.render();
        let issue = issue.into();
        let issue = if within.is_empty() {
            issue
        } else {
            Cow::Owned(format!("{issue} (at {within})"))
        };
        self.add_at(field, issue);
    }

    /// Adds one at a place that is written out.
    pub(crate) fn add_at(&mut self, mut field: String, issue: impl Into<Cow<'static, str>>) {
        self.total += 1;
        if self.details.len() < MOST {
            if let Some((end, _)) = field.char_indices().nth(LONGEST) {
                field.truncate(end);
            }
            self.details.push(Detail {
                field,
                issue: issue.into(),
            });
        }
    }

    /// Adds all of another.
    pub(crate) fn append(&mut self, mut other: Self) {
        let room = MOST.saturating_sub(self.details.len());
        other.details.truncate(room);
        self.details.append(&mut other.details);
        self.total += other.total;
    }

    /// Nothing, or the failure that names everything.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        if self.total == 0 {
            return Ok(());
        }
        let mut invalid = InvalidRequest::from(self.details);
        if self.total > MOST {
            let total = self.total;
            invalid.message = Cow::Owned(format!(
                "The request has {total} invalid fields; the first {MOST} are listed."
            ));
        }
        Err(invalid.into_failure(StatusCode::BAD_REQUEST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(at: &At<'_>) -> String {
        at.render().0
    }

    #[test]
    fn places_are_pointers_or_parameters() {
        let list = At::BODY.member("a/b~c");
        assert_eq!(field(&At::BODY), "");
        assert_eq!(field(&list.item(3).member("x\ny")), "/a~1b~0c/3/x\u{fffd}y");
        assert_eq!(field(&At::query("limit")), "query.limit");
        let mut issues = Issues::new();
        issues.add(&At::query("tlds").item(2), "is too long");
        assert_eq!(
            issues.details,
            [Detail::new("query.tlds", "is too long (at /2)")]
        );
    }

    #[test]
    fn details_are_capped_and_counted() {
        let mut issues = Issues::new();
        for index in 0..MOST + 34 {
            issues.add(&At::BODY.item(index), "is wrong");
        }
        let failure = issues.finish().expect_err("issues");
        assert_eq!(failure.details().len(), MOST);
        assert_eq!(
            failure.message(),
            "The request has 1034 invalid fields; the first 1000 are listed."
        );
    }

    #[test]
    fn fields_are_cut() {
        let mut issues = Issues::new();
        issues.add(&At::BODY.member(&"é".repeat(2000)), "is unknown");
        assert_eq!(issues.details[0].field.chars().count(), LONGEST);
    }
}
