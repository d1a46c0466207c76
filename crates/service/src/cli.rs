//! The command line.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use serde::Serialize;
use simpleinboxes_core::{id::JobId, status::JobState};

use crate::{
    billing::operator::InvoiceCommand, config::Environment, inboxes::export::InboxesCommand,
    recovery::operator::RemovalsCommand,
};

/// SimpleInboxes: domains and mailboxes for agencies, as an API of your own.
///
/// Without a command it serves. Settings come from a TOML file, the environment
/// (SIMPLEINBOXES_…, DATABASE_URL) and the flags below, the later ones winning.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub struct Cli {
    /// Settings file in TOML; without it simpleinboxes.toml is read, if it is there.
    #[arg(long, global = true, env = "SIMPLEINBOXES_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Prints the settings as they are in force, secrets redacted, and ends.
    #[arg(long, global = true)]
    pub print_config: bool,
    /// Settings.
    #[command(flatten)]
    pub flags: Flags,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Settings that have a flag.
#[derive(Clone, Debug, Default, Args, Serialize)]
pub struct Flags {
    /// Address to listen on.
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
    /// Folder of the embedded database and the encryption key.
    #[arg(long, global = true, value_name = "FOLDER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_dir: Option<PathBuf>,
    /// `live` or `sandbox`.
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<Environment>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the API (what is done without a command).
    Serve,
    /// Makes a new encryption key and encrypts every secret in the database with it.
    ///
    /// The key file keeps the key before as well, for what is running and has not read the file
    /// anew, which it does within seconds. A keyring in the setting encryption_key is not changed:
    /// put a new key with a higher version into it, restart, and run this command.
    RotateKey,
    /// Signs a user of the dashboard in and prints the session's token.
    ///
    /// The token is accepted as `Authorization: Bearer …` where the API takes a dashboard session:
    /// to make and to revoke API keys.
    SignIn {
        /// The user's email address.
        #[arg(long, default_value = crate::first_start::ADMIN)]
        email: String,
        /// For how many hours the session lasts.
        #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=720))]
        hours: u32,
    },
    /// Looks after inboxes.
    #[command(subcommand)]
    Inboxes(InboxesCommand),
    /// Makes custom invoices, lists them, and notes that they are paid or taken back.
    #[command(subcommand)]
    Invoice(InvoiceCommand),
    /// Looks after the books.
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// Looks after scheduled and queued work.
    #[command(subcommand)]
    Jobs(JobsCommand),
    /// Looks after requests to take domains off blocklists.
    #[command(subcommand)]
    Removals(RemovalsCommand),
    /// Writes what Dovecot, Postfix and OpenDKIM are configured with to serve this deployment's
    /// mailboxes, and says what to do with it.
    ///
    /// The settings of mailboxes.smtp name the servers. Without --into the files are printed, and
    /// among them may be the password of the mail servers' role in the database.
    MailConfig {
        /// Folder to write the files below, each under its own path; `/` puts them in place.
        #[arg(long, value_name = "FOLDER")]
        into: Option<PathBuf>,
    },
    /// Looks after the vendors.
    #[command(subcommand)]
    Providers(ProvidersCommand),
    /// Works the sandbox; only where `environment` is `sandbox`.
    #[command(subcommand)]
    Sandbox(SandboxCommand),
}

/// What to do with the books.
#[derive(Debug, Subcommand)]
pub enum LedgerCommand {
    /// Makes every balance and every sum of a month once more from the postings, and names what
    /// differs; fails if anything does.
    Verify,
}

/// What to do with jobs.
#[derive(Debug, Subcommand)]
pub enum JobsCommand {
    /// Lists jobs, the newest first.
    List {
        /// Only those in this state: `queued`, `running`, `done` or `dead`.
        #[arg(long)]
        state: Option<JobState>,
        /// Only those of this kind.
        #[arg(long)]
        kind: Option<String>,
        /// How many at most.
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=10_000))]
        limit: u32,
    },
    /// Shows all that is known of a job.
    Show {
        /// Its id, `job_…`.
        id: JobId,
    },
    /// Puts a job that was given up into the queue again.
    Retry {
        /// Its id, `job_…`.
        id: JobId,
    },
    /// Does all that is due, one job after the other, until nothing is.
    RunDue,
}

/// What to do with the vendors.
#[derive(Debug, Subcommand)]
pub enum ProvidersCommand {
    /// Asks each vendor that is configured whether it can be used, without changing anything there,
    /// and prints what to do; fails if one can't be used.
    Check,
}

/// What to do in the sandbox.
#[derive(Debug, Subcommand)]
pub enum SandboxCommand {
    /// Lets time pass, for everything that runs on this database: `35d`, `12h`, `90m`.
    ///
    /// Time only moves forward. What becomes due meanwhile is done by the running service, or by
    /// `simpleinboxes jobs run-due`.
    Advance {
        /// How much.
        by: humantime::Duration,
    },
}
