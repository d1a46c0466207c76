//! What the program does with its command line.

use std::{process::ExitCode, sync::Arc};

use clap::Parser as _;
use simpleinboxes_core::{clock::SystemClock, entropy::Entropy};
use simpleinboxes_store::JobFilter;

use crate::{
    billing,
    cli::{Cli, Command, JobsCommand, LedgerCommand, ProvidersCommand, SandboxCommand},
    config::Config,
    inboxes,
    jobs::{self, Handlers},
    ledger, mail_config, operator, recovery, sandbox,
    serve::{self, Outside, Service},
    telemetry, vendors,
};

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("simpleinboxes: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Carries out what `cli` says.
///
/// # Errors
/// What keeps it from being carried out, for people to read.
pub fn run(cli: &Cli) -> anyhow::Result<()> {
    let config = Config::load(cli.config.as_deref(), &cli.flags)?;
    if cli.print_config {
        return operator::print_config(&config);
    }
    let _telemetry = telemetry::init(&config.telemetry)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match &cli.command {
            None | Some(Command::Serve) => serve(config).await,
            Some(Command::RotateKey) => operator::rotate_key(&config, &outside()).await,
            Some(Command::SignIn { email, hours }) => {
                operator::sign_in(&config, &outside(), email, *hours).await
            }
            Some(Command::Inboxes(command)) => {
                inboxes::export::run(&config, &outside(), command).await
            }
            Some(Command::Invoice(command)) => {
                billing::operator::run(&config, &outside(), command).await
            }
            Some(Command::Ledger(LedgerCommand::Verify)) => {
                ledger::verify(&config, &outside()).await
            }
            Some(Command::Jobs(command)) => jobs(&config, command).await,
            Some(Command::Removals(command)) => {
                recovery::operator::run(&config, &outside(), command).await
            }
            Some(Command::MailConfig { into }) => mail_config::run(&config, into.as_deref()),
            Some(Command::Providers(ProvidersCommand::Check)) => {
                vendors::check::run(&config, &outside()).await
            }
            Some(Command::Sandbox(SandboxCommand::Advance { by })) => {
                sandbox::advance(&config, &outside(), **by).await
            }
        }
    })
}

async fn jobs(config: &Config, command: &JobsCommand) -> anyhow::Result<()> {
    let opened = serve::open(config, &outside()).await?;
    match command {
        JobsCommand::List { state, kind, limit } => {
            let filter = JobFilter {
                state: *state,
                kind: kind.clone(),
                account: None,
            };
            jobs::list(&opened.store, &filter, *limit).await
        }
        JobsCommand::Show { id } => jobs::show(&opened.store, *id).await,
        JobsCommand::Retry { id } => jobs::retry(&opened.store, *id).await,
        JobsCommand::RunDue => jobs::run_due(config, opened, Handlers::of_program()).await,
    }
}

async fn serve(config: Config) -> anyhow::Result<()> {
    let service = Service::start(config, outside()).await?;
    service.greet()?;
    stop_signal().await?;
    tracing::info!("stopping: requests in flight may end");
    service.stop().await
}

fn outside() -> Outside {
    Outside {
        clock: Arc::new(SystemClock),
        entropy: Entropy::system(),
    }
}

/// Waits for the signal to stop: Ctrl-C, or SIGTERM.
async fn stop_signal() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            interrupt = tokio::signal::ctrl_c() => interrupt,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
