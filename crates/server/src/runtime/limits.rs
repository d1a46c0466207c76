//! What a single request may cost.

use std::time::Duration;

/// Bounds of a request.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most bytes of a body, where the operation does not say otherwise.
    pub body: usize,
    /// The most bytes of all header names and values together.
    pub headers: usize,
    /// The most bytes of path and query together.
    pub target: usize,
    /// The longest that an answer may take, the reading of the body included.
    pub timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 1024 * 1024,
            headers: 32 * 1024,
            target: 16 * 1024,
            timeout: Duration::from_secs(30),
        }
    }
}
