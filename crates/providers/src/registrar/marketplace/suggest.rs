//! Names to suggest for a word.

use crate::domain_name::DomainName;

/// What is put before and after the word, by how well such names do for cold mail: they read like
/// the company's own.
const AROUND: [(&str, &str); 14] = [
    ("", ""),
    ("try", ""),
    ("get", ""),
    ("", "hq"),
    ("", "-mail"),
    ("use", ""),
    ("go", ""),
    ("", "team"),
    ("with", ""),
    ("meet", ""),
    ("", "-hq"),
    ("hello", ""),
    ("join", ""),
    ("", "app"),
];

/// Names for a word (`northwind`) or a domain (`northwind.com`) under `tlds`, at most `limit`, the
/// nearest first: the domain itself, then the word under each of the TLDs, then longer ones.
///
/// Of a query that no name can be made of there are none.
#[must_use]
pub fn candidates(query: &str, tlds: &[String], limit: usize) -> Vec<DomainName> {
    let query = query.trim().to_ascii_lowercase();
    let whole = DomainName::parse(&query).ok();
    let word = match whole.as_ref().and_then(DomainName::registrable) {
        Some(registrable) => registrable.split().map(|(word, _)| word.to_owned()),
        None => is_label(&query).then_some(query),
    };
    let mut names: Vec<DomainName> = whole
        .and_then(|name| name.registrable())
        .into_iter()
        .collect();
    let words = word.iter().flat_map(|word| {
        AROUND
            .iter()
            .map(move |(before, after)| format!("{before}{word}{after}"))
    });
    for word in words {
        for tld in tlds {
            // Too long a word, or one that is no label, gives no name.
            if let Ok(name) = DomainName::parse(&format!("{word}.{tld}"))
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
    }
    names.truncate(limit);
    names
}

fn is_label(word: &str) -> bool {
    !word.contains('.') && DomainName::parse(&format!("{word}.com")).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(query: &str, tlds: &[&str], limit: usize) -> Vec<String> {
        let tlds: Vec<String> = tlds.iter().map(|&tld| tld.to_owned()).collect();
        let names = candidates(query, &tlds, limit);
        names.into_iter().map(String::from).collect()
    }

    #[test]
    fn the_nearest_come_first() {
        assert_eq!(
            names("Northwind", &["com", "co.uk"], 5),
            [
                "northwind.com",
                "northwind.co.uk",
                "trynorthwind.com",
                "trynorthwind.co.uk",
                "getnorthwind.com"
            ]
        );
        assert_eq!(
            names("www.northwind.io", &["com"], 3),
            ["northwind.io", "northwind.com", "trynorthwind.com"]
        );
        assert_eq!(names("northwind.com", &["com"], 2)[1], "trynorthwind.com");
    }

    #[test]
    fn nonsense_gives_none() {
        for query in [
            "",
            "two words",
            "-x",
            "b\u{fc}cher",
            "co.uk",
            "a..b",
            ".com",
        ] {
            assert_eq!(names(query, &["com"], 10), Vec::<String>::new(), "{query}");
        }
        assert_eq!(names("word", &[], 10), Vec::<String>::new());
        assert_eq!(names("word", &["com", "not a tld"], 1), ["word.com"]);
    }
}
