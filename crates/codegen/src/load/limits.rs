//! How much a document may be, so that a hostile one is refused instead of filling the memory.

/// Bytes of one file.
pub const FILE_BYTES: u64 = 32 * 1024 * 1024;

/// Files of one document.
pub const FILES: usize = 4096;

/// How deep values may nest.
pub const DEPTH: usize = 128;

/// Nodes of one file, YAML aliases counted as what they stand for.
pub const NODES: usize = 2_000_000;
