//! The program as a process of its own, so that signals, a full disk and a sudden death are real.
//!
//! The test binary runs itself again with one ignored test, which runs the program with the
//! arguments that it finds in its environment: so there is nothing to be built beforehand, and
//! what runs is the code under test.

use std::{
    ffi::OsString,
    io::{Read as _, Write as _},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    sync::{Arc, Mutex, PoisonError},
};

use clap::Parser as _;
use simpleinboxes::cli::Cli;
use tokio::{
    io::{AsyncRead, AsyncReadExt as _},
    process::{Child, Command},
    task::JoinHandle,
};

use crate::{
    api::Api,
    until::{in_time, until},
};

/// Names the arguments in the environment of the child.
const ARGUMENTS: &str = "SI_TEST_ARGUMENTS";

/// What separates what the test runner prints from what the program prints.
const BEGIN: &str = "--- the program begins ---\n";

/// Several programs run at once on one machine.
const FREE_PORTS: [(&str, &str); 3] = [
    ("SIMPLEINBOXES_DNS__EMBEDDED__LISTEN", r#"["127.0.0.1:0"]"#),
    ("SIMPLEINBOXES_SANDBOX_REGISTRY__LISTEN", "127.0.0.1:0"),
    ("SIMPLEINBOXES_REDIRECTS__LISTEN", "127.0.0.1:0"),
];

/// How the program is started.
#[derive(Clone, Debug)]
pub struct Launch {
    child_test: &'static str,
    folder: PathBuf,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    wrapper: Vec<OsString>,
}

/// The program, running; dropped, it is killed.
#[derive(Debug)]
pub struct Program {
    child: Child,
    output: Text,
    log: Text,
    readers: Vec<JoinHandle<()>>,
}

/// A program that has ended.
#[derive(Debug)]
pub struct Ended {
    /// How.
    pub status: ExitStatus,
    /// All of its standard output.
    pub output: String,
    /// All of its standard error.
    pub log: String,
}

type Text = Arc<Mutex<Vec<u8>>>;

/// The key that the program printed at its first start.
#[must_use]
pub fn first_key(output: &str) -> Option<String> {
    let begin = ["si_live_", "si_test_"]
        .iter()
        .find_map(|prefix| output.find(prefix))?;
    let key = output[begin..]
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .next()?;
    Some(key.to_owned())
}

/// The body of the ignored test: the program, if this process was started to be it.
pub fn child() {
    be(simpleinboxes::program::run);
}

/// The body of an ignored test that is another program than ours, with the same command line: it
/// does `run`, if this process was started to do it.
pub fn be(run: impl FnOnce(&Cli) -> anyhow::Result<()>) {
    let Ok(arguments) = std::env::var(ARGUMENTS) else {
        return;
    };
    let arguments: Vec<String> = serde_json::from_str(&arguments).expect("arguments");
    // Whoever started us holds the other end: without them we are of no use.
    std::thread::spawn(|| {
        let _ = std::io::stdin().read(&mut [0]);
        std::process::exit(70);
    });
    let mut out = std::io::stdout();
    write!(out, "\n{BEGIN}")
        .and_then(|()| out.flush())
        .expect("standard output");
    let line = std::iter::once("simpleinboxes".to_owned()).chain(arguments);
    let cli = Cli::try_parse_from(line).unwrap_or_else(|error| error.exit());
    let outcome = run(&cli);
    if let Err(error) = &outcome {
        eprintln!("simpleinboxes: {error:#}");
    }
    // Before the test runner can add its own words.
    std::process::exit(i32::from(outcome.is_err()));
}

impl Launch {
    /// The program in `folder`, with nothing said but that its ports be free ones: no arguments,
    /// and nothing of our environment.
    /// `child_test` is the path of the ignored test that calls [`child`].
    #[must_use]
    pub fn new(child_test: &'static str, folder: &Path) -> Self {
        Self {
            child_test,
            folder: folder.to_owned(),
            arguments: Vec::new(),
            environment: FREE_PORTS
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            wrapper: Vec::new(),
        }
    }

    /// With arguments.
    #[must_use]
    pub fn args<'a>(mut self, arguments: impl IntoIterator<Item = &'a str>) -> Self {
        self.arguments
            .extend(arguments.into_iter().map(str::to_owned));
        self
    }

    /// With a variable in its environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// Started by another program, which must become it (`exec`).
    #[must_use]
    pub fn within(mut self, wrapper: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        self.wrapper = wrapper.into_iter().map(Into::into).collect();
        self
    }

    /// Starts it.
    ///
    /// # Panics
    /// When it can't be started.
    #[must_use]
    pub fn start(&self) -> Program {
        let itself = std::env::current_exe()
            .expect("our own path")
            .into_os_string();
        let runner = [
            "--exact",
            self.child_test,
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ];
        let mut line = self
            .wrapper
            .iter()
            .cloned()
            .chain([itself])
            .chain(runner.map(Into::into));
        let arguments = serde_json::to_string(&self.arguments).expect("JSON");
        let mut child = Command::new(line.next().expect("a program"))
            .args(line)
            .current_dir(&self.folder)
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .env(ARGUMENTS, arguments)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("a process");
        let (output, log) = (Text::default(), Text::default());
        let readers = vec![
            keep(child.stdout.take().expect("a pipe"), &output),
            keep(child.stderr.take().expect("a pipe"), &log),
        ];
        Program {
            child,
            output,
            log,
            readers,
        }
    }

    /// Starts it and waits for its end.
    pub async fn run(&self) -> Ended {
        self.start().ended().await
    }

    /// Moves the time of a sandbox on, by the operator's command.
    ///
    /// # Panics
    /// When that is refused.
    pub async fn advance(&self, time: &str) -> Ended {
        let moved = self.clone().args(["sandbox", "advance", time]).run().await;
        assert!(moved.status.success(), "{}", moved.log);
        moved
    }

    /// Starts it and waits until it listens.
    pub async fn serve(&self) -> (Program, Api) {
        let mut program = self.start();
        let api = Api::at(program.address().await);
        (program, api)
    }
}

