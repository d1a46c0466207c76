//! What holds of every operation, whatever its schemas say: credentials, media types, sizes, and
//! the methods that come with others.

use std::sync::OnceLock;

use serde_json::Value;

use super::{block_on, lanes::share};
use crate::{
    send::Connection,
    stage::{Answer, KEY, Recorder, Stage},
    table::{Encoded, Operation, encoded, operations},
    wire::{Exchange, Response},
};

/// What came of it.
pub struct Surroundings {
    /// How many requests were sent.
    pub requests: usize,
    /// What was not as it should be.
    pub wrong: Vec<String>,
    /// Everything that went over the wire.
    pub exchanges: Vec<Exchange>,
}

/// The most bytes of a body where the document does not say otherwise.
const BODY: usize = 1024 * 1024;

/// Runs it, once.
///
/// # Panics
/// There is no server to be had, or no document.
pub fn surroundings() -> &'static Surroundings {
    static RUN: OnceLock<Surroundings> = OnceLock::new();
    RUN.get_or_init(|| block_on(run()))
}

async fn run() -> Surroundings {
    let stage = Stage::start().await.expect("a server");
    let limits = body_limits();
    let all: Vec<&Operation> = operations().collect();
    let open = |lane: String| {
        let connection = Connection::new(stage.address.clone(), simpleinboxes_server::BASE_PATH);
        Lane {
            recorder: &stage.recorder,
            name: lane,
            connection,
            requests: 0,
        }
    };
    let outcomes = share(
        &all,
        open,
        async |mut lane: Lane<'_>, operation: &&'static Operation| {
            let limit = limits
                .iter()
                .find(|(id, _)| *id == operation.id)
                .map_or(BODY, |(_, limit)| *limit);
            let before = lane.requests;
            let wrong = lane.operation(operation, limit).await;
            let sent = lane.requests - before;
            (lane, (sent, wrong))
        },
    );
    let (sent, wrong): (Vec<usize>, Vec<Vec<String>>) = outcomes.await.into_iter().unzip();
    Surroundings {
        requests: sent.into_iter().sum(),
        wrong: wrong.into_iter().flatten().collect(),
        exchanges: stage.tapes.exchanges().expect("HTTP on the tapes"),
    }
}

/// `x-max-body-bytes` by operation, from the document itself.
fn body_limits() -> Vec<(String, usize)> {
    let document = crate::judge::Document::published().expect("the published document");
    let limits = crate::judge::Operation::all(&document).filter_map(|operation| {
        let limit = operation.node["x-max-body-bytes"].as_u64()?;
        Some((operation.id.to_owned(), usize::try_from(limit).ok()?))
    });
    limits.collect()
}

struct Lane<'s> {
    recorder: &'s Recorder,
    name: String,
    connection: Connection,
    requests: usize,
}

/// What a request must come to: status, code, and how often the method is called.
type Expected = (u16, Option<&'static str>, usize);

impl Lane<'_> {
    async fn operation(&mut self, operation: &Operation, limit: usize) -> Vec<String> {
        let good = match encoded(operation, 0, None) {
            Ok(good) => good,
            Err(error) => return vec![format!("{}: no request: {error:#}", operation.id)],
        };
        let key = format!("{KEY}{}", self.name);
        let mut wrong = Vec::new();
        for Try {
            what,
            request,
            key,
            expected,
        } in tries(operation, &good, &key, limit)
        {
            let found = self.send(operation, &request, key, expected).await;
            wrong.extend(
                found
                    .into_iter()
                    .map(|found| format!("{} {what}: {found}", operation.id)),
            );
        }
        wrong
    }

    async fn send(
        &mut self,
        operation: &Operation,
        request: &Encoded,
        key: Option<&str>,
        expected: Expected,
    ) -> Vec<String> {
        self.requests += 1;
        let success = &operation.successes[0];
        let answer = || Answer::Success(success.status, success.body.clone());
        self.recorder
            .expect(&self.name, (expected.2 > 0).then(answer));
        let headers: Vec<_> = key.map(|key| ("x-api-key", key)).into_iter().collect();
        let answer = match expected.0 {
            413 => self.connection.announce(request, &headers).await,
            _ => self.connection.send(request, &headers).await,
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => return vec![format!("no answer: {error:#}")],
        };
        let mut wrong = Vec::new();
        let asked = self.recorder.asked(&self.name).len();
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let code = body["error"]["code"].as_str();
        if (answer.status, code, asked) != expected {
            wrong.push(format!(
                "{:?} came, not {expected:?}",
                (answer.status, code, asked)
            ));
        }
        wrong.extend(dressed(&answer, &request.method));
        wrong
    }
}

