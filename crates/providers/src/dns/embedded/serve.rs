//! From bytes to bytes: one message in, one message out.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use hickory_net::NetError;
use hickory_net::runtime::TokioTime;
use hickory_net::xfer::Protocol;
use hickory_proto::op::{Message, MessageType, OpCode, ResponseCode};
use hickory_proto::rr::Record;
use hickory_proto::serialize::binary::BinEncoder;
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo};
use hickory_server::zone_handler::MessageResponse;

use super::Counted;

/// Shorter than a header: nothing to answer.
const HEADER: usize = 12;

/// Answers one message; nothing where silence is right.
pub(super) async fn reply<H: RequestHandler>(
    handler: &H,
    counted: &Counted,
    message: Vec<u8>,
    from: SocketAddr,
    protocol: Protocol,
) -> Option<Vec<u8>> {
    if message.len() < HEADER {
        return None;
    }
    let id = u16::from_be_bytes([message[0], message[1]]);
    // Whoever answers answers can be made to do so for ever.
    if message[2] & 0x80 != 0 {
        return None;
    }
    let Ok(request) = Request::from_bytes(message, from, protocol) else {
        counted.add(ResponseCode::FormErr);
        return malformed(id);
    };
    if request.metadata.message_type == MessageType::Response {
        return None;
    }
    let written = Written::default();
    let info = handler
        .handle_request::<_, TokioTime>(&request, written.clone())
        .await;
    counted.add(info.response_code);
    written.take()
}

fn malformed(id: u16) -> Option<Vec<u8>> {
    let mut message = Message::error_msg(id, OpCode::Query, ResponseCode::FormErr);
    message.metadata.recursion_desired = false;
    message.to_vec().ok()
}

/// Takes an answer as bytes. Whether it fits was looked at before.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Option<Vec<u8>>>>);

impl Written {
    fn take(&self) -> Option<Vec<u8>> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        bytes.take()
    }
}

#[async_trait]
impl ResponseHandler for Written {
    async fn send_response<'a>(
        &mut self,
        response: MessageResponse<
            '_,
            'a,
            impl Iterator<Item = &'a Record> + Send + 'a,
            impl Iterator<Item = &'a Record> + Send + 'a,
            impl Iterator<Item = &'a Record> + Send + 'a,
            impl Iterator<Item = &'a Record> + Send + 'a,
        >,
    ) -> Result<ResponseInfo, NetError> {
        let mut bytes = Vec::with_capacity(512);
        let mut encoder = BinEncoder::new(&mut bytes);
        encoder.set_max_size(u16::MAX);
        let info = response.destructive_emit(&mut encoder)?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes);
        Ok(info)
    }
}
