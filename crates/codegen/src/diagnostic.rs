//! What the generator says when it refuses.

use std::fmt;

use crate::model::Place;

/// A refusal: what is wrong, where, and the way out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The place in the document.
    pub place: Place,
    /// The rule's id, for example `ref-unresolved`.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Diagnostic {
    /// A refusal at `place`.
    pub fn new(
        rule: &'static str,
        place: &Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            place: place.clone(),
            rule,
            message: message.into(),
            help: help.into(),
        }
    }

    /// A fault of the generator itself, which has no place in the document.
    pub fn internal(rule: &'static str, message: impl Into<String>) -> Self {
        let place = Place {
            file: "(generator)".into(),
            line: 0,
            pointer: String::new(),
        };
        let help = "this is a fault of the generator; please report it with the document";
        Self::new(rule, &place, message, help)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: [{}] {}", self.place, self.rule, self.message)?;
        if !self.help.is_empty() {
            write!(f, "\n    help: {}", self.help)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostic {}
