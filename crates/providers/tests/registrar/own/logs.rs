//! Nothing that is logged, at any level and by any library, holds a secret.

use super::all;
use super::bench::{Bench, CALLS, step};
use crate::log::Log;
use crate::stub::Play;

#[tokio::test]
async fn nothing_logged_holds_a_secret() {
    let log = Log::keep();
    for fixture in all() {
        let bench = Bench::new(&fixture).await;
        let quote = fixture.secrets.join(" ");
        for call in CALLS {
            let mut plays = vec![
                Play::Answer(step(&fixture, call).success.clone()),
                Play::CutBefore,
            ];
            plays.extend((fixture.quoting)(&quote).into_iter().map(Play::Answer));
            for play in plays {
                let _ = bench.ask(call, vec![play; 2]).await;
            }
        }
    }
    let text = log.text();
    for fixture in all() {
        let path = fixture.set.target.split('?').next().expect("a path");
        assert!(
            text.contains(path),
            "calls of {} are logged",
            fixture.registrar
        );
        for secret in fixture.secrets {
            let line = text.lines().find(|line| line.contains(secret));
            assert_eq!(line, None, "{} is in the log", fixture.registrar);
        }
    }
}
