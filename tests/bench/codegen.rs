//! The generator: how long it takes for our spec, and how it grows.

use std::path::Path;

use anyhow::anyhow;
use simpleinboxes_codegen::{Diagnostic, Document, emit, load, load_text, model};

use crate::{
    report::{Goal, Report, in_turns},
    synthetic,
};

/// Operations of the large synthetic document, and of the small one that it is compared with.
const LARGE: usize = 1000;
const SMALL: usize = 250;

pub(crate) fn run(report: &mut Report) -> anyhow::Result<()> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/openapi.yaml");
    let (large, small) = (text(LARGE)?, text(SMALL)?);
    let times = in_turns(5, || generate(&large), || generate(&small))?;
    let growth = (times.0 / LARGE as f64, times.1 / SMALL as f64);
    report.row(
        format!("codegen: time an operation, {LARGE} operations against {SMALL}"),
        (growth.0 * 1e3, growth.1 * 1e3),
        "ms",
        Goal::AtMost(1.25),
    );
    let ours = || everything(&load(&spec).map_err(refused)?);
    let times = in_turns(5, ours, || generate(&large))?;
    report.row(
        format!("codegen: our spec against the synthetic one with {LARGE} operations"),
        times,
        "s",
        Goal::None,
    );
    Ok(())
}

fn text(operations: usize) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(&synthetic::document(
        operations,
    ))?)
}

fn generate(text: &str) -> anyhow::Result<()> {
    everything(&load_text("synthetic.json", text).map_err(refused)?)
}

fn everything(document: &Document) -> anyhow::Result<()> {
    let api = model::build(document).map_err(refused)?;
    let target = emit::Target::with_prefix("bench");
    let emitters = [emit::types::emit, emit::client::emit, emit::server::emit];
    for emitter in emitters {
        std::hint::black_box(emitter(&api, &target).map_err(refused)?);
    }
    Ok(())
}

fn refused(diagnostics: Vec<Diagnostic>) -> anyhow::Error {
    let lines: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    anyhow!("refused:\n{}", lines.join("\n"))
}
