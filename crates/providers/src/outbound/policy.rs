//! What a user-given URL may look like, and what may be connected to.

use std::net::IpAddr;

use thiserror::Error;
use url::{Host, Url};

use super::address::{Reach, reach};

/// Longest URL that is read at all.
const MAX_URL: usize = 2048;

/// What user-given URLs may lead to. The default is the strict one, for production.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutboundPolicy {
    /// Development and tests: also allows loopback and private networks, and plain `http`.
    /// Metadata services, multicast and reserved ranges stay refused.
    pub allow_private: bool,
}

/// Why a user-given URL is not called. Tells nothing of what it resolved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RefusedUrl {
    /// Not an absolute `http(s)` URL with a host.
    #[error("must be an absolute https URL")]
    Malformed,
    /// A scheme other than `https`.
    #[error("must start with https://")]
    NotHttps,
    /// `user:password@` in it.
    #[error("must not contain a user name or password")]
    HasUserInfo,
    /// A query or a fragment, which a base URL can't have.
    #[error("must not have a query or a fragment")]
    HasQuery,
    /// Leads somewhere else than the open internet.
    #[error("must lead to a public address")]
    NotPublic,
}

/// A user-given URL that passed every check possible without looking up its name.
///
/// To be used with a client whose resolver is a [`GuardedResolver`](super::GuardedResolver) only,
/// which does the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserUrl(Url);

impl OutboundPolicy {
    /// Reads a base URL that a user gave.
    ///
    /// # Errors
    /// With the reason, if it is one that we do not call.
    pub fn check_url(self, text: &str) -> Result<UserUrl, RefusedUrl> {
        let link = self.check_link(text)?;
        if link.0.query().is_some() || link.0.fragment().is_some() {
            return Err(RefusedUrl::HasQuery);
        }
        Ok(link)
    }

    /// Reads the address of a file that a user gave, which may have a query.
    ///
    /// # Errors
    /// With the reason, if it is one that we do not call.
    pub fn check_link(self, text: &str) -> Result<UserUrl, RefusedUrl> {
        if text.len() > MAX_URL {
            return Err(RefusedUrl::Malformed);
        }
        let url = Url::parse(text.trim()).map_err(|_| RefusedUrl::Malformed)?;
        match url.scheme() {
            "https" => {}
            "http" if self.allow_private => {}
            _ => return Err(RefusedUrl::NotHttps),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(RefusedUrl::HasUserInfo);
        }
        self.check_host(url.host().ok_or(RefusedUrl::Malformed)?)?;
        Ok(UserUrl(url))
    }

    /// Literal addresses never reach the resolver, so they are judged here. The parser has already
    /// turned `0x7f.1`, `2130706433` and the like into the addresses that they mean.
    fn check_host(self, host: Host<&str>) -> Result<(), RefusedUrl> {
        let address = match host {
            Host::Domain(_) => return Ok(()),
            Host::Ipv4(v4) => IpAddr::V4(v4),
            Host::Ipv6(v6) => IpAddr::V6(v6),
        };
        if self.permits(address) {
            Ok(())
        } else {
            Err(RefusedUrl::NotPublic)
        }
    }

    pub(crate) fn permits(self, address: IpAddr) -> bool {
        match reach(address) {
            Reach::Public => true,
            Reach::Private => self.allow_private,
            Reach::Never => false,
        }
    }
}

/// Names that stand for this host or the network around it, and all names below them.
const LOCAL: [&str; 4] = ["localhost", "local", "internal", "home.arpa"];

/// Whether a host is one of the open internet, as far as that is told without looking it up: no
/// address of a private network or a metadata service, and no name that only a network of one's
/// own has.
#[must_use]
pub fn leads_to_the_open(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            !LOCAL.iter().any(|local| {
                let rest = name.strip_suffix(local);
                rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            })
        }
        Host::Ipv4(v4) => reach(IpAddr::V4(*v4)) == Reach::Public,
        Host::Ipv6(v6) => reach(IpAddr::V6(*v6)) == Reach::Public,
    }
}

