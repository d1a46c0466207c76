//! Debian's Dovecot, Postfix and OpenDKIM as private instances in a folder of their own, configured by
//! `simpleinboxes mail-config` alone. They need root.

use std::{
    fs::{self, Permissions},
    io::Write as _,
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use simpleinboxes::{config::Config, mail_config};
use simpleinboxes_store::Backend;
use tempfile::TempDir;

/// The servers' name.
pub const HOST: &str = "mail.simpleinboxes.example";

const PATIENCE: Duration = Duration::from_secs(120);

/// Folders with their owners and modes.
const FOLDERS: [(&str, &str, &str); 6] = [
    ("mail", "mail:mail", "0700"),
    ("keys", "root:opendkim", "2750"),
    ("queue", "root:root", "0755"),
    ("data", "postfix:postfix", "0700"),
    ("run", "root:root", "0755"),
    ("opendkim-run", "opendkim:opendkim", "0755"),
];

/// The servers, as long as this lives.
#[derive(Debug)]
pub struct MailServers {
    ports: [u16; 4],
    children: Vec<Child>,
    folder: TempDir,
}

/// Whether the servers can be run here on a database of this engine.
///
/// # Panics
/// If they must, and can't.
#[must_use]
pub fn can_run(backend: Backend) -> bool {
    let engine = match backend {
        Backend::Sqlite => "sqlite",
        Backend::Postgres => "pgsql",
    };
    let installed = [
        "/usr/sbin/dovecot",
        "/usr/sbin/postfix",
        "/usr/sbin/opendkim",
        &format!("/usr/lib/dovecot/modules/auth/libdriver_{engine}.so"),
        &format!("/usr/lib/postfix/postfix-{engine}.so"),
    ]
    .iter()
    .all(|path| Path::new(path).exists());
    let root = run("id", &["-u"]).stdout == b"0\n";
    let can = installed && root;
    let must = std::env::var_os("SIMPLEINBOXES_REQUIRE_MAIL_SERVERS").is_some();
    assert!(
        can || !must,
        "Dovecot and Postfix with {engine}, OpenDKIM, and root to run them, are needed"
    );
    can
}

fn run(program: &str, arguments: &[&str]) -> Output {
    let output = Command::new(program).args(arguments).output();
    output.unwrap_or_else(|error| panic!("{program}: {error}"))
}

/// Runs a program that has to succeed.
///
/// # Panics
/// When it does not.
pub fn must(program: &str, arguments: &[&str]) {
    let output = run(program, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
}

/// What the command says is to be done about SQLite: Postfix is let at the file, and what SQLite
/// puts beside it gets the same rights.
///
/// # Panics
/// When it can't be done.
pub fn open_to_postfix(url: &str) {
    let path = url.strip_prefix("sqlite:").expect("a file");
    let path = path.strip_prefix("//").unwrap_or(path);
    let folder = Path::new(path).parent().and_then(Path::to_str);
    let folder = folder.expect("a folder");
    must("chgrp", &["postfix", folder, path]);
    must("chmod", &["2770", folder]);
    must("chmod", &["0660", path]);
}

impl MailServers {
    /// Folders, a certificate and free ports; nothing runs yet.
    ///
    /// # Panics
    /// When something can't be made, like all of these.
    #[must_use]
    pub fn prepare() -> Self {
        // OpenDKIM takes no key from below a folder that all can write to, as /tmp is.
        let folder = TempDir::new_in("/run").expect("a folder");
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("set");
        let listeners = [(); 4].map(|()| TcpListener::bind("127.0.0.1:0").expect("a free port"));
        let ports = listeners.map(|one| one.local_addr().expect("an address").port());
        let servers = Self {
            ports,
            children: Vec::new(),
            folder,
        };
        for (name, owner, mode) in FOLDERS {
            let path = servers.at(name);
            fs::create_dir(&path).expect("made");
            must("chown", &[owner, &path]);
            must("chmod", &[mode, &path]);
        }
        let subject = format!("/CN={HOST}");
        let names = format!("subjectAltName=DNS:{HOST}");
        let (certificate, key) = (servers.at("mail.crt"), servers.at("mail.key"));
        let request = "req -x509 -newkey rsa:2048 -nodes -days 2";
        let mut arguments: Vec<&str> = request.split(' ').collect();
        arguments.extend(["-subj", &subject, "-addext", &names]);
        arguments.extend(["-keyout", &key, "-out", &certificate]);
        must("openssl", &arguments);
        servers
    }

    fn at(&self, name: &str) -> String {
        let path = self.folder.path().join(name);
        path.to_str().expect("UTF-8").to_owned()
    }

    /// What `mailboxes.smtp` is to be in the settings.
    #[must_use]
    pub fn settings(&self) -> Value {
        let [imaps, submission, smtp, opendkim] = self.ports;
        json!({
            "hostname": HOST,
            "listen": "127.0.0.1",
            "tls_certificate": self.at("mail.crt"),
            "tls_key": self.at("mail.key"),
            "mail_user": "mail",
            "database_password": "mail-role-Passw0rd",
            "ports": {
                "imaps": imaps, "submission": submission, "smtp": smtp, "opendkim": opendkim
            },
            "folders": {
                "dovecot": self.at("etc/dovecot"),
                "dovecot_run": self.at("run"),
                "postfix": self.at("etc/postfix"),
                "postfix_queue": self.at("queue"),
                "postfix_data": self.at("data"),
                "opendkim": self.at("etc/opendkim"),
                "opendkim_run": self.at("opendkim-run"),
                "dkim_keys": self.at("keys"),
                "mail": self.at("mail"),
            },
        })
    }

    /// Configures the servers by the program's command, for the database of `config`, and starts
    /// them.
    pub fn start(&mut self, config: &Config) {
        mail_config::run(config, Some(Path::new("/"))).expect("configured");
        // What the command says is left to be done.
        for (name, group) in [
            ("etc/dovecot/dovecot-sql.conf.ext", "dovecot"),
            ("etc/postfix/simpleinboxes-domains.cf", "postfix"),
            ("etc/postfix/simpleinboxes-mailboxes.cf", "postfix"),
            ("etc/postfix/simpleinboxes-targets.cf", "postfix"),
            ("etc/postfix/simpleinboxes-senders.cf", "postfix"),
        ] {
            must("chown", &[&format!("root:{group}"), &self.at(name)]);
        }
        self.log_here();
        self.launch();
    }

    /// The test's own additions: logs to read when something fails.
    fn log_here(&self) {
        let add = |name: &str, text: String| {
            let mut options = fs::OpenOptions::new();
            let file = options.append(true).open(PathBuf::from(self.at(name)));
            let mut file = file.expect("a file");
            file.write_all(text.as_bytes()).expect("written");
        };
        let dovecot = self.at("dovecot.log");
        add(
            "etc/dovecot/dovecot.conf",
            format!("log_path = {dovecot}\nauth_verbose = yes\n"),
        );
        let (log, below) = (self.at("postfix.log"), self.at(""));
        add(
            "etc/postfix/main.cf",
            format!("maillog_file = {log}\nmaillog_file_prefixes = {below}\n"),
        );
    }

    fn launch(&mut self) {
        let (dovecot, postfix, opendkim) = (
            self.at("etc/dovecot/dovecot.conf"),
            self.at("etc/postfix"),
            self.at("etc/opendkim/opendkim.conf"),
        );
        for (program, arguments) in [
            ("opendkim", ["-f", "-x", &opendkim]),
            ("dovecot", ["-F", "-c", &dovecot]),
            ("postfix", ["-c", &postfix, "start-fg"]),
        ] {
            let mut command = Command::new(format!("/usr/sbin/{program}"));
            command
                .args(arguments)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            self.children.push(command.spawn().expect("started"));
        }
        for port in self.ports {
            self.wait_for("a port", || TcpStream::connect(("127.0.0.1", port)).is_ok());
        }
    }

    /// Waits until something holds.
    pub fn wait_for(&self, what: &str, mut holds: impl FnMut() -> bool) {
        let started = Instant::now();
        while !holds() {
            let waits = started.elapsed() < PATIENCE;
            assert!(waits, "waited for {what}\n{}", self.logs());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// What the servers logged.
    #[must_use]
    pub fn logs(&self) -> String {
        let read = |name: &str| fs::read_to_string(self.at(name)).unwrap_or_default();
        format!("{}\n{}", read("dovecot.log"), read("postfix.log"))
    }

    /// Calls curl, which speaks IMAP and SMTP as mail programs do.
    fn curl(&self, port: u16, url: &str, more: &[&str], input: &str) -> Output {
        let to = format!("{HOST}:{port}:127.0.0.1:{port}");
        let mut child = Command::new("curl")
            .args(["--silent", "--show-error", "--max-time", "60", "--cacert"])
            .args([&self.at("mail.crt"), "--connect-to", &to, url])
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("curl");
        let mut stdin = child.stdin.take().expect("piped");
        // A refusal may come before all is read.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        child.wait_with_output().expect("ended")
    }

    /// Logs in over IMAP and lists the folders. Whether that went well; anything else than a
    /// refusal of the log-in is a failure.
    #[must_use]
    pub fn log_in(&self, address: &str, password: &str) -> bool {
        let port = self.ports[0];
        let user = format!("{address}:{password}");
        let url = format!("imaps://{HOST}:{port}/");
        let output = self.curl(port, &url, &["--user", &user], "");
        match output.status.code() {
            Some(0) => {
                let folders = String::from_utf8_lossy(&output.stdout);
                assert!(folders.contains("INBOX"), "{folders}");
                true
            }
            Some(67) => false,
            _ => panic!("{output:?}\n{}", self.logs()),
        }
    }

    /// The first message of an inbox, once it is there.
    #[must_use]
    pub fn message(&self, address: &str, password: &str) -> String {
        let port = self.ports[0];
        let user = format!("{address}:{password}");
        let url = format!("imaps://{HOST}:{port}/INBOX;MAILINDEX=1");
        let mut found = String::new();
        self.wait_for("a message", || {
            let output = self.curl(port, &url, &["--user", &user], "");
            found = String::from_utf8_lossy(&output.stdout).into_owned();
            output.status.success() && !found.is_empty()
        });
        found
    }

    /// Submits a message, logged in as the sender. Tells what the server said if it refused.
    ///
    /// # Errors
    /// What the server said.
    pub fn send(&self, from: &str, password: &str, to: &str) -> Result<(), String> {
        let message = format!(
            "From: Jane <{from}>\r\nTo: <{to}>\r\nSubject: Hello\r\n\
             Date: Thu, 26 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@{HOST}>\r\n\r\nHello.\r\n"
        );
        let user = format!("{from}:{password}");
        let port = self.ports[1];
        let url = format!("smtp://{HOST}:{port}/client.example");
        let more = [
            "--ssl-reqd",
            "--verbose",
            "--mail-from",
            from,
            "--mail-rcpt",
            to,
        ];
        let more = [&more[..], &["--upload-file", "-", "--user", &user]].concat();
        let mut outcome = Ok(());
        // 454 says that the log-in could not be looked at in time, on a machine that is busy.
        self.wait_for("an answer", || {
            let output = self.curl(port, &url, &more, &message);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let busy = said.contains("454 4.7.0");
            let sent = output.status.success();
            outcome = sent.then_some(()).ok_or(said);
            !busy
        });
        outcome
    }
}

impl Drop for MailServers {
    fn drop(&mut self) {
        // Postfix's first process is a script; its own command ends what it started.
        let _ = Command::new("/usr/sbin/postfix")
            .args(["-c", &self.at("etc/postfix"), "stop"])
            .output();
        for child in &mut self.children {
            let id = child.id().to_string();
            let _ = Command::new("kill").args(["-TERM", &id]).output();
            let _ = child.wait();
        }
    }
}
