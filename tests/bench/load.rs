//! A load of HTTP/1.1 requests over kept connections, with as little work of its own as possible:
//! the bytes of a request are made once, and of an answer only the head is read.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    thread,
};

use anyhow::{Context as _, bail, ensure};

/// A request to send again and again.
#[derive(Clone)]
pub(crate) struct Shot {
    pub(crate) bytes: Vec<u8>,
    pub(crate) status: u16,
}

impl Shot {
    /// A request without a body, answered with `status`.
    pub(crate) fn get(path: &str, key: &str, status: u16) -> Self {
        let bytes = format!("GET {path} HTTP/1.1\r\nhost: bench\r\nx-api-key: {key}\r\n\r\n");
        Self {
            bytes: bytes.into_bytes(),
            status,
        }
    }

    /// A request with a JSON body, answered with `status`.
    pub(crate) fn post(path: &str, key: &str, body: &str, status: u16) -> Self {
        let bytes = format!(
            "POST {path} HTTP/1.1\r\nhost: bench\r\nx-api-key: {key}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        Self {
            bytes: bytes.into_bytes(),
            status,
        }
    }
}

/// Sends `shot` `count` times over each of `connections` connections at once.
pub(crate) fn fire(
    address: SocketAddr,
    shot: &Shot,
    connections: usize,
    count: usize,
) -> anyhow::Result<()> {
    let threads: Vec<_> = (0..connections)
        .map(|_| {
            let shot = shot.clone();
            thread::spawn(move || keep_firing(address, &shot, count))
        })
        .collect();
    for thread in threads {
        thread
            .join()
            .map_err(|_| anyhow::anyhow!("a load thread panicked"))??;
    }
    Ok(())
}

fn keep_firing(address: SocketAddr, shot: &Shot, count: usize) -> anyhow::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut buffer = vec![0; 64 * 1024];
    for _ in 0..count {
        stream.write_all(&shot.bytes)?;
        let status = read_answer(&mut stream, &mut buffer)?;
        ensure!(status == shot.status, "answered {status}");
    }
    Ok(())
}

fn read_answer(stream: &mut TcpStream, buffer: &mut [u8]) -> anyhow::Result<u16> {
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..])?;
        if read == 0 {
            bail!("the connection was closed");
        }
        filled += read;
        let Some(end) = find(&buffer[..filled], b"\r\n\r\n") else {
            continue;
        };
        let head = std::str::from_utf8(&buffer[..end])?;
        let length: usize = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .context("no content-length")?
            .parse()?;
        let status = head.get(9..12).context("no status")?.parse()?;
        while filled < end + 4 + length {
            filled += stream.read(&mut buffer[filled..])?;
        }
        return Ok(status);
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}
