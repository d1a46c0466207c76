//! A private PostgreSQL server on a socket in a temporary folder, with a database for each test.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tokio::sync::OnceCell;

use crate::{DatabaseUrl, Store, StoreOptions};

/// Makes and starts a cluster, stops and starts it when it is told to, and takes it away when
/// standard input ends: that is when the test process ends, in whatever way, since it holds the
/// other end and nobody inherits it.
const KEEPER: &str = r#"
set -e
bin=$1 dir=$2
cd "$dir"
# Nothing here outlives a crash of the machine, so nothing waits for the disk.
start() {
  "$bin/pg_ctl" -D data -l log -w -s -o "-k '$dir' -c listen_addresses='' -c max_connections=400 \
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off" start >>log 2>&1
}
stop() { "$bin/pg_ctl" -D data -s -m "$1" stop >>log 2>&1; }
"$bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C --no-sync >log 2>&1
start
echo ready
while read -r command; do
  case $command in
    start) start ;;
    stop) stop fast ;;
  esac
  echo ready
done
stop immediate || true
cd /
rm -rf "$dir"
"#;

const TEMPLATE: &str = "simpleinboxes_template";

/// A server, usually the one of this process.
#[derive(Debug)]
pub(super) struct Server {
    folder: PathBuf,
    bin: PathBuf,
    /// Holds the pipe whose end ends the server; in a static, which is never dropped.
    keeper: Mutex<Keeper>,
    template: OnceCell<()>,
    databases: AtomicU32,
}

#[derive(Debug)]
struct Keeper {
    child: Child,
    answers: BufReader<ChildStdout>,
}

impl Keeper {
    /// Waits until what it was told is done.
    fn is_ready(&mut self) -> bool {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("a line");
        line.trim() == "ready"
    }
}

impl Server {
    /// The server, started by the first who asks; nothing where PostgreSQL is not installed.
    pub(super) fn get() -> Option<&'static Self> {
        static SERVER: OnceLock<Option<Server>> = OnceLock::new();
        SERVER.get_or_init(|| programs().map(Self::start)).as_ref()
    }

    /// A server of one's own, to be stopped and started; nothing where PostgreSQL is not installed.
    pub(super) fn another() -> Option<&'static Self> {
        // Databases refer to their server for good, and such servers are few.
        programs().map(|bin| &*Box::leak(Box::new(Self::start(bin))))
    }

    /// Has the keeper carry out a command.
    pub(super) fn tell(&self, command: &str) {
        let mut keeper = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        let input = keeper.child.stdin.as_mut().expect("a pipe");
        writeln!(input, "{command}").expect("the keeper listens");
        assert!(keeper.is_ready(), "PostgreSQL does not {command}");
    }

    fn start(bin: PathBuf) -> Self {
        let folder = socket_folder();
        let mut command = Command::new("sh");
        command
            .args(["-c", KEEPER, "keeper"])
            .arg(&bin)
            .arg(&folder);
        // PostgreSQL refuses to run as root.
        if let Some((user, group)) = server_user() {
            chown(&folder, Some(user), Some(group)).expect("the folder changes hands");
            command.uid(user).gid(group);
        }
        let mut child = command
            // Out of the terminal's group: an interrupt must not reach it before it cleans up.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        let answers = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut keeper = Keeper { child, answers };
        if !keeper.is_ready() {
            let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
            panic!("PostgreSQL does not start: {log}");
        }
        Self {
            folder,
            bin,
            keeper: Mutex::new(keeper),
            template: OnceCell::new(),
            databases: AtomicU32::new(0),
        }
    }

    fn url(&self, database: &str) -> String {
        let folder = self.folder.display();
        format!("postgres://postgres@localhost/{database}?host={folder}")
    }

    async fn execute(&self, sql: &str) -> sqlx::Result<()> {
        let mut connection = PgConnection::connect(&self.url("postgres")).await?;
        connection.execute(AssertSqlSafe(sql.to_owned())).await?;
        connection.close().await
    }

    /// A migrated database to copy. It sorts texts as English does where the server can, so that
    /// a query which relies on the order of bytes by mistake is found out.
    async fn make_template(&self) {
        let english = format!(
            "CREATE DATABASE {TEMPLATE} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
        );
        if self.execute(&english).await.is_err() {
            let plain = format!("CREATE DATABASE {TEMPLATE}");
            self.execute(&plain).await.expect("a template database");
        }
        let options = StoreOptions::new(DatabaseUrl::Postgres(self.url(TEMPLATE).into()));
        let store = Store::open(&options, super::parts(super::clock()))
            .await
            .expect("an empty database migrates");
        store.close().await.expect("the store closes");
    }
}

/// A database of one test.
#[derive(Debug)]
pub(super) struct Database {
    server: &'static Server,
    name: String,
}

impl Database {
    pub(super) async fn new(server: &'static Server) -> Self {
        server.template.get_or_init(|| server.make_template()).await;
        // Copying files is quicker than writing the copy to the log.
        Self::create(server, &format!("TEMPLATE {TEMPLATE} STRATEGY file_copy")).await
    }

    pub(super) async fn empty(server: &'static Server) -> Self {
        Self::create(server, "").await
    }

    async fn create(server: &'static Server, how: &str) -> Self {
        let number = server.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{number}");
        let create = format!("CREATE DATABASE {name} {how}");
        server.execute(&create).await.expect("a database");
        Self { server, name }
    }

    pub(super) fn url(&self) -> String {
        self.server.url(&self.name)
    }

    pub(super) fn server(&self) -> &'static Server {
        self.server
    }
}

impl Drop for Database {
    /// Frees the disk early; what can't be dropped goes with the server.
    fn drop(&mut self) {
        let _ = Command::new(self.server.bin.join("dropdb"))
            .arg("--force")
            .arg("-h")
            .arg(&self.server.folder)
            .args(["-U", "postgres", &self.name])
            .stderr(Stdio::null())
            .status();
    }
}

/// The folder with `initdb`: the one that is named, one on the `PATH`, or Debian's newest.
fn programs() -> Option<PathBuf> {
    let named = std::env::var_os("SIMPLEINBOXES_POSTGRES_BIN").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut debian: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    debian.sort_by_key(|bin| version_of(bin));
    named
        .into_iter()
        .chain(std::env::split_paths(&path))
        .chain(debian.into_iter().rev())
        .find(|bin| bin.join("initdb").is_file() && bin.join("pg_ctl").is_file())
}

fn version_of(bin: &Path) -> u32 {
    let version = bin.parent().and_then(Path::file_name);
    let version = version.and_then(|name| name.to_str()?.parse().ok());
    version.unwrap_or(0)
}

/// A new folder with a path short enough for a socket in it (108 bytes at most).
fn socket_folder() -> PathBuf {
    let parent = std::env::temp_dir();
    let parent = if parent.as_os_str().len() > 60 {
        PathBuf::from("/tmp")
    } else {
        parent
    };
    let folder = tempfile::Builder::new()
        .prefix("si-postgres-")
        .permissions(std::fs::Permissions::from_mode(0o700))
        .tempdir_in(parent)
        .expect("a folder");
    // The keeper removes it, also when this process is killed.
    folder.keep()
}

/// The user and group to run the server as, when we are root: `postgres`, else `nobody`.
fn server_user() -> Option<(u32, u32)> {
    if id(&["-u"])? != 0 {
        return None;
    }
    ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| Some((id(&["-u", name])?, id(&["-g", name])?)))
}

fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
