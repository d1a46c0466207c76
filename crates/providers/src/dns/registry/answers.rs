//! What the registry answers.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use hickory_net::runtime::Time;
use hickory_proto::op::ResponseCode;
use hickory_proto::rr::rdata::{A, AAAA, NS, SOA};
use hickory_proto::rr::{LowerName, Name, RData, Record, RecordType};
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo};
use tokio::time::timeout;

use super::server::NAME;
use super::source::{Registered, Registrations};
use crate::dns::embedded::lookup::Found;
use crate::dns::embedded::{Reply, ServingLimits, SourceError, edns, full_name, question, upwards};

/// For how many seconds its answers may be kept: it is asked afresh each time, as registries are
/// by who looks after a delegation.
const TTL: u32 = 60;

/// Answers with authority for the root, and refers to what is registered.
#[derive(Clone)]
pub(super) struct Answers {
    source: Arc<dyn Registrations>,
    hosts: Arc<HashMap<LowerName, Vec<Record>>>,
    time: Duration,
}

impl Answers {
    pub(super) fn new(
        source: Arc<dyn Registrations>,
        limits: ServingLimits,
        hosts: &BTreeMap<String, Vec<IpAddr>>,
    ) -> Self {
        let known = hosts.iter().filter_map(|(host, addresses)| {
            let name = full_name(host).ok()?;
            let records = addresses.iter().map(|address| {
                let data = match address {
                    IpAddr::V4(address) => RData::A(A(*address)),
                    IpAddr::V6(address) => RData::AAAA(AAAA(*address)),
                };
                Record::from_rdata(name.clone(), TTL, data)
            });
            Some((LowerName::new(&name), records.collect()))
        });
        Self {
            source,
            hosts: Arc::new(known.collect()),
            time: limits.answer(),
        }
    }

    async fn find(
        &self,
        name: &LowerName,
        kind: RecordType,
    ) -> Result<Found<'static>, SourceError> {
        if name.is_root() {
            return Ok(at_root(kind));
        }
        if let Some(records) = self.hosts.get(name) {
            return Ok(of_host(records, kind));
        }
        let text = name.to_string();
        let text = text.trim_end_matches('.');
        // Names of one label are not registered.
        let names: Vec<&str> = upwards(text).filter(|name| name.contains('.')).collect();
        if names.is_empty() {
            // Every top-level domain is there, and has nothing of its own.
            return Ok(nothing(ResponseCode::NoError));
        }
        let registered = self.source.find(&names).await?;
        let delegated = registered.filter(|one| !one.name_servers.is_empty());
        let Some(delegated) = delegated else {
            return Ok(nothing(ResponseCode::NXDomain));
        };
        if kind == RecordType::DS && delegated.domain.as_str() == text {
            return Ok(nothing(ResponseCode::NoError));
        }
        Ok(self.referral(&delegated))
    }

    fn referral(&self, to: &Registered) -> Found<'static> {
        let mut found = Found::default();
        let Ok(owner) = full_name(to.domain.as_str()) else {
            return nothing(ResponseCode::ServFail);
        };
        for server in to
            .name_servers
            .iter()
            .filter_map(|server| full_name(server).ok())
        {
            if let Some(records) = self.hosts.get(&LowerName::new(&server)) {
                let glue = records.iter().cloned().map(Cow::Owned);
                found.additionals.extend(glue);
            }
            let record = Record::from_rdata(owner.clone(), TTL, RData::NS(NS(server)));
            found.authorities.push(Cow::Owned(record));
        }
        found
    }
}

#[async_trait]
impl RequestHandler for Answers {
    async fn handle_request<R: ResponseHandler, T: Time>(
        &self,
        request: &Request,
        handle: R,
    ) -> ResponseInfo {
        let edns = edns(request);
        let reply = Reply {
            request,
            edns: edns.as_ref(),
        };
        let (name, kind) = match question(request) {
            Ok(question) => question,
            Err(code) => return reply.code(handle, code).await,
        };
        let found = timeout(self.time, self.find(name, kind)).await;
        match found.unwrap_or(Err(SourceError)) {
            Ok(found) => reply.found(handle, found).await,
            Err(SourceError) => reply.code(handle, ResponseCode::ServFail).await,
        }
    }
}

fn at_root(kind: RecordType) -> Found<'static> {
    let record = match kind {
        RecordType::SOA => soa(),
        RecordType::NS => Record::from_rdata(Name::root(), TTL, RData::NS(NS(itself()))),
        _ => return nothing(ResponseCode::NoError),
    };
    Found {
        authoritative: true,
        answers: vec![Cow::Owned(record)],
        ..Found::default()
    }
}

fn of_host(records: &[Record], kind: RecordType) -> Found<'static> {
    let of = |one: &&Record| one.record_type() == kind || kind == RecordType::ANY;
    let answers: Vec<_> = records.iter().filter(of).cloned().map(Cow::Owned).collect();
    if answers.is_empty() {
        return nothing(ResponseCode::NoError);
    }
    Found {
        authoritative: true,
        answers,
        ..Found::default()
    }
}

fn nothing(code: ResponseCode) -> Found<'static> {
    Found {
        code,
        authoritative: true,
        authorities: vec![Cow::Owned(soa())],
        ..Found::default()
    }
}

fn soa() -> Record {
    let contact = Name::from_labels([&b"hostmaster"[..], b"sandbox", b"example"]);
    let soa = SOA::new(
        itself(),
        contact.unwrap_or_default(),
        1,
        7200,
        3600,
        1_209_600,
        TTL,
    );
    Record::from_rdata(Name::root(), TTL, RData::SOA(soa))
}

fn itself() -> Name {
    full_name(NAME).unwrap_or_default()
}

impl std::fmt::Debug for Answers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answers")
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}
