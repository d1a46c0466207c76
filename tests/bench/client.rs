//! A call of the generated client against the same call by bare reqwest.

use std::net::SocketAddr;

use anyhow::ensure;
use serde_json::Value;
use simpleinboxes_client::{Client, prelude::*};
use simpleinboxes_types as types;

use crate::{
    report::{Goal, Report, in_turns},
    server,
};

const CALLS: usize = 2000;
const ROUNDS: usize = 7;

pub(crate) fn run(report: &mut Report) -> anyhow::Result<()> {
    let tokio = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let address = server::serve(&tokio, server::generated()?)?;
    let body = server::request()?;
    let ours = Client::builder(format!("http://{address}/api/v1"))
        .with_api_key_auth("bench")?
        .build()?;
    let bare = reqwest::Client::new();
    let seconds = in_turns(
        ROUNDS,
        || tokio.block_on(generated(&ours, &body)),
        || tokio.block_on(by_hand(&bare, address, &body)),
    )?;
    let calls = CALLS as f64;
    report.row(
        "generated client's call against bare reqwest's",
        (seconds.0 / calls * 1e6, seconds.1 / calls * 1e6),
        "µs",
        Goal::AtMost(1.1),
    );
    Ok(())
}

async fn generated(client: &Client, body: &types::CreateApiKeyRequest) -> anyhow::Result<()> {
    for _ in 0..CALLS {
        let made = client.create_api_key().body(body.clone()).send().await?;
        ensure!(made.data.api_key.prefix.as_str() == "si_live_4gTq");
    }
    Ok(())
}

async fn by_hand(
    client: &reqwest::Client,
    address: SocketAddr,
    body: &types::CreateApiKeyRequest,
) -> anyhow::Result<()> {
    let url = format!("http://{address}/api/v1/api-keys");
    for _ in 0..CALLS {
        let sent = client
            .post(&url)
            .header("x-api-key", "bench")
            .json(body)
            .send()
            .await?;
        let made: Value = sent.error_for_status()?.json().await?;
        ensure!(made["data"]["apiKey"]["prefix"] == "si_live_4gTq");
    }
    Ok(())
}
