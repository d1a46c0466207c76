//! Nothing that is logged, at any level and by any library, holds a secret.

use crate::accounts::bench::{self, Call};
use crate::accounts::{self, PASSWORD};
use crate::all;
use crate::log::Log;
use crate::stub::{Answer, Play};
use crate::suite::Bench;

#[tokio::test]
async fn nothing_logged_holds_a_secret() {
    let log = Log::keep();

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

    for fixture in accounts::all() {
        let bench = bench::Bench::new(&fixture).await;
        let key = (fixture.key)();
        let echo = (fixture.error)(&format!("{} {PASSWORD}", key.secrets.join(" ")));
        for call in Call::of(&fixture) {
            let exchanges = call.exchanges(&fixture);
            bench.play(exchanges);
            let _ = call.make(&bench, &fixture).await;
            bench.play(&bench::ending(exchanges, Answer::json(422, &echo)));
            let _ = call.make(&bench, &fixture).await;
        }
    }

    let text = log.text();
    assert_eq!(text.lines().find(|line| line.contains(PASSWORD)), None);
    for fixture in all() {
        let path = fixture.steps[0].target.split('?').next().expect("a path");
        assert!(text.contains(path), "calls of {} are logged", fixture.tool);
        for secret in fixture.secrets {
            let line = text.lines().find(|line| line.contains(secret));
            assert_eq!(line, None, "{} is in the log", fixture.tool);
        }
    }
}
