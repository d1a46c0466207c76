//! Debian's Dovecot, Postfix and OpenDKIM as private instances in a folder of their own, on ports of
//! loopback.

use std::fs::{self, Permissions};
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use secrecy::ExposeSecret;
use simpleinboxes_providers::mailbox::selfhosted::{
    ConfigFile, MailConfig, MailDatabase, MailFolders, MailPorts, mail_config,
};
use simpleinboxes_providers::mailbox::{HostedMailboxes, InMemoryMailboxes};
use tempfile::TempDir;

use crate::contract::domain;

const HOST: &str = "mail.simpleinboxes.example";
const PATIENCE: Duration = Duration::from_secs(60);

const SCHEMA: &str = "
CREATE TABLE boxes (address TEXT PRIMARY KEY, reference TEXT, hash TEXT);
CREATE TABLE others (alias TEXT PRIMARY KEY, address TEXT);
CREATE TABLE domains (name TEXT PRIMARY KEY);
CREATE VIEW mail_users AS SELECT address, reference, hash AS password_hash FROM boxes;
CREATE VIEW mail_aliases AS SELECT alias, address FROM others;
CREATE VIEW mail_domains AS SELECT name AS domain FROM domains;
";

/// The servers, as long as this lives.
pub struct Servers {
    pub config: MailConfig,
    children: Vec<Child>,
    folder: TempDir,
}

/// Whether the servers can be run here. If they must, and can't, that is a failure.
pub fn can_run() -> bool {
    let installed = ["dovecot", "postfix", "opendkim"]
        .iter()
        .all(|name| Path::new("/usr/sbin").join(name).exists());
    let root = run("id", &["-u"]).stdout == b"0\n";
    let can = installed && root;
    let must = std::env::var_os("SIMPLEINBOXES_REQUIRE_MAIL_SERVERS").is_some();
    assert!(
        can || !must,
        "Dovecot, Postfix and OpenDKIM are needed, and root to run them"
    );
    can
}

fn run(program: &str, arguments: &[&str]) -> Output {
    let output = Command::new(program).args(arguments).output();
    output.unwrap_or_else(|error| panic!("{program}: {error}"))
}

