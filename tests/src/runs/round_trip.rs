//! Every operation with every documented answer, through the typed client to the server's traits
//! and back.

mod cases;
mod check;

use std::sync::OnceLock;

use simpleinboxes_client::Client;

use self::{
    cases::{Case, cases},
    check::check,
};
use super::{block_on, lanes::share};
use crate::{
    judge::Judge,
    stage::{KEY, Recorder, SESSION, Stage},
    wire::Exchange,
};

/// What came of it.
pub struct RoundTrip {
    /// The calls that were made.
    pub calls: Vec<Called>,
    /// What was not as it should be.
    pub wrong: Vec<String>,
    /// Everything that went over the wire.
    pub exchanges: Vec<Exchange>,
}

/// A call that was made.
#[derive(Clone, Debug)]
pub struct Called {
    /// The operation.
    pub operation: &'static str,
    /// What it was to come to.
    pub kind: Kind,
}

/// What a call was to come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A documented success.
    Success,
    /// A documented failure.
    Failure,
    /// All pages of a list.
    Stream,
}

impl RoundTrip {
    /// How many calls of a kind were made.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.calls.iter().filter(|call| call.kind == kind).count()
    }
}

/// Runs it, once.
///
/// # Panics
/// There is no server to be had, or no document.
pub fn round_trip() -> &'static RoundTrip {
    static RUN: OnceLock<RoundTrip> = OnceLock::new();
    RUN.get_or_init(|| block_on(run()))
}

async fn run() -> RoundTrip {
    let judge = Judge::published().expect("the published document");
    let stage = Stage::start().await.expect("a server");
    let cases = cases(&judge);
    let outcomes = share(
        &cases,
        |lane| Lane::open(&stage, lane),
        async |lane: Lane<'_>, case: &Case| {
            let wrong = lane.run(case).await;
            (lane, wrong)
        },
    );
    let wrong: Vec<String> = outcomes.await.into_iter().flatten().collect();
    let called = |case: &Case| Called {
        operation: &case.operation.id,
        kind: case.kind,
    };
    RoundTrip {
        calls: cases.iter().map(called).collect(),
        wrong,
        exchanges: stage.tapes.exchanges().expect("HTTP on the tapes"),
    }
}

/// Clients of their own for calls that run one after the other.
struct Lane<'s> {
    name: String,
    recorder: &'s Recorder,
    with_key: Client,
    with_session: Client,
}

impl<'s> Lane<'s> {
    fn open(stage: &'s Stage, name: String) -> Self {
        let builder = || Client::builder(stage.url());
        let with_key = builder().with_api_key_auth(&format!("{KEY}{name}"));
        let with_session = builder().with_dashboard_session(&format!("{SESSION}{name}"));
        Self {
            with_key: with_key
                .and_then(|builder| builder.build())
                .expect("a client"),
            with_session: with_session
                .and_then(|builder| builder.build())
                .expect("a client"),
            recorder: &stage.recorder,
            name,
        }
    }

    async fn run(&self, case: &Case) -> Vec<String> {
        self.recorder
            .expect(&self.name, case.answers.iter().cloned());
        let client = if case.by_session {
            &self.with_session
        } else {
            &self.with_key
        };
        let outcome = (case.call)(client, &case.given).await;
        let found = check(case, &outcome, &self.recorder.asked(&self.name));
        found
            .into_iter()
            .map(|wrong| format!("{}: {wrong}", case.name))
            .collect()
    }
}
