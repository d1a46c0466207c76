//! What others' programs read from the server: hickory's resolver, dig and drill.

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;

use hickory_proto::rr::RecordType as Type;
use mail_auth::hickory_resolver::TokioResolver;
use mail_auth::hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};
use mail_auth::hickory_resolver::net::runtime::TokioRuntimeProvider;
use simpleinboxes_core::dns::{Record, RecordData, RecordType};

use tokio::process::Command;
use tokio::time::timeout;

use super::ask::name;
use super::world::World;
use crate::contract::record;

fn records() -> Vec<Record> {
    use RecordType::{A, Aaaa, Caa, Cname, Mx, Ns, Srv, Txt};
    let key = format!("v=DKIM1; k=rsa; p={}", "Q".repeat(392));
    vec![
        record(A, "@", "192.0.2.1"),
        record(A, "*.wild", "192.0.2.2"),
        record(Aaaa, "six", "2001:db8::1"),
        record(Cname, "www", "www.northwind.com"),
        record(Mx, "@", "aspmx.l.google.com"),
        record(Txt, "@", "v=spf1 include:_spf.google.com ~all"),
        record(Txt, "quotes", r#"say "hi"; back\slash"#),
        record(Txt, "google._domainkey", &key),
        record(Txt, "long", &"x".repeat(2000)),
        record(Srv, "_submission._tcp", "smtp.northwind.com"),
        record(Caa, "@", "letsencrypt.org"),
        record(Ns, "sub", "ns1.northwind.com"),
    ]
}

/// What `dig +short` and its like print for a record.
fn printed(record: &Record) -> String {
    match &record.data {
        RecordData::A(_) | RecordData::Aaaa(_) => record.data.content().into_owned(),
        RecordData::Cname(target) | RecordData::Ns(target) => format!("{target}."),
        RecordData::Mx { priority, target } => format!("{priority} {target}."),
        RecordData::Srv {
            priority,
            weight,
            port,
            target,
        } => format!("{priority} {weight} {port} {target}."),
        RecordData::Caa { flags, tag, value } => format!("{flags} {tag} \"{value}\""),
        RecordData::Txt(text) => {
            let strings: Vec<_> = text
                .strings()
                .map(|one| {
                    let one = str::from_utf8(one).expect("ASCII");
                    format!("\"{}\"", one.replace('\\', "\\\\").replace('"', "\\\""))
                })
                .collect();
            strings.join(" ")
        }
    }
}

/// A name to ask for: a wildcard is asked by a name that it stands for.
fn asked(record: &Record) -> String {
    record.name.as_str().replace('*', "anything")
}

async fn run(program: &str, arguments: &[String]) -> Option<String> {
    let started = Command::new(program)
        .args(arguments)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn();
    let child = match started {
        Ok(child) => child,
        Err(_) if std::env::var_os("SIMPLEINBOXES_REQUIRE_DNS_TOOLS").is_none() => {
            eprintln!("{program} is not installed: not compared");
            return None;
        }
        Err(error) => panic!("{program}: {error}"),
    };
    let output = timeout(Duration::from_secs(60), child.wait_with_output()).await;
    let output = output.expect("an end").expect("output");
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {output:?}"
    );
    Some(String::from_utf8(output.stdout).expect("text"))
}

fn resolver(server: SocketAddr) -> TokioResolver {
    let at = |mut connection: ConnectionConfig| {
        connection.port = server.port();
        connection
    };
    let connections = vec![at(ConnectionConfig::udp()), at(ConnectionConfig::tcp())];
    let server = NameServerConfig::new(server.ip(), true, connections);
    let config = ResolverConfig::from_parts(None, vec![], vec![server]);
    TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
        .build()
        .expect("a resolver")
}

#[tokio::test]
async fn hickorys_resolver_agrees_with_every_record() {
    let world = World::serving(&records()).await;
    let resolver = resolver(world.address());
    for record in records() {
        if record.kind() == RecordType::Ns {
            continue;
        }
        let kind: Type = record.kind().as_str().parse().expect("a type");
        let found = resolver
            .lookup(name(&asked(&record)), kind)
            .await
            .expect("records");
        let answers: Vec<_> = found.answers().iter().map(|one| one.data.clone()).collect();
        let expected = match &record.data {
            RecordData::Txt(text) => {
                let text = text.as_str().as_bytes().to_vec();
                answers.iter().any(|data| match data {
                    hickory_proto::rr::RData::TXT(txt) => txt.txt_data.concat() == text,
                    _ => false,
                })
            }
            _ => answers
                .iter()
                .any(|data| data.to_string() == printed(&record)),
        };
        assert!(expected, "{record}: {answers:?}");
    }
}

#[tokio::test]
async fn dig_and_drill_agree_with_every_record() {
    let world = World::serving(&records()).await;
    let port = world.address().port().to_string();
    for record in records() {
        let (of, kind) = (asked(&record), record.kind().as_str());
        // drill does not go on to TCP by itself.
        let by = if record.data.content().len() > 400 {
            "-t"
        } else {
            "-u"
        };
        let dig: Vec<_> = [
            "@127.0.0.1",
            "-p",
            &port,
            "+norecurse",
            "+noall",
            "+answer",
            "+authority",
            &of,
            kind,
        ]
        .map(str::to_owned)
        .into();
        let drill: Vec<_> = [by, "-o", "rd", "-p", &port, "@127.0.0.1", &of, kind]
            .map(str::to_owned)
            .into();
        for (program, arguments) in [("dig", dig), ("drill", drill)] {
            let Some(text) = run(program, &arguments).await else {
                continue;
            };
            let line = text.lines().find(|line| {
                let words: Vec<_> = line.split_whitespace().collect();
                !line.starts_with(';')
                    && words.get(..4).is_some_and(|words| {
                        words[0] == format!("{of}.") && words[2] == "IN" && words[3] == kind
                    })
                    && words[4..].join(" ") == printed(&record)
            });
            assert!(line.is_some(), "{program} {record}: {text}");
            let ttl = line.and_then(|line| line.split_whitespace().nth(1));
            assert_eq!(ttl, Some("3600"), "{program} {record}");
        }
    }
}
