//! What a schema asks of a string.

use std::sync::OnceLock;

use super::ConversionError;

/// Lengths in Unicode scalar values, and a pattern (ECMA 262), compiled when it is first needed.
pub struct TextRules {
    min_length: Option<usize>,
    max_length: Option<usize>,
    pattern: Option<&'static str>,
    compiled: OnceLock<Option<regress::Regex>>,
}

impl TextRules {
    pub const fn new(
        min_length: Option<usize>,
        max_length: Option<usize>,
        pattern: Option<&'static str>,
    ) -> Self {
        Self {
            min_length,
            max_length,
            pattern,
            compiled: OnceLock::new(),
        }
    }

    /// Whether `text` keeps the rules. The error does not quote it.
    pub fn check(&self, text: &str) -> Result<(), ConversionError> {
        if self.min_length.is_some() || self.max_length.is_some() {
            self.check_length(text)?;
        }
        match self.pattern {
            Some(pattern) if !self.matches(pattern, text) => {
                Err(format!("does not match the pattern {pattern}").into())
            }
            _ => Ok(()),
        }
    }

    fn check_length(&self, text: &str) -> Result<(), ConversionError> {
        let length = text.chars().count();
        match (self.min_length, self.max_length) {
            (Some(min), _) if length < min => Err(format!("shorter than {min} characters").into()),
            (_, Some(max)) if length > max => Err(format!("longer than {max} characters").into()),
            _ => Ok(()),
        }
    }

    fn matches(&self, pattern: &str, text: &str) -> bool {
        // The generator refuses a pattern that does not compile, so `None` can't come up; if it
        // did, nothing would match.
        let compiled = self
            .compiled
            .get_or_init(|| regress::Regex::new(pattern).ok());
        compiled
            .as_ref()
            .is_some_and(|regex| regex.find(text).is_some())
    }
}
