//! The keys that encrypt secrets in the database: from the settings, or from a file that only its
//! owner can read, made at the first start.
//!
//! A keyring is text, one key a line or separated by commas: `VERSION:KEY`, the key 32 bytes in
//! base64. A key alone is version 1. The highest version encrypts, the others only decrypt.

use std::{
    fmt::Write as _,
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_store::Keyring;
use zeroize::Zeroizing;

use crate::config::Config;

/// The file in the data folder.
const FILE: &str = "encryption.key";

/// Bytes of a key.
const KEY_BYTES: usize = 32;

type Key = Zeroizing<[u8; KEY_BYTES]>;

/// Keys by version, lowest first.
#[derive(Clone)]
pub struct Keys(Vec<(u32, Key)>);

impl Keys {
    /// One new key, as version 1.
    #[must_use]
    pub fn generate(entropy: &Entropy) -> Self {
        Self(vec![(1, Key::new(entropy.bytes()))])
    }

    /// Reads a keyring.
    ///
    /// # Errors
    /// It is not of its form. No part of the text is in the error.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let entries = text
            .split([',', '\n'])
            .map(str::trim)
            .filter(|entry| !entry.is_empty());
        let mut keys = entries.map(parse_key).collect::<anyhow::Result<Vec<_>>>()?;
        keys.sort_by_key(|(version, _)| *version);
        ensure!(!keys.is_empty(), "holds no key");
        ensure!(
            keys.windows(2).all(|pair| pair[0].0 != pair[1].0),
            "holds a version twice"
        );
        Ok(Self(keys))
    }

    /// The keyring as text.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::new());
        for (version, key) in &self.0 {
            let key = Zeroizing::new(STANDARD.encode(key.as_slice()));
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{version}:{}", key.as_str());
        }
        text
    }

    /// The version that encrypts.
    #[must_use]
    pub fn current(&self) -> u32 {
        self.0.last().map_or(0, |(version, _)| *version)
    }

    /// With a new key that encrypts from now on.
    #[must_use]
    pub fn with_new(mut self, entropy: &Entropy) -> Self {
        self.0.push((self.current() + 1, Key::new(entropy.bytes())));
        self
    }

    /// Only the key that encrypts and the one before: what runs may still encrypt under that one
    /// until it has read the keyring anew.
    #[must_use]
    pub fn newest_two(mut self) -> Self {
        let old = self.0.len().saturating_sub(2);
        self.0.drain(..old);
        self
    }

    /// For the store.
    ///
    /// # Errors
    /// A version is 0 or above 2^31 - 1.
    pub fn keyring(&self) -> anyhow::Result<Keyring> {
        Ok(Keyring::new(
            self.0.iter().map(|(version, key)| (*version, **key)),
        )?)
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|(version, _)| version))
            .finish()
    }
}

fn parse_key(entry: &str) -> anyhow::Result<(u32, Key)> {
    let (version, key) = match entry.split_once(':') {
        Some((version, key)) => (
            version
                .trim()
                .parse()
                .map_err(|_| anyhow::anyhow!("has a version that is no number"))?,
            key,
        ),
        None => (1, entry),
    };
    let bytes = STANDARD
        .decode(key.trim())
        .map_err(|_| anyhow::anyhow!("is not base64"))?;
    let bytes = Zeroizing::new(bytes);
    ensure!(
        bytes.len() == KEY_BYTES,
        "holds a key that is not {KEY_BYTES} bytes long"
    );
    let mut key = Key::default();
    key.copy_from_slice(&bytes);
    Ok((version, key))
}

/// Reads the keys from the setting or the file; nothing where there is neither.
///
/// # Errors
/// A keyring that is not of its form, a file that others can read.
pub fn find(config: &Config) -> anyhow::Result<Option<Keys>> {
    if let Some(keys) = &config.encryption_key {
        return Keys::parse(keys.expose())
            .context("the setting encryption_key")
            .map(Some);
    }
    match read(&path(config)) {
        Err(error) if is_missing(&error) => Ok(None),
        read => read.map(Some),
    }
}

/// Where the file is.
#[must_use]
pub fn path(config: &Config) -> PathBuf {
    config.data_dir.join(FILE)
}

