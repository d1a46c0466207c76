//! HTTP/1.1 as bytes: what the judge reads from a recording, and what the raw sender gets back.

use anyhow::{Context as _, Result, bail, ensure};

/// More headers than any message here has.
const HEADERS: usize = 64;

/// A request as it was sent.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Names in lower case, and values.
    pub headers: Headers,
    /// The body, without its framing.
    pub body: Vec<u8>,
}

/// An answer as it was sent.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Headers,
    /// The body, without its framing.
    pub body: Vec<u8>,
}

/// A request and its answer.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// What was asked.
    pub request: Request,
    /// What was answered.
    pub response: Response,
}

/// The headers of a message, in order.
#[derive(Clone, Debug, Default)]
pub struct Headers(pub Vec<(String, String)>);

impl Headers {
    /// The first value of a header; `name` in lower case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    fn read(parsed: &[httparse::Header<'_>]) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self(
            parsed
                .iter()
                .map(|h| (h.name.to_ascii_lowercase(), text(h.value)))
                .collect(),
        )
    }

    fn framing(&self) -> Result<Framing> {
        let chunked = self
            .get("transfer-encoding")
            .is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
        match (chunked, self.get("content-length")) {
            (true, None) => Ok(Framing::Chunked),
            (true, Some(_)) => bail!("a message has both a length and chunks"),
            (false, Some(length)) => Ok(Framing::Length(length.parse().context("content-length")?)),
            (false, None) => Ok(Framing::None),
        }
    }
}

enum Framing {
    None,
    Length(usize),
    Chunked,
}

/// Reads the first request in `bytes`, and how many bytes it takes; none if it is not complete.
///
/// # Errors
/// The bytes are no request.
pub fn request(bytes: &[u8]) -> Result<Option<(Request, usize)>> {
    let Some((mut request, head)) = request_head(bytes)? else {
        return Ok(None);
    };
    let Some((body, length)) = body(&bytes[head..], request.headers.framing()?)? else {
        return Ok(None);
    };
    request.body = body;
    Ok(Some((request, head + length)))
}

/// The same without its body.
fn request_head(bytes: &[u8]) -> Result<Option<(Request, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(head) = parsed.parse(bytes)? else {
        return Ok(None);
    };
    let request = Request {
        method: parsed.method.context("a method")?.to_owned(),
        target: parsed.path.context("a target")?.to_owned(),
        headers: Headers::read(parsed.headers),
        body: Vec::new(),
    };
    Ok(Some((request, head)))
}

/// Reads the first answer in `bytes`, and how many bytes it takes; none if it is not complete.
/// `method` is that of the request: an answer to `HEAD` has no body.
///
/// # Errors
/// The bytes are no answer.
pub fn response(bytes: &[u8], method: &str) -> Result<Option<(Response, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(head) = parsed.parse(bytes)? else {
        return Ok(None);
    };
    let headers = Headers::read(parsed.headers);
    let status = parsed.code.context("a status")?;
    let framing = match method == "HEAD" || status == 204 || status == 304 || status < 200 {
        true => Framing::None,
        false => headers.framing()?,
    };
    let Some((body, length)) = body(&bytes[head..], framing)? else {
        return Ok(None);
    };
    Ok(Some((
        Response {
            status,
            headers,
            body,
        },
        head + length,
    )))
}

fn body(bytes: &[u8], framing: Framing) -> Result<Option<(Vec<u8>, usize)>> {
    match framing {
        Framing::None => Ok(Some((Vec::new(), 0))),
        Framing::Length(length) => Ok(bytes.get(..length).map(|body| (body.to_vec(), length))),
        Framing::Chunked => chunks(bytes),
    }
}

fn chunks(bytes: &[u8]) -> Result<Option<(Vec<u8>, usize)>> {
    let (mut body, mut at) = (Vec::new(), 0);
    loop {
        let parsed = httparse::parse_chunk_size(&bytes[at..]);
        let Ok(httparse::Status::Complete((head, size))) = parsed else {
            ensure!(parsed.is_ok(), "a chunk has no size");
            return Ok(None);
        };
        let (start, size) = (at + head, usize::try_from(size)?);
        let Some(chunk) = bytes.get(start..start + size + 2) else {
            return Ok(None);
        };
        ensure!(
            chunk.ends_with(b"\r\n"),
            "a chunk does not end where it says"
        );
        body.extend_from_slice(&chunk[..size]);
        at = start + size + 2;
        if size == 0 {
            return Ok(Some((body, at)));
        }
    }
}

/// Everything that went over one connection, as exchanges. The body of the last request may be
/// missing, where it was answered unread.
///
/// # Errors
/// The bytes are no HTTP/1.1, or a request went unanswered.
pub fn exchanges(mut received: &[u8], mut sent: &[u8]) -> Result<Vec<Exchange>> {
    let mut exchanges = Vec::new();
    while !received.is_empty() {
        let whole = match request(received)? {
            Some(whole) => Some(whole),
            None => request_head(received)?.map(|(head, _)| (head, received.len())),
        };
        let Some((request, length)) = whole else {
            bail!("a request is not complete")
        };
        received = &received[length..];
        let Some((response, length)) = response(sent, &request.method)? else {
            bail!("{} {} has no answer", request.method, request.target)
        };
        sent = &sent[length..];
        exchanges.push(Exchange { request, response });
    }
    ensure!(sent.is_empty(), "there is an answer that nobody asked for");
    Ok(exchanges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_is_read_back() {
        let received = b"POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nhiGET /b?c HTTP/1.1\r\n\r\n";
        let sent = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n\
            HTTP/1.1 204 No Content\r\n\r\n";
        let read = exchanges(received, sent).expect("two exchanges");
        assert_eq!(read.len(), 2);
        assert_eq!(
            (
                read[0].request.body.as_slice(),
                read[0].response.body.as_slice()
            ),
            (&b"hi"[..], &b"abc"[..])
        );
        assert_eq!(
            (read[1].request.target.as_str(), read[1].response.status),
            ("/b?c", 204)
        );
    }

    #[test]
    fn what_is_cut_off_is_told() {
        assert!(
            exchanges(
                b"GET / HTTP/1.1\r\n\r\n",
                b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"
            )
            .is_err()
        );
        assert!(exchanges(b"", b"HTTP/1.1 200 OK\r\n\r\n").is_err());
    }
}
