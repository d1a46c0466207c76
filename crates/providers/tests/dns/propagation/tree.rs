//! A small tree of zones: each server has an address of its own on loopback, all have one port.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use hickory_proto::op::{Message, ResponseCode};
use hickory_proto::rr::rdata::{A, NS, SOA};
use hickory_proto::rr::{Name, RData, Record};
use simpleinboxes_providers::dns::embedded::{Answers, EmbeddedServer};
use simpleinboxes_providers::dns::propagation::{Propagation, PropagationSettings, RootServer};
use tokio::net::UdpSocket;
use tokio::task::JoinHandle;

use crate::embedded::ask::name;
use crate::embedded::memory::Memory;
use crate::embedded::world::settings;

/// Addresses of the servers.
pub const ROOT: [u8; 4] = [127, 0, 1, 1];
pub const TOP: [u8; 4] = [127, 0, 1, 2];
pub const TOP2: [u8; 4] = [127, 0, 1, 3];
pub const OURS: [u8; 4] = [127, 0, 1, 4];
pub const OLD: [u8; 4] = [127, 0, 1, 5];
/// Nobody is there.
pub const NOBODY: [u8; 4] = [127, 0, 1, 6];

/// A name server, and its address if that comes along.
type Server = (&'static str, Option<[u8; 4]>);

/// What a server of the tree does.
#[derive(Clone)]
pub enum Does {
    /// Refers names below each zone to its servers, with the addresses that come along, and denies
    /// all others.
    Refers(BTreeMap<&'static str, Vec<Server>>),
    /// Answers everything with this code.
    Says(ResponseCode),
    /// Never answers.
    Hangs,
}

pub struct Tree {
    pub port: u16,
    pub memory: Arc<Memory>,
    top: Arc<Mutex<Does>>,
    top2: Arc<Mutex<Does>>,
    tasks: Vec<JoinHandle<()>>,
    _ours: EmbeddedServer,
}

impl Tree {
    /// `com` is delegated to two servers, `test` with our own names to one of them.
    pub async fn open() -> Self {
        let root = Does::Refers(BTreeMap::from([
            (
                "com",
                vec![("a.gtld.test", Some(TOP)), ("b.gtld.test", Some(TOP2))],
            ),
            ("test", vec![("a.gtld.test", Some(TOP))]),
        ]));
        // A port that is free on all of the addresses.
        loop {
            let first = UdpSocket::bind((Ipv4Addr::from(ROOT), 0))
                .await
                .expect("a port");
            let port = first.local_addr().expect("an address").port();
            let (top, top2) = (
                UdpSocket::bind((Ipv4Addr::from(TOP), port)).await,
                UdpSocket::bind((Ipv4Addr::from(TOP2), port)).await,
            );
            let memory = Arc::new(Memory::default());
            let mut own = settings();
            own.listen = vec![
                SocketAddr::from((OURS, port)),
                SocketAddr::from((OLD, port)),
            ];
            let answers = Answers::new(&own, memory.clone()).expect("usable");
            let ours = EmbeddedServer::start(&own, answers).await;
            let (Ok(top_socket), Ok(top2_socket), Ok(ours)) = (top, top2, ours) else {
                continue;
            };
            let (top, top2) = (
                share(domains("ns1.simpleinboxes.test")),
                share(domains("x")),
            );
            let tasks = vec![
                tokio::spawn(serve(first, share(root))),
                tokio::spawn(serve(top_socket, top.clone())),
                tokio::spawn(serve(top2_socket, top2.clone())),
            ];
            return Self {
                port,
                memory,
                top,
                top2,
                tasks,
                _ours: ours,
            };
        }
    }

    /// What the servers of the zones above do from now on: the first, and the second.
    pub fn above(&self, first: Does, second: Does) {
        *self.top.lock().expect("no panic") = first;
        *self.top2.lock().expect("no panic") = second;
    }

    pub fn propagation(&self, change: impl FnOnce(&mut PropagationSettings)) -> Propagation {
        let mut settings = PropagationSettings {
            roots: vec![RootServer {
                name: "a.root.test".into(),
                address: IpAddr::from(ROOT),
                port: None,
            }],
            port: self.port,
            timeout_ms: 20_000,
            private_servers: true,
            ..PropagationSettings::default()
        };
        change(&mut settings);
        Propagation::new(&settings).expect("usable settings")
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

fn share(does: Does) -> Arc<Mutex<Does>> {
    Arc::new(Mutex::new(does))
}

/// `try-northwind.com` is delegated to these servers, and our own names are to ours.
pub fn domains(to: &str) -> Does {
    let to: Vec<_> = to.split_whitespace().collect();
    let known: [Server; 5] = [
        ("ns1.simpleinboxes.test", None),
        ("ns2.simpleinboxes.test", None),
        ("ns1.old.test", None),
        ("ns2.old.test", None),
        ("ns1.other.test", None),
    ];
    let servers: Vec<_> = known
        .into_iter()
        .filter(|(name, _)| to.contains(name))
        .collect();
    let mut zones = BTreeMap::from([
        (
            "simpleinboxes.test",
            vec![("ns1.simpleinboxes.test", Some(OURS))],
        ),
        ("old.test", vec![("ns1.old.test", Some(OLD))]),
    ]);
    if !servers.is_empty() {
        zones.insert("try-northwind.com", servers);
    }
    Does::Refers(zones)
}

async fn serve(socket: UdpSocket, does: Arc<Mutex<Does>>) {
    let mut buffer = [0; 4096];
    loop {
        let (length, from) = socket.recv_from(&mut buffer).await.expect("a question");
        let asked = Message::from_vec(&buffer[..length]).expect("a message");
        let does = does.lock().expect("no panic").clone();
        if let Some(answer) = answered(&asked, &does) {
            let bytes = answer.to_vec().expect("bytes");
            socket.send_to(&bytes, from).await.expect("sent");
        }
    }
}

fn answered(asked: &Message, does: &Does) -> Option<Message> {
    assert!(
        !asked.metadata.recursion_desired,
        "name servers are asked themselves"
    );
    let mut answer = Message::response(asked.metadata.id, asked.metadata.op_code);
    answer.add_queries(asked.queries.clone());
    let of = asked.queries[0].name();
    match does {
        Does::Hangs => return None,
        Does::Says(code) => answer.metadata.response_code = *code,
        Does::Refers(zones) => {
            let found = zones.iter().find(|(zone, _)| name(zone).zone_of(of));
            let Some((zone, servers)) = found else {
                answer.metadata.authoritative = true;
                answer.metadata.response_code = ResponseCode::NXDomain;
                answer.add_authority(soa());
                return Some(answer);
            };
            for (server, address) in servers {
                let data = RData::NS(NS(name(server)));
                answer.add_authority(Record::from_rdata(name(zone), 60, data));
                if let Some(address) = address {
                    let data = RData::A(A(Ipv4Addr::from(*address)));
                    answer.add_additional(Record::from_rdata(name(server), 60, data));
                }
            }
        }
    }
    Some(answer)
}

fn soa() -> Record {
    let soa = SOA::new(name("a.gtld.test"), name("b.test"), 1, 1, 1, 1, 1);
    Record::from_rdata(Name::root(), 60, RData::SOA(soa))
}
