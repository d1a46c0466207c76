//! A sudden death among a thousand writes.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use futures::{StreamExt as _, stream};
use serde_json::json;
use simpleinboxes_tests::{
    api::{Answer, Api, Call},
    service::Ground,
    until::{in_time, until},
};
use tempfile::TempDir;
use tokio::{sync::Semaphore, task::JoinSet};

const WRITES: usize = 1000;

/// A client has at most a hundred credentials.
const CLIENTS: usize = 20;

/// How many must be acknowledged before the end, so that there are writes of every kind: done,
/// under way, and not begun.
const BEFORE_THE_END: usize = 250;

type Acknowledged = Arc<Mutex<BTreeMap<usize, Answer>>>;

fn write(api: &Api, number: usize) -> Call {
    let client = number % CLIENTS;
    let body = json!({"tool": "instantly", "apiKey": "secret-of-a-tool", "label": label(number)});
    api.post(&format!("/clients/Client-{client}/credentials"), &body)
        .once(&label(number))
}

fn label(number: usize) -> String {
    format!("write-{number}")
}

/// How many connections this process may have at once, as far as its limit of files lets it.
fn room() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max open files"))
        .unwrap_or_default();
    let files = line
        .split_whitespace()
        .nth(3)
        .and_then(|files| files.parse().ok())
        .unwrap_or(1024);
    if files < 4 * WRITES {
        files / 4
    } else {
        WRITES
    }
}

/// All writes at once. What is acknowledged is noted, and why the first of the others was not.
fn begin(api: &Api, acknowledged: &Acknowledged) -> JoinSet<()> {
    let room = Arc::new(Semaphore::new(room()));
    let mut tasks = JoinSet::new();
    for number in 0..WRITES {
        let (call, acknowledged, room) = (write(api, number), acknowledged.clone(), room.clone());
        tasks.spawn(async move {
            let _place = room.acquire().await.expect("room");
            if let Ok(answer) = call.send().await
                && answer.status == 201
            {
                acknowledged
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .insert(number, answer);
            }
        });
    }
    tasks
}

/// How often each write is in the database.
async fn written(api: &Api) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for client in 0..CLIENTS {
        for credential in api
            .all(&format!("/clients/Client-{client}/credentials"))
            .await
        {
            let label = credential["label"].as_str().expect("a label").to_owned();
            *times.entry(label).or_default() += 1;
        }
    }
    times
}

async fn die_and_rise(ground: &Ground) {
    let folder = TempDir::new().expect("a folder");
    let launch = ground.launch("program::child", folder.path());
    let (program, api) = launch.serve().await;
    let api = api.with(&ground.acme.key);
    for client in 0..CLIENTS {
        api.make_client(&format!("Client-{client}")).await;
    }
    let acknowledged = Acknowledged::default();
    let mut tasks = begin(&api, &acknowledged);
    let count = || {
        acknowledged
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .len()
    };
    until("enough is written", async || {
        (count() >= BEFORE_THE_END).then_some(())
    })
    .await;
    program.kill().await;
    in_time("all writes have ended", async {
        while tasks.join_next().await.is_some() {}
    })
    .await;
    let acknowledged =
        std::mem::take(&mut *acknowledged.lock().unwrap_or_else(PoisonError::into_inner));
    assert!(
        acknowledged.len() < WRITES,
        "it died too late to prove anything"
    );

    let (program, api) = launch.serve().await;
    let api = api.with(&ground.acme.key);
    let times = written(&api).await;
    for number in acknowledged.keys() {
        assert_eq!(
            times.get(&label(*number)),
            Some(&1),
            "write {number} was acknowledged"
        );
    }
    assert!(times.values().all(|times| *times == 1), "{times:?}");

    // Whoever got no answer asks again, and so does whoever did: then all is there, once.
    let again = (0..WRITES).map(|number| {
        let call = write(&api, number);
        async move { (number, call.await) }
    });
    let again: Vec<(usize, Answer)> = stream::iter(again).buffer_unordered(16).collect().await;
    for (number, answer) in again {
        assert_eq!(answer.status, 201, "{}", answer.text());
        let was_there = times.contains_key(&label(number));
        assert_eq!(
            answer.header("idempotent-replayed").is_some(),
            was_there,
            "write {number}"
        );
        if let Some(first) = acknowledged.get(&number) {
            assert_eq!(answer.body, first.body, "write {number}");
        }
    }
    let times = written(&api).await;
    assert_eq!((times.len(), times.values().sum()), (WRITES, WRITES));
    program.kill().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_write_is_lost_or_doubled() {
    for ground in Ground::each().await {
        die_and_rise(&ground).await;
    }
}
