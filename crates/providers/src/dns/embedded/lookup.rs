//! What a zone answers (RFC 1034, 4.3.2).

use std::borrow::Cow;

use hickory_proto::op::ResponseCode;
use hickory_proto::rr::{LowerName, Name, RData, Record, RecordType};

use super::zone::{Node, ServedZone};

/// How many CNAMEs are followed.
const CHAIN: usize = 8;

/// An answer, before it is written.
#[derive(Debug, Default)]
pub(in crate::dns) struct Found<'z> {
    pub(in crate::dns) code: ResponseCode,
    /// Whether it is said with authority: not when it refers elsewhere.
    pub(in crate::dns) authoritative: bool,
    pub(in crate::dns) answers: Vec<Cow<'z, Record>>,
    pub(in crate::dns) authorities: Vec<Cow<'z, Record>>,
    pub(in crate::dns) additionals: Vec<Cow<'z, Record>>,
}

/// What a name leads to.
enum Place<'z> {
    Node(&'z Node),
    /// By a wildcard: its records are given the name that was asked for.
    Wild(&'z Node),
    /// Below, or at, a name whose NS are others.
    Elsewhere(&'z [Record]),
    Nothing,
}

impl ServedZone {
    /// Answers a question for a name in the zone.
    pub(super) fn lookup(&self, name: &LowerName, kind: RecordType) -> Found<'_> {
        let mut found = Found {
            authoritative: true,
            ..Found::default()
        };
        let mut name = name.clone();
        for _ in 0..CHAIN {
            let (node, owner) = match self.place(&name, kind) {
                Place::Node(node) => (node, None),
                Place::Wild(node) => (node, Some(Name::from(&name))),
                Place::Elsewhere(servers) => return self.referred(found, servers),
                Place::Nothing => {
                    found.code = ResponseCode::NXDomain;
                    found.authorities.push(Cow::Borrowed(&self.negative));
                    return found;
                }
            };
            let asked = match kind {
                RecordType::ANY => node.some_set(),
                kind => node.set(kind),
            };
            if let Some(set) = asked {
                self.add_hosts(&mut found, set);
                found
                    .answers
                    .extend(set.iter().map(|one| named(one, owner.as_ref())));
                return found;
            }
            let Some(alias) = node.set(RecordType::CNAME).and_then(<[Record]>::first) else {
                found.authorities.push(Cow::Borrowed(&self.negative));
                return found;
            };
            found.answers.push(named(alias, owner.as_ref()));
            match &alias.data {
                RData::CNAME(target) if self.apex.zone_of(&LowerName::new(&target.0)) => {
                    name = LowerName::new(&target.0);
                }
                // Whoever asked asks there.
                _ => return found,
            }
        }
        found
    }

    fn place(&self, name: &LowerName, kind: RecordType) -> Place<'_> {
        let mut above = vec![name.clone()];
        while above.last() != Some(&self.apex) {
            let next = above.last().unwrap_or(&self.apex).base_name();
            above.push(next);
        }
        // From the domain down, since the uppermost delegation counts.
        let mut encloser = self.apex.clone();
        for step in above.iter().rev().skip(1) {
            let Some(node) = self.node(step) else {
                let wild = wildcard_below(&encloser);
                return match wild.and_then(|wild| self.node(&wild)) {
                    Some(node) => Place::Wild(node),
                    None => Place::Nothing,
                };
            };
            // The DS of a delegation is the parent's to answer.
            let is_ds = kind == RecordType::DS && step == name;
            if let (Some(servers), false) = (node.set(RecordType::NS), is_ds) {
                return Place::Elsewhere(servers);
            }
            encloser = step.clone();
        }
        self.node(name).map_or(Place::Nothing, Place::Node)
    }

    /// What was found so far, and who knows on.
    fn referred<'z>(&'z self, mut found: Found<'z>, servers: &'z [Record]) -> Found<'z> {
        found.authoritative = !found.answers.is_empty();
        self.add_hosts(&mut found, servers);
        found.authorities.extend(servers.iter().map(Cow::Borrowed));
        found
    }

    /// The addresses of the hosts that records name, as far as they are here.
    fn add_hosts<'z>(&'z self, found: &mut Found<'z>, set: &'z [Record]) {
        for record in set {
            let host = match &record.data {
                RData::NS(server) => &server.0,
                RData::MX(mx) => &mx.exchange,
                RData::SRV(srv) => &srv.target,
                _ => return,
            };
            if let Some(node) = self.node(&LowerName::new(host)) {
                for kind in [RecordType::A, RecordType::AAAA] {
                    let set = node.set(kind).unwrap_or_default();
                    found.additionals.extend(set.iter().map(Cow::Borrowed));
                }
            }
        }
    }
}

fn wildcard_below(name: &LowerName) -> Option<LowerName> {
    let wild = Name::from(name).prepend_label("*").ok()?;
    Some(LowerName::new(&wild))
}

fn named<'z>(record: &'z Record, owner: Option<&Name>) -> Cow<'z, Record> {
    match owner {
        None => Cow::Borrowed(record),
        Some(owner) => {
            let mut record = record.clone();
            record.name = owner.clone();
            Cow::Owned(record)
        }
    }
}
