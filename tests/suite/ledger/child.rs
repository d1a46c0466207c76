//! A process with a service, and with tasks that use it.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, bail, ensure};
use futures::future::try_join_all;
use simpleinboxes::{
    cli::Cli,
    config::Config,
    serve::{Outside, Service},
    telemetry,
};
use simpleinboxes_core::{clock::SystemClock, entropy::Entropy, id::TransactionId};
use simpleinboxes_tests::{api::Api, until::until};

use super::{
    Dice, PLAN, Plan,
    journal::{Done, Journal, Outcome},
    key,
    operation::{Asked, Hand, Operation},
};
use crate::payments::browser::Browser;

/// What it says of what it has to ask for once more.
pub(super) const AGAIN: &str = "asked for again";

/// Serves, and brings its tasks to an end.
pub(super) fn run(cli: &Cli) -> anyhow::Result<()> {
    let config = Config::load(None, &cli.flags)?;
    let plan: Plan = serde_json::from_str(&std::env::var(PLAN)?)?;
    let _telemetry = telemetry::init(&config.telemetry)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(serve(config, &plan))
}

async fn serve(config: Config, plan: &Plan) -> anyhow::Result<()> {
    let outside = Outside {
        clock: Arc::new(SystemClock),
        entropy: Entropy::system(),
    };
    let service = Service::start(config, outside).await?;
    service.greet()?;
    let process = Process {
        hand: Hand {
            plan,
            store: service.store(),
            api: Api::at(service.address()).with(&plan.key),
            browser: Browser::new(),
        },
        charges: Mutex::default(),
    };
    try_join_all(plan.tasks.iter().map(|task| process.work(*task))).await?;
    service.stop().await
}

/// What the tasks of a process share.
struct Process<'a> {
    hand: Hand<'a>,
    /// What can be refunded.
    charges: Mutex<Vec<TransactionId>>,
}

impl Process<'_> {
    /// Goes on with a task to its end.
    async fn work(&self, task: u64) -> anyhow::Result<()> {
        let plan = self.hand.plan;
        let (mut journal, past) = Journal::open(&plan.journals, task)?;
        for (operation, outcome) in &past.ended {
            self.note(operation, outcome);
        }
        let done = u64::try_from(past.ended.len())?;
        if let Some((operation, Outcome::Done(told))) = past.ended.last() {
            let key = key(task, done - 1);
            self.repeat(operation, &key, told).await.context(key)?;
        }
        let mut open = past.open;
        for turn in done..plan.turns {
            let was_open = open.is_some();
            let operation = match open.take() {
                Some(operation) => operation,
                None => {
                    let operation = self.choose(task, turn);
                    journal.begin(&operation)?;
                    operation
                }
            };
            let key = key(task, turn);
            let outcome = self.carry_out(&operation, &key, was_open).await;
            let outcome = outcome.with_context(|| format!("{key}: {operation:?}"))?;
            self.note(&operation, &outcome);
            journal.end(&outcome)?;
        }
        Ok(())
    }

    fn choose(&self, task: u64, turn: u64) -> Operation {
        let dice = Dice::new((task << 32) + turn);
        let charges = self.charges.lock().unwrap_or_else(PoisonError::into_inner);
        Operation::any(&dice, &charges)
    }

    /// Asks for what was done before a death, as whoever is not sure of it does: nothing comes
    /// of it but the same words.
    async fn repeat(&self, operation: &Operation, key: &str, told: &Done) -> anyhow::Result<()> {
        match self.carry_out(operation, key, true).await? {
            Outcome::Done(again) if again.again && again.moved == told.moved => Ok(()),
            other => bail!("{operation:?} was repeated: {other:?} after {told:?}"),
        }
    }

    /// Asks until it is known what came of it.
    async fn carry_out(
        &self,
        operation: &Operation,
        key: &str,
        was_open: bool,
    ) -> anyhow::Result<Outcome> {
        let mut repeated = was_open;
        let mut ask = async || match self.hand.ask(operation, key).await {
            Ok(Asked::Nothing(words)) => {
                eprintln!("{key}: {AGAIN}: {words}");
                repeated = true;
                None
            }
            Ok(Asked::Done(done)) => Some(Ok(Outcome::Done(done))),
            Ok(Asked::Refused(words)) => Some(Ok(Outcome::Refused(words))),
            Err(error) => Some(Err(error)),
        };
        let outcome = until("it is known what came of it", &mut ask).await?;
        if let Outcome::Done(Done { again: true, .. }) = outcome {
            ensure!(repeated, "it was done before anybody had asked for it");
        }
        Ok(outcome)
    }

    fn note(&self, operation: &Operation, outcome: &Outcome) {
        if let (Operation::Charge { .. }, Outcome::Done(done)) = (operation, outcome) {
            let mut charges = self.charges.lock().unwrap_or_else(PoisonError::into_inner);
            // The first of what it moved is the charge itself.
            charges.push(done.moved[0].transaction);
        }
    }
}
