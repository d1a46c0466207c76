//! What the themes have in common.

/// Fails with what is wrong, the first of it at least.
#[track_caller]
pub fn nothing_wrong(wrong: &[String]) {
    const SHOWN: usize = 25;
    if !wrong.is_empty() {
        let shown: Vec<_> = wrong.iter().take(SHOWN).map(String::as_str).collect();
        panic!(
            "{} things are wrong, among them:\n{}",
            wrong.len(),
            shown.join("\n")
        );
    }
}
