//! Parameters that travel as one string, lists above all (OpenAPI 3.0.3, "Style Values").

use std::fmt::{self, Display, Write as _};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::Value;

/// What is not escaped in a query: what may stand anywhere in a URL (RFC 3986, 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A list that a query writes as one string.
pub trait Joined {
    /// The items as they stand in a query, each escaped and the separators between them not.
    ///
    /// # Errors
    /// An item cannot be written so that it is told from two.
    fn in_query(&self) -> Result<String, String>;
}

macro_rules! joined {
    ($(#[$doc:meta])* $name:ident, $separator:literal, $escaped:literal) => {
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

        impl<T: Serialize> Joined for $name<T> {
            fn in_query(&self) -> Result<String, String> {
                let items = texts(&self.0).map_err(|error| error.to_string())?;
                let unclear = |item: &String| $escaped != $separator && item.contains($separator);
                if items.iter().any(unclear) {
                    let separator = $separator;
                    return Err(format!("an item holds the separator `{separator}`"));
                }
                let items: Vec<String> = items.iter().map(|item| escaped(item)).collect();
                Ok(items.join($escaped))
            }
        }
    };
}

joined!(
    /// A list whose items are joined by commas, or a value that is no list, as text.
    CommaJoined, ",", ","
);
joined!(
    /// A list whose items are joined by spaces.
    SpaceJoined, " ", "%20"
);
joined!(
    /// A list whose items are joined by `|`.
    PipeJoined, "|", "%7C"
);

/// Adds a list to the query of `request`, if there is one. The HTTP library would escape the
/// separators too.
///
/// # Errors
/// An item cannot be written so that it is told from two.
pub fn join_query(
    request: &mut reqwest::Request,
    name: &str,
    list: Option<&impl Joined>,
) -> Result<(), String> {
    let Some(list) = list else { return Ok(()) };
    let items = list
        .in_query()
        .map_err(|error| format!("{name}: {error}"))?;
    let mut query = request.url().query().unwrap_or_default().to_owned();
    if !query.is_empty() {
        query.push('&');
    }
    let _ = write!(query, "{}={items}", escaped(name));
    request.url_mut().set_query(Some(&query));
    Ok(())
}

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

fn join(items: &impl Serialize, separator: &str) -> serde_json::Result<String> {
    Ok(texts(items)?.join(separator))
}

fn texts(items: &impl Serialize) -> serde_json::Result<Vec<String>> {
    let items = match serde_json::to_value(items)? {
        Value::Array(items) => items,
        one => vec![one],
    };
    Ok(items.iter().map(text).collect())
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
        assert_eq!(CommaJoined::from(true).to_string(), "true");
    }

    fn joined(query: &str, list: Option<&impl Joined>) -> Result<String, String> {
        let url = format!("http://a.example/b{query}").parse().unwrap();
        let mut request = reqwest::Request::new(reqwest::Method::GET, url);
        join_query(&mut request, "a b", list)?;
        Ok(request.url().as_str().replace("http://a.example/b", ""))
    }

    #[test]
    fn separators_stand_bare_and_items_are_escaped() {
        let list = CommaJoined::from(vec!["a", "b,c", "ü &=%+#"]);
        let items = "a%20b=a,b%2Cc,%C3%BC%20%26%3D%25%2B%23";
        assert_eq!(joined("", Some(&list)), Ok(format!("?{items}")));
        let beside = joined("?x=%2C", Some(&list));
        assert_eq!(beside, Ok(format!("?x=%2C&{items}")));
        assert_eq!(
            joined("?x=1", None::<&CommaJoined<()>>).as_deref(),
            Ok("?x=1")
        );
        assert_eq!(joined("", None::<&CommaJoined<()>>).as_deref(), Ok(""));
        let spaced = SpaceJoined::from(["a", "b"]);
        assert_eq!(joined("", Some(&spaced)).as_deref(), Ok("?a%20b=a%20b"));
        let piped = PipeJoined::from([1, 2]);
        assert_eq!(joined("", Some(&piped)).as_deref(), Ok("?a%20b=1%7C2"));
    }

    #[test]
    fn an_item_that_would_be_read_as_two_is_refused() {
        let told = Err("a b: an item holds the separator `|`".to_owned());
        assert_eq!(joined("", Some(&PipeJoined::from(["a|b"]))), told);
        assert!(joined("", Some(&SpaceJoined::from(["a b"]))).is_err());
    }
}
