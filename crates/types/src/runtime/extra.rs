//! Fields that this version does not know.

use std::{
    fmt,
    ops::{Deref, DerefMut},
};

use serde_json::{Map, Value};

/// The fields of an object that its schema does not name, kept as they came.
///
/// They are written back as they are. `Debug` prints their names only: what a newer server sends
/// may be a secret, and this version can't know.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Extra(Map<String, Value>);

impl Extra {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The fields.
    #[must_use]
    pub fn into_inner(self) -> Map<String, Value> {
        self.0
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Deref for Extra {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Extra {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl From<Map<String, Value>> for Extra {
    fn from(fields: Map<String, Value>) -> Self {
        Self(fields)
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a String, &'a Value);
    type IntoIter = serde_json::map::Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
