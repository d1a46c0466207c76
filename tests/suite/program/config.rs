//! Settings from a file, the environment and flags.

use std::fs;

use simpleinboxes_tests::process::{Ended, Launch};
use tempfile::TempDir;
use toml::Table;

use super::program;

const KEY: &str = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

fn folder(settings: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("simpleinboxes.toml"), settings).expect("a file");
    folder
}

/// The settings in force, as the program prints them.
async fn printed(launch: Launch) -> Table {
    let ended = launch.args(["--print-config"]).run().await;
    assert!(ended.status.success(), "{}", ended.log);
    ended
        .output
        .parse()
        .unwrap_or_else(|error| panic!("{error}: {}", ended.output))
}

async fn refused(launch: Launch) -> Ended {
    let ended = launch.run().await;
    assert!(
        !ended.status.success() && ended.output.is_empty(),
        "{}",
        ended.output
    );
    ended
}

#[tokio::test]
async fn flags_go_before_the_environment_and_that_before_the_file() {
    let folder = folder(
        "data_dir = \"file\"\nenvironment = \"sandbox\"\n[limits]\nheaders = 11\nbody_bytes = 12\n",
    );
    let launch = program(folder.path());
    let from_file = printed(launch.clone()).await;
    assert_eq!(from_file["data_dir"].as_str(), Some("file"));
    assert_eq!(from_file["limits"]["headers"].as_integer(), Some(11));
    let launch = launch
        .env("SIMPLEINBOXES_DATA_DIR", "environment")
        .env("SIMPLEINBOXES_LIMITS__HEADERS", "21");
    let from_environment = printed(launch.clone()).await;
    assert_eq!(from_environment["data_dir"].as_str(), Some("environment"));
    assert_eq!(from_environment["limits"]["headers"].as_integer(), Some(21));
    let from_flags = printed(launch.args(["--data-dir", "flag"])).await;
    assert_eq!(from_flags["data_dir"].as_str(), Some("flag"));
    // What nobody said anew stays as the file has it.
    assert_eq!(from_flags["environment"].as_str(), Some("sandbox"));
    assert_eq!(from_flags["limits"]["body_bytes"].as_integer(), Some(12));
    assert!(
        !folder.path().join("flag").exists(),
        "printing settings makes nothing"
    );
}

#[tokio::test]
async fn a_file_can_be_named() {
    let folder = folder("data_dir = \"default\"");
    fs::write(folder.path().join("other.toml"), "data_dir = \"named\"").expect("a file");
    let launch = program(folder.path());
    let by_flag = printed(launch.clone().args(["--config", "other.toml"])).await;
    let by_environment = printed(launch.clone().env("SIMPLEINBOXES_CONFIG", "other.toml")).await;
    assert_eq!(by_flag["data_dir"].as_str(), Some("named"));
    assert_eq!(by_flag, by_environment);
    let missing = refused(launch.args(["--config", "missing.toml"])).await;
    assert!(missing.log.contains("missing.toml"), "{}", missing.log);
}

#[tokio::test]
async fn names_that_other_tools_know_are_taken() {
    let folder = folder("");
    let launch = program(folder.path())
        .env("DATABASE_URL", "postgres://somebody@db.example/inboxes")
        .env("RUST_LOG", "warn")
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318/");
    let settings = printed(launch).await;
    assert_eq!(
        settings["database_url"].as_str(),
        Some("postgres://somebody@db.example/inboxes")
    );
    assert_eq!(settings["telemetry"]["log"].as_str(), Some("warn"));
    assert_eq!(
        settings["telemetry"]["otlp_endpoint"].as_str(),
        Some("http://127.0.0.1:4318/")
    );
}

#[tokio::test]
async fn secrets_are_not_printed() {
    let folder = folder(&format!("encryption_key = \"{KEY}\""));
    let launch = program(folder.path())
        .env(
            "DATABASE_URL",
            "postgres://somebody:hunter2@db.example/inboxes?password=hunter3",
        )
        .env(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "https://user:hunter4@otel.example/?token=hunter5",
        )
        .args(["--print-config"]);
    let ended = launch.run().await;
    let settings: Table = ended.output.parse().expect("TOML");
    assert_eq!(settings["encryption_key"].as_str(), Some("[redacted]"));
    let all = ended.output + &ended.log;
    assert!(
        all.contains("db.example") && all.contains("otel.example"),
        "{all}"
    );
    for secret in ["hunter", "AAECAwQ"] {
        assert!(!all.contains(secret), "{all}");
    }
}

#[tokio::test]
async fn a_key_that_is_not_known_is_an_error_wherever_it_comes_from() {
    for (settings, name) in [
        ("listn = \"x\"", "listn"),
        ("[limits]\nboddy = 1", "boddy"),
        ("[sending.http]\nx = 1", "x"),
    ] {
        let folder = folder(settings);
        let ended = refused(program(folder.path())).await;
        assert!(
            ended.log.contains(name) && ended.log.contains("unknown"),
            "{}",
            ended.log
        );
    }
    let folder = folder("");
    for name in ["SIMPLEINBOXES_LISTN", "SIMPLEINBOXES_LIMITS__BODDY"] {
        let ended = refused(program(folder.path()).env(name, "1")).await;
        let key = name.rsplit('_').next().expect("a name").to_lowercase();
        assert!(
            ended.log.contains(&key) && ended.log.contains("unknown"),
            "{}",
            ended.log
        );
    }
    let ended = refused(program(folder.path()).args(["--listn", "x"])).await;
    assert!(ended.log.contains("--listn"), "{}", ended.log);
    assert!(!folder.path().join("data").exists(), "nothing was begun");
}

#[tokio::test]
async fn a_wrong_value_is_named_and_a_secret_one_is_not_shown() {
    let folder = folder("");
    let wrong = [
        ("SIMPLEINBOXES_LISTEN", "everywhere", "listen"),
        ("SIMPLEINBOXES_LIMITS__HEADERS", "many", "headers"),
        ("SIMPLEINBOXES_ENVIRONMENT", "dev", "environment"),
        ("RUST_LOG", "a=b=c", "telemetry.log"),
        ("DATABASE_URL", "mysql://user:hunter2@db/x", "database_url"),
        ("SIMPLEINBOXES_ENCRYPTION_KEY", "hunter2", "encryption_key"),
        (
            "SIMPLEINBOXES_SENDING__BASE_URLS__INSTANTLY",
            "not a url",
            "instantly",
        ),
    ];
    for (name, value, named) in wrong {
        // The listening address of the flag would hide that of the environment.
        let launch = Launch::new("program::child", folder.path()).env(name, value);
        let ended = refused(launch).await;
        assert!(
            ended.log.to_lowercase().contains(named),
            "{name}: {}",
            ended.log
        );
        assert!(!ended.log.contains("hunter2"), "{}", ended.log);
    }
}
