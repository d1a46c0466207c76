//! One question to one server.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hickory_net::NetError;
use hickory_net::runtime::TokioRuntimeProvider;
use hickory_net::tcp::TcpClientStream;
use hickory_net::udp::UdpClientStream;
use hickory_net::xfer::{DnsExchange, DnsHandle, FirstAnswer};
use hickory_proto::op::{DnsRequest, DnsRequestOptions, Message, Query};
use hickory_proto::rr::{Name, RecordType};
use tokio::time::{Instant, timeout};

use super::settings::PropagationSettings;
use crate::outbound::OutboundPolicy;

/// What passes everywhere in one piece.
const PAYLOAD: u16 = 1232;

/// Who asks, and how.
#[derive(Debug, Clone)]
pub(super) struct Asker {
    timeout: Duration,
    policy: OutboundPolicy,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Silence {
    /// Nothing came in time.
    Timeout,
    /// Something else.
    Error,
}

/// How many questions may still be asked in one look, and until when.
#[derive(Debug)]
pub(super) struct Budget {
    questions: AtomicUsize,
    until: Instant,
}

impl Budget {
    pub(super) fn of(settings: &PropagationSettings) -> Self {
        Self {
            questions: AtomicUsize::new(settings.questions),
            until: Instant::now() + settings.look(),
        }
    }

    /// Whether another question may be asked, and wait for its answer as long as any may.
    pub(super) fn has_all_patience(&self, asker: &Asker) -> bool {
        let left = self.until.saturating_duration_since(Instant::now());
        left >= asker.timeout && self.questions.load(Ordering::Relaxed) > 0
    }

    /// Takes one question; tells how much time is left.
    fn spend(&self) -> Result<Duration, Silence> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Silence::Timeout);
        }
        let spent = self
            .questions
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(1)
            });
        spent.map(|_| left).map_err(|_| Silence::Error)
    }
}

impl Asker {
    pub(super) fn new(settings: &PropagationSettings) -> Self {
        Self {
            timeout: settings.timeout(),
            policy: OutboundPolicy {
                allow_private: settings.private_servers,
            },
        }
    }

    /// Asks a name server, without recursion.
    pub(super) async fn ask(
        &self,
        budget: &Budget,
        server: SocketAddr,
        name: &Name,
        kind: RecordType,
    ) -> Result<Message, Silence> {
        if !self.policy.permits(server.ip()) {
            return Err(Silence::Error);
        }
        self.ask_at(budget, server, name, kind, false).await
    }

    /// Asks a resolver that the operator named, with recursion.
    pub(super) async fn ask_resolver(
        &self,
        budget: &Budget,
        resolver: SocketAddr,
        name: &Name,
        kind: RecordType,
    ) -> Result<Message, Silence> {
        self.ask_at(budget, resolver, name, kind, true).await
    }

    async fn ask_at(
        &self,
        budget: &Budget,
        server: SocketAddr,
        name: &Name,
        kind: RecordType,
        recurse: bool,
    ) -> Result<Message, Silence> {
        let time = budget.spend()?.min(self.timeout);
        let mut options = DnsRequestOptions::default();
        options.recursion_desired = recurse;
        options.edns_payload_len = PAYLOAD;
        let request = DnsRequest::from_query(Query::query(name.clone(), kind), options);
        let asking = async {
            let provider = TokioRuntimeProvider::default();
            let udp = UdpClientStream::builder(server, provider.clone())
                .with_timeout(Some(self.timeout))
                .exchange();
            let answer = first(&udp, request.clone()).await?;
            if !answer.metadata.truncation {
                return Ok(answer);
            }
            let tcp = TcpClientStream::exchange(server, None, self.timeout, None, provider);
            let tcp = tcp.await.map_err(silence)?;
            first(&tcp, request).await
        };
        let answer = timeout(time, asking).await;
        let answer = answer.unwrap_or(Err(Silence::Timeout))?;
        // An answer to another question is none.
        let query = answer.queries.first();
        let fits = query.is_some_and(|query| query.name() == name && query.query_type() == kind);
        if fits {
            Ok(answer)
        } else {
            Err(Silence::Error)
        }
    }
}

async fn first(
    exchange: &DnsExchange<TokioRuntimeProvider>,
    request: DnsRequest,
) -> Result<Message, Silence> {
    let answer = exchange.send(request).first_answer().await;
    answer.map(|answer| answer.into_message()).map_err(silence)
}

fn silence(error: NetError) -> Silence {
    match error {
        NetError::Timeout => Silence::Timeout,
        _ => Silence::Error,
    }
}
