//! The table of ratios.

use std::time::{Duration, Instant};

/// Whether a ratio should be small or large.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    AtMost(f64),
    AtLeast(f64),
    /// For the record.
    None,
}

struct Row {
    what: String,
    ours: String,
    other: String,
    ratio: f64,
    goal: Goal,
}

/// Rows, in the order in which they were measured.
#[derive(Default)]
pub(crate) struct Report(Vec<Row>);

impl Report {
    /// Adds a row: what we measured of ours, and of the other side.
    pub(crate) fn row(
        &mut self,
        what: impl Into<String>,
        (ours, other): (f64, f64),
        unit: &str,
        goal: Goal,
    ) {
        let shown = |value: f64| format!("{} {unit}", digits(value));
        let row = Row {
            what: what.into(),
            ours: shown(ours),
            other: shown(other),
            ratio: ours / other,
            goal,
        };
        eprintln!(
            "{}: {} / {} = {:.3}",
            row.what, row.ours, row.other, row.ratio
        );
        self.0.push(row);
    }

    /// Prints the table.
    pub(crate) fn print(&self) {
        println!("| what | ours | other | ratio | goal | |");
        println!("|---|---:|---:|---:|---:|---|");
        for row in &self.0 {
            let (goal, met) = match row.goal {
                Goal::AtMost(most) => (format!("≤ {most}"), row.ratio <= most),
                Goal::AtLeast(least) => (format!("≥ {least}"), row.ratio >= least),
                Goal::None => ("–".to_owned(), true),
            };
            let verdict = if met { "" } else { "missed" };
            let Row {
                what,
                ours,
                other,
                ratio,
                ..
            } = row;
            println!("| {what} | {ours} | {other} | {ratio:.3} | {goal} | {verdict} |");
        }
    }
}

fn digits(value: f64) -> String {
    match value {
        value if value >= 1000.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.4}"),
    }
}

/// Runs both sides in turns and gives the median of each side's times, in seconds.
pub(crate) fn in_turns<E>(
    rounds: usize,
    mut ours: impl FnMut() -> Result<(), E>,
    mut other: impl FnMut() -> Result<(), E>,
) -> Result<(f64, f64), E> {
    let (mut mine, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..=rounds {
        let first = timed(&mut ours)?;
        let second = timed(&mut other)?;
        // The first round warms up caches and is not counted.
        if round > 0 {
            mine.push(first.as_secs_f64());
            theirs.push(second.as_secs_f64());
        }
    }
    Ok((median(mine), median(theirs)))
}

fn timed<E>(work: &mut impl FnMut() -> Result<(), E>) -> Result<Duration, E> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
