//! Asking a server, with real packets.

use std::net::SocketAddr;
use std::time::Duration;

use hickory_proto::op::{Edns, Message, MessageType, OpCode, Query};
use hickory_proto::rr::{Name, Record, RecordType};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UdpSocket};
use tokio::time::timeout;

/// Longer than any answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

pub const ID: u16 = 4711;

pub fn name(text: &str) -> Name {
    let mut name = Name::from_ascii(text).expect("a name");
    name.set_fqdn(true);
    name
}

pub fn question(of: &str, kind: RecordType) -> Message {
    let mut message = Message::new(ID, MessageType::Query, OpCode::Query);
    message.add_query(Query::query(name(of), kind));
    message
}

pub fn with_edns(mut message: Message, payload: u16) -> Message {
    let mut edns = Edns::new();
    edns.set_max_payload(payload);
    message.set_edns(edns);
    message
}

/// Sends bytes by UDP; nothing when no answer comes in the time given.
pub async fn udp_bytes(server: SocketAddr, bytes: &[u8], patience: Duration) -> Option<Vec<u8>> {
    let socket = UdpSocket::bind(("127.0.0.1", 0)).await.expect("a socket");
    socket.connect(server).await.expect("an address");
    socket.send(bytes).await.expect("sent");
    let mut buffer = vec![0; 65_536];
    let length = timeout(patience, socket.recv(&mut buffer))
        .await
        .ok()?
        .ok()?;
    buffer.truncate(length);
    Some(buffer)
}

/// The answer by UDP, and how long it is.
pub async fn udp(server: SocketAddr, message: &Message) -> (Message, usize) {
    let bytes = message.to_vec().expect("bytes");
    let reply = udp_bytes(server, &bytes, PATIENCE)
        .await
        .expect("an answer");
    (Message::from_vec(&reply).expect("a message"), reply.len())
}

pub async fn send(stream: &mut TcpStream, bytes: &[u8]) {
    let length = u16::try_from(bytes.len()).expect("short");
    let framed = [&length.to_be_bytes(), bytes].concat();
    stream.write_all(&framed).await.expect("sent");
}

/// The next answer by TCP; nothing when the connection ends.
pub async fn receive(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let answer = async {
        let length = stream.read_u16().await.ok()?;
        let mut bytes = vec![0; usize::from(length)];
        stream.read_exact(&mut bytes).await.ok()?;
        Some(bytes)
    };
    timeout(PATIENCE, answer)
        .await
        .expect("an answer or an end")
}

pub async fn tcp(server: SocketAddr, message: &Message) -> Message {
    let mut stream = TcpStream::connect(server).await.expect("a connection");
    send(&mut stream, &message.to_vec().expect("bytes")).await;
    let bytes = receive(&mut stream).await.expect("an answer");
    Message::from_vec(&bytes).expect("a message")
}

/// Asks by UDP with EDNS, as everybody does.
pub async fn ask(server: SocketAddr, of: &str, kind: RecordType) -> Message {
    let asked = with_edns(question(of, kind), 1232);
    let (answer, length) = udp(server, &asked).await;
    assert!(length <= 1232);
    assert_eq!(answer.metadata.id, ID);
    assert_eq!(answer.metadata.message_type, MessageType::Response);
    assert!(!answer.metadata.recursion_available);
    assert_eq!(answer.queries, asked.queries);
    assert!(answer.edns.is_some());
    answer
}

/// Records as lines: owner, type, what they say.
pub fn lines(records: &[Record]) -> Vec<String> {
    let mut lines: Vec<_> = records
        .iter()
        .map(|one| format!("{} {} {}", one.name, one.record_type(), one.data))
        .collect();
    lines.sort();
    lines
}
