//! A server whose methods write down what they are given and answer what they are told to: the
//! generated routers on a real socket, with every byte recorded.

pub mod faults;
mod keys;
mod recorder;
mod tape;

use std::sync::Arc;

use anyhow::Result;
use simpleinboxes_server::runtime::{Limits, Runtime};
use tokio::{net::TcpListener, task::JoinHandle};

pub use keys::{Caller, KEY, QUOTA, SESSION};
pub use recorder::{Answer, Asked, Recorder, typed};
pub use tape::{Tapes, TapingListener};

use crate::generated;

/// The server.
pub struct Stage {
    /// `host:port`.
    pub address: String,
    /// What is asked of it.
    pub recorder: Recorder,
    /// What goes over its connections.
    pub tapes: Tapes,
    task: JoinHandle<()>,
}

impl Stage {
    /// Starts on a port of its own.
    ///
    /// # Errors
    /// There is no port to be had.
    pub async fn start() -> Result<Self> {
        let recorder = Recorder::default();
        let runtime = Arc::new(Runtime::new(keys::Keys, keys::Quotas, Limits::default()));
        let app = runtime.app(generated::router(&Arc::new(recorder.clone()), &runtime));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let tapes = Tapes::default();
        let listener = TapingListener::new(listener, tapes.clone());
        let task = tokio::spawn(async move {
            // Ends with the test.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self {
            address,
            recorder,
            tapes,
            task,
        })
    }

    /// The URL that a client is given.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, simpleinboxes_server::BASE_PATH)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.task.abort();
    }
}
