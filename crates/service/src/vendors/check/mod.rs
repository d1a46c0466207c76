//! `simpleinboxes providers check`: asks each vendor that is configured whether it can be used,
//! without changing anything there, and prints what a person can do.
//!
//! A vendor is a function in `probes.rs` that gives its lines, and a line in [`rows`].

mod advice;
mod blocklists;
mod probes;
mod row;

use std::{io, sync::Arc};

use simpleinboxes_providers::Traffic;

use self::{
    probes::Desk,
    row::{Row, State},
};
use crate::{
    config::Config,
    serve::{self, Outside},
    table,
};

/// Checks all vendors and prints a table.
///
/// # Errors
/// One that is configured can't be used; or the database can't be opened.
pub async fn run(config: &Config, outside: &Outside) -> anyhow::Result<()> {
    let opened = serve::open(config, outside).await?;
    let store = Arc::new(opened.store);
    let traffic = Traffic::new(
        Arc::clone(&opened.outside.clock),
        opened.outside.entropy.clone(),
    );
    let desk = Desk {
        config,
        outside: &opened.outside,
        store: &store,
        traffic: &traffic,
    };
    let rows = rows(&desk).await;
    let head = [
        "VENDOR",
        "FOR",
        "SET BY",
        "STATE",
        "WHAT TO DO, OR WHAT WAS FOUND",
    ];
    let mut lines = vec![head.map(str::to_owned)];
    lines.extend(rows.iter().map(Row::cells));
    table::print(&mut io::stdout().lock(), &lines)?;
    store.close().await?;
    let failing = rows.iter().filter(|row| row.state == State::Failing);
    match failing.count() {
        0 => Ok(()),
        1 => anyhow::bail!("one vendor can't be used"),
        many => anyhow::bail!("{many} vendors can't be used"),
    }
}

/// All are asked at once; the lines keep this order.
async fn rows(desk: &Desk<'_>) -> Vec<Row> {
    let rows = tokio::join!(
        desk.payments(),
        desk.marketplace(),
        desk.registrars(),
        desk.dns(),
        desk.looks(),
        desk.mailboxes(),
        desk.sending(),
        desk.vault(),
        desk.blocklists(),
    );
    <[Vec<Row>; 9]>::from(rows).into_iter().flatten().collect()
}
