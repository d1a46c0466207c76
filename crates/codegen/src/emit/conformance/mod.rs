//! Emits the conformance.

use super::{OutputFile, Target};
use crate::{diagnostic::Diagnostic, model::Api};

/// Writes the conformance of `api`.
///
/// # Errors
///
/// What the model holds and this emitter cannot write.
pub fn emit(_api: &Api, _target: &Target) -> Result<Vec<OutputFile>, Vec<Diagnostic>> {
    Ok(Vec::new())
}
