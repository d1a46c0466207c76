//! What the workshop prints: results to stdout, everything else to stderr.

use std::io::Write as _;

use simpleinboxes_codegen::Diagnostic;

/// Prints a line to stderr. One that nobody can read is no reason to stop.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Prints a result to stdout.
pub fn result(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Prints refusals, and how many there were.
pub fn diagnostics(found: &[Diagnostic]) {
    for diagnostic in found {
        line(&diagnostic.to_string());
    }
    let count = found.len();
    line(&format!(
        "{count} finding{}",
        if count == 1 { "" } else { "s" }
    ));
}