/// A request that is good but for one thing.
struct Try<'k> {
    what: &'static str,
    request: Encoded,
    key: Option<&'k str>,
    expected: Expected,
}

fn tries<'k>(operation: &Operation, good: &Encoded, key: &'k str, limit: usize) -> Vec<Try<'k>> {
    let method = |method: &str| Encoded {
        method: method.to_owned(),
        body: None,
        headers: Vec::new(),
        ..good.clone()
    };
    let missing = (401, Some("MISSING_API_KEY"), 0);
    let invalid = (401, Some("INVALID_API_KEY"), 0);
    let below = Encoded {
        target: longer(&good.target),
        ..good.clone()
    };
    let mut tries = vec![
        Try {
            what: "without a key",
            request: good.clone(),
            key: None,
            expected: missing,
        },
        Try {
            what: "with an empty key",
            request: good.clone(),
            key: Some(""),
            expected: missing,
        },
        Try {
            what: "with a bad key",
            request: good.clone(),
            key: Some("no-such-key"),
            expected: invalid,
        },
        Try {
            what: "with OPTIONS",
            request: method("OPTIONS"),
            key: None,
            expected: (204, None, 0),
        },
        Try {
            what: "with TRACE",
            request: method("TRACE"),
            key: Some(key),
            expected: (405, Some("METHOD_NOT_ALLOWED"), 0),
        },
        Try {
            what: "below its path",
            request: below,
            key: Some(key),
            expected: (404, Some("NOT_FOUND"), 0),
        },
    ];
    if operation.method == "GET" {
        let expected = (operation.successes[0].status, None, 1);
        let request = Encoded {
            method: "HEAD".to_owned(),
            ..good.clone()
        };
        tries.push(Try {
            what: "with HEAD",
            request,
            key: Some(key),
            expected,
        });
    }
    if let Some(body) = &good.body {
        let media = (415, Some("UNSUPPORTED_MEDIA_TYPE"), 0);
        for (what, media_type) in [("as text/plain", "text/plain"), ("as nothing", "")] {
            tries.push(Try {
                what,
                request: retyped(good, media_type),
                key: Some(key),
                expected: media,
            });
        }
        let request = Encoded {
            body: Some(larger(body, limit)),
            ..good.clone()
        };
        let expected = (413, Some("PAYLOAD_TOO_LARGE"), 0);
        tries.push(Try {
            what: "too large",
            request,
            key: Some(key),
            expected,
        });
    }
    tries
}

/// What every answer has, documented operation or not.
fn dressed(answer: &Response, method: &str) -> Vec<String> {
    let mut wanted = vec![
        "x-request-id",
        "ratelimit-limit",
        "ratelimit-remaining",
        "ratelimit-reset",
    ];
    if method == "OPTIONS" || answer.status == 405 {
        wanted.push("allow");
    }
    let missing = wanted
        .into_iter()
        .filter(|name| answer.headers.get(name).is_none());
    missing
        .map(|name| format!("the answer has no {name}"))
        .collect()
}

fn retyped(request: &Encoded, media_type: &str) -> Encoded {
    let mut request = request.clone();
    request.headers.retain(|(name, _)| name != "content-type");
    if !media_type.is_empty() {
        request
            .headers
            .push(("content-type".to_owned(), media_type.to_owned()));
    }
    request
}

/// The body with blanks after it: too large, and else as good as before.
fn larger(body: &[u8], limit: usize) -> Vec<u8> {
    let mut large = body.to_vec();
    large.resize(limit + 1, b' ');
    large
}

fn longer(target: &str) -> String {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    format!("{path}/no/such/thing/below?{query}")
}
