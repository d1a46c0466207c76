//! From the root down to those who know.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use futures::future::BoxFuture;
use hickory_proto::op::{Message, ResponseCode};
use hickory_proto::rr::{Name, RData, Record, RecordType};

use super::Propagation;
use super::ask::Budget;
use crate::dns::embedded::full_name;

/// Zones between the root and a name, at most.
const STEPS: usize = 12;

/// Servers of one zone that are tried before it counts as silent.
const TRIES: usize = 4;

/// How deep the look for the addresses of one server may lead to others.
const DEPTH: usize = 4;

/// Name servers of a zone, by name.
pub(super) type Servers = BTreeMap<String, Vec<SocketAddr>>;

/// Where a walk ended.
pub(super) struct End {
    /// The servers that answered last.
    pub(super) servers: Servers,
    /// What they said; nothing when none did.
    pub(super) answer: Option<Message>,
}

impl Propagation {
    pub(super) fn roots(&self) -> Servers {
        let mut servers = Servers::new();
        for root in &self.settings.roots {
            servers
                .entry(root.name.clone())
                .or_default()
                .push(SocketAddr::new(
                    root.address,
                    root.port.unwrap_or(self.settings.port),
                ));
        }
        servers
    }

    /// Goes down to the servers of the zone above `domain`: those that refer to it, or deny it.
    pub(super) async fn parents(&self, budget: &Budget, domain: &Name) -> Servers {
        let end = self.walk(budget, domain, RecordType::NS, Some(domain), 0);
        let end = end.await;
        match end.answer {
            Some(_) => end.servers,
            None => Servers::new(),
        }
    }

    /// The records of a name and type, aliases followed; nothing when no answer came.
    pub(super) async fn records(
        &self,
        budget: &Budget,
        name: &Name,
        kind: RecordType,
    ) -> Option<Vec<Record>> {
        self.find(budget, name, kind, 0).await
    }

