//! A resolver on loopback that answers what a test tells it.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use hickory_resolver::proto::op::{Message, ResponseCode};
use hickory_resolver::proto::rr::rdata::{A, SOA};
use hickory_resolver::proto::rr::{Name, RData, Record, RecordType};
use tokio::net::UdpSocket;
use tokio::task::JoinHandle;

/// What is answered to one name.
#[derive(Clone)]
pub enum Play {
    /// These addresses, for so many seconds.
    Addresses(Vec<Ipv4Addr>, u32),
    /// No such name, for so many seconds.
    NoSuchName(u32),
    /// A name without addresses.
    Empty,
    /// A failure.
    Code(ResponseCode),
    /// Nothing.
    Silence,
    /// Bytes that are no message.
    Garbage,
}

#[derive(Default)]
struct Stage {
    plays: HashMap<String, Play>,
    seen: Vec<String>,
}

pub struct Server {
    address: SocketAddr,
    stage: Arc<Mutex<Stage>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Names that nobody told it about do not exist.
    pub async fn open() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a free port");
        let address = socket.local_addr().expect("an address");
        let stage = Arc::<Mutex<Stage>>::default();
        let task = tokio::spawn(serve(socket, stage.clone()));
        Self {
            address,
            stage,
            task,
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn play(&self, name: &str, play: Play) {
        let mut stage = self.stage.lock().expect("no panic");
        stage.plays.insert(name.to_owned(), play);
    }

    /// The names that were asked for since the last time, in alphabetical order, each once: a
    /// resolver sends a question again when the answer is slow.
    pub fn seen(&self) -> Vec<String> {
        let mut seen = std::mem::take(&mut self.stage.lock().expect("no panic").seen);
        seen.sort();
        seen.dedup();
        seen
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(socket: UdpSocket, stage: Arc<Mutex<Stage>>) {
    let mut buffer = [0; 4096];
    loop {
        let (length, from) = socket.recv_from(&mut buffer).await.expect("a datagram");
        let query = Message::from_vec(&buffer[..length]).expect("a query");
        assert_eq!(query.queries.len(), 1);
        assert_eq!(query.queries[0].query_type(), RecordType::A);
        let name = query.queries[0].name().to_lowercase().to_string();
        let play = {
            let mut stage = stage.lock().expect("no panic");
            stage.seen.push(name.clone());
            let told = stage.plays.get(&name).cloned();
            told.unwrap_or(Play::NoSuchName(60))
        };
        if let Some(bytes) = answer(query, play) {
            socket.send_to(&bytes, from).await.expect("sent");
        }
    }
}

fn answer(query: Message, play: Play) -> Option<Vec<u8>> {
    let name = query.queries[0].name().clone();
    let mut answer = query.into_response();
    answer.metadata.recursion_available = true;
    match play {
        Play::Addresses(addresses, ttl) => {
            for address in addresses {
                answer.add_answer(Record::from_rdata(name.clone(), ttl, RData::A(A(address))));
            }
        }
        Play::NoSuchName(ttl) => {
            answer.metadata.response_code = ResponseCode::NXDomain;
            answer.add_authority(soa(ttl));
        }
        Play::Empty => {
            answer.add_authority(soa(60));
        }
        Play::Code(code) => answer.metadata.response_code = code,
        Play::Silence => return None,
        Play::Garbage => return Some(b"not DNS".to_vec()),
    }
    Some(answer.to_vec().expect("a message"))
}

fn soa(ttl: u32) -> Record {
    let zone = Name::from_ascii("zone.example.").expect("a name");
    let soa = SOA::new(zone.clone(), zone.clone(), 1, 3600, 600, 86_400, ttl);
    Record::from_rdata(zone, ttl, RData::SOA(soa))
}
