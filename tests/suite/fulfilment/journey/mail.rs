//! The mail servers that read the program's database, and who logs in to them.

use std::path::Path;

use serde_json::{Value, json};
use simpleinboxes::config::Config;
use simpleinboxes_store::{Backend, testing::run};
use simpleinboxes_tests::{
    made::text,
    mail_servers::{MailServers, can_run, open_to_postfix},
    service::Ground,
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, UnixStream},
    task::JoinHandle,
};
use url::Url;

/// Dovecot, Postfix and OpenDKIM as the program's command configures them.
pub(super) struct Mail {
    servers: MailServers,
    /// PostgreSQL as far as the mail servers see it, where that is the database.
    _door: Option<JoinHandle<()>>,
}

impl Mail {
    /// The servers on this database, which they may read; nothing where they can't be run. What
    /// the program is to have in its settings is written into its folder.
    pub(super) async fn on(ground: &Ground, folder: &Path) -> Option<Self> {
        if !can_run(ground.database.backend()) {
            return None;
        }
        let mut servers = MailServers::prepare();
        let settings = json!({"mailboxes": {"smtp": servers.settings()}});
        let file = toml::to_string(&settings).expect("TOML");
        std::fs::write(folder.join("simpleinboxes.toml"), file).expect("a file");
        let mut config = ground.config.clone();
        config.mailboxes = serde_json::from_value(settings["mailboxes"].clone()).expect("settings");
        let door = match ground.database.backend() {
            Backend::Sqlite => {
                open_to_postfix(&ground.database.url());
                None
            }
            Backend::Postgres => Some(let_in(ground, &mut config).await),
        };
        servers.start(&config);
        Some(Self {
            servers,
            _door: door,
        })
    }

    /// They let in who has these, and nobody with another password.
    pub(super) fn let_in(&self, credentials: &Value) {
        let (address, password) = of(credentials);
        let servers = &self.servers;
        assert!(servers.log_in(&address, &password), "{}", servers.logs());
        assert!(!servers.log_in(&address, "Another-Passw0rd-9"));
    }

    pub(super) fn refuse(&self, credentials: &Value) {
        let (address, password) = of(credentials);
        assert!(!self.servers.log_in(&address, &password), "{address}");
    }
}

fn of(credentials: &Value) -> (String, String) {
    (
        text(&credentials["username"]),
        text(&credentials["password"]),
    )
}

/// Does what the command says is to be done about PostgreSQL. The tests' server is on a socket in
/// a folder of its own, which the mail servers can't enter: a port leads there.
async fn let_in(ground: &Ground, config: &mut Config) -> JoinHandle<()> {
    let servers = config.mailboxes.smtp.as_ref().expect("servers");
    let (user, password) = (&servers.database_user, servers.database_password.as_ref());
    let password = password.expect("a password").expose();
    let statements = [
        format!("CREATE ROLE {user} LOGIN PASSWORD '{password}'"),
        format!("GRANT SELECT ON mail_users, mail_aliases, mail_domains TO {user}"),
    ];
    let store = ground
        .database
        .open(std::sync::Arc::new(simpleinboxes_core::clock::SystemClock))
        .await;
    run(&store, &statements).await.expect("a role");
    let url: Url = ground.database.url().parse().expect("an address");
    let (_, folder) = url.query_pairs().next().expect("a folder");
    let socket = Path::new(&*folder).join(".s.PGSQL.5432");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let name = url.path();
    let seen = format!("postgres://postgres@127.0.0.1:{port}{name}");
    config.database_url = Some(serde_json::from_value(json!(seen)).expect("an address"));
    tokio::spawn(async move {
        while let Ok((mut from, _)) = listener.accept().await {
            let socket = socket.clone();
            tokio::spawn(async move {
                let mut to = UnixStream::connect(&socket).await.expect("the server");
                let _ = copy_bidirectional(&mut from, &mut to).await;
            });
        }
    })
}
