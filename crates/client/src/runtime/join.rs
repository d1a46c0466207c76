//! Array parameters that travel as one string (OpenAPI 3.0.3, "Style Values").

use std::fmt::{self, Display, Write as _};

use serde::{Serialize, Serializer};

macro_rules! joined {
    ($(#[$doc:meta])* $name:ident, $separator:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(String);

        impl<T: Display> From<Vec<T>> for $name {
            fn from(items: Vec<T>) -> Self {
                items.into_iter().collect()
            }
        }

        impl<T: Display> FromIterator<T> for $name {
            fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
                Self(join(items, $separator))
            }
        }

        impl Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

joined!(
    /// Items joined by commas.
    CommaJoined, ','
);
joined!(
    /// Items joined by spaces.
    SpaceJoined, ' '
);
joined!(
    /// Items joined by `|`.
    PipeJoined, '|'
);

fn join<T: Display>(items: impl IntoIterator<Item = T>, separator: char) -> String {
    let mut joined = String::new();
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            joined.push(separator);
        }
        // Writing to a string cannot fail.
        let _ = write!(joined, "{item}");
    }
    joined
}
