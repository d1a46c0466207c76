//! What holds for our own mail servers alone.

mod journey;
mod servers;
pub mod world;

use std::os::unix::fs::PermissionsExt;

use secrecy::ExposeSecret;
use simpleinboxes_providers::mailbox::selfhosted::{MailConfig, MailDatabase, mail_config};
use simpleinboxes_providers::mailbox::{MailboxError, Security};

use crate::contract::{World, domain, key, ready};

#[tokio::test]
async fn keys_lie_in_files_that_few_can_read() {
    let own = world::open().await;
    ready(&own, &domain()).await;
    let host = own.host();
    let file = own.folder.path().join("try-northwind.com.pem");
    host.enable_dkim(&domain(), Some(&key())).await.expect("on");
    let written = std::fs::read_to_string(&file).expect("a key");
    assert_eq!(written, key().private_pem.expose_secret());
    let mode = std::fs::metadata(&file)
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o007, 0, "{mode:o}");

    let mut other = key();
    other.private_pem = "another key".into();
    host.enable_dkim(&domain(), Some(&other)).await.expect("on");
    assert_eq!(
        std::fs::read_to_string(&file).expect("a key"),
        "another key"
    );
    assert_eq!(
        std::fs::read_dir(own.folder.path())
            .expect("a folder")
            .count(),
        1
    );

    other.selector = "si2".into();
    let refused = host.enable_dkim(&domain(), Some(&other)).await;
    assert!(
        matches!(refused, Err(MailboxError::Refused { .. })),
        "{refused:?}"
    );
    host.delete_domain(&domain()).await.expect("deleted");
    assert!(!file.exists());
}

#[tokio::test]
async fn programs_are_told_the_configured_ports() {
    let own = world::open().await;
    let connection = own.host().connection();
    assert_eq!(connection.imap.host, "mail.simpleinboxes.example");
    assert_eq!(
        (connection.imap.port, connection.imap.security),
        (993, Security::Tls)
    );
    assert_eq!(
        (connection.smtp.port, connection.smtp.security),
        (587, Security::StartTls)
    );
}

/// What is set ends up in four formats with rules of their own: nothing that one of them would
/// read as more than a value is let in.
#[test]
fn settings_can_not_change_what_is_around_them() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let postgres = |password: &str| MailDatabase::Postgres {
        host: "db.internal".into(),
        port: 5432,
        name: "simpleinboxes".into(),
        user: "mail".into(),
        password: password.into(),
    };
    type Change = Box<dyn Fn(&mut MailConfig)>;
    let changes: Vec<Change> = vec![
        Box::new(|config| config.hostname = String::new()),
        Box::new(|config| config.hostname = "a\nprotocols = none".into()),
        Box::new(|config| config.mail_user = "root }".into()),
        Box::new(|config| config.dkim_selector = "a:b".into()),
        Box::new(|config| config.listen = "* {".into()),
        Box::new(|config| config.tls_key = "relative.key".into()),
        Box::new(|config| config.folders.mail = "/var/ma'il".into()),
        Box::new(|config| config.folders.dkim_keys = "/keys/%s".into()),
        Box::new(|config| {
            config.database = MailDatabase::Sqlite {
                path: "/a b".into(),
            }
        }),
        Box::new(move |config| config.database = postgres("a b")),
        Box::new(move |config| config.database = postgres("a$b")),
        Box::new(move |config| config.database = postgres("")),
    ];
    for (place, change) in changes.iter().enumerate() {
        let mut config = world::config(&folder);
        assert!(mail_config(&config).is_ok());
        change(&mut config);
        assert!(mail_config(&config).is_err(), "{place}");
    }
}

/// Only files with the database's password in them hold it, and not all may read those.
#[test]
fn database_passwords_are_kept_from_others() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let mut config = world::config(&folder);
    config.database = MailDatabase::Postgres {
        host: "db.internal".into(),
        port: 5432,
        name: "simpleinboxes".into(),
        user: "mail".into(),
        password: "the-Passw0rd".into(),
    };
    let files = mail_config(&config).expect("files");
    assert_eq!(files.len(), 11);
    for file in &files {
        let holds = file.contents.expose_secret().contains("the-Passw0rd");
        assert_eq!(holds, file.only_for.is_some(), "{:?}", file.path);
    }
    assert!(!format!("{files:?}{config:?}").contains("the-Passw0rd"));
}
