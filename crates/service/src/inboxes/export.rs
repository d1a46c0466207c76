//! The operator's command that writes a client's inboxes into a file, for sending tools that have no
//! adapter here. It holds passwords: who gets it is written to the audit log before it is.

use std::{
    collections::HashMap,
    fs::{self, OpenOptions},
    io::{self, BufWriter, Write},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, ensure};
use clap::{Args, Subcommand, ValueEnum};
use simpleinboxes_core::{
    id::{DomainId, WorkspaceId},
    status::InboxStatus,
};
use simpleinboxes_providers::sending::CsvFile;
use simpleinboxes_store::{Caller, Inbox, InboxFilter, PageRequest, Workspace};

use super::{mailbox, warmup};
use crate::{app::App, config::Config, operator, serve, serve::Outside};

/// Inboxes that are read at once.
const PAGE: u32 = 100;

/// What to do with inboxes.
#[derive(Debug, Subcommand)]
pub enum InboxesCommand {
    /// Writes a client's active inboxes with what is needed to send from them, passwords included,
    /// for sending tools that can't be attached.
    ///
    /// Names and tags that a spreadsheet would take for a formula get an apostrophe before them.
    Export(Export),
}

/// Which inboxes, and where to.
#[derive(Debug, Args)]
pub struct Export {
    /// The account, by its id or the email address of one of its users.
    #[arg(long, default_value = crate::first_start::ADMIN)]
    account: String,
    /// The client's workspace, by its id or its name.
    #[arg(long)]
    workspace: String,
    /// Only the inboxes on this domain.
    #[arg(long)]
    domain: Option<String>,
    /// The form of the file.
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// A new file, which only its owner may read; without it, standard output.
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Comma-separated values with a header, as most tools import them.
    Csv,
}

/// How many inboxes there were.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    written: u64,
    without_password: u64,
}

/// Carries a command out.
///
/// # Errors
/// There is no such account, workspace or domain; the file is there or can't be written; or the
/// database fails.
pub async fn run(
    config: &Config,
    outside: &Outside,
    command: &InboxesCommand,
) -> anyhow::Result<()> {
    let InboxesCommand::Export(wanted) = command;
    let opened = serve::open(config, outside).await?;
    let store = Arc::new(opened.store);
    let app = App::new(config, &opened.outside, Arc::clone(&store), config.listen).await?;
    let counts = export(&app, wanted).await;
    drop(app);
    store.close().await?;
    let Counts {
        written,
        without_password,
    } = counts?;
    let mut said = format!("{written} inboxes are written.");
    if without_password > 0 {
        said.push_str(&format!(
            " {without_password} have no password and are left out."
        ));
    }
    writeln!(io::stderr().lock(), "{said}")?;
    Ok(())
}

async fn export(app: &App, wanted: &Export) -> anyhow::Result<Counts> {
    let caller = operator::caller(&app.store, &wanted.account).await?;
    let workspace = workspace(app, &caller, &wanted.workspace).await?;
    let domain = wanted.domain.as_deref().map(str::to_ascii_lowercase);
    if let Some(name) = &domain {
        let scoped = app.store.scoped(&caller);
        let found = match name.parse() {
            Ok(name) => scoped.domain_of_name(&name).await?,
            Err(_) => None,
        };
        let is_its = found.is_some_and(|found| found.workspace == workspace.id);
        ensure!(is_its, "the client has no domain {name}");
    }
    let Format::Csv = wanted.format;
    match &wanted.into {
        None => {
            noted(app, &caller, &workspace).await?;
            write(app, &caller, workspace.id, domain, io::stdout()).await
        }
        Some(path) => {
            let file = new_file(path)?;
            let written = async {
                noted(app, &caller, &workspace).await?;
                write(app, &caller, workspace.id, domain, file).await
            };
            let written = written.await;
            if written.is_err() {
                // Half a file would be taken for a whole one.
                let _ = fs::remove_file(path);
            }
            written.with_context(|| format!("{} can't be written", path.display()))
        }
    }
}

async fn workspace(app: &App, caller: &Caller, text: &str) -> anyhow::Result<Workspace> {
    let scoped = app.store.scoped(caller);
    let found = match text.parse::<WorkspaceId>() {
        Ok(id) => scoped.workspace(id).await?,
        Err(_) => scoped.workspace_named(text).await?,
    };
    found.with_context(|| format!("the account has no workspace {text}"))
}

/// A file that nobody else may read, not for a moment, and that takes the place of none.
fn new_file(path: &Path) -> anyhow::Result<fs::File> {
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    file.with_context(|| format!("{} can't be made", path.display()))
}

async fn noted(app: &App, caller: &Caller, workspace: &Workspace) -> anyhow::Result<()> {
    let label = Some(workspace.name.as_str());
    let note = app.store.write(async |tx| {
        let scoped = tx.scoped(caller);
        let of = Some(workspace.id);
        scoped
            .note(of, "inboxes_exported", workspace.id, label)
            .await
    });
    Ok(note.await?)
}

async fn write(
    app: &App,
    caller: &Caller,
    workspace: WorkspaceId,
    domain: Option<String>,
    into: impl Write,
) -> anyhow::Result<Counts> {
    let mut file = CsvFile::begin(BufWriter::new(into))?;
    let filter = InboxFilter {
        domain,
        status: Some(InboxStatus::Active),
        ..InboxFilter::default()
    };
    let mut page = PageRequest::first(PAGE);
    let mut counts = Counts::default();
    let mut warm: HashMap<DomainId, bool> = HashMap::new();
    let scoped = app.store.scoped(caller);
    loop {
        let read = scoped.inboxes(workspace, &filter, page).await?;
        for inbox in &read.items {
            let warmup = warmed(app, caller, inbox, &mut warm).await?;
            match mailbox(app, caller, inbox, warmup).await? {
                Some(mailbox) => {
                    file.write(&mailbox)?;
                    counts.written += 1;
                }
                None => counts.without_password += 1,
            }
        }
        page.cursor = read.next;
        if page.cursor.is_none() {
            file.end()?;
            return Ok(counts);
        }
    }
}

async fn warmed(
    app: &App,
    caller: &Caller,
    inbox: &Inbox,
    known: &mut HashMap<DomainId, bool>,
) -> anyhow::Result<bool> {
    let id = inbox.domain.id;
    if let Some(known) = known.get(&id) {
        return Ok(*known);
    }
    let domain = app.store.scoped(caller).domain(id).await?;
    let warm = match domain {
        Some(domain) => warmup(app, caller, &domain).await?,
        None => false,
    };
    known.insert(id, warm);
    Ok(warm)
}
