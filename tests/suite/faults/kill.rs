//! Sudden deaths among a thousand writes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
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

/// How many writes must be acknowledged before each death, so that there are writes of every
/// kind: done, under way, and not begun.
const BEFORE_A_DEATH: usize = 200;

/// A death can come between the two moments that a fault would need apart, so there are some.
const DEATHS: usize = 4;

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

/// All writes at once that are not acknowledged yet. What comes to be acknowledged is noted.
fn begin(api: &Api, acknowledged: &Acknowledged) -> JoinSet<()> {
    let room = Arc::new(Semaphore::new(room()));
    let done: BTreeSet<usize> = lock(acknowledged).keys().copied().collect();
    let mut tasks = JoinSet::new();
    for number in (0..WRITES).filter(|number| !done.contains(number)) {
        let (call, acknowledged, room) = (write(api, number), acknowledged.clone(), room.clone());
        tasks.spawn(async move {
            let _place = room.acquire().await.expect("room");
            if let Ok(answer) = call.send().await
                && answer.status == 201
            {
                lock(&acknowledged).insert(number, answer);
            }
        });
    }
    tasks
}

fn lock(acknowledged: &Acknowledged) -> MutexGuard<'_, BTreeMap<usize, Answer>> {
    acknowledged.lock().unwrap_or_else(PoisonError::into_inner)
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

/// Checks that all that was acknowledged is there, and nothing twice.
async fn check(api: &Api, acknowledged: &Acknowledged) -> BTreeMap<String, usize> {
    let times = written(api).await;
    for number in lock(acknowledged).keys() {
        let there = times.get(&label(*number));
        assert_eq!(there, Some(&1), "write {number} was acknowledged");
    }
    assert!(times.values().all(|times| *times == 1), "{times:?}");
    times
}

async fn die_and_rise(ground: &Ground) {
    let folder = TempDir::new().expect("a folder");
    let launch = ground.launch("program::child", folder.path());
    let (mut program, mut api) = launch.serve().await;
    api = api.with(&ground.acme.key);
    for client in 0..CLIENTS {
        api.make_client(&format!("Client-{client}")).await;
    }
    let acknowledged = Acknowledged::default();
    for _ in 0..DEATHS {
        let before = lock(&acknowledged).len();
        let mut tasks = begin(&api, &acknowledged);
        let enough = async || (lock(&acknowledged).len() >= before + BEFORE_A_DEATH).then_some(());
        until("enough is written", enough).await;
        program.kill().await;
        let ends = async { while tasks.join_next().await.is_some() {} };
        in_time("all writes have ended", ends).await;
        assert!(
            lock(&acknowledged).len() < WRITES,
            "it died too late to prove anything"
        );
        (program, api) = launch.serve().await;
        api = api.with(&ground.acme.key);
        check(&api, &acknowledged).await;
    }
    let times = check(&api, &acknowledged).await;

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
        if let Some(first) = lock(&acknowledged).get(&number) {
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
