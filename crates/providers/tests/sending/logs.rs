//! Nothing that is logged, at any level and by any library, holds a secret.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

use crate::all;
use crate::stub::{Answer, Play};
use crate::suite::Bench;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn nothing_logged_holds_a_secret() {
    let log = Log::default();
    // For the whole process: libraries log through another crate, which has no other way.
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .init();

    for fixture in all() {
        let bench = Bench::new(&fixture).await;
        let last = fixture.steps.len() - 1;
        let echo = serde_json::json!({"message": fixture.secrets.join(" ")});
        for play in [
            Play::Answer(fixture.steps[last].success.clone()),
            Play::Answer(Answer::json(401, &echo.to_string())),
            Play::CutBefore,
        ] {
            let _ = bench.ask(last, [play]).await;
        }
    }

    let text = String::from_utf8(log.0.lock().expect("no panic").clone()).expect("text");
    for fixture in all() {
        let path = fixture.steps[0].target.split('?').next().expect("a path");
        assert!(text.contains(path), "calls of {} are logged", fixture.tool);
        for secret in fixture.secrets {
            let line = text.lines().find(|line| line.contains(secret));
            assert_eq!(line, None, "{} is in the log", fixture.tool);
        }
    }
}
