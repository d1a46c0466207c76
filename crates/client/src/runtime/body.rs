//! Bodies that are multipart, or may be left out.

use std::fmt;

use bytes::Bytes;
use progenitor_client::{Error, RequestBuilderExt as _};
use reqwest::{RequestBuilder, header::CONTENT_TYPE, multipart::Part};
use serde::Serialize;

/// A file to send as a part of a multipart body.
#[derive(Clone)]
pub struct FilePart {
    bytes: Bytes,
    file_name: Option<String>,
    content_type: Option<String>,
}

impl FilePart {
    /// A file with this content.
    #[must_use]
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            file_name: None,
            content_type: None,
        }
    }

    /// Its name.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Its media type, for example `image/png`.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Its media type where none was given.
    #[doc(hidden)]
    #[must_use]
    pub fn default_content_type(mut self, media_type: &str) -> Self {
        self.content_type
            .get_or_insert_with(|| media_type.to_owned());
        self
    }

    #[doc(hidden)]
    pub fn into_part(self) -> Result<Part, String> {
        let length = self.bytes.len() as u64;
        // Servers tell files from fields by the presence of a file name (RFC 7578, 4.2).
        let part = Part::stream_with_length(self.bytes, length)
            .file_name(self.file_name.unwrap_or_else(|| "file".to_owned()));
        let media_type = self
            .content_type
            .as_deref()
            .unwrap_or("application/octet-stream");
        part.mime_str(media_type).map_err(|error| error.to_string())
    }
}

impl<T: Into<Bytes>> From<T> for FilePart {
    fn from(bytes: T) -> Self {
        Self::new(bytes)
    }
}

impl fmt::Debug for FilePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FilePart")
            .field("bytes", &self.bytes.len())
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

#[doc(hidden)]
pub fn text_part(value: &impl ToString) -> Part {
    Part::text(value.to_string())
}

#[doc(hidden)]
pub fn json_part(value: &impl Serialize) -> Result<Part, String> {
    let text = serde_json::to_string(value).map_err(|error| error.to_string())?;
    Part::text(text)
        .mime_str("application/json")
        .map_err(|error| error.to_string())
}

#[doc(hidden)]
pub fn optional_json(request: RequestBuilder, body: Option<&impl Serialize>) -> RequestBuilder {
    match body {
        Some(body) => request.json(body),
        None => request,
    }
}

#[doc(hidden)]
#[expect(clippy::result_large_err, reason = "the error is progenitor's")]
pub fn optional_form<E>(
    request: RequestBuilder,
    body: Option<&impl Serialize>,
) -> Result<RequestBuilder, Error<E>> {
    match body {
        Some(body) => request.form_urlencoded(body),
        None => Ok(request),
    }
}

#[doc(hidden)]
pub fn optional_bytes(request: RequestBuilder, body: Option<(&str, Bytes)>) -> RequestBuilder {
    match body {
        Some((media_type, body)) => request.header(CONTENT_TYPE, media_type).body(body),
        None => request,
    }
}
