//! The lists, asked by DNS.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::Duration;
use futures::future::join_all;
use simpleinboxes_core::clock::Clock;

use super::cache::Cache;
use super::decode::decode;
use super::limit::Limit;
use super::lookup::{Answer, Lookup};
use super::traffic::Counts;
use super::{
    Blocklist, BlocklistSettings, Blocklists, Finding, ListTraffic, RemovalFailed, RemovalRequest,
    SettingsError, Unchecked, Verdict,
};
use crate::domain_name::DomainName;

/// The lists, asked by DNS.
pub struct DnsBlocklists {
    lookup: Lookup,
    lists: Vec<List>,
    cache: Cache,
    clock: Arc<dyn Clock>,
    keep: (u32, u32),
    pause: Duration,
}

struct List {
    list: Blocklist,
    zone: DomainName,
    limit: Limit,
    counts: Counts,
}

impl DnsBlocklists {
    /// The lists as the operator set them.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn new(settings: &BlocklistSettings, clock: Arc<dyn Clock>) -> Result<Self, SettingsError> {
        settings.check()?;
        let lists = Blocklist::ALL.into_iter().map(|list| {
            Ok(List {
                list,
                zone: settings.zone(list)?,
                limit: Limit::new(&settings.list(list)),
                counts: Counts::default(),
            })
        });
        Ok(Self {
            lists: lists.collect::<Result<_, SettingsError>>()?,
            lookup: Lookup::new(settings)?,
            cache: Cache::new(settings.keep_answers),
            clock,
            keep: (settings.keep_least_seconds, settings.keep_most_seconds),
            pause: Duration::seconds(i64::from(settings.pause_seconds)),
        })
    }

    async fn kept_or_asked(&self, list: &List, domain: &DomainName) -> Finding {
        if let Some(kept) = self.cache.get(list.list, domain, self.clock.now()) {
            return kept;
        }
        self.asked(list, domain).await
    }

    /// Asks a list, and keeps its answer.
    async fn asked(&self, list: &List, domain: &DomainName) -> Finding {
        let (finding, seconds) = self.ask(list, domain.as_str()).await;
        if let Some(seconds) = seconds {
            let (least, most) = self.keep;
            let now = self.clock.now();
            let until = now + Duration::seconds(i64::from(seconds.clamp(least, most)));
            self.cache.put(domain, &finding, now, until);
        }
        finding
    }

    /// Asks a list, and counts what comes of it; tells for how many seconds its answer holds, if
    /// that is to be kept at all.
    async fn ask(&self, list: &List, name: &str) -> (Finding, Option<u32>) {
        let (finding, seconds) = self.uncounted(list, name).await;
        list.counts.add(&finding.verdict);
        (finding, seconds)
    }

    async fn uncounted(&self, list: &List, name: &str) -> (Finding, Option<u32>) {
        let mut finding = Finding {
            list: list.list,
            verdict: Verdict::Unknown(Unchecked::NotAsked),
            return_code: None,
            checked_at: None,
        };
        let now = self.clock.now();
        if !list.limit.take(now) {
            return (finding, None);
        }
        finding.checked_at = Some(now);
        // The dot at the end keeps the resolver from trying its own domains.
        let answer = self
            .lookup
            .addresses(&format!("{name}.{}.", list.zone))
            .await;
        let seconds = match answer {
            Ok(Answer::NoSuchName(seconds)) => {
                finding.verdict = Verdict::Clean;
                seconds
            }
            Ok(Answer::Addresses(addresses, seconds)) => {
                (finding.verdict, finding.return_code) = decode(list.list, &addresses);
                seconds
            }
            Err(unchecked) => {
                finding.verdict = Verdict::Unknown(unchecked);
                0
            }
        };
        match finding.verdict {
            Verdict::Unknown(unchecked) => {
                if matches!(unchecked, Unchecked::Refused | Unchecked::OverQuota) {
                    list.limit.pause(self.clock.now() + self.pause);
                }
                (finding, None)
            }
            Verdict::Clean | Verdict::Listed(_) => (finding, Some(seconds)),
        }
    }
}

#[async_trait]
impl Blocklists for DnsBlocklists {
    async fn check(&self, domain: &DomainName) -> Vec<Finding> {
        let registrable = domain.registrable().unwrap_or_else(|| domain.clone());
        join_all(
            self.lists
                .iter()
                .map(|list| self.kept_or_asked(list, &registrable)),
        )
        .await
    }

    async fn check_now(&self, domain: &DomainName) -> Vec<Finding> {
        let registrable = domain.registrable().unwrap_or_else(|| domain.clone());
        join_all(self.lists.iter().map(|list| self.asked(list, &registrable))).await
    }

    async fn request_removal(
        &self,
        _: Blocklist,
        _: &DomainName,
    ) -> Result<RemovalRequest, RemovalFailed> {
        Ok(RemovalRequest::ByHand)
    }

    async fn probe(&self, list: Blocklist) -> Finding {
        let found = self.lists.iter().find(|found| found.list == list);
        let list = found.expect("there is one for each of the enumeration");
        self.ask(list, list.list.test_name()).await.0
    }

    fn traffic(&self) -> Vec<ListTraffic> {
        let now = self.clock.now();
        let told = self.lists.iter().map(|list| {
            let (state, left) = list.limit.state(now);
            ListTraffic {
                list: list.list,
                state,
                retry_after: left.and_then(|left| left.to_std().ok()),
                questions: list.counts.told(),
            }
        });
        told.collect()
    }
}

impl fmt::Debug for DnsBlocklists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DnsBlocklists").finish_non_exhaustive()
    }
}
