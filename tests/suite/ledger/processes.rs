//! The processes, and their deaths.

use simpleinboxes_tests::{
    process::{Launch, Program},
    until::until,
};

use super::{Dice, Plan, TASKS, journal::Counter};

/// Processes of which some have work left.
pub(super) struct Processes {
    running: Vec<(Launch, Program)>,
    counter: Counter,
    seen: Seen,
}

/// What was seen from outside.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// How many processes were killed.
    pub(super) deaths: usize,
    /// How often a task waited for longer than the service lets it, or was told to come back.
    pub(super) queues: usize,
}

impl Processes {
    pub(super) async fn start(launches: Vec<Launch>, plan: &Plan) -> Self {
        let mut processes = Self {
            running: Vec::new(),
            counter: Counter::new(&plan.journals, TASKS),
            seen: Seen::default(),
        };
        for launch in launches {
            processes.serve(launch).await;
        }
        processes
    }

    async fn serve(&mut self, launch: Launch) {
        let (program, _) = launch.serve().await;
        self.running.push((launch, program));
    }

    /// Waits until so many operations have ended, as long as there is progress.
    pub(super) async fn reach(&mut self, operations: usize) {
        let mut seen = 0;
        while seen < operations {
            seen = until("operations end", async || {
                for (_, program) in &mut self.running {
                    // One that has nothing left to do has ended well.
                    let failed = program.status().is_some_and(|status| !status.success());
                    assert!(!failed, "{}", program.log());
                }
                let ended = self.counter.ended().expect("journals");
                (ended > seen || ended >= operations).then_some(ended)
            })
            .await;
        }
    }

    /// Kills one of those that have work left, or now and then all, and starts them again.
    pub(super) async fn die(&mut self, dice: &Dice) {
        let mut left = Vec::new();
        for (launch, mut program) in std::mem::take(&mut self.running) {
            match program.status() {
                Some(_) => self.well(program).await,
                None => left.push((launch, program)),
            }
        }
        let one = (left.len() > 1 && dice.below(4) > 0).then(|| dice.below(left.len()));
        let mut killed = Vec::new();
        for (number, (launch, program)) in left.into_iter().enumerate() {
            if one.is_none_or(|one| one == number) {
                self.look(&program.log());
                program.kill().await;
                killed.push(launch);
            } else {
                self.running.push((launch, program));
            }
        }
        self.seen.deaths += killed.len();
        for launch in killed {
            self.serve(launch).await;
        }
    }

    /// Waits for the good end of all.
    pub(super) async fn end(mut self) -> Seen {
        for (_, program) in std::mem::take(&mut self.running) {
            self.well(program).await;
        }
        self.seen
    }

    async fn well(&mut self, program: Program) {
        let ended = program.ended().await;
        assert!(ended.status.success(), "{}\n{}", ended.output, ended.log);
        self.look(&ended.log);
    }

    /// Sees that no two waited for each other, in whatever part of the service, and that nothing
    /// broke.
    fn look(&mut self, log: &str) {
        for words in ["deadlock", "database is locked", "panicked"] {
            assert!(!log.contains(words), "{words}: {log}");
        }
        self.seen.queues += log.matches(super::child::AGAIN).count();
    }
}
