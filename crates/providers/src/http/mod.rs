//! The only code that talks HTTP to vendors.
//!
//! Every call has a limit on time and on the answer's size, follows no redirect (credentials would
//! follow too), uses no proxy from the environment, and logs host and path only: queries hold one
//! vendor's key. Errors are made from what happened, never from the HTTP library's text, which
//! would quote the URL.
//!
//! Each vendor has a connection pool of its own, and a lane in [`Traffic`], which says how many
//! calls may be under way at once for an account and stays away from a vendor that is down.

mod read;
mod reply;
mod settings;
mod verdict;

use std::sync::Arc;

use reqwest::dns::Resolve;
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};
use url::Url;

pub(crate) use reply::Reply;
pub use settings::HttpSettings;
pub(crate) use verdict::accept;

use crate::error::ProviderError;
use crate::outbound::GuardedResolver;
use crate::traffic::{Lane, Traffic, Turns};

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A connection pool with its limits. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Http {
    client: Client,
    settings: HttpSettings,
    way: Option<Way>,
}

/// The lane of a vendor, and the turns of one account there.
#[derive(Clone)]
struct Way {
    lane: Arc<Lane>,
    turns: Turns,
    /// Which answers beside 429 are the wish for fewer requests.
    is_limit: fn(&Reply) -> bool,
}

impl Http {
    /// For a vendor at an address that the operator or this code chose.
    pub(crate) fn trusted(
        vendor: &'static str,
        settings: HttpSettings,
        traffic: &Traffic,
    ) -> Result<Self, reqwest::Error> {
        Self::build(settings, Some(traffic.lane(vendor, settings)), None)
    }

    /// For a vendor at addresses that users choose: every name goes through the guard.
    pub(crate) fn guarded(
        vendor: &'static str,
        settings: HttpSettings,
        traffic: &Traffic,
        resolver: GuardedResolver,
    ) -> Result<Self, reqwest::Error> {
        let lane = traffic.lane_of_servers(vendor, settings);
        Self::build(settings, Some(lane), Some(Arc::new(resolver)))
    }

    /// For files at addresses that users choose, which belong to no vendor: every name goes
    /// through the guard.
    pub(crate) fn for_files(
        settings: HttpSettings,
        resolver: GuardedResolver,
    ) -> Result<Self, reqwest::Error> {
        Self::build(settings, None, Some(Arc::new(resolver)))
    }

    /// The same for the account that `credential` belongs to, which has turns of its own. Until
    /// this is asked for, all calls are of one account.
    pub(crate) fn of_account<'a>(&self, credential: impl IntoIterator<Item = &'a str>) -> Self {
        let mut http = self.clone();
        if let Some(way) = &mut http.way {
            way.turns = way.lane.turns(credential);
        }
        http
    }

    /// The same for a vendor that says in its own way that it wants fewer requests, and not by the
    /// status 429 alone: such an answer is counted as what it is.
    pub(crate) fn limited_by(mut self, is_limit: fn(&Reply) -> bool) -> Self {
        if let Some(way) = &mut self.way {
            way.is_limit = is_limit;
        }
        self
    }

    fn build(
        settings: HttpSettings,
        lane: Option<Arc<Lane>>,
        resolver: Option<Arc<dyn Resolve>>,
    ) -> Result<Self, reqwest::Error> {
        let mut builder = Client::builder()
            .user_agent(concat!("simpleinboxes/", env!("CARGO_PKG_VERSION")))
            // Some frameworks answer a browser's way, by a redirect to a login page, without this.
            .default_headers(HeaderMap::from_iter([(ACCEPT, JSON)]))
            .redirect(Policy::none())
            .referer(false)
            // A proxy would look names up itself, past the guard.
            .no_proxy()
            .connect_timeout(settings.connect_timeout());
        if let Some(resolver) = resolver {
            builder = builder.dns_resolver(resolver);
        }
        Ok(Self {
            client: builder.build()?,
            settings,
            way: lane.map(|lane| Way {
                turns: lane.turns([]),
                lane,
                is_limit: |_| false,
            }),
        })
    }

    pub(crate) fn get(&self, url: Url) -> RequestBuilder {
        self.client.get(url)
    }

    pub(crate) fn post(&self, url: Url) -> RequestBuilder {
        self.client.post(url)
    }

    pub(crate) fn request(&self, method: Method, url: Url) -> RequestBuilder {
        self.client.request(method, url)
    }

    pub(crate) fn put(&self, url: Url) -> RequestBuilder {
        self.client.put(url)
    }

    pub(crate) fn patch(&self, url: Url) -> RequestBuilder {
        self.client.patch(url)
    }

    pub(crate) fn delete(&self, url: Url) -> RequestBuilder {
        self.client.delete(url)
    }
}

/// A header value that the HTTP library does not print.
pub(crate) fn secret_header(value: &str) -> Result<HeaderValue, ProviderError> {
    let mut value = HeaderValue::from_str(value).map_err(|_| read::unsendable())?;
    value.set_sensitive(true);
    Ok(value)
}

/// `path` below a base URL, which may have a path of its own, with or without a slash at its end.
pub(crate) fn endpoint(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}{path}", base.path().trim_end_matches('/')));
    url
}

/// A base URL from the operator's settings, if it can be one.
pub(crate) fn base_url(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let usable = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.query().is_none()
        && url.fragment().is_none();
    usable.then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_go_below_the_base() {
        for (base, expected) in [
            ("https://a.example", "https://a.example/x/"),
            ("https://a.example/", "https://a.example/x/"),
            ("https://a.example/api/v2", "https://a.example/api/v2/x/"),
            ("https://a.example/api/v2/", "https://a.example/api/v2/x/"),
        ] {
            let base = Url::parse(base).expect("a URL");
            assert_eq!(endpoint(&base, "/x/").as_str(), expected);
        }
    }
}
