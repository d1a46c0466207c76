//! A resolver on loopback that answers what a test tells it, by UDP and TCP.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use hickory_resolver::proto::op::{Message, ResponseCode};
use hickory_resolver::proto::rr::rdata::{A, SOA};
use hickory_resolver::proto::rr::{Name, RData, Record, RecordType};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
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
    /// By UDP a part, cut off after the first of these addresses; by TCP all of them.
    TooLong(Vec<Ipv4Addr>, u32),
    /// By UDP no more than that it is cut off; by TCP the connection ends.
    CutOff,
}

/// How a question came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Udp,
    Tcp,
}

#[derive(Default)]
struct Stage {
    plays: HashMap<String, Play>,
    otherwise: Option<fn(&str) -> Option<Play>>,
    seen: Vec<String>,
    by_tcp: Vec<String>,
}

pub struct Server {
    address: SocketAddr,
    stage: Arc<Mutex<Stage>>,
    tasks: [JoinHandle<()>; 2],
}

impl Server {
    /// Names that nobody told it about do not exist.
    pub async fn open() -> Self {
        let (socket, listener) = same_port().await;
        let address = socket.local_addr().expect("an address");
        let stage = Arc::<Mutex<Stage>>::default();
        let tasks = [
            tokio::spawn(serve(socket, stage.clone())),
            tokio::spawn(serve_tcp(listener, stage.clone())),
        ];
        Self {
            address,
            stage,
            tasks,
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn play(&self, name: &str, play: Play) {
        let mut stage = self.stage.lock().expect("no panic");
        stage.plays.insert(name.to_owned(), play);
    }

    /// What is answered to names that nobody told it about, if it is something.
    pub fn otherwise(&self, plays: fn(&str) -> Option<Play>) {
        self.stage.lock().expect("no panic").otherwise = Some(plays);
    }

    /// The names that were asked for by TCP, ever.
    pub fn by_tcp(&self) -> Vec<String> {
        self.stage.lock().expect("no panic").by_tcp.clone()
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
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// A port that is free for both.
async fn same_port() -> (UdpSocket, TcpListener) {
    loop {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a free port");
        let address = socket.local_addr().expect("an address");
        if let Ok(listener) = TcpListener::bind(address).await {
            return (socket, listener);
        }
    }
}

async fn serve(socket: UdpSocket, stage: Arc<Mutex<Stage>>) {
    let mut buffer = [0; 4096];
    loop {
        let (length, from) = socket.recv_from(&mut buffer).await.expect("a datagram");
        if let Some(bytes) = answered(&buffer[..length], &stage, By::Udp) {
            socket.send_to(&bytes, from).await.expect("sent");
        }
    }
}

async fn serve_tcp(listener: TcpListener, stage: Arc<Mutex<Stage>>) {
    loop {
        let (stream, _) = listener.accept().await.expect("a connection");
        tokio::spawn(converse(stream, stage.clone()));
    }
}

/// Answers until somebody ends it: each message has its length before it.
async fn converse(mut stream: TcpStream, stage: Arc<Mutex<Stage>>) {
    while let Ok(length) = stream.read_u16().await {
        let mut question = vec![0; usize::from(length)];
        let whole = stream.read_exact(&mut question).await;
        whole.expect("a whole question");
        let Some(bytes) = answered(&question, &stage, By::Tcp) else {
            return;
        };
        let length = u16::try_from(bytes.len()).expect("a message");
        let sent = [&length.to_be_bytes()[..], &bytes].concat();
        stream.write_all(&sent).await.expect("sent");
    }
}

fn answered(question: &[u8], stage: &Mutex<Stage>, by: By) -> Option<Vec<u8>> {
    let query = Message::from_vec(question).expect("a query");
    assert_eq!(query.queries.len(), 1);
    assert_eq!(query.queries[0].query_type(), RecordType::A);
    let name = query.queries[0].name().to_lowercase().to_string();
    let play = {
        let mut stage = stage.lock().expect("no panic");
        stage.seen.push(name.clone());
        if by == By::Tcp {
            stage.by_tcp.push(name.clone());
        }
        let told = stage.plays.get(&name).cloned();
        let told = told.or_else(|| stage.otherwise.and_then(|plays| plays(&name)));
        told.unwrap_or(Play::NoSuchName(60))
    };
    answer(query, play, by)
}

fn answer(query: Message, play: Play, by: By) -> Option<Vec<u8>> {
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
        Play::TooLong(mut addresses, ttl) => {
            if by == By::Udp {
                answer.metadata.truncation = true;
                addresses.truncate(1);
            }
            for address in addresses {
                answer.add_answer(Record::from_rdata(name.clone(), ttl, RData::A(A(address))));
            }
        }
        Play::CutOff if by == By::Tcp => return None,
        Play::CutOff => answer.metadata.truncation = true,
    }
    Some(answer.to_vec().expect("a message"))
}

fn soa(ttl: u32) -> Record {
    let zone = Name::from_ascii("zone.example.").expect("a name");
    let soa = SOA::new(zone.clone(), zone.clone(), 1, 3600, 600, 86_400, ttl);
    Record::from_rdata(zone, ttl, RData::SOA(soa))
}