/// Reads the file at `path`.
///
/// # Errors
/// It is missing, others can read it, or it holds no keyring.
pub fn read(path: &Path) -> anyhow::Result<Keys> {
    let shown = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    let text = Zeroizing::new(text);
    check_private(path)?;
    Keys::parse(&text).with_context(|| format!("{shown}"))
}

/// Keeps new keys in the file, unless another process was quicker; gives those that are there.
///
/// # Errors
/// The file can't be written.
pub fn keep(config: &Config, keys: Keys) -> anyhow::Result<Keys> {
    let path = path(config);
    match write(&path, &keys, false) {
        Err(_) if path.exists() => read(&path),
        written => written.map(|()| keys),
    }
}

/// Writes the file, whole or not at all. It takes the place of one that is there only if told to.
///
/// # Errors
/// The folder cannot be written, or the file is there.
pub fn write(path: &Path, keys: &Keys, replace: bool) -> anyhow::Result<()> {
    let shown = path.display();
    let folder = path.parent().context("the key file has no folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let target = if replace {
        path.with_extension("key.new")
    } else {
        path.to_owned()
    };
    let mut options = OpenOptions::new();
    options
        .write(true)
        .create_new(!replace)
        .create(true)
        .truncate(replace);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options
        .open(&target)
        .with_context(|| format!("cannot make {shown}"))?;
    file.write_all(keys.to_text().as_bytes())?;
    file.sync_all()?;
    if replace {
        fs::rename(&target, path).with_context(|| format!("cannot replace {shown}"))?;
    }
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}

fn is_missing(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

#[cfg(unix)]
fn check_private(path: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        bail!(
            "{} can be read by others (mode {mode:o}); run: chmod 600 {0}",
            path.display()
        );
    }
    Ok(())
}

#[cfg(not(unix))]
fn check_private(_: &Path) -> anyhow::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_private_and_refused_if_it_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            data_dir: folder.path().join("new"),
            ..Config::default()
        };
        assert!(find(&config).unwrap().is_none());
        let keys = Keys::generate(&Entropy::seeded(1));
        write(&path(&config), &keys, false).unwrap();
        assert_eq!(find(&config).unwrap().unwrap().to_text(), keys.to_text());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(path(&config)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            fs::set_permissions(path(&config), fs::Permissions::from_mode(0o640)).unwrap();
            let refused = find(&config).unwrap_err().to_string();
            assert!(refused.contains("chmod 600"), "{refused}");
        }
    }

    #[test]
    fn a_setting_goes_before_the_file_and_must_be_a_keyring() {
        let folder = tempfile::tempdir().unwrap();
        let entropy = Entropy::seeded(2);
        let keys = Keys::generate(&entropy).with_new(&entropy);
        let with = |text: &str| Config {
            data_dir: folder.path().to_owned(),
            encryption_key: Some(text.to_owned().into()),
            ..Config::default()
        };
        let found = find(&with(&keys.to_text().replace('\n', ",")));
        let found = found.unwrap().unwrap();
        assert_eq!((found.current(), found.to_text()), (2, keys.to_text()));
        let plain = STANDARD.encode([7; 32]);
        assert_eq!(find(&with(&plain)).unwrap().unwrap().current(), 1);
        for wrong in [
            "short secret",
            "x:c2VjcmV0",
            "c2VjcmV0",
            "",
            &format!("{plain},{plain}"),
        ] {
            let refused = format!("{:#}", find(&with(wrong)).unwrap_err());
            assert!(
                !refused.contains("secret") && !refused.contains("c2V"),
                "{refused}"
            );
        }
    }

    #[test]
    fn a_rotation_keeps_the_key_before() {
        let entropy = Entropy::seeded(3);
        let keys = Keys::generate(&entropy)
            .with_new(&entropy)
            .with_new(&entropy)
            .newest_two();
        assert_eq!(format!("{keys:?}"), "[2, 3]");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        write(&path, &Keys::generate(&entropy), false).unwrap();
        assert!(write(&path, &keys, false).is_err());
        write(&path, &keys, true).unwrap();
        assert_eq!(read(&path).unwrap().to_text(), keys.to_text());
    }
}
