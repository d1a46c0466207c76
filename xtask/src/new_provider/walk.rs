//! What `crates/providers/README.md` says of adding a vendor is true: it is walked in a copy.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use super::{Port, make, plan::Plan};
use crate::root;

const README: &str = "crates/providers/README.md";

fn readme() -> String {
    fs::read_to_string(root::repository().join(README)).expect("the README")
}

/// The repository as far as a new vendor needs it.
fn copy() -> TempDir {
    let folder = TempDir::with_prefix("si-new-provider-").expect("a folder");
    let from = root::repository();
    // The service is not compiled: the README names files of it.
    for part in ["crates/core", "crates/providers", "crates/service/src"] {
        copy_all(&from.join(part), &folder.path().join(part));
    }
    fs::copy(from.join("Cargo.lock"), folder.path().join("Cargo.lock")).expect("a copy");
    let manifest = fs::read_to_string(from.join("Cargo.toml")).expect("a manifest");
    let begin = manifest.find("members = [").expect("members");
    let end = begin
        + manifest[begin..]
            .find("[workspace.package]")
            .expect("their end");
    let members = "members = [\"crates/core\", \"crates/providers\"]\n\n";
    let manifest = format!("{}{members}{}", &manifest[..begin], &manifest[end..]);
    fs::write(folder.path().join("Cargo.toml"), manifest).expect("written");
    folder
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy_all(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

/// Every file below a folder, with its content.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                // An empty one that is left over counts, too.
                found.insert(path.clone(), Vec::new());
                folders.push(path);
            } else {
                let content = fs::read(&path).expect("a file");
                found.insert(path, content);
            }
        }
    }
    found
}

/// The names of everything that Rust sources define: items, fields that others see, variants.
fn defined(files: &BTreeMap<PathBuf, Vec<u8>>) -> BTreeSet<String> {
    const ITEMS: [&str; 8] = [
        "const ", "enum ", "fn ", "mod ", "static ", "struct ", "trait ", "type ",
    ];
    let rust = |path: &&PathBuf| path.extension().is_some_and(|kind| kind == "rs");
    let sources = files.iter().filter(|(path, _)| rust(path));
    let mut found = BTreeSet::new();
    for (_, content) in sources {
        found.extend(String::from_utf8_lossy(content).lines().filter_map(|line| {
            let line = line.trim_start();
            let seen = ["pub ", "pub(crate) ", "pub(super) "];
            let seen = seen.iter().find_map(|begin| line.strip_prefix(begin));
            let line = seen.unwrap_or(line);
            let line = ["const fn ", "async fn "]
                .iter()
                .find_map(|begin| line.strip_prefix(begin))
                .or_else(|| ITEMS.iter().find_map(|begin| line.strip_prefix(begin)));
            line.map(word)
        }));
        found.extend(String::from_utf8_lossy(content).lines().filter_map(|line| {
            let line = line.trim_start();
            let field = line
                .strip_prefix("pub ")
                .filter(|rest| rest[word(rest).len()..].starts_with(':'));
            let variant = || {
                let name = word(line);
                let rest = &line[name.len()..];
                let begins = name.starts_with(|first: char| first.is_ascii_uppercase());
                (begins && [",", " {", "("].iter().any(|end| rest.starts_with(end))).then_some(name)
            };
            field.map(word).or_else(variant)
        }));
    }
    found
}

/// The word that a text begins with.
fn word(text: &str) -> String {
    let is_part = |one: &char| one.is_ascii_alphanumeric() || *one == '_';
    text.chars().take_while(is_part).collect()
}

/// What stands between backticks, line by line.
fn quoted(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text.lines() {
        found.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
    }
    found
}

/// The commands of the README, and the ports that it walks through.
fn commands() -> Vec<(Port, String)> {
    let quoted = quoted(&readme());
    let commands = quoted.iter().filter_map(|text| {
        let mut words = text.strip_prefix("cargo xtask new-provider ")?.split(' ');
        let port = <Port as clap::ValueEnum>::from_str(words.next()?, false).expect("a port");
        Some((port, words.next()?.to_owned()))
    });
    commands.collect()
}

#[test]
fn the_readme_walks_through_every_port_of_the_command() {
    let walked: Vec<Port> = commands().into_iter().map(|(port, _)| port).collect();
    for port in <Port as clap::ValueEnum>::value_variants() {
        assert!(walked.contains(port), "{port:?}");
    }
}

/// Every path that the README names is there, once its commands were carried out; and so is
/// every name.
#[test]
fn what_the_readme_names_is_there() {
    let folder = copy();
    for (port, name) in commands() {
        make(folder.path(), port, &name).expect("made");
    }
    let providers = folder.path().join("crates/providers");
    let mut sources = everything(&providers);
    sources.extend(everything(&folder.path().join("crates/core")));
    let defined = defined(&sources);
    let mut checked = (0, 0);
    for text in quoted(&readme()) {
        let is_path = (text.starts_with("src/") || text.starts_with("tests/"))
            && !text.contains(['<', ' ', '*']);
        if is_path {
            assert!(providers.join(&text).exists(), "{text} is not there");
            checked.0 += 1;
        }
        // A type's or a module's own, such as `SendingTools::add` or `Zone::name_servers`.
        let path = text.split(['(', ' ', '<']).next().unwrap_or_default();
        let is_name = |part: &str| {
            let mut bytes = part.bytes();
            bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic())
                && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        let parts: Vec<&str> = path.split("::").collect();
        if parts.len() >= 2 && parts.iter().all(|part| is_name(part)) {
            for part in parts.iter().filter(|part| **part != "simpleinboxes_core") {
                assert!(defined.contains(*part), "{text}: nothing is called {part}");
            }
            checked.1 += 1;
        }
    }
    assert!(checked.0 > 20 && checked.1 > 20, "{checked:?}");
}

