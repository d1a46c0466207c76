//! What the service's own DNS server answers is what the API says.

use hickory_proto::rr::RecordType as Type;
use hickory_resolver::TokioResolver;
use serde_json::{Value, json};
use simpleinboxes_tests::until::until;

use super::{NAME, Zoned, every_type, id, path, txt};
use crate::lookup::{printed_by, resolver};

/// What `dig` and its like print of a record.
fn printed(record: &Value) -> String {
    let content = record["content"].as_str().expect("a content");
    let host = || format!("{}.", content.trim_end_matches('.'));
    let number = |field: &str| record[field].as_u64().expect("a number");
    match record["type"].as_str().expect("a type") {
        "CNAME" | "NS" => host(),
        "MX" => format!("{} {}", number("priority"), host()),
        "SRV" => {
            let numbers = ["priority", "weight", "port"].map(|field| number(field).to_string());
            format!("{} {}", numbers.join(" "), host())
        }
        "CAA" => {
            let tag = record["tag"].as_str().expect("a tag");
            format!("{} {tag} \"{content}\"", number("flags"))
        }
        "TXT" => {
            let strings = content.as_bytes().chunks(255).map(|one| {
                let one = str::from_utf8(one).expect("ASCII");
                format!("\"{}\"", one.replace('\\', "\\\\").replace('"', "\\\""))
            });
            strings.collect::<Vec<_>>().join(" ")
        }
        _ => content.to_owned(),
    }
}

/// A name to ask for: a wildcard is asked by a name that it stands for.
fn asked(record: &Value) -> String {
    let name = record["name"].as_str().expect("a name");
    name.replace('*', "anything")
}

fn seconds(record: &Value) -> u64 {
    match record["ttl"].as_u64().expect("a time") {
        1 => 300,
        seconds => seconds,
    }
}

/// The text of every record of a type and name, as hickory's resolver finds it.
async fn looked_up(resolver: &TokioResolver, name: &str, kind: &str) -> Vec<String> {
    let kind: Type = kind.parse().expect("a type");
    let Ok(found) = resolver.lookup(format!("{name}."), kind).await else {
        return Vec::new();
    };
    let answers = found.answers().iter();
    answers
        .map(|one| match &one.data {
            hickory_proto::rr::RData::TXT(txt) => {
                String::from_utf8(txt.txt_data.concat()).expect("UTF-8")
            }
            data => data.to_string(),
        })
        .collect()
}

#[tokio::test]
async fn dig_drill_and_hickory_agree_with_the_api_on_every_record() {
    for zoned in Zoned::each().await {
        for (sent, _) in every_type() {
            zoned.add(&sent).await;
        }
        let port = zoned.running.dns().port().to_string();
        let records = zoned.list().await;
        let resolver = resolver(zoned.running.dns());
        let newest = &records[0];
        let there = async || {
            let found = looked_up(&resolver, &asked(&records[1]), "CAA").await;
            (found.len() == 2).then_some(())
        };
        assert_eq!(newest["type"], "NS");
        until("the last record is served", there).await;
        for record in &records {
            let (of, kind) = (asked(record), record["type"].as_str().expect("a type"));
            let content = record["content"].as_str().expect("a content");
            let dig = [
                "@127.0.0.1",
                "-p",
                &port,
                "+norecurse",
                "+noall",
                "+answer",
                "+authority",
                &of,
                kind,
            ];
            // drill does not go on to TCP by itself.
            let by = if content.len() > 400 { "-t" } else { "-u" };
            let drill = [by, "-o", "rd", "-p", &port, "@127.0.0.1", &of, kind];
            for (program, arguments) in [("dig", &dig[..]), ("drill", &drill[..])] {
                let Some(text) = printed_by(program, arguments).await else {
                    continue;
                };
                let line = text.lines().find(|line| {
                    let words: Vec<_> = line.split_whitespace().collect();
                    !line.starts_with(';')
                        && words.get(..4).is_some_and(|words| {
                            words[0] == format!("{of}.") && words[2] == "IN" && words[3] == kind
                        })
                        && words[4..].join(" ") == printed(record)
                });
                assert!(line.is_some(), "{program} {record}: {text}");
                let ttl = line.and_then(|line| line.split_whitespace().nth(1));
                assert_eq!(ttl, Some(seconds(record).to_string().as_str()), "{record}");
            }
            // A resolver follows the delegation, to a server that is not there.
            if kind != "NS" {
                let found = looked_up(&resolver, &of, kind).await;
                let expected = match kind {
                    "TXT" => content.to_owned(),
                    _ => printed(record),
                };
                assert!(found.contains(&expected), "{record}: {found:?}");
            }
        }
    }
}

#[tokio::test]
async fn what_the_api_answers_is_in_the_dns_soon_after() {
    for zoned in Zoned::each().await {
        let resolver = resolver(zoned.running.dns());
        let served = async |expected: &[&str]| {
            until(&format!("{expected:?} is served"), async || {
                let mut found = looked_up(&resolver, NAME, "TXT").await;
                found.sort();
                (found == expected).then_some(())
            })
            .await;
        };
        served(&[]).await;
        let one = zoned.add(&txt("@", "one")).await;
        served(&["one"]).await;
        zoned.add(&txt("@", "two")).await;
        served(&["one", "two"]).await;
        zoned
            .api
            .delete(&path(&format!("/{}", id(&one))))
            .await
            .data(200);
        served(&["two"]).await;
        // There is nothing to sync: what stands here is published.
        zoned
            .has_status(&id(&zoned.list().await[0]), "synced")
            .await;
        let report = zoned.api.post(&path("/sync"), &json!({})).await.data(200);
        assert_eq!(
            (&report["unchanged"], &report["created"]),
            (&json!(1), &json!(0))
        );
    }
}
