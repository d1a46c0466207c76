//! What a task writes down, a line before and after each operation.
//!
//! It outlives the process: what was written is with the operating system. A line that was cut
//! off by a death does not count, and is cut away.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use simpleinboxes_core::id::TransactionId;

use super::operation::Operation;

/// What came of an operation.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) enum Outcome {
    /// It was carried out.
    Done(Done),
    /// It was refused, and changed nothing.
    Refused(String),
}

/// What an operation did.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Done {
    /// What it moved, in an order of its own.
    pub(super) moved: Vec<Moved>,
    /// How many transactions it made of it.
    pub(super) transactions: usize,
    /// Whether it had been done when it was asked for.
    pub(super) again: bool,
}

/// What one transaction did to one wallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub(super) struct Moved {
    pub(super) transaction: TransactionId,
    pub(super) wallet: usize,
    pub(super) cents: i64,
}

#[derive(Debug, Deserialize, Serialize)]
enum Line {
    Begun(Operation),
    Ended(Outcome),
}

/// The journal of one task.
pub(super) struct Journal(File);

/// What a journal holds.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// What was brought to an end.
    pub(super) ended: Vec<(Operation, Outcome)>,
    /// What was begun and has no end yet.
    pub(super) open: Option<Operation>,
}

fn path(folder: &Path, task: u64) -> PathBuf {
    folder.join(format!("task-{task}"))
}

/// Reads the journal of a task; one that is not there is empty.
pub(super) fn read(folder: &Path, task: u64) -> io::Result<Past> {
    let mut past = Past::default();
    for line in whole_lines(&path(folder, task))?.lines() {
        match serde_json::from_str(line)? {
            Line::Begun(operation) => past.open = Some(operation),
            Line::Ended(outcome) => {
                let operation = past.open.take().ok_or(io::ErrorKind::InvalidData)?;
                past.ended.push((operation, outcome));
            }
        }
    }
    Ok(past)
}

fn whole_lines(path: &Path) -> io::Result<String> {
    let mut text = match std::fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text?,
    };
    text.truncate(text.rfind('\n').map_or(0, |last| last + 1));
    Ok(text)
}

impl Journal {
    /// Opens the journal of a task, to go on with it.
    pub(super) fn open(folder: &Path, task: u64) -> io::Result<(Self, Past)> {
        let path = path(folder, task);
        let whole = whole_lines(&path)?.len();
        let file = OpenOptions::new().create(true).append(true).open(&path)?;
        file.set_len(u64::try_from(whole).map_err(io::Error::other)?)?;
        Ok((Self(file), read(folder, task)?))
    }

    pub(super) fn begin(&mut self, operation: &Operation) -> io::Result<()> {
        self.write(&Line::Begun(operation.clone()))
    }

    pub(super) fn end(&mut self, outcome: &Outcome) -> io::Result<()> {
        self.write(&Line::Ended(outcome.clone()))
    }

    fn write(&mut self, line: &Line) -> io::Result<()> {
        let mut text = serde_json::to_vec(line)?;
        text.push(b'\n');
        self.0.write_all(&text)
    }
}

/// Counts, from outside, what tasks have brought to an end.
pub(super) struct Counter {
    files: Vec<(PathBuf, u64)>,
    lines: usize,
}

impl Counter {
    pub(super) fn new(folder: &Path, tasks: u64) -> Self {
        let files = (0..tasks).map(|task| (path(folder, task), 0));
        Self {
            files: files.collect(),
            lines: 0,
        }
    }

    /// How many operations have ended so far, where two that are under way count as one.
    pub(super) fn ended(&mut self) -> io::Result<usize> {
        for (path, seen) in &mut self.files {
            let mut file = match File::open(path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                file => file?,
            };
            file.seek(SeekFrom::Start(*seen))?;
            let mut new = Vec::new();
            file.read_to_end(&mut new)?;
            // Up to the last whole line: the next look begins there.
            let whole = new.iter().rposition(|byte| *byte == b'\n');
            let whole = &new[..whole.map_or(0, |last| last + 1)];
            self.lines += whole.iter().filter(|byte| **byte == b'\n').count();
            *seen += u64::try_from(whole.len()).map_err(io::Error::other)?;
        }
        Ok(self.lines / 2)
    }
}
