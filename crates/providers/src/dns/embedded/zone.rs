//! A zone as it is answered from: by name and type, in the form of the wire.

use std::collections::HashMap;

use hickory_proto::rr::rdata::{NS, SOA};
use hickory_proto::rr::{LowerName, Name, RData, Record, RecordType};
use simpleinboxes_core::dns::{DomainName, Target};
use tracing::warn;

use super::records::{full_name, wire_record};
use super::source::ZoneContents;
use super::{EmbeddedSettings, EmbeddedSettingsError};

/// How often other servers would look for a new serial, if there were any (RFC 1912, 2.2).
const REFRESH: i32 = 7200;
const RETRY: i32 = 3600;
const EXPIRE: i32 = 1_209_600;

/// What the settings say about every zone.
#[derive(Debug)]
pub(super) struct Apex {
    name_servers: Vec<Name>,
    contact: Name,
    ttl: u32,
    negative_ttl: u32,
}

/// A zone in memory.
#[derive(Debug)]
pub(super) struct ServedZone {
    pub(super) version: u64,
    pub(super) apex: LowerName,
    /// The SOA as negative answers have it.
    pub(super) negative: Record,
    nodes: HashMap<LowerName, Node>,
    size: u32,
}

/// A name that exists, if only because of one below it.
#[derive(Debug, Default)]
pub(super) struct Node(Vec<(RecordType, Vec<Record>)>);

impl Apex {
    pub(super) fn new(settings: &EmbeddedSettings) -> Result<Self, EmbeddedSettingsError> {
        let names = settings.checked_name_servers()?;
        let names = names.iter().map(|name: &Target| full_name(name.as_str()));
        Ok(Self {
            name_servers: names
                .collect::<Result<_, _>>()
                .map_err(|_| EmbeddedSettingsError::NameServers)?,
            contact: full_name(&settings.checked_contact()?)
                .map_err(|_| EmbeddedSettingsError::Contact)?,
            ttl: settings.apex_ttl,
            negative_ttl: settings.negative_ttl,
        })
    }

    fn soa(&self, apex: &Name, version: u64) -> Record {
        let serial = (version & u64::from(u32::MAX)) as u32;
        let first = self.name_servers.first().cloned().unwrap_or_default();
        let soa = SOA::new(
            first,
            self.contact.clone(),
            serial,
            REFRESH,
            RETRY,
            EXPIRE,
            self.negative_ttl,
        );
        Record::from_rdata(apex.clone(), self.ttl, RData::SOA(soa))
    }
}

impl ServedZone {
    pub(super) fn new(
        apex: &Apex,
        domain: &DomainName,
        contents: &ZoneContents,
    ) -> Result<Self, hickory_proto::ProtoError> {
        let name = full_name(domain.as_str())?;
        let soa = apex.soa(&name, contents.version);
        let mut negative = soa.clone();
        negative.ttl = apex.ttl.min(apex.negative_ttl);
        let mut zone = Self {
            version: contents.version,
            apex: LowerName::new(&name),
            negative,
            nodes: HashMap::with_capacity(contents.records.len() + 2),
            size: 0,
        };
        zone.add(soa);
        for server in &apex.name_servers {
            let data = RData::NS(NS(server.clone()));
            zone.add(Record::from_rdata(name.clone(), apex.ttl, data));
        }
        for stored in &contents.records {
            match wire_record(&stored.record) {
                Ok(record) => zone.add(record),
                // Names and texts were checked when they were stored, so this is a mistake of ours;
                // the rest of the zone is answered all the same.
                Err(error) => warn!(%domain, id = stored.id, %error, "a record can't be served"),
            }
        }
        Ok(zone)
    }

    /// How many records it holds in memory.
    pub(super) fn size(&self) -> u32 {
        self.size
    }

    pub(super) fn node(&self, name: &LowerName) -> Option<&Node> {
        self.nodes.get(name)
    }

    fn add(&mut self, record: Record) {
        let name = LowerName::new(&record.name);
        if !self.apex.zone_of(&name) {
            return;
        }
        let mut above = name.clone();
        while above != self.apex {
            above = above.base_name();
            self.nodes.entry(above.clone()).or_default();
        }
        self.size += 1;
        self.nodes.entry(name).or_default().add(record);
    }
}

impl Node {
    fn add(&mut self, record: Record) {
        let kind = record.record_type();
        match self.0.iter_mut().find(|(own, _)| *own == kind) {
            // All records of a set have one time to live (RFC 2181, 5.2): the shortest.
            Some((_, set)) => {
                let least = set.iter().map(|one| one.ttl).fold(record.ttl, u32::min);
                set.push(record);
                for one in set {
                    one.ttl = least;
                }
            }
            None => self.0.push((kind, vec![record])),
        }
    }

    /// The records of a type.
    pub(super) fn set(&self, kind: RecordType) -> Option<&[Record]> {
        let mut all = self.0.iter();
        let (_, set) = all.find(|(own, _)| *own == kind)?;
        Some(set)
    }

    /// The records of one type, for who asks for any.
    pub(super) fn some_set(&self) -> Option<&[Record]> {
        self.0.first().map(|(_, set)| set.as_slice())
    }
}