impl UserUrl {
    /// The URL itself.
    #[must_use]
    pub fn as_url(&self) -> &Url {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: OutboundPolicy = OutboundPolicy {
        allow_private: false,
    };
    const OPEN: OutboundPolicy = OutboundPolicy {
        allow_private: true,
    };

    #[test]
    fn public_https_passes() {
        for text in [
            "https://dedi.emailbison.com",
            " https://send.example.com:8443/path/ ",
            "https://8.8.8.8",
            "https://[2606:4700::1111]/",
        ] {
            assert!(STRICT.check_url(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn literal_addresses_are_judged_in_every_spelling() {
        for text in [
            "https://127.0.0.1",
            "https://127.1",
            "https://127.0.0.1.",
            "https://0x7f.0.0.1",
            "https://0177.0.0.1",
            "https://2130706433",
            "https://\u{ff11}\u{ff12}\u{ff17}.0.0.1",
            "https://0",
            "https://10.0.0.1:8080/x",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]",
            "https://[::ffff:127.0.0.1]",
            "https://[::ffff:7f00:1]",
            "https://[64:ff9b::7f00:1]",
            "https://[fd00:ec2::254]",
        ] {
            assert_eq!(STRICT.check_url(text), Err(RefusedUrl::NotPublic), "{text}");
        }
    }

    #[test]
    fn hosts_of_a_network_of_ones_own_are_told() {
        for (url, open) in [
            ("https://northwind.com", true),
            ("https://localhost.com", true),
            ("https://8.8.8.8", true),
            ("https://[2606:4700::1111]", true),
            ("http://localhost:8080", false),
            ("http://App.LocalHost.", false),
            ("https://printer.local", false),
            ("http://metadata.google.internal", false),
            ("http://0x7f.1", false),
            ("http://10.0.0.1", false),
            ("http://169.254.169.254/latest", false),
            ("http://[::1]", false),
        ] {
            let url = Url::parse(url).expect("a URL");
            let host = url.host().expect("a host");
            assert_eq!(leads_to_the_open(&host), open, "{url}");
        }
    }

    #[test]
    fn each_rule_has_its_reason() {
        let long = format!("https://example.com/{}", "a".repeat(MAX_URL));
        for (text, reason) in [
            ("", RefusedUrl::Malformed),
            ("example.com", RefusedUrl::Malformed),
            ("https://", RefusedUrl::Malformed),
            ("https://[fe80::1%25eth0]", RefusedUrl::Malformed),
            (long.as_str(), RefusedUrl::Malformed),
            ("http://example.com", RefusedUrl::NotHttps),
            ("ftp://example.com", RefusedUrl::NotHttps),
            ("file:///etc/passwd", RefusedUrl::NotHttps),
            ("https://key@example.com", RefusedUrl::HasUserInfo),
            ("https://a:b@example.com", RefusedUrl::HasUserInfo),
            ("https://example.com?x=1", RefusedUrl::HasQuery),
            ("https://example.com/#x", RefusedUrl::HasQuery),
        ] {
            assert_eq!(STRICT.check_url(text), Err(reason), "{text}");
            // The address of a file may have a query, and keeps to the rest.
            let link = STRICT.check_link(text);
            assert_eq!(link.is_ok(), reason == RefusedUrl::HasQuery, "{text}");
        }
    }

    #[test]
    fn development_may_call_its_own_network_but_not_metadata() {
        for text in ["http://127.0.0.1:9", "http://localhost", "https://10.0.0.1"] {
            assert!(OPEN.check_url(text).is_ok(), "{text}");
        }
        for text in [
            "http://169.254.169.254",
            "http://[ff02::1]",
            "http://0.0.0.0",
        ] {
            assert_eq!(OPEN.check_url(text), Err(RefusedUrl::NotPublic), "{text}");
        }
    }
}
