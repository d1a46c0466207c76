//! Parameters: from the text of a query, path, header or cookie to a checked, typed value.

mod decode;
mod query;
mod sources;

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

use super::{
    check::{At, Check, Issues, Node},
    errors::{Marker, ServerError},
    failure::Failure,
};

pub(crate) use query::{Query, field, pairs};
pub(crate) use sources::{PathPart, cookie, cookies, header, path};

/// A parameter, or a field of a form, as the specification describes it.
#[derive(Debug)]
pub(crate) struct Param {
    /// Its name on the wire.
    pub(crate) name: &'static str,
    /// Where it travels.
    pub(crate) place: Place,
    /// How it is written.
    pub(crate) style: Style,
    /// Whether it must be there.
    pub(crate) required: bool,
    /// The JSON of its default.
    pub(crate) default: Option<&'static str>,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Query,
    Path,
    Header,
    Cookie,
    /// A field of a form in the body.
    Field,
}

/// How a value is written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Style {
    /// One value.
    One(Shape),
    /// An array, one occurrence for each item.
    Repeated(Shape),
    /// An array in one occurrence, its items joined.
    Joined(Shape, Join),
}

/// What stands between the items of a joined array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    Comma,
    Space,
    Pipe,
}

/// What a text stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// Itself.
    Text,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// JSON.
    Json,
    /// The first of these that it can be, else itself.
    Either(&'static [Shape]),
}

/// What was found of a parameter.
#[derive(Debug)]
pub(crate) enum Raw<'a> {
    /// Nothing.
    Absent,
    /// Something that could not be read; an issue says so already.
    Broken,
    /// A value that is to be checked.
    Value(Node<'a>),
}

impl Shape {
    /// The value that a text stands for. A text that is none of the shape's stays a string, and
    /// the check says what it should have been.
    pub(crate) fn read(self, text: Cow<'_, str>) -> Node<'_> {
        self.try_read(&text).unwrap_or(Node::Text(text))
    }

    fn try_read(self, text: &str) -> Option<Node<'static>> {
        match self {
            Self::Text => None,
            Self::Boolean => text.parse().ok().map(Node::Bool),
            Self::Integer => integer(text).map(Node::Number),
            Self::Number => integer(text).or_else(|| decimal(text)).map(Node::Number),
            Self::Json => serde_json::from_str::<Value>(text).ok().map(Node::from),
            Self::Either(shapes) => shapes.iter().find_map(|shape| shape.try_read(text)),
        }
    }
}

/// An integer in the notation of JSON; `parse` alone would take `+1` and `007`.
fn integer(text: &str) -> Option<Number> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'));
    if !is_plain {
        return None;
    }
    let signed = text.parse::<i64>().map(Number::from);
    signed
        .or_else(|_| text.parse::<u64>().map(Number::from))
        .ok()
}

/// A number in the notation of JSON; `parse` alone would take `inf` and `.5`.
fn decimal(text: &str) -> Option<Number> {
    serde_json::from_str(text).ok()
}

impl Param {
    /// The parameter's place in a request.
    pub(crate) const fn at(&self) -> At<'_> {
        match self.place {
            Place::Query => At::query(self.name),
            Place::Path => At::path(self.name),
            Place::Header => At::header(self.name),
            Place::Cookie => At::cookie(self.name),
            Place::Field => At::BODY.member(self.name),
        }
    }

    /// The checked and typed value; none if it is absent or wrong.
    pub(crate) fn typed<T: DeserializeOwned>(
        &self,
        raw: Raw<'_>,
        check: Check,
        issues: &mut Issues,
    ) -> Option<T> {
        let at = self.at();
        let value = match raw {
            Raw::Value(value) => value,
            Raw::Broken => return None,
            Raw::Absent => match self.default {
                Some(json) => Node::parse(json).map(|(node, _)| node).unwrap_or_default(),
                None if self.required => {
                    super::check::missing(&at, issues);
                    return None;
                }
                None => return None,
            },
        };
        let before = issues.count();
        check(&value, &at, issues);
        if issues.count() > before {
            return None;
        }
        let typed = serde_json::from_value(value.into_value()).ok();
        if typed.is_none() {
            issues.add(&at, "is not accepted");
        }
        typed
    }

    /// The value that the occurrences of a parameter make; they are decoded, and not split yet.
    fn assemble<'a>(
        &self,
        occurrences: &[&'a str],
        decode: impl Fn(&'a str) -> Result<Cow<'a, str>, &'static str>,
        issues: &mut Issues,
    ) -> Raw<'a> {
        if occurrences.is_empty() {
            return Raw::Absent;
        }
        if occurrences.len() > 1 && !matches!(self.style, Style::Repeated(_)) {
            issues.add(&self.at(), "must not be given more than once");
            return Raw::Broken;
        }
        let read = |text: &'a str, shape: Shape| decode(text).map(|text| shape.read(text));
        let value = match self.style {
            Style::One(shape) => read(occurrences[0], shape),
            Style::Repeated(shape) => {
                let items = occurrences.iter().map(|text| read(text, shape));
                items.collect::<Result<_, _>>().map(Node::Array)
            }
            Style::Joined(_, _) if occurrences[0].is_empty() => Ok(Node::Array(Vec::new())),
            Style::Joined(shape, join) => {
                let items = decode::split(occurrences[0], join).map(|text| read(text, shape));
                items.collect::<Result<_, _>>().map(Node::Array)
            }
        };
        match value {
            Ok(value) => Raw::Value(value),
            Err(issue) => {
                issues.add(&self.at(), issue);
                Raw::Broken
            }
        }
    }
}

/// A value that the checks have made sure of.
pub(crate) fn sure<T>(value: Option<T>) -> Result<T, Failure> {
    value.ok_or_else(|| {
        ServerError::new("a value that passed its checks is not there")
            .into_failure(http::StatusCode::INTERNAL_SERVER_ERROR)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_are_read_by_shape() {
        let read = |shape: Shape, text: &str| shape.read(Cow::Borrowed(text)).into_value();
        assert_eq!(read(Shape::Integer, "-12"), json!(-12));
        assert_eq!(
            read(Shape::Integer, "18446744073709551615"),
            json!(u64::MAX)
        );
        for text in [
            "+1",
            "007",
            "1.0",
            "1e3",
            "",
            "-",
            "99999999999999999999",
            " 1",
            "0x1",
        ] {
            assert_eq!(read(Shape::Integer, text), json!(text));
        }
        assert_eq!(read(Shape::Number, "1.50"), json!(1.5));
        assert_eq!(read(Shape::Number, "3"), json!(3));
        for text in ["inf", "NaN", ".5", "1.", "1_0"] {
            assert_eq!(read(Shape::Number, text), json!(text));
        }
        assert_eq!(read(Shape::Boolean, "true"), json!(true));
        assert_eq!(read(Shape::Boolean, "True"), json!("True"));
        assert_eq!(
            read(Shape::Either(&[Shape::Integer, Shape::Text]), "7"),
            json!(7)
        );
        assert_eq!(
            read(Shape::Either(&[Shape::Integer, Shape::Text]), "x"),
            json!("x")
        );
    }
}
