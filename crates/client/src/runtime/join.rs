//! Array parameters that travel as one string (OpenAPI 3.0.3, "Style Values").

use std::fmt::{self, Display};

use serde::{Serialize, Serializer, ser::Error as _};
use serde_json::Value;

macro_rules! joined {
    ($(#[$doc:meta])* $name:ident, $separator:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name<T>(T);

        impl<T> From<T> for $name<T> {
            fn from(items: T) -> Self {
                Self(items)
            }
        }

        impl<T: Serialize> Display for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&join(&self.0, $separator).map_err(|_| fmt::Error)?)
            }
        }

        impl<T: Serialize> Serialize for $name<T> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&join(&self.0, $separator).map_err(S::Error::custom)?)
            }
        }
    };
}

joined!(
    /// A list whose items are joined by commas.
    CommaJoined, ","
);
joined!(
    /// A list whose items are joined by spaces.
    SpaceJoined, " "
);
joined!(
    /// A list whose items are joined by `|`.
    PipeJoined, "|"
);

fn join(items: &impl Serialize, separator: &str) -> serde_json::Result<String> {
    let items = match serde_json::to_value(items)? {
        Value::Array(items) => items,
        one => vec![one],
    };
    let texts: Vec<String> = items.iter().map(text).collect();
    Ok(texts.join(separator))
}

/// A scalar as it stands in a URL: a string without its quotes, anything else as in JSON.
fn text(item: &Value) -> String {
    item.as_str()
        .map_or_else(|| item.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_joined_as_they_stand_in_a_url() {
        assert_eq!(CommaJoined::from(vec!["a", "b"]).to_string(), "a,b");
        assert_eq!(PipeJoined::from(vec![1, 2]).to_string(), "1|2");
        assert_eq!(SpaceJoined::from(Vec::<bool>::new()).to_string(), "");
        assert_eq!(
            serde_json::to_value(CommaJoined::from([true])).unwrap(),
            "true"
        );
    }
}
