//! Where web visitors of a domain are sent.

use simpleinboxes_core::dns::DomainName;
use thiserror::Error;
use url::{Host, Url};

use crate::outbound::leads_to_the_open;

/// Where web visitors of a domain and of its `www` are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forwarding {
    url: Url,
    permanent: bool,
    keep_path: bool,
}

/// A forwarding that would not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ForwardingError {
    /// Not an absolute web address.
    #[error("must be an absolute http or https URL")]
    Url,
    /// A user or password in it.
    #[error("must not contain a user or password")]
    Credentials,
    /// Nothing can be appended behind a query or fragment.
    #[error("must have no query or fragment when the path is kept")]
    Tail,
    /// Visitors would be sent in a circle.
    #[error("must not lead to the domain itself")]
    Circle,
    /// An address or a name that only a network of one's own has.
    #[error("must lead to a public address")]
    NotPublic,
}

impl Forwarding {
    /// A forwarding of `domain` to `url`.
    ///
    /// # Errors
    /// When visitors would not get there.
    pub fn new(
        domain: &DomainName,
        url: &str,
        permanent: bool,
        keep_path: bool,
    ) -> Result<Self, ForwardingError> {
        let url = Url::parse(url).map_err(|_| ForwardingError::Url)?;
        let host = match (url.scheme(), url.host()) {
            ("http" | "https", Some(host)) => host,
            _ => return Err(ForwardingError::Url),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ForwardingError::Credentials);
        }
        if keep_path && (url.query().is_some() || url.fragment().is_some()) {
            return Err(ForwardingError::Tail);
        }
        if !leads_to_the_open(&host) {
            return Err(ForwardingError::NotPublic);
        }
        if let Host::Domain(host) = host {
            let host = host.strip_suffix('.').unwrap_or(host);
            let rest = host.strip_suffix(domain.as_str());
            if rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.')) {
                return Err(ForwardingError::Circle);
            }
        }
        Ok(Self {
            url,
            permanent,
            keep_path,
        })
    }

    /// Where visitors are sent.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// 301, which browsers may remember, or 302.
    #[must_use]
    pub const fn status(&self) -> u16 {
        if self.permanent { 301 } else { 302 }
    }

    /// Whether the path and query that the visitor asked for are appended.
    #[must_use]
    pub const fn keeps_path(&self) -> bool {
        self.keep_path
    }

    /// What a path is appended to: the URL without a slash at its end.
    #[must_use]
    pub fn base(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(url: &str, keep_path: bool) -> Result<Forwarding, ForwardingError> {
        let domain = "try-northwind.com".parse().expect("a domain");
        Forwarding::new(&domain, url, true, keep_path)
    }

    #[test]
    fn visitors_must_arrive_somewhere_else() {
        for (url, keep, expected) in [
            ("https://northwind.com/a?b#c", false, None),
            ("https://northwind.com/a", true, None),
            ("https://xtry-northwind.com", true, None),
            ("https://8.8.8.8/", true, None),
            (
                "https://northwind.com/?a",
                true,
                Some(ForwardingError::Tail),
            ),
            (
                "https://northwind.com/#a",
                true,
                Some(ForwardingError::Tail),
            ),
            ("ftp://northwind.com", false, Some(ForwardingError::Url)),
            ("mailto:a@northwind.com", false, Some(ForwardingError::Url)),
            ("northwind.com", false, Some(ForwardingError::Url)),
            (
                "https://a:b@c.com",
                false,
                Some(ForwardingError::Credentials),
            ),
            (
                "http://127.0.0.1:8080",
                false,
                Some(ForwardingError::NotPublic),
            ),
            (
                "http://169.254.169.254/latest",
                true,
                Some(ForwardingError::NotPublic),
            ),
            (
                "http://localhost/a",
                false,
                Some(ForwardingError::NotPublic),
            ),
            (
                "https://try-northwind.com",
                false,
                Some(ForwardingError::Circle),
            ),
            (
                "http://Www.Try-Northwind.com./x",
                false,
                Some(ForwardingError::Circle),
            ),
        ] {
            assert_eq!(to(url, keep).err(), expected, "{url}");
        }
    }

    #[test]
    fn paths_are_appended_to_the_path() {
        for (url, base) in [
            ("https://northwind.com", "https://northwind.com"),
            ("https://northwind.com/", "https://northwind.com"),
            ("https://northwind.com/a/", "https://northwind.com/a"),
        ] {
            let forwarding = to(url, true).expect("a forwarding");
            assert_eq!(forwarding.base(), base);
            assert_eq!(forwarding.status(), 301);
        }
    }
}
