//! Sizes, EDNS, and messages that are none.

use std::time::Duration;

use hickory_proto::op::{Edns, Message, MessageType, Query, ResponseCode};
use hickory_proto::rr::{RData, RecordType as Type};
use simpleinboxes_core::dns::{Record, RecordType};
use tokio::net::TcpStream;

use super::ask::{ID, ask, name, question, receive, send, tcp, udp, udp_bytes, with_edns};
use super::world::World;
use crate::contract::record;

/// Long enough for an answer that must not come.
const SILENCE: Duration = Duration::from_millis(300);

fn long() -> Vec<Record> {
    let texts = (0..20).map(|n| record(RecordType::Txt, "big", &format!("{n} {}", "x".repeat(90))));
    texts.collect()
}

#[tokio::test]
async fn what_does_not_fit_is_asked_again_by_tcp() {
    let world = World::serving(&long()).await;
    let plain = question("big.try-northwind.com", Type::TXT);
    for (asked, most) in [
        (plain.clone(), 512),
        (with_edns(plain.clone(), 512), 512),
        (with_edns(plain.clone(), 100), 512),
        (with_edns(plain.clone(), 1232), 1232),
        (with_edns(plain.clone(), 65_535), 1232),
    ] {
        let (answer, length) = udp(world.address(), &asked).await;
        assert!(length <= most, "{length} of {most}");
        assert!(answer.metadata.truncation);
        assert!(answer.answers.is_empty(), "no half sets");
        assert_eq!(answer.edns.is_some(), asked.edns.is_some());
        let whole = tcp(world.address(), &asked).await;
        assert_eq!(whole.answers.len(), 20);
        assert!(!whole.metadata.truncation);
    }
}

#[tokio::test]
async fn addresses_that_do_not_fit_are_left_out() {
    let mut records: Vec<_> = (0..60)
        .map(|n| record(RecordType::A, "mail", &format!("192.0.2.{n}")))
        .collect();
    records.push(record(RecordType::Mx, "@", "mail.try-northwind.com"));
    let world = World::serving(&records).await;
    let (answer, _) = udp(world.address(), &question("try-northwind.com", Type::MX)).await;
    assert!(!answer.metadata.truncation);
    assert_eq!((answer.answers.len(), answer.additionals.len()), (1, 0));
    let answer = ask(world.address(), "try-northwind.com", Type::MX).await;
    assert_eq!((answer.answers.len(), answer.additionals.len()), (1, 60));
}

#[tokio::test]
async fn long_texts_come_in_strings_of_255() {
    let text = "ä".repeat(1000);
    let world = World::serving(&[record(RecordType::Txt, "long", &text)]).await;
    let answer = tcp(
        world.address(),
        &question("long.try-northwind.com", Type::TXT),
    )
    .await;
    let RData::TXT(txt) = &answer.answers[0].data else {
        panic!("{answer:?}");
    };
    let lengths: Vec<_> = txt.txt_data.iter().map(|one| one.len()).collect();
    assert_eq!(lengths, [255, 255, 255, 255, 255, 255, 255, 215]);
    assert_eq!(txt.txt_data.concat(), text.as_bytes());
}

#[tokio::test]
async fn edns_is_answered_in_kind() {
    let world = World::serving(&long()).await;
    let plain = question("try-northwind.com", Type::SOA);
    let (answer, _) = udp(world.address(), &plain).await;
    assert_eq!(answer.edns, None);
    let mut secure = with_edns(plain.clone(), 4096);
    secure.edns.as_mut().expect("some").set_dnssec_ok(true);
    let (answer, _) = udp(world.address(), &secure).await;
    let edns = answer.edns.expect("some");
    assert_eq!((edns.version(), edns.max_payload()), (0, 1232));
    assert!(edns.flags().dnssec_ok);
    let mut newer = plain;
    let mut edns = Edns::new();
    edns.set_version(1);
    newer.set_edns(edns);
    let (answer, _) = udp(world.address(), &newer).await;
    // The number is that of BADSIG too.
    assert_eq!(
        u16::from(answer.metadata.response_code),
        u16::from(ResponseCode::BADVERS)
    );
    assert_eq!(answer.edns.expect("some").version(), 0);
}

#[tokio::test]
async fn what_is_no_question_gets_an_error_or_silence() {
    let world = World::serving(&long()).await;
    let good = question("try-northwind.com", Type::SOA)
        .to_vec()
        .expect("bytes");
    let mut two = question("try-northwind.com", Type::SOA);
    two.add_query(Query::query(name("try-northwind.com"), Type::NS));
    let mut none = good.clone();
    none[5] = 0;
    none.truncate(12);
    let cut = good[..good.len() - 3].to_vec();
    for bytes in [two.to_vec().expect("bytes"), none, cut] {
        let reply = udp_bytes(world.address(), &bytes, Duration::from_secs(20)).await;
        let answer = Message::from_vec(&reply.expect("an answer")).expect("a message");
        assert_eq!(
            answer.metadata.response_code,
            ResponseCode::FormErr,
            "{bytes:?}"
        );
        assert_eq!(answer.metadata.id, ID);
        assert_eq!(answer.metadata.message_type, MessageType::Response);
    }
    // Answers are not answered, or two servers would talk for ever.
    let mut answer = question("try-northwind.com", Type::SOA);
    answer.metadata.message_type = MessageType::Response;
    for bytes in [answer.to_vec().expect("bytes"), good[..11].to_vec(), vec![]] {
        let reply = udp_bytes(world.address(), &bytes, SILENCE).await;
        assert_eq!(reply, None, "{bytes:?}");
    }
    // A question that came in pieces is one.
    let mut stream = TcpStream::connect(world.address())
        .await
        .expect("a connection");
    for _ in 0..3 {
        send(&mut stream, &good).await;
    }
    for _ in 0..3 {
        assert!(
            receive(&mut stream).await.is_some(),
            "one connection, many questions"
        );
    }
}

#[tokio::test]
async fn a_source_that_fails_is_servfail() {
    let world = World::with(|settings| settings.limits.answer_ms = 200).await;
    world.memory.add_zone(&crate::contract::domain());
    world.memory.state().broken = true;
    let answer = ask(world.address(), "try-northwind.com", Type::SOA).await;
    assert_eq!(answer.metadata.response_code, ResponseCode::ServFail);
    {
        let mut state = world.memory.state();
        (state.broken, state.hangs) = (false, true);
    }
    let answer = ask(world.address(), "try-northwind.com", Type::SOA).await;
    assert_eq!(answer.metadata.response_code, ResponseCode::ServFail);
    world.memory.state().hangs = false;
    let answer = ask(world.address(), "try-northwind.com", Type::SOA).await;
    assert_eq!(answer.metadata.response_code, ResponseCode::NoError);
}
