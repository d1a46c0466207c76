//! Answers to questions, whoever brings them.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use hickory_net::runtime::Time;
use hickory_net::xfer::Protocol;
use hickory_proto::op::{Edns, Header, HeaderCounts, MessageType, Metadata, OpCode, ResponseCode};
use hickory_proto::rr::{DNSClass, LowerName, RecordType};
use hickory_proto::serialize::binary::BinEncoder;
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo};
use hickory_server::zone_handler::MessageResponseBuilder;
use moka::sync::Cache;
use simpleinboxes_core::dns::DomainName;
use tokio::time::timeout;
use tracing::{debug, warn};

use super::lookup::Found;
use super::settings::{EmbeddedSettings, EmbeddedSettingsError, ServingLimits};
use super::source::{SourceError, ZoneSource};
use super::zone::{Apex, ServedZone};

/// What we send and take by UDP at most: it passes everywhere in one piece.
const PAYLOAD: u16 = 1232;

/// The answers of the embedded server. Fit for any listener of hickory-server.
#[derive(Clone)]
pub struct Answers {
    source: Arc<dyn ZoneSource>,
    apex: Arc<Apex>,
    limits: ServingLimits,
    kept: Cache<DomainName, Arc<ServedZone>>,
}

impl Answers {
    /// Answers from a source.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn new(
        settings: &EmbeddedSettings,
        source: Arc<dyn ZoneSource>,
    ) -> Result<Self, EmbeddedSettingsError> {
        settings.check_numbers()?;
        Ok(Self {
            source,
            apex: Arc::new(Apex::new(settings)?),
            limits: settings.limits,
            kept: Cache::builder()
                .max_capacity(settings.limits.kept_records)
                .weigher(|_, zone: &Arc<ServedZone>| zone.size())
                .build(),
        })
    }

    /// The zone that a name is in, as it is now.
    async fn zone_of(&self, name: &LowerName) -> Result<Option<Arc<ServedZone>>, SourceError> {
        let text = name.to_string();
        let text = text.trim_end_matches('.');
        let names: Vec<&str> = upwards(text).collect();
        let Some(head) = self.source.find(&names).await? else {
            return Ok(None);
        };
        if let Some(kept) = self.kept.get(&head.domain)
            && kept.version == head.version
        {
            return Ok(Some(kept));
        }
        let Some(contents) = self.source.load(&head.domain).await? else {
            return Ok(None);
        };
        let zone = ServedZone::new(&self.apex, &head.domain, &contents).map_err(|error| {
            warn!(domain = %head.domain, %error, "a zone can't be served");
            SourceError
        })?;
        let zone = Arc::new(zone);
        self.kept.insert(head.domain, zone.clone());
        Ok(Some(zone))
    }

    async fn zone_in_time(&self, name: &LowerName) -> Result<Option<Arc<ServedZone>>, SourceError> {
        let found = timeout(self.limits.answer(), self.zone_of(name)).await;
        found.unwrap_or(Err(SourceError))
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
        let question = match question(request) {
            Ok(question) => question,
            Err(code) => return reply.code(handle, code).await,
        };
        match self.zone_in_time(question.0).await {
            Err(SourceError) => reply.code(handle, ResponseCode::ServFail).await,
            Ok(None) => reply.code(handle, ResponseCode::Refused).await,
            Ok(Some(zone)) => {
                let found = zone.lookup(question.0, question.1);
                reply.found(handle, found).await
            }
        }
    }
}

/// A name and all those above it but the root, the longest first.
pub(in crate::dns) fn upwards(name: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(name), |name| name.split_once('.').map(|(_, up)| up))
}

/// What we say of ourselves to who speaks EDNS.
pub(in crate::dns) fn edns(request: &Request) -> Option<Edns> {
    request.edns.as_ref().map(|asked| {
        let mut edns = Edns::new();
        edns.set_max_payload(asked.max_payload().clamp(512, PAYLOAD));
        edns.set_dnssec_ok(asked.flags().dnssec_ok);
        edns
    })
}

/// The name and type that are asked for, if we answer such questions.
pub(in crate::dns) fn question(
    request: &Request,
) -> Result<(&LowerName, RecordType), ResponseCode> {
    if request.metadata.op_code != OpCode::Query {
        return Err(ResponseCode::NotImp);
    }
    if request.edns.as_ref().is_some_and(|edns| edns.version() > 0) {
        return Err(ResponseCode::BADVERS);
    }
    let [query] = request.queries.queries() else {
        return Err(ResponseCode::FormErr);
    };
    let transfer = matches!(query.query_type(), RecordType::AXFR | RecordType::IXFR);
    if query.query_class() != DNSClass::IN || transfer {
        return Err(ResponseCode::Refused);
    }
    Ok((query.name(), query.query_type()))
}

/// What is written back to a request.
pub(in crate::dns) struct Reply<'r> {
    pub(in crate::dns) request: &'r Request,
    pub(in crate::dns) edns: Option<&'r Edns>,
}

impl Reply<'_> {
    pub(in crate::dns) async fn code<R: ResponseHandler>(
        &self,
        handle: R,
        code: ResponseCode,
    ) -> ResponseInfo {
        let found = Found {
            code,
            ..Found::default()
        };
        self.found(handle, found).await
    }

    pub(in crate::dns) async fn found<R: ResponseHandler>(
        &self,
        mut handle: R,
        found: Found<'_>,
    ) -> ResponseInfo {
        let mut metadata = Metadata::response_from_request(&self.request.metadata);
        metadata.authoritative = found.authoritative;
        metadata.recursion_available = false;
        metadata.response_code = found.code;
        let mut found = found;
        if !self.fits(metadata, &found) {
            // Addresses that were not asked for are no reason to ask again.
            found.additionals.clear();
            if !self.fits(metadata, &found) {
                metadata.truncation = true;
                found.answers.clear();
                found.authorities.clear();
            }
        }
        let response = MessageResponseBuilder::new(&self.request.queries, self.edns).build(
            metadata,
            found.answers.iter().map(AsRef::as_ref),
            found.authorities.iter().map(AsRef::as_ref),
            std::iter::empty(),
            found.additionals.iter().map(AsRef::as_ref),
        );
        handle
            .send_response(response)
            .await
            .unwrap_or_else(|error| {
                debug!(%error, "an answer could not be sent");
                let mut failed =
                    Metadata::new(metadata.id, MessageType::Response, metadata.op_code);
                failed.response_code = ResponseCode::ServFail;
                ResponseInfo::from(Header {
                    metadata: failed,
                    counts: HeaderCounts::default(),
                })
            })
    }

    /// Whether an answer goes out in one piece.
    fn fits(&self, metadata: Metadata, found: &Found<'_>) -> bool {
        let limit = self.limit();
        let mut bytes = Vec::with_capacity(512);
        let mut encoder = BinEncoder::new(&mut bytes);
        encoder.set_max_size(limit);
        let response = MessageResponseBuilder::new(&self.request.queries, self.edns).build(
            metadata,
            found.answers.iter().map(AsRef::as_ref),
            found.authorities.iter().map(AsRef::as_ref),
            std::iter::empty(),
            found.additionals.iter().map(AsRef::as_ref),
        );
        let info = response.destructive_emit(&mut encoder);
        info.is_ok_and(|info| !info.truncation)
    }

    fn limit(&self) -> u16 {
        match (self.request.protocol(), self.edns) {
            (Protocol::Udp, Some(edns)) => edns.max_payload(),
            (Protocol::Udp, None) => 512,
            _ => u16::MAX,
        }
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers")
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}
