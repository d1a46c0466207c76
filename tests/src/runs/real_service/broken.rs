//! What the operations say while their database does not do what it should: another holds it, its
//! tables are not those that the program made, it can't be reached.

use std::collections::BTreeSet;

use futures::future::join_all;
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, SqliteConnection};

use super::{
    good::{good, writing},
    world::World,
};
use crate::{
    hold::Hold,
    table::{Encoded, Operation, filled},
    wire::Exchange,
};

/// The tables that are read before an operation is entered.
const AUTHENTICATION: [&str; 2] = ["api_keys", "workspaces"];

type Request = (&'static Operation, Encoded);

/// Somebody else holds the database: what writes can't. A request that may be repeated is sent
/// twice with its key, so that the second meets the first, which waits for the lock.
pub(super) async fn while_locked(world: &mut World, mounted: &[&'static Operation]) {
    let writes = mounted
        .iter()
        .copied()
        .filter(|operation| operation.method != "GET");
    let requests: Vec<Request> = requests(world, writes, "locked").await;
    let twice = requests
        .iter()
        .filter(|(operation, _)| operation.idempotent);
    let requests: Vec<Request> = requests.iter().chain(twice).cloned().collect();
    let hold = Hold::take(&world.ground.database, "workspaces, audit_log").await;
    let exchanges = exchanged(world, &requests).await;
    hold.release().await;
    note(world, &requests, &exchanges);
}

/// The tables are not there, and then all connections are closed. Nothing works after that.
pub(super) async fn without_tables_and_without_connections(
    world: &mut World,
    mounted: &[&'static Operation],
) {
    let requests = requests(world, mounted.iter().copied(), "broken").await;
    let tables = tables(world).await;
    let is_first = |table: &&String| !AUTHENTICATION.contains(&table.as_str());
    let (own, first): (Vec<_>, Vec<_>) = tables.iter().partition(is_first);
    let mut failed = BTreeSet::new();
    for taken in [own, first] {
        take_away(world, &taken).await;
        let left: Vec<Request> = requests
            .iter()
            .filter(|(operation, _)| !failed.contains(&operation.id))
            .cloned()
            .collect();
        let exchanges = exchanged(world, &left).await;
        note(world, &left, &exchanges);
        let answers = left.iter().zip(&exchanges);
        let failing = answers.filter(|(_, exchange)| exchange.response.status == 500);
        failed.extend(failing.map(|((operation, _), _)| operation.id.clone()));
    }
    world.running.store().close().await.expect("closed");
    let exchanges = exchanged(world, &requests).await;
    note(world, &requests, &exchanges);
}

/// What would succeed, with a key of its own where there can be one.
async fn requests(
    world: &mut World,
    operations: impl Iterator<Item = &'static Operation>,
    key: &str,
) -> Vec<Request> {
    let mut requests = Vec::new();
    for operation in operations {
        let Ok(values) = good(world, operation).await else {
            continue;
        };
        let mut values = writing(world, operation, values);
        if operation.idempotent {
            let key = format!("{key}-{}", operation.id);
            values = values.param("header.Idempotency-Key", json!(key));
        }
        let request = filled(operation, &values.params, values.body.as_ref()).expect("a request");
        requests.push((operation, request));
    }
    requests
}

/// Sends all at once.
async fn exchanged(world: &World, requests: &[Request]) -> Vec<Exchange> {
    let key = world.key();
    let answers = requests.iter().map(|(_, request)| {
        let mut connection = World::connect(&world.running);
        let key = key.clone();
        async move {
            let headers = [("x-api-key", key.as_str())];
            let response = connection.send(request, &headers).await.expect("an answer");
            Exchange {
                request: connection.as_sent(request, &headers),
                response,
            }
        }
    });
    join_all(answers).await
}

fn note(world: &mut World, requests: &[Request], exchanges: &[Exchange]) {
    for ((operation, _), exchange) in requests.iter().zip(exchanges) {
        world.note(operation, exchange);
    }
}

async fn tables(world: &World) -> Vec<String> {
    let url = world.ground.database.url();
    let mut database = SqliteConnection::connect(&url).await.expect("a connection");
    let all = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    sqlx::query_scalar(all)
        .fetch_all(&mut database)
        .await
        .expect("the tables")
}

async fn take_away(world: &World, tables: &[&String]) {
    let url = world.ground.database.url();
    let mut database = SqliteConnection::connect(&url).await.expect("a connection");
    // What refers to a table goes on naming it as before.
    database
        .execute("PRAGMA legacy_alter_table = ON; PRAGMA foreign_keys = OFF")
        .await
        .expect("set");
    for table in tables {
        let rename = format!("ALTER TABLE {table} RENAME TO {table}_taken_away");
        database
            .execute(AssertSqlSafe(rename))
            .await
            .expect("taken away");
    }
}