    /// The addresses of a host.
    pub(super) fn addresses<'a>(
        &'a self,
        budget: &'a Budget,
        host: &'a Name,
        depth: usize,
    ) -> BoxFuture<'a, Vec<SocketAddr>> {
        Box::pin(async move {
            if depth >= DEPTH {
                return Vec::new();
            }
            let mut addresses = Vec::new();
            for kind in [RecordType::A, RecordType::AAAA] {
                let found = self.find(budget, host, kind, depth + 1).await;
                let found = found.unwrap_or_default();
                addresses.extend(found.iter().filter_map(address).map(|one| self.at(one)));
                if !addresses.is_empty() {
                    break;
                }
            }
            addresses
        })
    }

    async fn find(
        &self,
        budget: &Budget,
        name: &Name,
        kind: RecordType,
        depth: usize,
    ) -> Option<Vec<Record>> {
        let mut name = name.clone();
        for _ in 0..STEPS {
            let end = self.walk(budget, &name, kind, None, depth).await;
            let answer = end.answer?;
            let of = |wanted: RecordType, name: &Name| -> Vec<Record> {
                let all = answer.answers.iter();
                all.filter(|one| one.record_type() == wanted && one.name == *name)
                    .cloned()
                    .collect()
            };
            // The server may have followed aliases itself, as far as its zone goes.
            let mut at = name.clone();
            loop {
                let found = of(kind, &at);
                if !found.is_empty() {
                    return Some(found);
                }
                match of(RecordType::CNAME, &at).first().map(|one| &one.data) {
                    Some(RData::CNAME(target)) if target.0 != at => at = target.0.clone(),
                    _ => break,
                }
            }
            if at == name {
                return Some(Vec::new());
            }
            name = at;
        }
        Some(Vec::new())
    }

    /// Asks from the root down until somebody does not refer further. With `stop`, a referral to
    /// that very name is the end.
    fn walk<'a>(
        &'a self,
        budget: &'a Budget,
        name: &'a Name,
        kind: RecordType,
        stop: Option<&'a Name>,
        depth: usize,
    ) -> BoxFuture<'a, End> {
        Box::pin(async move {
            let mut servers = self.roots();
            let mut zone = Name::root();
            for _ in 0..STEPS {
                let at_root = zone.is_root();
                if at_root && self.roots_are_silent() {
                    break;
                }
                // A look that has hardly any time left says nothing about the servers.
                let patient = budget.has_all_patience(&self.asker);
                let Some(answer) = self.ask_some(budget, &servers, name, kind, depth).await else {
                    if at_root && patient {
                        self.let_roots_rest();
                    }
                    break;
                };
                let next = self.referral(&answer, &zone, name);
                match next {
                    Some((below, _)) if stop == Some(&below) => {
                        return End {
                            servers,
                            answer: Some(answer),
                        };
                    }
                    Some((below, next)) => (zone, servers) = (below, next),
                    None => {
                        return End {
                            servers,
                            answer: Some(answer),
                        };
                    }
                }
            }
            End {
                servers,
                answer: None,
            }
        })
    }

    /// The first usable answer of some of these servers.
    async fn ask_some(
        &self,
        budget: &Budget,
        servers: &Servers,
        name: &Name,
        kind: RecordType,
        depth: usize,
    ) -> Option<Message> {
        // Those whose address came along are asked first.
        let (known, unknown): (Vec<_>, Vec<_>) = servers
            .iter()
            .partition(|(_, addresses)| !addresses.is_empty());
        for (server, addresses) in known.into_iter().chain(unknown).take(TRIES) {
            let looked_up;
            let address = match addresses.first() {
                Some(address) => Some(address),
                None => {
                    let host = host(server)?;
                    looked_up = self.addresses(budget, &host, depth).await;
                    looked_up.first()
                }
            };
            let Some(address) = address else {
                continue;
            };
            let answer = self.asker.ask(budget, *address, name, kind).await;
            if let Ok(answer) = answer
                && matches!(
                    answer.metadata.response_code,
                    ResponseCode::NoError | ResponseCode::NXDomain
                )
            {
                return Some(answer);
            }
        }
        None
    }

    /// The zone below `zone` and above `name` that an answer refers to, with its servers.
    fn referral(&self, answer: &Message, zone: &Name, name: &Name) -> Option<(Name, Servers)> {
        if !answer.answers.is_empty() || answer.metadata.authoritative {
            return None;
        }
        let owner = answer
            .authorities
            .iter()
            .find(|one| one.record_type() == RecordType::NS)
            .map(|one| one.name.to_lowercase())?;
        // Upwards or sideways leads nowhere.
        if !zone.zone_of(&owner) || owner.num_labels() <= zone.num_labels() || !owner.zone_of(name)
        {
            return None;
        }
        let mut servers = Servers::new();
        for server in names_of(&answer.authorities, &owner) {
            let glue = answer
                .additionals
                .iter()
                .filter(|one| text(&one.name) == server)
                .filter_map(address)
                .map(|one| self.at(one))
                .collect();
            servers.insert(server, glue);
        }
        Some((owner, servers))
    }

    /// A name server that is not a root.
    fn at(&self, address: IpAddr) -> SocketAddr {
        SocketAddr::new(address, self.settings.port)
    }
}

/// The hosts that the NS of a name are, in order, at most 13.
pub(super) fn names_of(records: &[Record], owner: &Name) -> Vec<String> {
    let mut names: Vec<_> = records
        .iter()
        .filter(|one| one.name == *owner)
        .filter_map(|one| match &one.data {
            RData::NS(server) => Some(text(&server.0)),
            _ => None,
        })
        .collect();
    names.sort();
    names.dedup();
    names.truncate(13);
    names
}

/// A name in lower case without a final dot.
pub(super) fn text(name: &Name) -> String {
    let text = name.to_ascii().to_ascii_lowercase();
    text.trim_end_matches('.').to_owned()
}

/// A name from a text without a final dot.
pub(super) fn host(text: &str) -> Option<Name> {
    full_name(text).ok()
}

fn address(record: &Record) -> Option<IpAddr> {
    match &record.data {
        RData::A(address) => Some(IpAddr::V4(address.0)),
        RData::AAAA(address) => Some(IpAddr::V6(address.0)),
        _ => None,
    }
}