fn must(program: &str, arguments: &[&str]) {
    let output = run(program, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
}

/// Ports that nobody has at this moment.
fn free_ports<const N: usize>() -> [u16; N] {
    let listeners = [(); N].map(|()| TcpListener::bind("127.0.0.1:0").expect("a free port"));
    listeners.map(|listener| listener.local_addr().expect("an address").port())
}

impl Servers {
    pub fn start() -> Self {
        // OpenDKIM takes no key from below a folder that all can write to, as /tmp is.
        let folder = TempDir::new_in("/run").expect("a folder");
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("set");
        let config = settings(folder.path());
        let mut servers = Self {
            config,
            children: Vec::new(),
            folder,
        };
        servers.prepare();
        for file in mail_config(&servers.config).expect("files") {
            servers.write(&file);
        }
        servers.log_here();
        servers.launch();
        servers
    }

    fn at(&self, name: &str) -> String {
        let path = self.folder.path().join(name);
        path.to_str().expect("UTF-8").to_owned()
    }

    /// Folders with their owners, a certificate, a database.
    fn prepare(&self) {
        for (name, owner, mode) in [
            ("mail", "mail:mail", "0700"),
            ("keys", "root:opendkim", "2750"),
            ("queue", "root:root", "0755"),
            ("data", "postfix:postfix", "0700"),
            ("run", "root:root", "0755"),
            ("opendkim-run", "opendkim:opendkim", "0755"),
        ] {
            let path = self.at(name);
            fs::create_dir(&path).expect("made");
            must("chown", &[owner, &path]);
            must("chmod", &[mode, &path]);
        }
        let subject = format!("/CN={HOST}");
        let names = format!("subjectAltName=DNS:{HOST}");
        let (certificate, key) = (self.at("mail.crt"), self.at("mail.key"));
        must(
            "openssl",
            &[
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                &subject,
                "-addext",
                &names,
                "-keyout",
                &key,
                "-out",
                &certificate,
            ],
        );
        self.sql(SCHEMA);
        must("chmod", &["0644", &self.at("mail.db")]);
    }

    fn write(&self, file: &ConfigFile) {
        fs::create_dir_all(file.path.parent().expect("a folder")).expect("made");
        fs::write(&file.path, file.contents.expose_secret()).expect("written");
        let path = file.path.to_str().expect("UTF-8");
        if let Some(group) = file.only_for {
            must("chown", &[&format!("root:{group}"), path]);
            must("chmod", &["0640", path]);
        }
    }

    /// The test's own additions: logs to read when something fails.
    fn log_here(&self) {
        let add = |path: PathBuf, text: String| {
            let mut file = fs::OpenOptions::new()
                .append(true)
                .open(path)
                .expect("a file");
            file.write_all(text.as_bytes()).expect("written");
        };
        let folders = &self.config.folders;
        let dovecot = format!(
            "log_path = {}\nauth_verbose = yes\n",
            self.at("dovecot.log")
        );
        add(folders.dovecot.join("dovecot.conf"), dovecot);
        let log = self.at("postfix.log");
        let postfix = format!(
            "maillog_file = {log}\nmaillog_file_prefixes = {}\n",
            self.at("")
        );
        add(folders.postfix.join("main.cf"), postfix);
    }

    fn launch(&mut self) {
        let (dovecot, postfix, opendkim) = (
            self.at("dovecot/dovecot.conf"),
            self.at("postfix"),
            self.at("opendkim/opendkim.conf"),
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
        let ports = self.config.ports;
        for port in [ports.opendkim, ports.imaps, ports.submission, ports.smtp] {
            self.wait_for("a port", || TcpStream::connect(("127.0.0.1", port)).is_ok());
        }
    }

    /// Waits until something holds.
    pub fn wait_for(&self, what: &str, mut holds: impl FnMut() -> bool) {
        let started = Instant::now();
        while !holds() {
            assert!(
                started.elapsed() < PATIENCE,
                "waited for {what}\n{}",
                self.logs()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    pub fn logs(&self) -> String {
        let read = |name: &str| fs::read_to_string(self.at(name)).unwrap_or_default();
        format!("{}\n{}", read("dovecot.log"), read("postfix.log"))
    }

    fn sql(&self, statements: &str) {
        let mut child = Command::new("sqlite3")
            .args(["-bail", &self.at("mail.db")])
            .stdin(Stdio::piped())
            .spawn()
            .expect("sqlite3");
        let mut input = child.stdin.take().expect("piped");
        input.write_all(statements.as_bytes()).expect("written");
        drop(input);
        assert!(child.wait().expect("ended").success(), "{statements}");
    }

    /// Commits what the host keeps to where the servers look.
    pub async fn commit(&self, kept: &InMemoryMailboxes) {
        let mut text = "BEGIN IMMEDIATE; DELETE FROM boxes; DELETE FROM others;\n".to_owned();
        text += &format!("INSERT OR IGNORE INTO domains VALUES ('{}');\n", domain());
        for mailbox in kept.mailboxes(&domain(), None, 100).await.expect("read") {
            let hash = mailbox.password_hash.expose_secret();
            let address = &mailbox.address;
            let row = format!("'{address}', '{}', '{hash}'", mailbox.reference);
            text += &format!("INSERT INTO boxes VALUES ({row});\n");
            for alias in &mailbox.aliases {
                text += &format!("INSERT INTO others VALUES ('{alias}', '{address}');\n");
            }
        }
        self.sql(&(text + "COMMIT;\n"));
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

    /// Logs in over IMAP and lists the folders. Whether that went well; anything else than a refusal
    /// of the log-in is a failure.
    pub fn log_in(&self, address: &str, password: &str) -> bool {
        let port = self.config.ports.imaps;
        let user = format!("{address}:{password}");
        let output = self.curl(
            port,
            &format!("imaps://{HOST}:{port}/"),
            &["--user", &user],
            "",
        );
        match output.status.code() {
            Some(0) => {
                let folders = String::from_utf8_lossy(&output.stdout).into_owned();
                assert!(
                    folders.contains("INBOX") && folders.contains("Sent"),
                    "{folders}"
                );
                true
            }
            Some(67) => false,
            _ => panic!("{output:?}\n{}", self.logs()),
        }
    }

    /// The message with this number, if there is one.
    pub fn message(&self, address: &str, password: &str, number: u32) -> Option<String> {
        let port = self.config.ports.imaps;
        let user = format!("{address}:{password}");
        let url = format!("imaps://{HOST}:{port}/INBOX;MAILINDEX={number}");
        let output = self.curl(port, &url, &["--user", &user], "");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.success() && !text.is_empty()).then_some(text)
    }

    /// Sends a message, logged in as somebody or as nobody. Tells what the server said if it
    /// refused.
    pub fn send(
        &self,
        login: Option<(&str, &str)>,
        from: &str,
        to: &str,
        port: u16,
    ) -> Result<(), String> {
        let message = format!(
            "From: Jane <{from}>\r\nTo: <{to}>\r\nSubject: Hello\r\n\
             Date: Thu, 26 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@{HOST}>\r\n\r\nHello.\r\n"
        );
        let user = login.map(|(address, password)| format!("{address}:{password}"));
        let mut more = vec![
            "--ssl-reqd",
            "--verbose",
            "--mail-from",
            from,
            "--mail-rcpt",
            to,
            "--upload-file",
            "-",
        ];
        if let Some(user) = &user {
            more.extend(["--user", user]);
        }
        let url = format!("smtp://{HOST}:{port}/client.example");
        let mut outcome = Ok(());
        // 454 says that the log-in could not be looked at in time, on a machine that is busy.
        self.wait_for("an answer", || {
            let output = self.curl(port, &url, &more, &message);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let busy = said.contains("454 4.7.0");
            outcome = if output.status.success() {
                Ok(())
            } else {
                Err(said)
            };
            !busy
        });
        outcome
    }
}

fn settings(folder: &Path) -> MailConfig {
    let [imaps, submission, smtp, opendkim] = free_ports();
    MailConfig {
        hostname: HOST.into(),
        listen: "127.0.0.1".into(),
        tls_certificate: folder.join("mail.crt"),
        tls_key: folder.join("mail.key"),
        mail_user: "mail".into(),
        database: MailDatabase::Sqlite {
            path: folder.join("mail.db"),
        },
        ports: MailPorts {
            imaps,
            submission,
            smtp,
            opendkim,
        },
        folders: MailFolders {
            dovecot: folder.join("dovecot"),
            dovecot_run: folder.join("run"),
            postfix: folder.join("postfix"),
            postfix_queue: folder.join("queue"),
            postfix_data: folder.join("data"),
            opendkim: folder.join("opendkim"),
            opendkim_run: folder.join("opendkim-run"),
            dkim_keys: folder.join("keys"),
            mail: folder.join("mail"),
        },
        ..MailConfig::default()
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        // Postfix's first process is a script; its own command ends what it started.
        let _ = Command::new("/usr/sbin/postfix")
            .args(["-c", &self.at("postfix"), "stop"])
            .output();
        for child in &mut self.children {
            let id = child.id().to_string();
            let _ = Command::new("kill").args(["-TERM", &id]).output();
            let _ = child.wait();
        }
    }
}