#[test]
fn a_skeleton_is_whole_and_entered_once() {
    for (port, list) in [
        (Port::Registrar, "src/registrar/own"),
        (Port::Sending, "src/sending"),
    ] {
        let folder = copy();
        let before = everything(folder.path());
        let made = make(folder.path(), port, "example").expect("made");
        let after = everything(folder.path());
        let changed: BTreeSet<_> = after
            .iter()
            .filter(|(path, content)| before.get(*path) != Some(*content))
            .filter(|(path, _)| path.is_file())
            .map(|(path, _)| path.strip_prefix(folder.path()).expect("below").to_owned())
            .collect();
        let told: BTreeSet<_> = made.files.iter().chain(&made.entries).cloned().collect();
        assert_eq!(changed, told, "what is told is what was done");
        for path in &made.files {
            let content = fs::read_to_string(folder.path().join(path)).expect("a file");
            assert!(
                !content.contains("__"),
                "{}: a place is left open",
                path.display()
            );
            assert!(content.contains("FILL IN"), "{}", path.display());
            assert!(content.lines().all(|line| line.chars().count() <= 100));
        }
        let vendors = folder
            .path()
            .join("crates/providers")
            .join(list)
            .join("vendors.rs");
        let vendors = fs::read_to_string(vendors).expect("the list");
        assert_eq!(vendors.matches("example::VENDOR").count(), 1);

        let refused = make(folder.path(), port, "example").expect_err("there already");
        assert!(
            format!("{refused:#}").contains("there already"),
            "{refused:#}"
        );
        assert_eq!(everything(folder.path()), after, "nothing else was written");
    }
}

#[test]
fn what_can_not_be_made_is_not_half_made() {
    let folder = copy();
    // A list that it can't be entered in is found before anything is written.
    let list = folder
        .path()
        .join("crates/providers/tests/registrar/own/mod.rs");
    let text = fs::read_to_string(&list).expect("a file");
    fs::write(&list, text.replace("\ncontract!(", "\nother!(")).expect("written");
    let before = everything(folder.path());
    make(folder.path(), Port::Registrar, "example").expect_err("no list");
    make(folder.path(), Port::Registrar, "../example").expect_err("no name");
    assert_eq!(everything(folder.path()), before);

    // A file that can't be written takes the others with it.
    fs::write(&list, text).expect("written");
    let plan = Plan::of(folder.path(), Port::Registrar, "example").expect("a plan");
    let fixtures = folder
        .path()
        .join("crates/providers/tests/registrar/own/fixtures");
    let aside = folder.path().join("aside");
    fs::rename(&fixtures, &aside).expect("moved");
    let before = everything(folder.path());
    let failed = plan.carry_out(folder.path()).expect_err("no folder");
    assert!(
        format!("{failed:#}").contains("nothing was made"),
        "{failed:#}"
    );
    assert_eq!(everything(folder.path()), before);
}

/// The rules of the contract that a skeleton fails, since it understands no answer yet.
const TO_FILL: [(Port, &str, &[&str]); 2] = [
    (
        Port::Registrar,
        "registrar",
        &[
            "own::example::asks_as_documented",
            "own::example::domains_get_name_servers",
            "own::example::keys_are_told_apart",
            "own::example::lists_show_the_account_and_end",
            "own::example::name_servers_can_be_refused",
            "own::example::pages_go_on",
            "own::example::repeats_reads",
            "own::example::sets_once_and_reads_again",
            "own::example::understands_documented_answers",
        ],
    ),
    (
        Port::Sending,
        "sending",
        &[
            "accounts::example::adds_as_documented",
            "contract::every_tool_keeps_the_contract",
            "example::asks_as_documented",
            "example::repeats_what_may_pass",
            "example::understands_documented_answers",
        ],
    ),
];

/// Compiles the providers anew, at another place; what they stand on is taken from our own target
/// folder.
#[test]
fn a_skeleton_compiles_and_fails_only_where_it_is_to_be_filled_in() {
    let folder = copy();
    for (port, ..) in TO_FILL {
        make(folder.path(), port, "example").expect("made");
    }
    for (port, suite, expected) in TO_FILL {
        let ran = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()))
            .args([
                "test",
                "--offline",
                "-p",
                "simpleinboxes-providers",
                "--test",
                suite,
                "--",
            ])
            // What is about the new vendor: the others run these suites without it.
            .args(["example", "registry", "contract"])
            .current_dir(folder.path())
            .env("CARGO_TARGET_DIR", root::repository().join("target"))
            .output()
            .expect("cargo runs");
        let output = String::from_utf8_lossy(&ran.stdout).into_owned();
        let failed: BTreeSet<&str> = output
            .lines()
            .filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"))
            .collect();
        let expected: BTreeSet<&str> = expected.iter().copied().collect();
        let log = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(failed, expected, "{port:?}\n{output}\n{log}");
    }
}
