//! Where a visitor is sent.

use axum::http::{HeaderMap, HeaderValue, Uri, header::HOST, uri::Authority};
use simpleinboxes_core::dns::DomainName;
use simpleinboxes_providers::dns::Forwarding;
use url::Url;

/// The host that a request is for, in lower case without port and final dot. Nothing where that
/// is not plain.
pub(super) fn host(uri: &Uri, headers: &HeaderMap) -> Option<DomainName> {
    let authority = match uri.authority() {
        // An absolute target counts, and not the header (RFC 9112, 3.2.2).
        Some(authority) => authority.clone(),
        None => {
            let mut all = headers.get_all(HOST).iter();
            let (Some(one), None) = (all.next(), all.next()) else {
                return None;
            };
            Authority::try_from(one.as_bytes()).ok()?
        }
    };
    if authority.as_str().contains('@') {
        return None;
    }
    authority.host().parse().ok()
}

/// The destination of a request. Nothing where what was asked for leads out of what was stored.
pub(super) fn destination(forwarding: &Forwarding, asked: &Uri) -> Option<HeaderValue> {
    let stored = forwarding.url();
    if !forwarding.keeps_path() {
        return HeaderValue::from_str(stored.as_str()).ok();
    }
    let path = asked.path();
    if !path.starts_with('/') {
        return None;
    }
    let base = forwarding.base();
    let query = asked.query().map(|query| format!("?{query}"));
    let target = Url::parse(&format!("{base}{path}{}", query.unwrap_or_default())).ok()?;
    is_within(stored, &target)
        .then(|| HeaderValue::from_str(target.as_str()).ok())
        .flatten()
}

/// Whether an address is at the same place as another, or below it.
fn is_within(stored: &Url, target: &Url) -> bool {
    let path = stored.path().trim_end_matches('/');
    let rest = target.path().strip_prefix(path);
    stored.scheme() == target.scheme()
        && stored.host() == target.host()
        && stored.port() == target.port()
        && target.username().is_empty()
        && target.password().is_none()
        && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(url: &str, keep_path: bool, asked: &str) -> Option<String> {
        let domain = "try-northwind.com".parse().expect("a domain");
        let forwarding = Forwarding::new(&domain, url, true, keep_path).expect("a forwarding");
        let asked: Uri = asked.parse().expect("a target");
        let to = destination(&forwarding, &asked)?;
        Some(to.to_str().expect("text").to_owned())
    }

    #[test]
    fn what_was_stored_is_where_it_leads() {
        for (url, keep, asked, to) in [
            ("https://a.com", false, "/x?y", Some("https://a.com/")),
            (
                "https://a.com/b?c=d",
                false,
                "/x",
                Some("https://a.com/b?c=d"),
            ),
            ("https://a.com", true, "/", Some("https://a.com/")),
            (
                "https://a.com",
                true,
                "/x?y=1&z",
                Some("https://a.com/x?y=1&z"),
            ),
            (
                "https://a.com:8443/b/",
                true,
                "/x",
                Some("https://a.com:8443/b/x"),
            ),
            (
                "https://a.com",
                true,
                "//evil.com",
                Some("https://a.com//evil.com"),
            ),
            (
                "https://a.com",
                true,
                "/\\evil.com",
                Some("https://a.com//evil.com"),
            ),
            (
                "https://a.com",
                true,
                "/@evil.com",
                Some("https://a.com/@evil.com"),
            ),
            (
                "https://a.com",
                true,
                "/%0d%0aX:1",
                Some("https://a.com/%0d%0aX:1"),
            ),
            ("https://a.com/b", true, "/../c", None),
            ("https://a.com/b", true, "/%2e%2e/c", None),
            (
                "https://a.com/b",
                true,
                "/c/../d",
                Some("https://a.com/b/d"),
            ),
            ("https://a.com", true, "*", None),
            (
                "https://a.com",
                true,
                "http://evil.com/x",
                Some("https://a.com/x"),
            ),
            (
                "https://a.com",
                true,
                "http://evil.com",
                Some("https://a.com/"),
            ),
        ] {
            assert_eq!(sent(url, keep, asked).as_deref(), to, "{url} {asked}");
        }
    }

    #[test]
    fn a_host_is_told_once_and_plainly() {
        let named = |uri: &str, hosts: &[&str]| {
            let mut headers = HeaderMap::new();
            for host in hosts {
                headers.append(HOST, host.parse().expect("a value"));
            }
            let uri: Uri = uri.parse().expect("a target");
            host(&uri, &headers).map(|host| host.as_str().to_owned())
        };
        let ours = Some("a.com".to_owned());
        for plain in ["a.com", "A.COM", "a.com.", "a.com:80", "A.com.:8080"] {
            assert_eq!(named("/", &[plain]), ours, "{plain}");
        }
        assert_eq!(named("http://a.com/", &["b.com"]), ours);
        for (uri, hosts) in [
            ("/", &[][..]),
            ("/", &["a.com", "a.com"]),
            ("/", &["x@a.com"]),
            ("/", &["a.com/x"]),
            ("/", &["127.0.0.1"]),
            ("/", &["[::1]:80"]),
            ("/", &["com"]),
            ("/", &[""]),
        ] {
            assert_eq!(named(uri, hosts), None, "{hosts:?}");
        }
    }
}
