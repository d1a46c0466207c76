//! DNS answers a second of the service's own server, which answers from the database, against those
//! of hickory's server with the same zone in memory; both by UDP on loopback.
//!
//! The service stands as it is served: its jobs run, and whether a zone was changed is looked up in
//! the database as often as it always is.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context as _, ensure};
use futures::future::try_join_all;
use hickory_proto::{
    op::{Message, Query, ResponseCode},
    rr::{LowerName, Name, RData, Record, RecordType, rdata},
};
use hickory_server::{
    Server,
    net::runtime::TokioRuntimeProvider,
    store::in_memory::InMemoryZoneHandler,
    zone_handler::{AxfrPolicy, Catalog, ZoneType},
};
use simpleinboxes_core::{
    dns::{DomainName, RecordInput, RecordType as Kind},
    status::{DomainStatus, OrderStatus},
};
use simpleinboxes_store::{Caller, DnsRefused, DomainZone};
use simpleinboxes_tests::service::{Ground, Running};
use tokio::{net::UdpSocket, time::timeout};

use crate::report::{Goal, Report, in_turns};

const DOMAIN: &str = "try-northwind.com";

/// Names in the zone: each has an address.
const NAMES: usize = 200;

/// Questions a round, by all askers together.
const QUESTIONS: usize = 40_000;
const ROUNDS: usize = 7;
const ASKERS: usize = 4;

/// Questions of one asker that wait for their answers.
const WINDOW: usize = 32;

/// A question that has no answer by then is lost, and the measurement with it.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) fn run(report: &mut Report) -> anyhow::Result<()> {
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let questions = questions()?;
    let (_ground, running) = tokio.block_on(ours())?;
    let (_server, other) = tokio.block_on(hickory())?;
    let seconds = in_turns(
        ROUNDS,
        || tokio.block_on(ask_all(running.dns(), &questions)),
        || tokio.block_on(ask_all(other, &questions)),
    )?;
    let count = QUESTIONS as f64;
    report.row(
        "DNS answers from the database against hickory's zone in memory",
        (count / seconds.0, count / seconds.1),
        "answers/s",
        Goal::AtLeast(0.8),
    );
    tokio.block_on(running.stop());
    Ok(())
}

fn host(number: usize) -> String {
    format!("host{number}.{DOMAIN}")
}

fn address(number: usize) -> std::net::Ipv4Addr {
    let number = u8::try_from(number % 250).unwrap_or_default();
    std::net::Ipv4Addr::new(192, 0, 2, number)
}

/// One question for each name.
fn questions() -> anyhow::Result<Vec<Vec<u8>>> {
    (0..NAMES)
        .map(|number| {
            let name = Name::from_ascii(format!("{}.", host(number)))?;
            let mut message = Message::query();
            message.add_query(Query::query(name, RecordType::A));
            Ok(message.to_vec()?)
        })
        .collect()
}

/// A service with the zone.
async fn ours() -> anyhow::Result<(Ground, Running)> {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let seed = running.seed(&ground.acme, ground.acme.first);
    let order = seed.order(OrderStatus::Active).await;
    let id = seed.domain(order, DOMAIN, DomainStatus::Active).await;
    let zone = DomainZone {
        host: "embedded".to_owned(),
        id: DOMAIN.to_owned(),
        nameservers: Vec::new(),
    };
    let domain: DomainName = DOMAIN.parse()?;
    let system = Caller::system(ground.acme.id);
    let written: Result<(), DnsRefused> = running
        .store()
        .write(async |tx| {
            let scoped = tx.scoped(&system);
            scoped.set_domain_zone(id, &zone).await?;
            for number in 0..NAMES {
                let (name, content) = (host(number), address(number).to_string());
                let input = RecordInput {
                    kind: Kind::A,
                    name: &name,
                    content: &content,
                    ttl: 3600,
                    priority: None,
                    weight: None,
                    port: None,
                    flags: None,
                    tag: None,
                };
                let record = input.check(&domain).map_err(|_| DnsRefused::NoRecord)?;
                scoped.add_dns_record(id, &record).await?;
            }
            Ok(())
        })
        .await;
    written?;
    Ok((ground, running))
}

/// Hickory's server with the same zone in memory.
async fn hickory() -> anyhow::Result<(Server<Catalog>, SocketAddr)> {
    let origin = Name::from_ascii(format!("{DOMAIN}."))?;
    let mut zone = InMemoryZoneHandler::<TokioRuntimeProvider>::empty(
        origin.clone(),
        ZoneType::Primary,
        AxfrPolicy::Deny,
    );
    let first = Name::from_ascii("ns1.dns.sandbox.example.")?;
    let contact = Name::from_ascii("hostmaster.dns.sandbox.example.")?;
    let soa = rdata::SOA::new(first.clone(), contact, 1, 7200, 3600, 1_209_600, 300);
    zone.upsert_mut(Record::from_rdata(origin.clone(), 3600, RData::SOA(soa)), 1);
    let servers = RData::NS(rdata::NS(first));
    zone.upsert_mut(Record::from_rdata(origin.clone(), 3600, servers), 1);
    for number in 0..NAMES {
        let name = Name::from_ascii(format!("{}.", host(number)))?;
        let data = RData::A(rdata::A(address(number)));
        zone.upsert_mut(Record::from_rdata(name, 3600, data), 1);
    }
    let mut catalog = Catalog::new();
    catalog.upsert(LowerName::new(&origin), vec![Arc::new(zone)]);
    let mut server = Server::new(catalog);
    let socket = UdpSocket::bind("127.0.0.1:0").await?;
    let address = socket.local_addr()?;
    server.register_socket(socket);
    Ok((server, address))
}

async fn ask_all(server: SocketAddr, questions: &[Vec<u8>]) -> anyhow::Result<()> {
    let askers = (0..ASKERS).map(|asker| {
        let questions = questions.to_vec();
        tokio::spawn(async move { ask(server, &questions, asker).await })
    });
    for asked in try_join_all(askers).await? {
        asked?;
    }
    Ok(())
}

/// Asks with a window of questions that wait for their answers.
async fn ask(server: SocketAddr, questions: &[Vec<u8>], asker: usize) -> anyhow::Result<()> {
    let socket = UdpSocket::bind("127.0.0.1:0").await?;
    socket.connect(server).await?;
    let share = QUESTIONS / ASKERS;
    let (mut sent, mut answered) = (0, 0);
    let mut buffer = [0; 1500];
    while answered < share {
        while sent < share && sent - answered < WINDOW {
            let mut question = questions[(sent + asker) % questions.len()].clone();
            let id = u16::try_from(sent % 65_536)?;
            question[..2].copy_from_slice(&id.to_be_bytes());
            socket.send(&question).await?;
            sent += 1;
        }
        let length = timeout(PATIENCE, socket.recv(&mut buffer)).await;
        let length = length.context("an answer was lost")??;
        // The code and the count of answers, where the header has them.
        let good = length > 12
            && buffer[3] & 0x0f == u8::try_from(u16::from(ResponseCode::NoError))?
            && buffer[6..8] == [0, 1];
        ensure!(good, "another answer than the address");
        answered += 1;
    }
    Ok(())
}