impl Program {
    /// What it has printed so far.
    #[must_use]
    pub fn output(&self) -> String {
        let text = text(&self.output);
        text.split_once(BEGIN)
            .map(|(_, own)| own.to_owned())
            .unwrap_or_default()
    }

    /// What it has logged so far.
    #[must_use]
    pub fn log(&self) -> String {
        text(&self.log)
    }

    /// Its process id.
    ///
    /// # Panics
    /// When it has ended.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// How it ended, if it has ended by itself.
    ///
    /// # Panics
    /// When that can't be told.
    pub fn status(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("a child")
    }

    /// Where it says that it listens.
    ///
    /// # Panics
    /// When it ends before it says so.
    pub async fn address(&mut self) -> SocketAddr {
        until("the program listens", async || {
            if let Some(status) = self.status() {
                panic!("{status}\n{}\n{}", self.output(), self.log());
            }
            let output = self.output();
            let (_, rest) = output.split_once(" listens on http://")?;
            rest.split_once('\n')?.0.parse().ok()
        })
        .await
    }

    /// Sends SIGTERM.
    ///
    /// # Panics
    /// When it can't be sent.
    pub async fn terminate(&self) {
        let id = self.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status().await;
        assert!(sent.expect("kill").success());
    }

    /// Kills it, as a power cut would, and waits until it is gone.
    ///
    /// # Panics
    /// When it can't be killed.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("it is killed");
    }

    /// Waits for its end.
    ///
    /// # Panics
    /// When it does not come.
    pub async fn ended(mut self) -> Ended {
        // While the pipe is open the program lives; it is closed when we are dropped.
        let stdin = self.child.stdin.take();
        let status = in_time("the program ends", self.child.wait())
            .await
            .expect("a status");
        for reader in std::mem::take(&mut self.readers) {
            in_time("all output is read", reader)
                .await
                .expect("a reader");
        }
        drop(stdin);
        Ended {
            status,
            output: self.output(),
            log: self.log(),
        }
    }
}

fn keep(mut pipe: impl AsyncRead + Unpin + Send + 'static, text: &Text) -> JoinHandle<()> {
    let text = Arc::clone(text);
    tokio::spawn(async move {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = pipe.read(&mut bytes).await {
            text.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .extend_from_slice(&bytes[..count]);
        }
    })
}

fn text(text: &Text) -> String {
    String::from_utf8_lossy(&text.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
}
