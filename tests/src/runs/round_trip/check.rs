//! Whether what came of a call is what must come of it.

use std::time::Duration;

use super::{Kind, cases::Case};
use crate::{
    call::{Failed, Outcome, Yielded},
    stage::{Answer, Asked, faults},
};

/// Everything that is not as it should be.
pub(super) fn check(case: &Case, outcome: &Outcome, asked: &[Asked]) -> Vec<String> {
    let mut wrong = requests(case, asked);
    let request_id = asked.last().map(|asked| asked.request_id.as_str());
    wrong.extend(match (outcome, case.answers.last()) {
        (Outcome::Success(yielded), Some(answer)) => success(case, answer, yielded, request_id),
        (Outcome::Failure(failed), Some(Answer::Failure(status, code))) => {
            failure(*status, code, failed, request_id)
        }
        _ => vec![format!("the client yields {outcome:?}")],
    });
    wrong
}

/// The method is given what the client was given.
fn requests(case: &Case, asked: &[Asked]) -> Vec<String> {
    let mut wrong = Vec::new();
    if asked.len() != case.asked.len() {
        wrong.push(format!(
            "the method is called {} times, not {}",
            asked.len(),
            case.asked.len()
        ));
    }
    for (asked, expected) in asked.iter().zip(&case.asked) {
        if asked.operation != case.operation.id {
            wrong.push(format!("{} is called instead", asked.operation));
        }
        if asked.params != expected.params {
            wrong.push(format!(
                "the parameters are {:?}, not {:?}",
                asked.params, expected.params
            ));
        }
        if asked.body != expected.body {
            wrong.push(format!(
                "the body is {:?}, not {:?}",
                asked.body, expected.body
            ));
        }
        let key = expected
            .params
            .get("header.Idempotency-Key")
            .and_then(|key| key.as_str());
        if asked.idempotency_key.as_deref() != key {
            wrong.push(format!(
                "the idempotency key is {:?}, not {key:?}",
                asked.idempotency_key
            ));
        }
    }
    wrong
}

/// The client yields the very value that the method answered.
fn success(
    case: &Case,
    answer: &Answer,
    yielded: &Yielded,
    request_id: Option<&str>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let (status, replayed) = match answer {
        Answer::Success(status, _) => (*status, false),
        Answer::Replay(recorded) => (recorded.status.map_or(0, |status| status.as_u16()), true),
        Answer::Failure(..) => return vec!["a failure became a success".to_owned()],
    };
    if (yielded.status, yielded.replayed) != (status, replayed) {
        wrong.push(format!(
            "status and replay are {:?}",
            (yielded.status, yielded.replayed)
        ));
    }
    if Some(&yielded.value) != case.yields.as_ref() {
        wrong.push(format!(
            "the value is {}, not {:?}",
            yielded.value, case.yields
        ));
    }
    if case.kind != Kind::Stream && yielded.request_id.as_deref() != request_id {
        wrong.push(format!(
            "the request id is {:?}, not {request_id:?}",
            yielded.request_id
        ));
    }
    wrong
}

/// The client yields the very failure that the method answered.
fn failure(status: u16, code: &str, failed: &Failed, request_id: Option<&str>) -> Vec<String> {
    let mut wrong = Vec::new();
    if (failed.status, failed.code.as_str()) != (status, code) {
        wrong.push(format!("the failure is {} {}", failed.status, failed.code));
    }
    let (details, retry_after): (Vec<(String, String)>, Option<Duration>) = match code {
        "INVALID_REQUEST" => (vec![owned(faults::DETAIL)], None),
        "UPSTREAM_ERROR" => (
            vec![owned((
                &format!("vendor.{}", faults::VENDOR.0),
                faults::VENDOR.1,
            ))],
            None,
        ),
        "RATE_LIMIT_EXCEEDED" => (Vec::new(), Some(faults::LIMITED)),
        "SERVICE_UNAVAILABLE" => (Vec::new(), Some(faults::UNAVAILABLE)),
        _ => (Vec::new(), None),
    };
    if failed.details != details {
        wrong.push(format!(
            "the details are {:?}, not {details:?}",
            failed.details
        ));
    }
    if failed.retry_after != retry_after {
        wrong.push(format!(
            "it says to wait {:?}, not {retry_after:?}",
            failed.retry_after
        ));
    }
    if failed.request_id.as_deref() != request_id {
        wrong.push(format!(
            "the request id is {:?}, not {request_id:?}",
            failed.request_id
        ));
    }
    if failed.message.is_empty() || failed.message.contains("stays in the log") {
        wrong.push(format!("the message is {:?}", failed.message));
    }
    wrong
}

fn owned((field, issue): (&str, &str)) -> (String, String) {
    (field.to_owned(), issue.to_owned())
}
