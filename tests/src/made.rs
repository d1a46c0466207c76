//! Things that tests need before they begin, made through the API.

use serde_json::{Value, json};

use crate::api::Api;

/// The secret of every credential that [`Api::make_credential`] saves.
pub const TOOL_SECRET: &str = "tool-secret-of-tests-Zk9Q";

/// A key that was made.
#[derive(Clone, Debug)]
pub struct MadeKey {
    /// Its id.
    pub id: String,
    /// Itself.
    pub key: String,
}

impl Api {
    /// Makes a client and gives the id of its workspace.
    ///
    /// # Panics
    /// When it is not made, like all of these.
    pub async fn make_client(&self, name: &str) -> String {
        let made = self
            .post("/clients", &json!({"name": name}))
            .await
            .data(201);
        text(&made["workspaceId"])
    }

    /// Saves a credential for a client and gives its id.
    pub async fn make_credential(&self, client: &str, label: &str) -> String {
        let body = json!({"tool": "instantly", "apiKey": TOOL_SECRET, "label": label});
        let made = self
            .post(&format!("/clients/{client}/credentials"), &body)
            .await
            .data(201);
        text(&made["id"])
    }

    /// Makes a key.
    pub async fn make_key(&self, scopes: &[&str], workspace: Option<&str>) -> MadeKey {
        let mut body = json!({"name": "Made for a test", "scopes": scopes});
        if let Some(workspace) = workspace {
            body["workspaceId"] = workspace.into();
        }
        self.make_key_as(&body).await
    }

    /// Makes a key as `body` says.
    pub async fn make_key_as(&self, body: &Value) -> MadeKey {
        let made = self.post("/api-keys", body).await.data(201);
        MadeKey {
            id: text(&made["apiKey"]["id"]),
            key: text(&made["key"]),
        }
    }

    /// Everything that a list holds, page by page.
    pub async fn all(&self, path: &str) -> Vec<Value> {
        let (mut all, mut cursor) = (Vec::new(), String::new());
        let separator = if path.contains('?') { '&' } else { '?' };
        loop {
            let page = format!("{path}{separator}limit=100{cursor}");
            let page = self.get(&page).await;
            all.extend(page.data(200).as_array().expect("a list").iter().cloned());
            match page.json()["pagination"]["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return all,
            }
        }
    }
}

/// The text that a value is.
///
/// # Panics
/// When it is none.
#[must_use]
#[track_caller]
pub fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("no text: {value}"))
        .to_owned()
}

/// A form with one file in it: its media type and its bytes.
#[must_use]
pub fn form(field: &str, file: &[u8]) -> (String, Vec<u8>) {
    const BOUNDARY: &str = "a-boundary-that-no-file-has-in-it";
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{field}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let tail = format!("\r\n--{BOUNDARY}--\r\n");
    let body = [head.as_bytes(), file, tail.as_bytes()].concat();
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}

/// A grey PNG picture, written without compression.
#[must_use]
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let row = [vec![0], vec![0x80; width as usize]].concat();
    let pixels = row.repeat(height as usize);
    let mut packed = vec![0x78, 0x01];
    let blocks = pixels.chunks(0xffff);
    let last = blocks.len() - 1;
    for (place, block) in blocks.enumerate() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        packed.push(u8::from(place == last));
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend(block);
    }
    packed.extend(adler32(&pixels).to_be_bytes());
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    // Eight bits of grey.
    head.extend([8, 0, 0, 0, 0]);
    let chunks = [(b"IHDR", head), (b"IDAT", packed), (b"IEND", Vec::new())];
    let chunks = chunks.iter().flat_map(|(kind, data)| chunk(kind, data));
    b"\x89PNG\r\n\x1a\n".iter().copied().chain(chunks).collect()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    let body = [&kind[..], data].concat();
    [
        &length.to_be_bytes()[..],
        &body,
        &crc32(&body).to_be_bytes(),
    ]
    .concat()
}

fn adler32(bytes: &[u8]) -> u32 {
    let add = |(low, high): (u32, u32), byte: &u8| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    };
    let (low, high) = bytes.iter().fold((1, 0), add);
    high << 16 | low
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| match crc & 1 {
        1 => 0xedb8_8320 ^ (crc >> 1),
        _ => crc >> 1,
    };
    let add = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc));
    !bytes.iter().fold(u32::MAX, add)
}
